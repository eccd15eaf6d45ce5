package ical_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/plenaria/plenaria/ical"
	"github.com/plenaria/plenaria/schedule"
)

// FuzzImport: whatever the file holds, Import ends without a panic, twice with the
// same result; what it gives can be resolved, unless a problem tells why not, and
// what is written back is read as the same agenda.
func FuzzImport(f *testing.F) {
	for _, pattern := range []string{filepath.Join("testdata", "clients", "*.ics"), filepath.Join("testdata", "*.ics")} {
		files, _ := filepath.Glob(pattern)
		for _, name := range files {
			file, err := os.ReadFile(name)
			if err != nil {
				f.Fatal(err)
			}
			f.Add(file)
		}
	}
	f.Add([]byte(seriesOf("RRULE:FREQ=SECONDLY;BYHOUR=3;BYSETPOS=2\nEXRULE:FREQ=HOURLY\nRDATE;VALUE=PERIOD:20211104T140000Z/P1W")))
	f.Add([]byte(eventOf("DTSTART;TZID=Europe/Madrid:20211031T023000\nDURATION:-P1WT1H\nATTENDEE;CN=\"x\":mailto:\nGEO:1;2\nCATEGORIES:a\\,b,,Break")))
	f.Add([]byte(`["vcalendar",[["version",{},"text","2.0"]],[["vevent",[["uid",{},"text","a"],["dtstart",{"tzid":"Europe/Madrid"},"date-time","2026-05-04T09:00:00"],["rrule",{},"recur",{"freq":"WEEKLY","count":2}],["geo",{},"float",[1,2]]],[]]]]`))
	f.Fuzz(func(t *testing.T, file []byte) {
		o := importOptions()
		o.Limits = ical.Limits{Total: 1 << 20, Components: 1000, Lines: 20_000}
		im, err := ical.Import(bytes.NewReader(file), o)
		if im == nil {
			if err == nil {
				t.Fatal("neither an import nor an error")
			}
			return
		}
		first := dump(im)
		if again, _ := ical.Import(bytes.NewReader(file), o); dump(again) != first {
			t.Fatal("two imports differ")
		}
		for _, p := range im.Problems {
			if p.Pos.Line > bytes.Count(file, []byte("\n"))+bytes.Count(file, []byte("\r"))+1 {
				t.Fatalf("a position behind the file: %v", p)
			}
		}
		tl, resolveErr := im.Agenda.Resolve(schedule.Reject)
		if resolveErr != nil {
			if len(im.Problems) == 0 {
				t.Fatalf("not resolved, and no problem told: %v", resolveErr)
			}
			return
		}
		var b strings.Builder
		if err := ical.Write(&b, tl, &ical.Options{Kept: im}); err != nil {
			t.Fatalf("not written back: %v", err)
		}
		back, err := ical.Import(strings.NewReader(b.String()), o)
		if err != nil {
			t.Fatalf("what was written back is not read: %v", err)
		}
		if got, want := programme(back.Agenda), programme(im.Agenda); got != want {
			t.Fatalf("written back:\n%s\nimported:\n%s", got, want)
		}
	})
}
