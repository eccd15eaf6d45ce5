package ical_test

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	ics "github.com/arran4/golang-ical"
	"github.com/google/go-cmp/cmp"

	"github.com/plenaria/plenaria/ical"
	"github.com/plenaria/plenaria/schedule"
)

var stamp = time.Date(2021, 11, 17, 8, 9, 10, 999, time.FixedZone("", 9*3600))

// TestHeader has the calendar properties of an agenda, by hand.
func TestHeader(t *testing.T) {
	small := one(talk("a", "08:30", "09:00"))
	full := one(talk("a", "08:30", "09:00"))
	full.Days = append(full.Days, schedule.Day{Date: date("2021-11-19")})
	full.Title = text("es", "Reunión; anual", "en", "Annual meeting", "ko", "연례회의")
	full.Langs = []schedule.Lang{"es", "en", "ko"}
	full.Domain, full.URL, full.Revision, full.Organizer = "example.org", "https://example.org/agenda", "1.2", "aig"
	full.Participants = []schedule.Participant{{ID: "aig", Name: text("es", "Autoridad", "en", "Authority"), Email: "aig@example.org"}}
	for _, c := range []struct {
		name    string
		agenda  *schedule.Agenda
		options *ical.Options
		want    []string
	}{
		{"nil options: no Stamp, so no LAST-MODIFIED; no organizer, so no METHOD", small, nil, []string{
			"VERSION:2.0",
			"PRODID:-//plenaria//plenaria//EN",
			"CALSCALE:GREGORIAN",
			"UID:agenda",
			"NAME;LANGUAGE=en:Agenda",
			"X-WR-CALNAME:Agenda",
			"DESCRIPTION;LANGUAGE=en:November 18\\, 2021 (Panama)",
			"X-WR-CALDESC:November 18\\, 2021 (Panama)",
			"X-WR-TIMEZONE:America/Panama",
			"REFRESH-INTERVAL;VALUE=DURATION:PT4H",
			"X-PUBLISHED-TTL:PT4H",
		}},
		{"everything, in the original", full, &ical.Options{
			Stamp: stamp, ProdID: "-//Red GEALC//Agenda, 1//ES", Source: "https://example.org/agenda.ics",
			Color: "turquoise", Refresh: 36*time.Hour + 5*time.Second,
		}, []string{
			"VERSION:2.0",
			"PRODID:-//Red GEALC//Agenda\\, 1//ES",
			"CALSCALE:GREGORIAN",
			"METHOD:PUBLISH",
			"UID:agenda@example.org",
			"NAME;LANGUAGE=es:Reunión\\; anual",
			"X-WR-CALNAME:Reunión\\; anual",
			"DESCRIPTION;LANGUAGE=es:18–19 de noviembre de 2021 (Panamá)\\nAutoridad\\nrev. 1.2",
			"X-WR-CALDESC:18–19 de noviembre de 2021 (Panamá)\\nAutoridad\\nrev. 1.2",
			"X-WR-TIMEZONE:America/Panama",
			"URL:https://example.org/agenda",
			"SOURCE;VALUE=URI:https://example.org/agenda.ics",
			"LAST-MODIFIED:20211116T230910Z",
			"REFRESH-INTERVAL;VALUE=DURATION:P1DT12H0M5S",
			"X-PUBLISHED-TTL:P1DT12H0M5S",
			"COLOR:turquoise",
		}},
		{"for CalDAV, in another language, without refresh", full, &ical.Options{
			NoMethod: true, Langs: []schedule.Lang{"ko"}, Refresh: -1,
		}, []string{
			"VERSION:2.0",
			"PRODID:-//plenaria//plenaria//EN",
			"CALSCALE:GREGORIAN",
			"UID:agenda@example.org",
			"NAME;LANGUAGE=ko:연례회의",
			"X-WR-CALNAME:연례회의",
			"DESCRIPTION:2021년 11월 18일~19일 (파나마)\\nAutoridad\\nrev. 1.2", // the name is not in Korean
			"X-WR-CALDESC:2021년 11월 18일~19일 (파나마)\\nAutoridad\\nrev. 1.2",
			"X-WR-TIMEZONE:America/Panama",
			"URL:https://example.org/agenda",
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := readCalendar(t, write(t, c.agenda, c.options)).lines
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("calendar properties (-want +got):\n%s", diff)
			}
		})
	}
}

