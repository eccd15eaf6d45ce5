package ical_test

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/plenaria/plenaria/ical"
	"github.com/plenaria/plenaria/schedule"
)

// names gives the names of all lines of a file, BEGIN and END with their
// components: what a text must not be able to change.
func names(file string) (all []string) {
	for _, line := range unfold(file) {
		p := readProperty(line)
		if p.name == "BEGIN" || p.name == "END" {
			p.name += " " + p.value
		}
		all = append(all, p.name)
	}
	return all
}

// poisoned is an agenda with a text at every place that takes one.
func poisoned(s string) *schedule.Agenda {
	id := schedule.ID(s)
	session := schedule.Session{
		ID: id, Title: text("en", s), Abstract: text("en", s), Note: text("en", s),
		Start: clock("08:00"), End: clock("09:00"), Room: id, Track: id, Countries: []string{s},
		Roles: []schedule.Role{{Who: id, As: schedule.Speaker}}, Kind: schedule.Kind(s),
		Link: s, StreamURL: s, Parts: []schedule.Part{{Title: text("en", s), Note: text("en", s)}},
	}
	a := one(session, schedule.Session{Kind: schedule.Break, Room: id, Start: clock("09:00"), End: clock("10:00")})
	a.ID, a.Title, a.Domain, a.URL, a.Revision, a.Organizer = id, text("en", s), s, s, s, id
	a.Rooms = []schedule.Room{{ID: id, Name: text("en", s), Address: s, Geo: &schedule.Geo{Lat: 1, Lon: 2}}}
	a.Tracks = []schedule.Track{{ID: id, Name: text("en", s)}}
	a.Participants = []schedule.Participant{{ID: id, Name: text("en", s), Email: s, Org: id}}
	a.Days[0].Label = text("en", s)
	return a
}

