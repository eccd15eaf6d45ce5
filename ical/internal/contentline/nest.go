package contentline

import "bytes"

// nest is what is open, and what is about to be.
type nest struct {
	open       []opened
	implied    bool // open[0] is a VCALENDAR that the file does not have
	closing    int  // components that end before the line after
	delayed    bool // after is still to come
	after      Line
	components int // begun so far
	calendars  int
	stray      stray
}

// An opened component has begun in a line.
type opened struct {
	name string
	line int
}

// A stray line is the first of those outside of a calendar.
type stray struct {
	seen bool
	pos  Pos
	text string
	hint string // what to do about it
}

// vcalendar is the component that all others stand in.
const vcalendar = "VCALENDAR"

// topmost are the components that stand in a VCALENDAR and in nothing else,
// RFC 5545 §3.6, RFC 7953 §3.1.
var topmost = map[string]bool{
	"VEVENT": true, "VTODO": true, "VJOURNAL": true, "VFREEBUSY": true, "VTIMEZONE": true, "VAVAILABILITY": true,
}

// outside says whether no line but a BEGIN has a meaning here.
func (s *Scanner) outside() bool { return len(s.open) == 0 || len(s.open) == 1 && s.implied }

// leaveStray reports the first of the lines outside of a calendar.
func (s *Scanner) leaveStray() bool {
	if !s.stray.seen {
		s.stray = stray{seen: true, pos: s.pos(0), text: excerpt(s.content).String()}
		switch {
		case bytes.HasPrefix(s.content, []byte("\xFF\xFE")), bytes.HasPrefix(s.content, []byte("\xFE\xFF")):
			s.stray.text += " (UTF-16; convert it to UTF-8)"
		case bytes.HasPrefix(s.content, []byte{'['}):
			s.stray.hint = "; if it is jCal, read it with DecodeJSON or Import"
		}
		s.leftOut(0, "%s outside of a calendar; it and all up to the next BEGIN is left out", s.stray.text)
	}
	return false
}

// boundary is a BEGIN or END line whose keyword stands from at to end.
func (s *Scanner) boundary(kind Kind, at, end int) bool {
	if s.outside() && s.odd {
		s.clean()
	}
	colon, ok := s.readHead(at, end)
	if !ok {
		return false
	}
	if len(s.params) > 0 {
		s.leftOut(s.params[0].at, "parameters of %s, which has none; they are left out", bytes.ToUpper(s.content[at:end]))
	}
	spelling := bytes.Trim(s.content[colon+1:], " \t")
	l := Line{Kind: kind, Pos: s.pos(at), Name: s.component(colon+1, spelling), Spelling: spelling}
	if kind == Begin {
		return s.begin(l)
	}
	return s.endComponent(l)
}

// component gives the name of a component in upper case, one that can be
// written if the file's cannot.
func (s *Scanner) component(at int, spelling []byte) string {
	if len(spelling) < len(s.content)-at {
		s.repaired(at, "blanks around the component's name %s; they are left out", excerpt(spelling))
	}
	name := s.names.upper(spelling)
	if nameLen(spelling) == len(spelling) && name != "" {
		return name
	}
	mended := []byte(name)
	for i, c := range mended {
		if !nameByte[c] {
			mended[i] = '-'
		}
	}
	if name == "" {
		mended = []byte("X-NONAME")
	}
	s.repaired(at, "component name %s, which has letters A-Z, digits and hyphens only; read as %s", excerpt(spelling), short(string(mended)))
	return string(mended)
}

// begin opens a component, after those have ended that it cannot stand in.
func (s *Scanner) begin(l Line) bool {
	s.after, s.delayed = l, true
	s.stray = stray{}
	keep := s.keeps(l.Name)
	if keep == 0 && l.Name != vcalendar && !topmost[l.Name] {
		return s.fail(ErrNoCalendar, "BEGIN:%s where BEGIN:VCALENDAR should be", short(l.Name))
	}
	s.closing = len(s.open) - keep
	switch {
	case s.closing > 0 && !(keep == 0 && s.outside()):
		last := s.open[len(s.open)-1]
		s.leftOut(0, "%s begins inside %s of line %d, which has no END; it is ended here", short(l.Name), short(last.name), last.line)
	case keep == 0 && l.Name != vcalendar:
		s.repaired(0, "%s outside of a VCALENDAR; read as if it stood in one", l.Name)
	}
	return s.pending()
}

// keeps says how many of the open components stay open when one begins.
func (s *Scanner) keeps(name string) int {
	switch {
	case name == vcalendar:
		return 0
	case topmost[name]:
		for i := len(s.open) - 1; i > 0; i-- {
			if topmost[s.open[i].name] {
				return i
			}
		}
	}
	return len(s.open)
}

// endComponent closes the innermost open component of the name, after those
// inside it.
func (s *Scanner) endComponent(l Line) bool {
	i := len(s.open) - 1
	for i >= 0 && s.open[i].name != l.Name {
		i--
	}
	switch {
	case i < 0 && s.outside():
		return s.leaveStray()
	case i < 0:
		last := s.open[len(s.open)-1]
		s.leftOut(0, "END:%s ends nothing that is open; open is %s of line %d. It is left out", short(l.Name), short(last.name), last.line)
		return false
	}
	s.after, s.delayed, s.closing = l, true, len(s.open)-1-i
	if s.closing > 0 {
		last := s.open[len(s.open)-1]
		s.leftOut(0, "END:%s inside %s of line %d, which has no END; it is ended here", short(l.Name), short(last.name), last.line)
	}
	return s.pending()
}

// pending gives what comes before the line after, then that.
func (s *Scanner) pending() bool {
	switch {
	case s.closing > 0:
		s.closing--
		s.line = Line{Kind: End, Pos: s.after.Pos, Name: s.open[len(s.open)-1].name, Implied: true}
		return s.pop()
	case s.after.Kind == End:
		s.line, s.delayed = s.after, false
		return s.pop()
	case len(s.open) == 0 && s.after.Name != vcalendar:
		s.line = Line{Kind: Begin, Pos: s.after.Pos, Name: vcalendar, Implied: true}
		s.implied = true
		return s.push()
	}
	s.line, s.delayed = s.after, false
	return s.push()
}

func (s *Scanner) push() bool {
	switch {
	case len(s.open) == s.limits.Depth:
		return s.fail(ErrLimit, "components nest deeper than %d; no calendar program does that", s.limits.Depth)
	case s.components == s.limits.Components:
		return s.fail(ErrLimit, "more than %d components; raise the limit for a larger calendar", s.limits.Components)
	}
	if len(s.open) == 0 {
		s.calendars++
	}
	s.components++
	s.open = append(s.open, opened{s.line.Name, s.line.Pos.Line})
	return true
}

func (s *Scanner) pop() bool {
	if s.piece && len(s.open) == 1 {
		return s.failAt(Pos{}, errOutside)
	}
	s.open = s.open[:len(s.open)-1]
	s.implied = s.implied && len(s.open) > 0
	return true
}
