package ical

import (
	"strings"
	"time"

	"github.com/plenaria/plenaria/schedule"
)

// A stampForm is how a time is written, RFC 5545 §3.3.4 and §3.3.5.
type stampForm uint8

const (
	notAStamp   stampForm = iota
	dateStamp             // a date
	floating              // on whatever wall
	utcStamp              // in UTC
	zonedStamp            // on the wall of a TZID
	brokenStamp           // none of these
)

// A stamp is a date or a time of a file. Its clock is below 24:00.
type stamp struct {
	wall schedule.DateTime
	form stampForm
	name *namedZone // of a zonedStamp
}

// A namedZone is a TZID and the times that it is used for.
type namedZone struct {
	tzid     string
	p        *property // the first that has it
	count    int       // of starts
	from, to schedule.DateTime
	zone     schedule.Zone
	known    bool
}

// stamp reads the time of a property.
func (cal *importedCalendar) stamp(p *property) stamp { return cal.zoned(parseStamp(p.value), p) }

// zoned gives the time of a property, which was read, with the zone that it is in.
func (cal *importedCalendar) zoned(s stamp, p *property) stamp {
	if s.form == floating && len(p.params) > 0 {
		if tzid := p.param("TZID"); tzid != "" {
			s.form, s.name = zonedStamp, cal.zone(tzid, p)
		}
	}
	return s
}

// zone finds or makes the entry of a TZID.
func (cal *importedCalendar) zone(tzid string, p *property) *namedZone {
	if cal.last != nil && cal.last.tzid == tzid {
		return cal.last
	}
	n := cal.names[tzid]
	if n == nil {
		n = &namedZone{tzid: tzid, p: p}
		cal.names[tzid] = n
	}
	cal.last = n
	return n
}

// use widens the time that a TZID is used in.
func (n *namedZone) use(w schedule.DateTime) {
	if n.from.IsZero() || before(w, n.from) {
		n.from = w
	}
	if n.to.IsZero() || before(n.to, w) {
		n.to = w
	}
}

// before compares wall times whose clocks are below 24:00, as those of stamps are,
// without counting their days.
func before(a, b schedule.DateTime) bool {
	if a.Date == b.Date {
		return a.Clock < b.Clock
	}
	return a.Date.Compare(b.Date) < 0
}

// window gives the instants that a TZID is asked about, whatever its offset.
func (n *namedZone) window() (from, to time.Time) {
	if n.from.IsZero() {
		return from, to
	}
	from, _ = schedule.UTC().Resolve(n.from, schedule.Compatible)
	to, _ = schedule.UTC().Resolve(n.to, schedule.Compatible)
	return from.Add(-day24), to.Add(day24)
}

const day24 = 24 * time.Hour

// parseStamp reads a DATE or a DATE-TIME. It also takes the extended form of ISO
// 8601, 2021-11-18T08:30:00, small letters, and clocks without seconds or with
// parts of them, which some programs write.
func parseStamp(value string) stamp {
	if s, ok := strictStamp(value); ok {
		return s
	}
	s, ok := strictStamp(basicForm(value))
	if !ok {
		s.form = brokenStamp
	}
	return s
}

// strictStamp reads YYYYMMDD, YYYYMMDDTHHMMSS and YYYYMMDDTHHMMSSZ. A second of
// 60 is read as 59 (RFC 5545 §3.3.12), and 24:00:00 as the next midnight.
func strictStamp(v string) (s stamp, ok bool) {
	n := len(v)
	if n != 8 && (n != 15 && n != 16 || v[8] != 'T') || n == 16 && v[15] != 'Z' {
		return s, false
	}
	year, ok1 := decimal(v[:4])
	month, ok2 := decimal(v[4:6])
	day, ok3 := decimal(v[6:8])
	s.wall.Date = schedule.Date{Year: year, Month: time.Month(month), Day: day}
	if !ok1 || !ok2 || !ok3 || !s.wall.Date.IsValid() {
		return s, false
	}
	switch n {
	case 8:
		s.form = dateStamp
		return s, true
	case 15:
		s.form = floating
	default:
		s.form = utcStamp
	}
	h, ok1 := decimal(v[9:11])
	m, ok2 := decimal(v[11:13])
	sec, ok3 := decimal(v[13:15])
	if !ok1 || !ok2 || !ok3 || h > 24 || m > 59 || sec > 60 || h == 24 && m+sec > 0 {
		return s, false
	}
	s.wall.Clock = schedule.Clock(h)*schedule.Hour + schedule.Clock(m)*schedule.Minute + schedule.Clock(min(sec, 59))
	if h == 24 {
		s.wall = s.wall.Normal()
	}
	return s, s.wall.Date.IsValid()
}

