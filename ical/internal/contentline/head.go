package contentline

import "bytes"

// head is what stands before the value of the line in hand.
type head struct {
	params   []Param
	values   [][]byte // of all parameters
	decoded  []byte   // memory for values that are not in content as they are
	unclosed bool     // the rest of the line has no closing quote
	half     bool     // a value had an opening quote only
	full     bool     // the line has too many values
	charset  charset  // how octets that are not UTF-8 are read
	foreigns foreigns // the place in a value where they were counted last
}

// parse reads the line in hand, false if it gives nothing to the caller.
func (s *Scanner) parse() bool {
	s.params, s.values, s.decoded = s.params[:0], s.values[:0], s.decoded[:0]
	s.unclosed, s.half, s.full, s.charset, s.foreigns = false, false, false, utf8Only, foreigns{}
	outside := s.outside()
	if !outside && s.odd {
		s.clean()
	}
	at := blanks(s.content)
	if at == len(s.content) {
		return false
	}
	end := at + nameLen(s.content[at:])
	name := s.content[at:end]
	switch {
	case keyword(name, "BEGIN"):
		return s.boundary(Begin, at, end)
	case keyword(name, "END"):
		return s.boundary(End, at, end)
	case outside:
		return s.leaveStray()
	}
	return s.property(at, end)
}

// property reads a line whose name stands from at to end.
func (s *Scanner) property(at, end int) bool {
	if at > 0 {
		s.repaired(0, "blanks before the name of %v; they are left out", excerpt(s.content[at:]))
	}
	start := s.pos(at)
	if at == 0 && !s.odd && end < len(s.content) && s.content[end] == ';' {
		if k := s.heads.recall(s.content); k != nil && s.allValues+len(k.values) <= s.limits.AllValues {
			s.recalled(k, start, end)
			return true
		}
	}
	faults := s.faults.count()
	colon, ok := s.readHead(at, end)
	if !ok {
		return false
	}
	value := s.content[colon+1:]
	if n := len(value) - 1; s.half && n >= 0 && bytes.IndexByte(value, '"') == n {
		value = value[:n]
	}
	l := &s.line
	l.Kind, l.Pos, l.Implied = Property, start, false
	l.Spelling = s.content[at:end]
	if l.Name != string(l.Spelling) { // as in a list of attendees
		l.Name = s.names.upper(l.Spelling)
	}
	l.Params, l.Value, l.value, l.Head = s.params, s.valid(value), colon+1, 0
	if at == 0 && !s.odd && len(s.params) > 0 && s.faults.count() == faults {
		l.Head = s.heads.learn(s.content[:colon+1], l.Name, s.params)
	}
	return true
}

// recalled makes the line in hand one whose head is known, and whose name ends at end.
func (s *Scanner) recalled(k *knownHead, start Pos, end int) {
	n := len(k.text)
	s.line = Line{
		Kind: Property, Pos: start, Name: k.name, Spelling: s.content[:end],
		Params: k.params, Value: s.content[n:], Head: k.number, value: n,
	}
	s.allValues += len(k.values)
}

// readHead reads the parameters of the line whose name stands from at to end,
// and gives the offset of the colon; false if the line must be left out.
func (s *Scanner) readHead(at, end int) (colon int, ok bool) {
	b := s.content
	i := end + blanks(b[end:])
	for i < len(b) && b[i] == ';' && at < end {
		i = s.param(i + 1)
	}
	if s.allValues += len(s.values); s.allValues > s.limits.AllValues {
		return 0, s.fail(ErrLimit, "more than %d parameter values; raise the limit for a larger calendar", s.limits.AllValues)
	}
	switch {
	case s.full:
		s.report(0, false, ErrLimit, "a content line of more than %d parameter values, %v; it is left out", s.limits.Values, excerpt(b))
		return 0, false
	case at == end:
		s.leftOut(at, "%v begins with no name; a content line is NAME:value. It is left out", excerpt(b))
		return 0, false
	case i == len(b):
		s.leftOut(at, "no colon in %v; a content line is NAME:value. It is left out", excerpt(b))
		return 0, false
	case b[i] != ':':
		s.leftOut(at, "%q behind the name of %v; a content line is NAME:value. It is left out", b[i], excerpt(b))
		return 0, false
	}
	if c := b[end]; c == ' ' || c == '\t' {
		s.repaired(end, "a blank behind the name of %v; it is left out", excerpt(b))
	}
	return i, true
}

// param reads the parameter at i, and gives the offset of the semicolon or colon
// behind it.
func (s *Scanner) param(i int) int {
	b := s.content
	if i < len(b) && b[i] <= ' ' {
		s.repaired(i, "a blank before the name of a parameter, %v; it is left out", excerpt(b[i:]))
		i += blanks(b[i:])
	}
	end := i + nameLen(b[i:])
	if end == i || end == len(b) || b[end] != '=' {
		return s.badParam(i, end)
	}
	first := len(s.values)
	next := s.list(end + 1)
	p := s.nextParam()
	p.Spelling, p.at = b[i:end], i
	if p.Name != string(p.Spelling) { // as that of the line before often is
		p.Name = s.names.upper(p.Spelling)
	}
	p.Values = s.values[first:len(s.values):len(s.values)]
	return next
}

