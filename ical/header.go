package ical

import (
	"strings"

	"github.com/plenaria/plenaria/schedule"
	"github.com/plenaria/plenaria/schedule/datefmt"
)

// header writes the properties of the calendar, all of which stand before the
// first component, as some readers take no others. Names and refresh are
// written twice, for readers of RFC 7986 and for the older ones.
func (e *exporter) header() {
	a := e.tl.Agenda
	e.rawText("VERSION", "2.0")
	e.textLine("PRODID", schedule.Translation{Text: e.o.ProdID})
	e.rawText("CALSCALE", "GREGORIAN")
	if e.hasMethod() {
		e.rawText("METHOD", "PUBLISH")
	}
	e.textLine("UID", schedule.Translation{Text: e.calendarUID()})
	e.twice("NAME", "X-WR-CALNAME", e.calendarName())
	e.twice("DESCRIPTION", "X-WR-CALDESC", e.about())
	e.textLine("X-WR-TIMEZONE", schedule.Translation{Text: a.Zone.String()})
	e.rawText("URL", uri(a.URL))
	if e.o.Source != "" {
		e.s.Name("SOURCE")
		e.s.Param("VALUE", "URI")
		e.s.Raw(uri(e.o.Source))
		e.s.EndLine()
	}
	if !e.o.Stamp.IsZero() {
		e.rawText("LAST-MODIFIED", e.stamp)
	}
	if e.o.Refresh > 0 {
		e.s.Name("REFRESH-INTERVAL")
		e.s.Param("VALUE", "DURATION")
		e.rawLine(appendDuration(e.scratch[:0], e.o.Refresh))
		e.s.Name("X-PUBLISHED-TTL")
		e.rawLine(appendDuration(e.scratch[:0], e.o.Refresh))
	}
	e.textLine("COLOR", schedule.Translation{Text: e.o.Color})
}

// hasMethod says whether the file is a publication in the sense of RFC 5546
// §3.2.1, which wants an ORGANIZER in every event. A file without METHOD is
// read by the same clients in the same way.
func (e *exporter) hasMethod() bool { return !e.o.NoMethod && e.host != nil }

// twice writes a text as a property of RFC 7986 and under the older name that
// most readers know.
func (e *exporter) twice(name, older string, t schedule.Translation) {
	e.textLine(name, t)
	e.textLine(older, schedule.Translation{Text: t.Text})
}

// calendarName is the agenda's title, and which part of it the file has.
func (e *exporter) calendarName() schedule.Translation {
	title, part := e.texts.in(e.tl.Agenda.Title), e.texts.in(e.o.Part.Name)
	if part.Text == "" {
		return title
	}
	p := prose{fresh: true}
	p.text(title)
	p.plain(" · ")
	p.text(part)
	return schedule.Translation{Lang: p.lang.lang, Text: strings.Join(p.pieces, "")}
}

// calendarUID is the UID of the calendar itself, RFC 7986 §5.3.
func (e *exporter) calendarUID() string {
	a, part := e.tl.Agenda, ""
	if e.o.Part.ID != "" {
		part = "-" + string(e.o.Part.ID)
	}
	if a.ID == "" || a.Domain == "" {
		return e.domain[1:] + part
	}
	return string(a.ID) + part + e.domain
}

// about is the description of the calendar: its dates and their zone, who
// organizes it, and which revision this is.
func (e *exporter) about() schedule.Translation {
	a := e.tl.Agenda
	p := prose{fresh: true}
	if first, last := e.tl.Dates(schedule.Zone{}); first.IsValid() && !a.Zone.IsZero() {
		p.text(schedule.Translation{Lang: e.voice.lang, Text: e.voice.locale.DateRange(first, last, datefmt.Long)})
		p.plain(" (" + e.voice.locale.City(a.Zone.String()) + ")")
	}
	if organizer := e.people[a.Organizer]; organizer != nil {
		p.newline()
		p.text(organizer.name)
	}
	if a.Revision != "" {
		p.newline()
		p.plain("rev. " + a.Revision)
	}
	return schedule.Translation{Lang: p.lang.lang, Text: strings.Join(p.pieces, "")}
}

// textLine writes a property of type TEXT; nothing if the text is empty.
func (e *exporter) textLine(name string, t schedule.Translation) {
	if t.Text == "" {
		return
	}
	e.s.Name(name)
	if t.Lang != "" {
		e.s.Param("LANGUAGE", string(t.Lang))
	}
	e.s.Text(t.Text)
	e.s.EndLine()
}

// rawText writes a property of another type; nothing if the value is empty.
func (e *exporter) rawText(name, value string) {
	if value == "" {
		return
	}
	e.s.Name(name)
	e.s.Raw(value)
	e.s.EndLine()
}
