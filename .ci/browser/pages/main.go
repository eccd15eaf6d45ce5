// Command pages writes what the tests in a browser need, into a folder:
//
//	go run ./.ci/browser/pages folder agenda.yaml...
//
// For each agenda and each of its languages folder/NAME.LANG.html is the page,
// with its calendar in it; NAME.json has the clocks that it must show, taken from
// the timeline. large.en.html has 2,000 sessions. zones.json has the offset of
// every zone of the database at instants in and around the events.
package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/plenaria/plenaria/ical"
	"github.com/plenaria/plenaria/schedule"
	"github.com/plenaria/plenaria/schedule/agendafile"
	"github.com/plenaria/plenaria/schedule/render"
	"github.com/plenaria/plenaria/schedule/tzdb"
)

// readers are the zones of the browsers that open the pages.
var readers = []string{"Asia/Seoul", "America/Panama", "America/Santiago", "Pacific/Apia", "Asia/Kathmandu", "Asia/Calcutta"}

func main() {
	log.SetFlags(0)
	if len(os.Args) < 3 {
		log.Fatal("usage: pages folder agenda.yaml...")
	}
	out := os.Args[1]
	for _, name := range os.Args[2:] {
		agenda, err := agendafile.ReadFile(name, &agendafile.Options{Zones: tzdb.Pinned()})
		check(err)
		writeAll(out, strings.TrimSuffix(filepath.Base(name), ".yaml"), agenda)
	}
	writeAll(out, "large", large())
	for name, asset := range map[string][]byte{"plenaria.css": render.HTMLStyle(), "plenaria.js": render.HTMLScript()} {
		check(os.WriteFile(filepath.Join(out, name), asset, 0o644))
	}
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}

func writeAll(out, name string, agenda *schedule.Agenda) {
	timeline, err := agenda.Resolve(schedule.Reject)
	check(err)
	path := filepath.Join(out, name)
	check(ical.WriteFile(path+".ics", timeline, nil))
	for _, lang := range agenda.Langs {
		o := &render.HTMLOptions{Options: render.Options{Langs: []schedule.Lang{lang}}}
		for _, other := range agenda.Langs {
			o.Pages = append(o.Pages, render.HTMLLink{Lang: other, URL: name + "." + string(other) + ".html"})
		}
		o.Feeds = []render.HTMLLink{{URL: name + ".ics"}}
		var calendar bytes.Buffer
		check(ical.Write(&calendar, timeline, &ical.Options{Langs: o.Langs}))
		o.Calendar = calendar.Bytes()
		writePage(path+"."+string(lang)+".html", timeline, o)
		if lang == agenda.Langs[0] {
			o.Calendar, o.CalendarURL = nil, name+".ics"
			o.StyleURL, o.ScriptURL = "plenaria.css", "plenaria.js"
			writePage(path+".parts.html", timeline, o)
		}
	}
	data, err := json.Marshal(expected(timeline))
	check(err)
	check(os.WriteFile(path+".json", data, 0o644))
}

func writePage(path string, timeline *schedule.Timeline, o *render.HTMLOptions) {
	var b bytes.Buffer
	check(render.HTML(&b, timeline, o))
	check(os.WriteFile(path, b.Bytes(), 0o644))
}

// wants is what a page must show.
type wants struct {
	Sessions []want
	// Offsets has for each zone of the database its offsets at Instants.
	Instants []int64
	Offsets  map[string][]int
}

// want is when a session is: in each reader's zone the date and the clock of its
// start and its end, or nothing for a whole day.
type want struct {
	Title  string
	Clocks map[string][4]string
}

func expected(timeline *schedule.Timeline) wants {
	var w wants
	for i := range timeline.Slots {
		slot := &timeline.Slots[i]
		s := want{Title: slot.Session.Title.Original(), Clocks: map[string][4]string{}}
		if !slot.AllDay() {
			for _, name := range readers {
				start, end := zone(name).Wall(slot.Start), zone(name).Wall(slot.End)
				s.Clocks[name] = [4]string{start.Date.String(), start.Clock.String(), end.Date.String(), end.Clock.String()}
			}
		}
		w.Sessions = append(w.Sessions, s)
	}
	from, to := timeline.Window()
	if from.IsZero() {
		return w
	}
	step := to.Sub(from) / 400
	for t := from; !t.After(to); t = t.Add(max(step, time.Second)) {
		w.Instants = append(w.Instants, t.Unix())
	}
	w.Offsets = map[string][]int{}
	for _, name := range tzdb.Pinned().Names() {
		if name == "Factory" {
			continue
		}
		for _, t := range w.Instants {
			w.Offsets[name] = append(w.Offsets[name], zone(name).Offset(time.Unix(t, 0)))
		}
	}
	return w
}

func zone(name string) schedule.Zone {
	z, err := schedule.ZoneIn(tzdb.Pinned(), name)
	check(err)
	return z
}

// large makes an agenda of 2,000 sessions in 12 rooms.
func large() *schedule.Agenda {
	a := &schedule.Agenda{
		ID: "large", Title: schedule.Text{{Lang: "en", Text: "A very large meeting"}}, Langs: []schedule.Lang{"en"},
		Zone: zone("Europe/Berlin"), Also: []schedule.Zone{zone("Asia/Seoul")},
	}
	for i := range 12 {
		a.Rooms = append(a.Rooms, schedule.Room{ID: id("room", i), Name: english("Room", i)})
	}
	for i := range 8 {
		a.Tracks = append(a.Tracks, schedule.Track{ID: id("track", i), Name: english("Track", i)})
	}
	countries := []string{"KR", "CL", "PA", "UY", "DE", "FR", "BR", "JP"}
	for i := range 600 {
		a.Participants = append(a.Participants, schedule.Participant{ID: id("person", i), Name: english("Person", i), Country: countries[i%8]})
	}
	for day := range 6 {
		d := schedule.Day{Date: schedule.Date{Year: 2027, Month: 6, Day: 14 + day}, Label: english("Day", day)}
		for i := range 334 {
			n := day*334 + i
			start := 8*schedule.Hour + schedule.Clock(i/12)*20*schedule.Minute
			d.Sessions = append(d.Sessions, schedule.Session{
				ID: id("session", n), Title: english("On the state of the digital administration, part", n), Start: start, End: start + 20*schedule.Minute,
				Room: id("room", i%12), Track: id("track", n%8),
				Roles: []schedule.Role{{Who: id("person", n%600), As: schedule.Speaker}, {Who: id("person", n*7%600), As: schedule.Chair}},
			})
		}
		a.Days = append(a.Days, d)
	}
	return a
}

func id(what string, i int) schedule.ID { return schedule.ID(fmt.Sprint(what, "-", i)) }

func english(what string, i int) schedule.Text {
	return schedule.Text{{Lang: "en", Text: fmt.Sprint(what, " ", i+1)}}
}