// nextParam gives room for a parameter, which has what was in it before.
func (s *Scanner) nextParam() *Param {
	n := len(s.params)
	if n < cap(s.params) {
		s.params = s.params[:n+1]
	} else {
		s.params = append(s.params, Param{})
	}
	return &s.params[n]
}

// badParam leaves out the parameter at i, whose name, as far as it is one, ends
// at end.
func (s *Scanner) badParam(i, end int) int {
	b := s.content
	if end == i && i < len(b) && (b[i] == ';' || b[i] == ':') {
		s.repaired(i, "an empty parameter; it is left out")
		return i
	}
	next := end
	for next < len(b) && b[next] != '=' && b[next] != ';' && b[next] != ':' {
		next++
	}
	if next < len(b) && b[next] == '=' {
		kept := len(s.values)
		next = s.list(next + 1)
		s.values = s.values[:kept]
	}
	if next < len(b) {
		s.leftOut(i, "%v is no parameter; one is NAME=value. It is left out", excerpt(b[i:next]))
	}
	return next
}

// list reads values separated by commas, the first of them at i, and gives the
// offset of the semicolon or colon behind the last.
func (s *Scanner) list(i int) int {
	b := s.content
	for {
		if len(s.values) == s.limits.Values {
			s.full = true
			return len(b)
		}
		end, class := i, plainOctet
		for end < len(b) && class < ends {
			class |= delimiter[b[end]]
			end++
		}
		switch {
		case class == ends:
			end--
			s.values = append(s.values, s.valid(b[i:end]))
		case class == plainOctet: // no colon
			return len(b)
		default:
			end = s.special(i)
		}
		if end == len(b) || b[end] != ',' {
			return end
		}
		i = end + 1
	}
}

// special reads a value that has quotes or circumflexes, and gives the offset
// of what ends it.
func (s *Scanner) special(i int) int {
	b := s.content
	if i < len(b) && b[i] == '"' {
		if end := s.closingQuote(i + 1); end > 0 {
			if bytes.IndexByte(b[i+1:end], '"') >= 0 {
				s.repaired(i, "quotes inside of the quotes of %v; they are taken as part of the value", excerpt(b[i:end+1]))
			}
			s.keep(b[i+1 : end])
			return end + 1
		}
		s.half = true
		s.repaired(i, "a quote that is not closed in %v; it is left out", excerpt(b[i:]))
		i++
	}
	end := i
	for end < len(b) && delimiter[b[end]] != ends {
		end++
	}
	if end < len(b) && bytes.IndexByte(b[i:end], '"') >= 0 {
		s.repaired(i, "a quote inside of the parameter value %v; it is taken as part of it", excerpt(b[i:end]))
	}
	s.keep(b[i:end])
	return end
}

// delimiter tells what ends a parameter value without quotes, and what needs a
// second look in it.
var delimiter = [256]octetClass{',': ends, ';': ends, ':': ends, '"': looks, '^': looks}

type octetClass uint8

const (
	plainOctet octetClass = 0
	looks      octetClass = 1
	ends       octetClass = 2
)

// closingQuote gives the offset of the quote that closes a value which begins at
// i: the first with a comma, semicolon or colon behind it, so that quotes inside
// of quotes, which RFC 5545 does not allow, are part of the value. It is 0 if
// there is none.
func (s *Scanner) closingQuote(i int) int {
	b := s.content
	for !s.unclosed {
		n := bytes.IndexByte(b[i:], '"')
		if n < 0 || i+n+1 == len(b) {
			s.unclosed = true // also for the quotes behind this one
			break
		}
		if i += n + 1; delimiter[b[i]] == ends {
			return i - 1
		}
	}
	return 0
}

// keep takes a value without its quotes, and decodes RFC 6868.
func (s *Scanner) keep(value []byte) {
	if bytes.IndexByte(value, '^') >= 0 {
		from := len(s.decoded)
		s.decoded = appendDecoded(s.decoded, value)
		value = s.decoded[from:len(s.decoded):len(s.decoded)]
	}
	s.values = append(s.values, s.valid(value))
}

// appendDecoded appends what a parameter value with the encoding of RFC 6868
// §3.2 means. A circumflex before any other character stands for itself.
func appendDecoded(dst, value []byte) []byte {
	for i := 0; i < len(value); i++ {
		c := value[i]
		if c == '^' && i+1 < len(value) {
			switch value[i+1] {
			case '^':
				i++
			case '\'':
				c = '"'
				i++
			case 'n':
				c = '\n'
				i++
			}
		}
		dst = append(dst, c)
	}
	return dst
}