// TestNoInjection: no text can begin a line, a parameter or a component of its
// own. It is written as a text, or refused.
func TestNoInjection(t *testing.T) {
	options := func(s string) *ical.Options {
		return &ical.Options{ProdID: s, Source: s, Color: s, Alarms: []time.Duration{time.Hour}}
	}
	want := names(write(t, poisoned("x"), options("x")))
	for _, s := range []string{
		"x;y:z", `"x";y=z:q`, "x,y", `x\`, "x^n^'^^", "日本:;,", "x@y?cc=z", "a b", "BEGIN:VEVENT",
		"x\r\nATTENDEE:mailto:evil@example.org", "x\nEND:VCALENDAR", "x\rBEGIN:VALARM", "x\u2028y", "x\x85y", "\x00", "\x7f", "a\xffb",
	} {
		var b bytes.Buffer
		err := ical.Write(&b, timeline(t, poisoned(s)), options(s))
		if err != nil {
			if !errors.Is(err, ical.ErrUnwritable) {
				t.Errorf("%q: error %v, want %v", s, err, ical.ErrUnwritable)
			}
			continue
		}
		if diff := cmp.Diff(want, names(b.String())); diff != "" {
			t.Errorf("%q changes the lines of the file (-want +got):\n%s", s, diff)
		}
	}
}

// TestTextsComeBack: what is written as TEXT is read as it was given.
func TestTextsComeBack(t *testing.T) {
	for _, title := range []string{`a,b;c\d`, "two\nlines", `\n`, "🇵🇦 é 한", `"quoted"`, strings.Repeat("긴 제목; ", 50) + "."} {
		s := talk("a", "08:00", "09:00", func(s *schedule.Session) { s.Title = text("en", title) })
		got := readCalendar(t, write(t, one(s), nil)).event(t, "a@agenda").value("SUMMARY")
		back := strings.NewReplacer(`\\`, `\`, `\n`, "\n", `\,`, ",", `\;`, ";").Replace(got)
		if back != title {
			t.Errorf("SUMMARY %q is %q, want %q", got, back, title)
		}
	}
}

// TestUnwritableTexts: all sessions at fault are named, with the property.
func TestUnwritableTexts(t *testing.T) {
	a := one(
		talk("fine", "08:00", "09:00", func(s *schedule.Session) {
			s.Parallel = []schedule.Session{{ID: "latin1", Title: text("en", "x"), Abstract: text("en", "caf\xe9")}}
		}),
		talk("bell", "09:00", "10:00", func(s *schedule.Session) { s.Title = text("en", "ring \a") }),
		talk("link", "10:00", "11:00", func(s *schedule.Session) { s.Link = "https://example.org/\r\nX:y" }),
	)
	for name, write := range map[string]func(*schedule.Timeline) error{
		"Write":    func(tl *schedule.Timeline) error { return ical.Write(&bytes.Buffer{}, tl, nil) },
		"Calendar": func(tl *schedule.Timeline) error { _, err := ical.Calendar(tl, nil); return err },
	} {
		t.Run(name, func(t *testing.T) {
			err := write(timeline(t, a))
			if !errors.Is(err, ical.ErrUnwritable) {
				t.Fatalf("error %v, want %v", err, ical.ErrUnwritable)
			}
			lines := strings.Split(err.Error(), "\n")
			for _, want := range []string{
				`days[0].sessions[1]: session "bell": VEVENT/SUMMARY: `, `days[0].sessions[2]: session "link": VEVENT/URL: `,
				`days[0].sessions[0].parallel[0]: session "latin1": VEVENT/DESCRIPTION: `,
			} {
				if !slices.ContainsFunc(lines, func(line string) bool { return strings.HasPrefix(line, want) }) {
					t.Errorf("no line of the error says %s:\n%v", want, err)
				}
			}
			if strings.Contains(err.Error(), "fine") {
				t.Errorf("a session without a fault is named:\n%v", err)
			}
		})
	}
}

// TestRefused: what no file can have is told before the first byte.
func TestRefused(t *testing.T) {
	session := talk("a", "08:00", "09:00")
	good := timeline(t, one(session))
	bent := func(bend func(*schedule.Slot)) *schedule.Timeline {
		slots := []schedule.Slot{good.Slots[0]}
		bend(&slots[0])
		return &schedule.Timeline{Agenda: good.Agenda, Slots: slots}
	}
	nameless := timeline(t, one(session))
	nameless.Agenda.ID = ""
	far := timeline(t, one(session))
	far.Agenda.Rooms = []schedule.Room{{ID: "moon", Geo: &schedule.Geo{Lat: 91}}}
	early := time.Date(-1, 1, 1, 0, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		name     string
		timeline *schedule.Timeline
		options  ical.Options
		want     string
	}{
		{"no timeline", nil, ical.Options{}, "no timeline"},
		{"no agenda", &schedule.Timeline{}, ical.Options{}, "no timeline"},
		{"no id and no domain", nameless, ical.Options{}, "neither a domain nor an id"},
		{"no session", bent(func(s *schedule.Slot) { s.Session = nil }), ical.Options{}, "slot 0 has no session"},
		{"no zone", bent(func(s *schedule.Slot) { s.Zone = schedule.Zone{} }), ical.Options{}, `session "a": not writable as iCalendar: no zone`},
		{"no length", bent(func(s *schedule.Slot) { s.End = s.Start }), ical.Options{}, "an event ends after it begins"},
		{"no instants", bent(func(s *schedule.Slot) { s.Start, s.End = time.Time{}, time.Time{} }), ical.Options{}, "years run from 1 to 9999"},
		{"dates backwards", bent(func(s *schedule.Slot) { s.From, s.Through = date("2021-11-18"), date("2021-11-17") }), ical.Options{}, "all-day"},
		{"last date of all", bent(func(s *schedule.Slot) { s.From, s.Through = date("9999-12-31"), date("9999-12-31") }), ical.Options{}, "before 9999-12-31"},
		{"no such place", far, ical.Options{}, `room "moon" is at latitude 91`},
		{"stamp", good, ical.Options{Stamp: early}, "Options.Stamp"},
		{"sequence", good, ical.Options{Sequence: -1}, "Options.Sequence is -1"},
		{"revision", good, ical.Options{Revisions: map[string]ical.Revision{"a@agenda": {Sequence: -2}}}, `Options.Revisions["a@agenda"]`},
		{"form", good, ical.Options{Form: 17}, "Form(17)"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var n counter
			err := ical.Write(&n, c.timeline, &c.options)
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("error %v, want one that says %q", err, c.want)
			}
			if n != 0 {
				t.Errorf("%d bytes were written", n)
			}
			if _, err := ical.Calendar(c.timeline, &c.options); err == nil {
				t.Error("Calendar gave no error")
			}
		})
	}
}
