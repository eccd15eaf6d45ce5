package ical

import (
	"encoding/base32"
	"hash/fnv"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/plenaria/plenaria/schedule"
)

// An idMaker gives IDs, each once.
type idMaker struct {
	used   stringTable
	next   map[schedule.ID]int // the number that follows an ID
	domain string              // of UIDs that Write would make again
}

// maxPlainID is how long a UID may be that is an ID as it stands. Longer ones,
// such as Outlook's 112 digits, are not for people.
const maxPlainID = 64

// setDomain finds the commonest right side of the UIDs.
func (m *idMaker) setDomain(events []importedEvent) {
	counts, last, n := map[string]int{}, "", 0
	for i := range events {
		left, right, ok := events[i].cutUID()
		if !ok || !isID(left) {
			continue
		}
		if right != last {
			counts[last] += n
			last, n = right, 0
		}
		n++
	}
	counts[last] += n
	delete(counts, "")
	for i := range events { // in the file's order, so that the first of equals wins
		if len(counts) == 1 && m.domain != "" {
			return
		}
		if _, right, ok := events[i].cutUID(); ok && right != m.domain && counts[right] > counts[m.domain] && isHost(right) {
			m.domain = right
		}
	}
}

// cutUID parts a UID at its last @.
func cutUID(uid string) (left, right string, ok bool) {
	i := strings.LastIndexByte(uid, '@')
	if i <= 0 {
		return uid, "", false
	}
	return uid[:i], uid[i+1:], true
}

// session gives the ID of an event: the left side of its UID where Write makes
// that UID of it again, else the UID or a hash of it, so that an ID is the same
// in every version of a file.
func (m *idMaker) session(ev *importedEvent) schedule.ID {
	base, mark := ev.uid, ""
	if left, right, ok := ev.cutUID(); ok {
		base = left
		if right != m.domain {
			mark = "-" + hashOf(ev.uid)
		}
	}
	switch {
	case ev.uid == "":
		base, mark = slug(titleOf(ev)), ""
	case isID(base) && (len(base) <= maxPlainID || mark == "" && isDomainUID(ev.uid)):
		if mark != "" {
			if _, isNew := m.used.add(base); isNew { // readable, as long as nothing else has it
				mark = ""
				if ev.recurrence == nil {
					return schedule.ID(base)
				}
			}
		}
	default:
		base, mark = "event-"+hashOf(ev.uid), ""
	}
	if ev.recurrence != nil { // of a series that is not in the file
		s := parseStamp(ev.recurrence.value)
		mark += "-" + string(appendWallMark(nil, s))
	}
	return m.unique(schedule.ID(base + mark))
}

func isDomainUID(uid string) bool { return strings.IndexByte(uid, '@') > 0 }

// appendWallMark appends YYYYMMDD or YYYYMMDDTHHMM.
func appendWallMark(b []byte, s stamp) []byte {
	if s.form == dateStamp || !s.wall.Date.IsValid() {
		return appendDate(b, s.wall.Date)
	}
	b = appendDateTime(b, s.wall)
	if s.wall.Clock%schedule.Minute == 0 {
		b = b[:len(b)-len("00")]
	}
	return b
}

// titleOf is what an event without a UID is called by.
func titleOf(ev *importedEvent) string {
	title := ""
	if p := ev.c.first("SUMMARY"); p != nil {
		title = p.text() + " "
	}
	if ev.from.wall.Date.IsValid() {
		title += string(appendWallMark(nil, ev.from))
	}
	return title
}

// unique gives an ID that was not given before, with a number if it must.
func (m *idMaker) unique(id schedule.ID) schedule.ID {
	if _, isNew := m.used.add(string(id)); isNew {
		return id
	}
	if m.next == nil {
		m.next = map[schedule.ID]int{}
	}
	for n := max(m.next[id], 2); ; n++ {
		numbered := id + schedule.ID("-"+strconv.Itoa(n))
		if _, isNew := m.used.add(string(numbered)); isNew {
			m.next[id] = n + 1
			return numbered
		}
	}
}