func change(f func(*schedule.Session)) schedule.Session { return talk("a", "08:30", "09:00", f) }

// TestEventProperties has the lines of single properties, by hand.
func TestEventProperties(t *testing.T) {
	base := func(s schedule.Session) *schedule.Agenda {
		a := one(s)
		a.Organizer = "host"
		a.Participants = []schedule.Participant{
			{ID: "host", Name: text("en", `The "Host"; Panama`), Email: "host+a?b@example.org"},
			{ID: "cl", Kind: schedule.Delegation, Country: "CL", Name: text("en", "Republic of Chile")},
		}
		a.Rooms = []schedule.Room{
			{ID: "atlapa", Name: text("es", `Sala "Istmo"`), Address: "Vía Israel, Panamá", Geo: &schedule.Geo{Lat: 8.98919, Lon: -79.5}},
			{ID: "s2", Name: text("en", "Room 2")},
		}
		a.Tracks = []schedule.Track{{ID: "sec", Name: text("en", "Security, digital")}}
		return a
	}
	for _, c := range []struct {
		name    string
		session schedule.Session
		options ical.Options
		props   string
		want    []string
	}{
		{"title", change(func(s *schedule.Session) { s.Title = text("es", "Sí; no", "en", "a,b\\c\nd") }), ical.Options{}, "SUMMARY",
			[]string{`SUMMARY;LANGUAGE=en:a\,b\\c\nd`}},
		{"a break without a title", change(func(s *schedule.Session) { s.Title, s.Kind = nil, schedule.Break }),
			ical.Options{Langs: []schedule.Lang{"ko"}}, "SUMMARY TRANSP", []string{"SUMMARY;LANGUAGE=ko:휴식", "TRANSP:TRANSPARENT"}},
		{"no stamp: the epoch, older than every stamp", change(func(*schedule.Session) {}), ical.Options{}, "DTSTAMP SEQUENCE LAST-MODIFIED",
			[]string{"DTSTAMP:19700101T000000Z", "SEQUENCE:0"}},
		{"stamp and sequence", change(func(*schedule.Session) {}), ical.Options{Stamp: stamp, Sequence: 2147483647}, "DTSTAMP SEQUENCE LAST-MODIFIED",
			[]string{"DTSTAMP:20211116T230910Z", "SEQUENCE:2147483647", "LAST-MODIFIED:20211116T230910Z"}},
		{"revision of this event", change(func(*schedule.Session) {}), ical.Options{Stamp: stamp, Revisions: map[string]ical.Revision{
			"a@agenda": {Sequence: 3, Modified: time.Date(2021, 11, 1, 0, 0, 0, 0, time.UTC)}}}, "DTSTAMP SEQUENCE LAST-MODIFIED",
			[]string{"DTSTAMP:20211116T230910Z", "SEQUENCE:3", "LAST-MODIFIED:20211101T000000Z"}},
		{"revision of another event", change(func(*schedule.Session) {}), ical.Options{Sequence: 1, Revisions: map[string]ical.Revision{
			"b@agenda": {Sequence: 3}}}, "SEQUENCE", []string{"SEQUENCE:1"}},
		{"room with a place", change(func(s *schedule.Session) { s.Room = "atlapa" }), ical.Options{},
			"LOCATION GEO X-APPLE-STRUCTURED-LOCATION", []string{
				`LOCATION;LANGUAGE=es:Sala "Istmo"\, Vía Israel\, Panamá`,
				"GEO:8.98919;-79.5",
				`X-APPLE-STRUCTURED-LOCATION;VALUE=URI;X-ADDRESS="Vía Israel, Panamá";X-APPLE-RADIUS=72;X-TITLE=Sala “Istmo”:geo:8.98919,-79.5`}},
		{"room without a place", change(func(s *schedule.Session) { s.Room = "s2" }), ical.Options{},
			"LOCATION GEO X-APPLE-STRUCTURED-LOCATION", []string{"LOCATION;LANGUAGE=en:Room 2"}},
		{"online: the link is the place, and doubled", change(func(s *schedule.Session) { s.StreamURL = "https://meet.example/a;b?c=d,e" }), ical.Options{},
			"LOCATION URL CONFERENCE", []string{
				`LOCATION:https://meet.example/a\;b?c=d\,e`,
				"URL:https://meet.example/a;b?c=d,e",
				"CONFERENCE;FEATURE=AUDIO,VIDEO;LABEL=Join online;LANGUAGE=en;VALUE=URI:https://meet.example/a;b?c=d,e"}},
		{"in a room and online, with a page", change(func(s *schedule.Session) {
			s.Room, s.StreamURL, s.Link = "s2", "https://meet.example/x", "https://example.org/a"
		}), ical.Options{}, "LOCATION URL", []string{"LOCATION;LANGUAGE=en:Room 2", "URL:https://meet.example/x"}},
		{"a page", change(func(s *schedule.Session) { s.Link = "https://example.org/세션 1" }), ical.Options{}, "URL CONFERENCE",
			[]string{"URL:https://example.org/%EC%84%B8%EC%85%98%201"}},
		{"track and countries: a delegation's name, else English", change(func(s *schedule.Session) {
			s.Track, s.Countries = "sec", []string{"CL", "NO"}
		}), ical.Options{}, "CATEGORIES", []string{`CATEGORIES;LANGUAGE=en:Security\, digital,Republic of Chile,Norway`}},
		{"the kind, in the file's language", change(func(s *schedule.Session) { s.Kind, s.Track = schedule.Keynote, "sec" }),
			ical.Options{Langs: []schedule.Lang{"de"}}, "CATEGORIES", []string{`CATEGORIES:Security\, digital,Keynote`}},
		{"a talk is no category", change(func(s *schedule.Session) { s.Kind = schedule.Talk }), ical.Options{}, "CATEGORIES", nil},
		{"countries alone", change(func(s *schedule.Session) { s.Countries = []string{"UY"} }), ical.Options{}, "CATEGORIES",
			[]string{"CATEGORIES;LANGUAGE=en:Uruguay"}},
		{"confirmed and busy", change(func(*schedule.Session) {}), ical.Options{}, "STATUS TRANSP",
			[]string{"STATUS:CONFIRMED", "TRANSP:OPAQUE"}},
		{"tentative", change(func(s *schedule.Session) { s.Status = schedule.Tentative }), ical.Options{}, "STATUS TRANSP",
			[]string{"STATUS:TENTATIVE", "TRANSP:OPAQUE"}},
		{"cancelled: nobody is busy", change(func(s *schedule.Session) { s.Status = schedule.Cancelled }), ical.Options{}, "STATUS TRANSP",
			[]string{"STATUS:CANCELLED", "TRANSP:TRANSPARENT"}},
		{"whole days leave people free", allDay("a", "2021-11-19"), ical.Options{}, "TRANSP", []string{"TRANSP:TRANSPARENT"}},
		{"organizer: typographic quotes, RFC 6068", change(func(*schedule.Session) {}), ical.Options{}, "ORGANIZER ATTENDEE CLASS",
			[]string{`ORGANIZER;CN="The “Host”; Panama";LANGUAGE=en:mailto:host+a%3Fb@example.org`}},
	} {
		t.Run(c.name, func(t *testing.T) {
			event := readCalendar(t, write(t, base(c.session), &c.options)).event(t, "a@agenda")
			got := event.named(strings.Fields(c.props)...)
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("%s (-want +got):\n%s", c.props, diff)
			}
		})
	}
}

