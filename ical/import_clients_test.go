package ical_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/plenaria/plenaria/ical"
	"github.com/plenaria/plenaria/schedule"
)

// dump writes everything that an import gave, for people to read.
func dump(im *ical.Imported) string {
	var b strings.Builder
	a := im.Agenda
	fmt.Fprintf(&b, "agenda %s at %q in %s, organizer %q, languages %q, revision %q, %s\ntitle %q\n",
		a.ID, a.Domain, a.Zone, a.Organizer, a.Langs, a.Revision, a.URL, a.Title)
	for _, p := range a.Participants {
		fmt.Fprintf(&b, "participant %s %q %s <%s>\n", p.ID, p.Name, p.Kind, p.Email)
	}
	for _, r := range a.Rooms {
		fmt.Fprintf(&b, "room %s %q address %q", r.ID, r.Name, r.Address)
		if r.Geo != nil {
			fmt.Fprintf(&b, " at %v, %v", r.Geo.Lat, r.Geo.Lon)
		}
		b.WriteByte('\n')
	}
	for _, track := range a.Tracks {
		fmt.Fprintf(&b, "track %s %q\n", track.ID, track.Name)
	}
	b.WriteString(programme(a, dumpSession) + "\n")
	for _, z := range im.Zones {
		fmt.Fprintf(&b, "zone %q: %s, by %s\n", z.TZID, z.Zone, z.From)
	}
	for _, p := range im.Problems {
		fmt.Fprintf(&b, "problem %v\n", p)
	}
	for _, l := range im.Lost() {
		fmt.Fprintf(&b, "lost %s %s %s %s: %s\n", l.Pos, l.Component, l.Property, l.Param, l.Why)
	}
	return b.String()
}

func dumpSession(s *schedule.Session) string {
	var b strings.Builder
	field := func(name string, v any, zero bool) {
		if !zero {
			fmt.Fprintf(&b, "\n    %s %v", name, v)
		}
	}
	field("title", fmt.Sprintf("%q", s.Title), false)
	field("abstract", fmt.Sprintf("%q", s.Abstract), s.Abstract.IsZero())
	field("kind", s.Kind, s.Kind == "")
	field("status", s.Status, s.Status == "")
	field("room", s.Room, s.Room == "")
	field("track", s.Track, s.Track == "")
	field("countries", s.Countries, len(s.Countries) == 0)
	field("roles", s.Roles, len(s.Roles) == 0)
	field("link", s.Link, s.Link == "")
	field("stream", s.StreamURL, s.StreamURL == "")
	if r := s.Repeat; r != nil {
		field("rules", append([]string{r.Rule}, r.Rules...), false)
		field("exceptRules", r.ExceptRules, len(r.ExceptRules) == 0)
		field("except", r.Except, len(r.Except) == 0)
		field("moved", fmt.Sprintf("%+v", r.Moved), len(r.Moved) == 0)
		field("also", r.Also, len(r.Also) == 0)
		field("periods", r.Periods, len(r.Periods) == 0)
	}
	return b.String()
}

// TestImportClients reads files in the manner of calendar programs, written for
// this test. The goldens were read by eye against the files.
func TestImportClients(t *testing.T) {
	files, _ := filepath.Glob(filepath.Join("testdata", "clients", "*.ics"))
	if len(files) < 9 {
		t.Fatalf("%d files", len(files))
	}
	for _, name := range files {
		t.Run(filepath.Base(name), func(t *testing.T) {
			file, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			o := importOptions()
			o.Name = filepath.Base(name)
			got := dump(imported(t, string(file), o))
			golden := strings.TrimSuffix(name, ".ics") + ".txt"
			if updating() {
				if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got); diff != "" {
				t.Errorf("-want +got; -update rewrites it:\n%s", diff)
			}
		})
	}
}
