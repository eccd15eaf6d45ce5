package ical

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/plenaria/plenaria/schedule"
)

// A Loss is something in a file that the agenda does not have. It is kept for
// writing back, see Options.Kept.
type Loss struct {
	// Pos is where it stands in the file.
	Pos schedule.Position
	// Component is what it is or stands in, such as VEVENT, VALARM or VTODO.
	Component string
	// Property is the property that is lost, in part or as a whole; empty: the
	// whole component.
	Property string
	// Param is the parameter that is lost; empty: the value, or all.
	Param string
	// Why says, in a few words, why an agenda has no place for it; empty: no field
	// of an agenda has that meaning.
	Why string
}

// String gives file:line:column, what is lost and why, such as
// "week.ics:32:1: VEVENT TRANSP".
func (l Loss) String() string {
	what := strings.Join(slices.DeleteFunc([]string{l.Component, l.Property, l.Param}, func(s string) bool { return s == "" }), " ")
	if l.Why != "" {
		what += ": " + l.Why
	}
	if l.Pos == (schedule.Position{}) {
		return what
	}
	return l.Pos.String() + ": " + what
}

// A lostProperty is a property that an agenda has a place for, but that was not, or
// not wholly, taken over.
type lostProperty struct {
	p          *property
	param, why string
}

// A lossList has the lost properties, as many as maxLosses. A CATEGORIES alone may lose
// as many words as it has.
type lossList struct {
	lost chunked[lostProperty]
	more int // that are not listed
}

const maxLosses = 100_000

func (l *lossList) lose(p *property, param, why string) {
	if l.lost.n == maxLosses {
		l.more++
		return
	}
	*l.lost.add() = lostProperty{p, param, why}
}

// Lost lists everything in the file that the agenda does not have, sorted by
// position: components other than events and zones, alarms, properties and
// parameters. Of what is lost of properties that are read, such as a second text in one
// language, a last Loss without a position tells how many more there are after a hundred
// thousand.
func (im *Imported) Lost() []Loss {
	l, more := losses{im: im}, 0
	for i := range im.losses {
		l.lostProperties(&im.losses[i].lost)
		more += im.losses[i].more
	}
	for _, c := range im.file.calendars {
		l.properties(c, calendarProps)
		for _, sub := range c.subs {
			switch sub.name {
			case "VEVENT":
				l.properties(sub, eventProps)
				l.components(sub)
			case "VTIMEZONE":
			default:
				l.add(sub)
			}
		}
	}
	slices.SortStableFunc(l.list, func(a, b Loss) int {
		return cmp.Or(a.Pos.Compare(b.Pos), cmp.Compare(a.Property, b.Property), cmp.Compare(a.Param, b.Param))
	})
	if more > 0 {
		l.list = append(l.list, Loss{Component: "VEVENT", Why: strconv.Itoa(more) + " more losses are not listed"})
	}
	return l.list
}

// losses gathers what is lost.
type losses struct {
	im   *Imported
	list []Loss
}

func (l *losses) lostProperties(list *chunked[lostProperty]) {
	for i := range list.n {
		lost := list.at(i)
		l.list = append(l.list, Loss{
			Pos: l.im.file.position(lost.p.pos), Component: "VEVENT", Property: lost.p.name, Param: lost.param, Why: lost.why,
		})
	}
}

func (l *losses) add(c *component) {
	l.list = append(l.list, Loss{Pos: l.im.file.position(c.pos), Component: c.name, Why: lostComponents[c.name]})
}

func (l *losses) components(c *component) {
	for _, sub := range c.subs {
		l.add(sub)
	}
}

// properties lists those properties and parameters of a component that are not
// read.
func (l *losses) properties(c *component, read map[string]string) {
	for i := range c.props {
		p := &c.props[i]
		params, ok := read[p.name]
		at := Loss{Pos: l.im.file.position(p.pos), Component: c.name, Property: p.name}
		if !ok {
			l.list = append(l.list, at)
			continue
		}
		for k := range p.params {
			if at.Param = p.params[k].name; !hasWord(params, at.Param) {
				l.list = append(l.list, at)
			}
		}
	}
}

// hasWord says whether a list of words between spaces has a word.
func hasWord(list, word string) bool {
	for len(list) > 0 {
		n := len(word)
		if len(list) >= n && list[:n] == word && (len(list) == n || list[n] == ' ') {
			return true
		}
		i := 0
		for i < len(list) && list[i] != ' ' {
			i++
		}
		list = list[min(i+1, len(list)):]
	}
	return false
}

// lostComponents says why components are not represented.
var lostComponents = map[string]string{
	"VTODO":         "a task is no item of a programme",
	"VJOURNAL":      "a journal is no item of a programme",
	"VFREEBUSY":     "times that are free or busy are no items of a programme",
	"VALARM":        "an alarm is its reader's own",
	"VAVAILABILITY": "times that are free are no items of a programme",
}

// calendarProps and eventProps are the properties that are read, with the
// parameters that are.
var (
	calendarProps = map[string]string{
		"VERSION": "", "PRODID": "", "CALSCALE": "", "METHOD": "", "UID": "", "NAME": "LANGUAGE", "X-WR-CALNAME": "LANGUAGE",
		"X-WR-TIMEZONE": "", "URL": "VALUE",
	}
	eventProps = map[string]string{
		"UID": "", "DTSTAMP": "", "SEQUENCE": "", "DTSTART": "TZID VALUE", "DTEND": "TZID VALUE", "DURATION": "",
		"SUMMARY": "LANGUAGE", "DESCRIPTION": "LANGUAGE", "LOCATION": "LANGUAGE", "GEO": "",
		"X-APPLE-STRUCTURED-LOCATION": "VALUE X-TITLE X-ADDRESS",
		"CATEGORIES":                  "LANGUAGE", "STATUS": "", "URL": "VALUE", "CONFERENCE": "VALUE",
		"X-GOOGLE-CONFERENCE": "", "X-MICROSOFT-SKYPETEAMSMEETINGURL": "",
		"ORGANIZER": "CN LANGUAGE EMAIL CUTYPE", "ATTENDEE": "CN LANGUAGE EMAIL CUTYPE ROLE",
		"RELATED-TO": "RELTYPE", "RECURRENCE-ID": "TZID VALUE RANGE",
		"RRULE": "", "EXRULE": "", "RDATE": "TZID VALUE", "EXDATE": "TZID VALUE",
		"X-MICROSOFT-CDO-ALLDAYEVENT": "", "X-FUNAMBOL-ALLDAY": "",
	}
)