func TestAlarms(t *testing.T) {
	a := one(talk("a", "08:30", "09:00"), talk("b", "09:00", "09:30", func(s *schedule.Session) { s.Kind = schedule.Break }))
	a.Days[0].Sessions[1].ID = "b"
	for _, c := range []struct {
		name   string
		alarms []time.Duration
		want   []string
	}{
		{"off unless asked for", nil, nil},
		{"before, at and after the start", []time.Duration{90 * time.Minute, 0, -time.Minute},
			[]string{"TRIGGER:-PT1H30M", "TRIGGER:PT0S", "TRIGGER:PT1M"}},
		{"RFC 5545 §3.3.6 wants minutes between hours and seconds", []time.Duration{time.Hour + time.Second, 24 * time.Hour},
			[]string{"TRIGGER:-PT1H0M1S", "TRIGGER:-P1D"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			cal := readCalendar(t, write(t, a, &ical.Options{Alarms: c.alarms}))
			var got []string
			for _, alarm := range cal.event(t, "a@agenda").of("VALARM") {
				got = append(got, alarm.named("TRIGGER")...)
				if d := cmp.Diff([]string{"ACTION:DISPLAY", "DESCRIPTION;LANGUAGE=en:Talk a"}, alarm.named("ACTION", "DESCRIPTION")); d != "" {
					t.Error(d)
				}
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("triggers (-want +got):\n%s", diff)
			}
			if n := len(cal.event(t, "b@agenda").subs); n != 0 {
				t.Errorf("the break has %d alarms", n)
			}
		})
	}
}

