package ical_test

import (
	"fmt"
	"io"
	"testing"

	"github.com/plenaria/plenaria/ical"
	"github.com/plenaria/plenaria/schedule"
)

// congress has 60 sessions, six of them keynotes, and people of three languages and
// four zones.
func congress(people int) *schedule.Agenda {
	a := one()
	a.Organizer = "host"
	a.Participants = []schedule.Participant{{ID: "host", Name: text("en", "Host"), Kind: schedule.Organization, Email: "host@example.org"}}
	for i := range 60 {
		id := schedule.ID(fmt.Sprint("s", i))
		a.Days[0].Sessions = append(a.Days[0].Sessions, talk(id, fmt.Sprintf("%02d:00", 8+i/6), fmt.Sprintf("%02d:50", 8+i/6), func(s *schedule.Session) {
			if i%10 == 0 {
				s.Kind = schedule.Keynote
			}
			s.Abstract = text("en", "What this session is about, in a sentence or two.")
		}))
	}
	zones := []string{"America/Panama", "Asia/Seoul", "America/Santiago", "Europe/Madrid"}
	for i := range people {
		id := schedule.ID(fmt.Sprint("p", i))
		a.Participants = append(a.Participants, schedule.Participant{ID: id, Name: text("en", "Guest "+string(id)),
			Email: string(id) + "@example.org", Zone: zone(zones[i%4]), Langs: []schedule.Lang{[]schedule.Lang{"en", "es", "ko"}[i%3]}})
	}
	return a
}

// BenchmarkInvitations makes all first messages of congresses of several sizes; the
// time for one message must not grow.
func BenchmarkInvitations(b *testing.B) {
	for _, n := range []int{100, 1000, 10_000} {
		tl := timeline(b, congress(n))
		o := ical.InviteOptions{UpdateOptions: at(stampOne), Guests: []ical.Guests{{To: schedule.Filter{Kinds: []schedule.Kind{schedule.Keynote}}}}}
		b.Run(fmt.Sprint("people", n), func(b *testing.B) {
			b.ReportAllocs()
			count := 0
			for b.Loop() {
				count = 0
				for m, err := range ical.Invitations(nil, tl, &o) {
					if err != nil {
						b.Fatal(err)
					}
					count++
					_, _ = io.Discard.Write(m.Calendar)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*count), "ns/message")
		})
	}
}