// hashOf gives eight characters that stand for a text.
func hashOf(s string) string {
	h := fnv.New64a()
	h.Write([]byte(s))
	return strings.ToLower(base32.HexEncoding.EncodeToString(h.Sum(nil))[:8])
}

// maxSlug is the most letters of a slug.
const maxSlug = 40

// slug makes a readable ID of a text: its letters and digits in small letters,
// with hyphens between words; "x" if it has none.
func slug(s string) string {
	if isSlug(s) {
		return s
	}
	b := make([]byte, 0, min(len(s), 2*maxSlug))
	n, gap := 0, false
	for _, r := range s {
		switch {
		case n >= maxSlug:
			return string(b)
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r):
			if gap && len(b) > 0 {
				b = append(b, '-')
			}
			b, gap = utf8.AppendRune(b, unicode.ToLower(r)), false
			n++
		default:
			gap = true
		}
	}
	if len(b) == 0 {
		return "x"
	}
	return string(b)
}

// isSlug says whether a text is its own slug, as most are that are no sentences.
func isSlug(s string) bool {
	for i := range len(s) {
		if c := s[i]; (c < 'a' || c > 'z') && (c < '0' || c > '9') && (c != '-' && c != '.' || i == 0) {
			return false
		}
	}
	return s != "" && len(s) <= maxSlug
}

// maxIDLength is the most octets of an ID, see [schedule.ID].
const maxIDLength = 200

// isID says whether a text can be an ID.
func isID(s string) bool {
	if s == "" || len(s) > maxIDLength {
		return false
	}
	for i := range len(s) {
		c := s[i]
		if c >= utf8.RuneSelf {
			return utf8.ValidString(s) && !strings.ContainsFunc(s, notInID)
		}
		if c <= ' ' || c == ',' || c == ';' || c == '@' || c == 0x7f {
			return false
		}
	}
	return true
}

func notInID(r rune) bool {
	return unicode.IsSpace(r) || unicode.IsControl(r) || strings.ContainsRune(",;@", r)
}

// isHost says whether a text is a name of letters, digits and hyphens between
// dots.
func isHost(s string) bool {
	label := 0
	for i := range len(s) {
		switch c := s[i]; {
		case c >= utf8.RuneSelf:
			return isForeignHost(s)
		case c == '.' && label > 0:
			label = 0
		case c == '-' || isAlnum(c):
			label++
		default:
			return false
		}
	}
	return label > 0 && len(s) <= maxHost
}

// maxHost is the most octets of a name, RFC 1035 §2.3.4.
const maxHost = 253

func isAlnum(c byte) bool { return c-'0' < 10 || (c|0x20)-'a' < 26 }

// isForeignHost is isHost with letters of any script.
func isForeignHost(s string) bool {
	for label := range strings.SplitSeq(s, ".") {
		if label == "" || strings.ContainsFunc(label, func(r rune) bool {
			return r != '-' && !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsDigit(r)
		}) {
			return false
		}
	}
	return len(s) <= maxHost
}

// isAddress says whether a text is an address that an agenda can have.
func isAddress(s string) bool {
	at := strings.IndexByte(s, '@')
	if at <= 0 || len(s) > 254 || !isHost(s[at+1:]) {
		return false
	}
	for i := range at {
		if c := s[i]; c >= utf8.RuneSelf {
			return utf8.ValidString(s) && !strings.ContainsFunc(s[:at], notInLocal)
		} else if c != '.' && c != '-' && c != '_' && !isAlnum(c) && notInLocal(rune(c)) {
			return false
		}
	}
	return true
}

func notInLocal(r rune) bool {
	return unicode.IsSpace(r) || unicode.IsControl(r) || strings.ContainsRune(`()<>[]\,;:@"`, r)
}