func TestParallelSessions(t *testing.T) {
	parent := talk("themes", "13:30", "15:30")
	parent.Parallel = []schedule.Session{
		{ID: "t1", Title: text("en", "One")},
		{ID: "t2", Title: text("en", "Two"), Start: clock("13:30"), End: clock("14:00")},
	}
	const related = "RELATED-TO;RELTYPE=PARENT:themes@agenda"
	for _, c := range []struct {
		name    string
		options ical.Options
		want    map[string][]string
	}{
		{"the parent is an event too", ical.Options{},
			map[string][]string{"themes@agenda": nil, "t1@agenda": {related}, "t2@agenda": {related}}},
		{"no relation to what is not in the file",
			ical.Options{Keep: func(s *schedule.Slot) bool { return s.Session.ID != "themes" }},
			map[string][]string{"t1@agenda": nil, "t2@agenda": nil}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := map[string][]string{}
			for _, e := range readCalendar(t, write(t, one(parent), &c.options)).of("VEVENT") {
				got[e.value("UID")] = e.named("RELATED-TO")
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("RELATED-TO by UID (-want +got):\n%s", diff)
			}
		})
	}
}

// TestForm is about what holds of every file, whatever is in it.
func TestForm(t *testing.T) {
	file := write(t, richAgenda(), &richOptions)
	if strings.Contains(strings.ReplaceAll(file, "\r\n", ""), "\n") || !strings.HasSuffix(file, "END:VCALENDAR\r\n") {
		t.Error("a line does not end in CR LF")
	}
	for line := range strings.SplitSeq(file, "\r\n") {
		if len(line) > 75 {
			t.Errorf("%d octets in %q", len(line), line)
		}
	}
	cal := readCalendar(t, file)
	zones := true
	for _, c := range cal.subs {
		if c.name == "VTIMEZONE" && !zones {
			t.Error("a VTIMEZONE after a VEVENT")
		}
		zones = zones && c.name == "VTIMEZONE"
	}
	tzids := map[string]bool{}
	for _, tz := range cal.of("VTIMEZONE") {
		if tzids[tz.value("TZID")] {
			t.Errorf("two VTIMEZONEs %s", tz.value("TZID"))
		}
		tzids[tz.value("TZID")] = true
	}
	for _, e := range cal.of("VEVENT") {
		for _, name := range []string{"UID", "DTSTAMP", "SEQUENCE", "DTSTART", "DTEND", "SUMMARY", "STATUS", "TRANSP"} {
			if n := len(e.named(name)); n != 1 {
				t.Errorf("%s has %d of %s", e.value("UID"), n, name)
			}
		}
		if e.named("ATTENDEE", "DURATION", "RRULE", "RDATE") != nil {
			t.Errorf("%s has a property that clients do not agree about", e.value("UID"))
		}
		for _, line := range e.lines {
			p := readProperty(line)
			if tzid := p.param("TZID"); tzid != "" && !tzids[tzid] {
				t.Errorf("no VTIMEZONE for %s", line)
			}
			if !slices.IsSorted(p.params) {
				t.Errorf("parameters are not sorted in %s", line)
			}
		}
	}
}

// TestCalendarAndWriteAgree: one description, two sinks.
func TestCalendarAndWriteAgree(t *testing.T) {
	for name, o := range map[string]*ical.Options{
		"nil": nil, "rich": &richOptions,
		"utc":  {Form: ical.UTCTimes, Langs: []schedule.Lang{"ko"}, OmitBreaks: true},
		"open": {Form: ical.Open, Langs: []schedule.Lang{"en"}, Alarms: []time.Duration{time.Hour}},
		"full": {Form: ical.Full, NoMethod: true},
	} {
		t.Run(name, func(t *testing.T) {
			cal, err := ical.Calendar(timeline(t, richAgenda()), o)
			if err != nil {
				t.Fatal(err)
			}
			var encoded bytes.Buffer
			if err := ical.Encode(&encoded, cal); err != nil {
				t.Fatal(err)
			}
			written := write(t, richAgenda(), o)
			if diff := cmp.Diff(unfold(written), unfold(encoded.String())); diff != "" {
				t.Errorf("Write and Encode of Calendar (-Write +Encode):\n%s", diff)
			}
			if encoded.String() != written {
				t.Error("the same lines, but not the same bytes")
			}
			if _, err := ics.ParseCalendar(strings.NewReader(written)); err != nil {
				t.Errorf("golang-ical does not read it: %v", err)
			}
		})
	}
}

