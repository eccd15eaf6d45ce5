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

// invitedTo are options by which everybody is invited to the six keynotes.
func invitedTo(keynotes bool) ical.InviteOptions {
	o := ical.InviteOptions{UpdateOptions: at(stampOne)}
	if keynotes {
		o.Guests = []ical.Guests{{To: schedule.Filter{Kinds: []schedule.Kind{schedule.Keynote}}}}
	}
	return o
}

// BenchmarkInvitations makes all first messages of congresses of several sizes, and
// writes the mail of each; the time and the memory for one message must not grow.
func BenchmarkInvitations(b *testing.B) {
	for _, n := range []int{100, 1000, 10_000} {
		tl, o := timeline(b, congress(n)), invitedTo(true)
		for _, mails := range []bool{false, true} {
			b.Run(fmt.Sprintf("people=%d/mails=%v", n, mails), func(b *testing.B) {
				b.ReportAllocs()
				count := 0
				for b.Loop() {
					count = 0
					for m, err := range ical.Invitations(nil, tl, &o) {
						if err == nil && mails {
							_, err = m.Message().WriteTo(io.Discard)
						}
						if err != nil {
							b.Fatal(err)
						}
						count++
					}
				}
				b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*count), "ns/message")
			})
		}
	}
}