func decimal(s string) (n int, ok bool) {
	for i := range len(s) {
		c := s[i] - '0'
		if c > 9 {
			return 0, false
		}
		n = n*10 + int(c)
	}
	return n, true
}

// basicForm brings what programs write into the form of RFC 5545.
func basicForm(v string) string {
	if len(v) > len("2021-11-18T08:30:00.000000000+00:00Z") {
		return v
	}
	v = strings.ToUpper(strings.TrimSpace(v))
	date, clock, timed := strings.Cut(v, "T")
	if !timed {
		date, clock, timed = strings.Cut(v, " ")
	}
	date = strings.ReplaceAll(date, "-", "")
	if !timed {
		return strings.TrimSuffix(date, "Z") // a date is in no zone, but some programs give it one
	}
	clock, utc := strings.CutSuffix(clock, "Z")
	clock, _, _ = strings.Cut(clock, ".")
	clock = strings.ReplaceAll(clock, ":", "")
	if len(clock) == 4 {
		clock += "00"
	}
	if utc {
		clock += "Z"
	}
	return date + "T" + clock
}

// A span is a DURATION, RFC 5545 §3.3.6: days are those of the calendar, the
// rest is time that passes.
type span struct {
	days int
	rest time.Duration
}

// Lengths are bounded, so that arithmetic with them is safe.
const (
	maxSpanDays = 100_000
	maxSpanRest = maxSpanDays * day24
	maxSpanPart = 1_000_000_000 // of one unit
)

// parseSpan reads a DURATION such as P1DT12H or -PT15M, false if it is none. It
// takes what the grammar forbids but means something: P1W2D, PT1H30S, PT1W.
func parseSpan(v string) (s span, ok bool) {
	v = strings.ToUpper(strings.TrimSpace(v))
	negative := strings.HasPrefix(v, "-")
	v = strings.TrimLeft(v, "+-")
	if v, ok = strings.CutPrefix(v, "P"); !ok || v == "" || v == "T" || len(v) > 40 {
		return s, false
	}
	clock, n, any := false, 0, false
	for i := range len(v) {
		switch c := v[i]; {
		case c >= '0' && c <= '9':
			if n > maxSpanPart/10 {
				return s, false
			}
			n, any = n*10+int(c-'0'), true
		case c == 'T' && !clock && !any:
			clock = true
		case !any || !s.add(c, n, clock):
			return s, false
		default:
			n, any = 0, false
		}
	}
	if any || s.days > maxSpanDays || s.rest > maxSpanRest {
		return s, false
	}
	if negative {
		s.days, s.rest = -s.days, -s.rest
	}
	return s, true
}

// add adds n of a unit.
func (s *span) add(unit byte, n int, clock bool) bool {
	var one time.Duration
	switch {
	case unit == 'W' && n <= maxSpanDays/7:
		s.days += 7 * n
		return true
	case unit == 'D' && n <= maxSpanDays:
		s.days += n
		return true
	case unit == 'H' && clock:
		one = time.Hour
	case unit == 'M' && clock:
		one = time.Minute
	case unit == 'S' && clock:
		one = time.Second
	default:
		return false
	}
	if int64(n) > int64(maxSpanRest/one) {
		return false
	}
	s.rest += time.Duration(n) * one
	return s.rest <= maxSpanRest
}