// TestWriteTwice: the same input gives the same bytes, and is left as it was.
func TestWriteTwice(t *testing.T) {
	tl := timeline(t, richAgenda())
	var files []string
	for range 3 {
		var b strings.Builder
		if err := ical.Write(&b, tl, &richOptions); err != nil {
			t.Fatal(err)
		}
		files = append(files, b.String())
	}
	if files[0] != files[1] || files[1] != files[2] {
		t.Error("Write of one timeline gave different bytes")
	}
	if diff := cmp.Diff(richAgenda(), tl.Agenda, cmp.Comparer(schedule.Zone.Equal), cmp.AllowUnexported(schedule.Offset{})); diff != "" {
		t.Errorf("Write changed the agenda:\n%s", diff)
	}
}

// A full is a writer with room for some bytes.
type full struct{ room int }

var errFull = errors.New("no space left")

func (f *full) Write(p []byte) (int, error) {
	if len(p) <= f.room {
		f.room -= len(p)
		return len(p), nil
	}
	n := f.room
	f.room = 0
	return n, errFull
}

func TestFailingWriter(t *testing.T) {
	tl := largeTimeline(t, 200) // some buffers long
	var size counter
	if err := ical.Write(&size, tl, nil); err != nil {
		t.Fatal(err)
	}
	for _, room := range []int{0, 1, 1000, 70_000, 140_000, int(size) - 1} {
		err := ical.Write(&full{room}, tl, nil)
		if !errors.Is(err, errFull) {
			t.Errorf("room for %d of %d bytes: error %v, want %v", room, size, err, errFull)
		}
		if errors.Is(err, ical.ErrUnwritable) {
			t.Errorf("room for %d bytes: the fault is laid on the agenda: %v", room, err)
		}
	}
	if err := ical.Write(&full{int(size)}, tl, nil); err != nil {
		t.Errorf("room for all bytes: %v", err)
	}
}

func TestWriteFileWholeOrNot(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, "agenda.ics")
	good := timeline(t, one(talk("a", "08:30", "09:00")))
	if err := ical.WriteFile(name, good, nil); err != nil {
		t.Fatal(err)
	}
	var want bytes.Buffer
	if err := ical.Write(&want, good, nil); err != nil {
		t.Fatal(err)
	}
	check := func(when string, mode fs.FileMode) {
		t.Helper()
		got, err := os.ReadFile(name)
		if err != nil || !bytes.Equal(got, want.Bytes()) {
			t.Errorf("%s: the file has %d bytes (%v), want %d", when, len(got), err, want.Len())
		}
		if info, err := os.Stat(name); err != nil || info.Mode().Perm() != mode {
			t.Errorf("%s: mode %v (%v), want %v", when, info.Mode(), err, mode)
		}
		if entries, err := os.ReadDir(dir); err != nil || len(entries) != 1 {
			t.Errorf("%s: the folder has %v (%v)", when, entries, err)
		}
	}
	check("new", 0o644)
	if err := os.Chmod(name, 0o600); err != nil {
		t.Fatal(err)
	}
	bad := timeline(t, one(talk("a", "08:30", "09:00", func(s *schedule.Session) { s.Title = text("en", "bell \a") })))
	if err := ical.WriteFile(name, bad, nil); !errors.Is(err, ical.ErrUnwritable) {
		t.Errorf("error %v, want %v", err, ical.ErrUnwritable)
	}
	check("after a failure", 0o600)
	if err := ical.WriteFile(name, good, nil); err != nil {
		t.Fatal(err)
	}
	check("written again", 0o600)
	if err := ical.WriteFile(filepath.Join(dir, "none", "agenda.ics"), good, nil); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("in a folder that is not there: %v", err)
	}
}

var _ io.Writer = (*full)(nil)
