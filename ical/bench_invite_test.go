package ical_test

import (
	"fmt"
	"io"
	"iter"
	"strings"
	"testing"

	"github.com/plenaria/plenaria/ical"
	"github.com/plenaria/plenaria/schedule"
)

// congressCountries are 33 countries with the zone of their capitals.
var congressCountries = strings.Fields("AR/America/Argentina/Buenos_Aires BB/America/Barbados BO/America/La_Paz BR/America/Sao_Paulo " +
	"BS/America/Nassau BZ/America/Belize CA/America/Toronto CL/America/Santiago CO/America/Bogota CR/America/Costa_Rica " +
	"CU/America/Havana DO/America/Santo_Domingo EC/America/Guayaquil EE/Europe/Tallinn ES/Europe/Madrid GT/America/Guatemala " +
	"GY/America/Guyana HN/America/Tegucigalpa HT/America/Port-au-Prince IL/Asia/Jerusalem JM/America/Jamaica KR/Asia/Seoul " +
	"MX/America/Mexico_City NI/America/Managua PA/America/Panama PE/America/Lima PT/Europe/Lisbon PY/America/Asuncion " +
	"SR/America/Paramaribo SV/America/El_Salvador TT/America/Port_of_Spain US/America/New_York UY/America/Montevideo")

// congress has 60 sessions, six of them keynotes, and people of 33 countries and of
// five languages.
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
	langs := []schedule.Lang{"es", "en", "pt", "ko", "fr"}
	for i := range people {
		id := schedule.ID(fmt.Sprint("p", i))
		country, at, _ := strings.Cut(congressCountries[i%len(congressCountries)], "/")
		a.Participants = append(a.Participants, schedule.Participant{ID: id, Name: text("en", "Guest "+string(id)), Country: country,
			Email: string(id) + "@example.org", Zone: zone(at), Langs: []schedule.Lang{langs[i%len(langs)]}})
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

// BenchmarkCongress does what a new version of the agenda of a congress asks for: the
// diff, everybody's own file, the messages about a keynote that is half an hour later
// and in which somebody new speaks, and the organizer's next file. The time for one
// person must not grow.
func BenchmarkCongress(b *testing.B) {
	for _, n := range []int{100, 1000, 10_000} {
		before, after, o := congress(n), congress(n), invitedTo(true)
		s := &after.Days[0].Sessions[10]
		s.Start, s.End, s.Roles = clock("09:30"), clock("10:20"), []schedule.Role{{Who: "p7", As: schedule.Speaker}}
		was, is := timeline(b, before), timeline(b, after)
		var first strings.Builder
		if _, err := ical.UpdateInvited(&first, nil, was, &o); err != nil {
			b.Fatal(err)
		}
		state := published(b, first.String())
		next := o
		next.Stamp = stampTwo
		for _, step := range []struct {
			name string
			do   func() (count int, err error)
		}{
			{"diff", func() (int, error) { schedule.DiffTimelines(was, is); return 1, nil }},
			{"read", func() (int, error) { return len(published(b, first.String()).Events), nil }},
			{"packs", func() (int, error) { return writeAll(ical.Packs(is, &next)) }},
			{"first messages", func() (int, error) { return mailAll(ical.Invitations(nil, was, &o)) }},
			{"messages", func() (int, error) { return mailAll(ical.Invitations(state, is, &next)) }},
			{"file", func() (int, error) { _, err := ical.UpdateInvited(io.Discard, state, is, &next); return 1, err }},
		} {
			b.Run(fmt.Sprintf("%s/people=%d", step.name, n), func(b *testing.B) {
				b.ReportAllocs()
				count := 0
				for b.Loop() {
					var err error
					if count, err = step.do(); err != nil {
						b.Fatal(err)
					}
				}
				b.ReportMetric(float64(count), "files")
				b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*n), "ns/person")
			})
		}
	}
}

func writeAll(packs iter.Seq2[*ical.Pack, error]) (count int, err error) {
	for p, err := range packs {
		if err == nil {
			_, err = p.WriteTo(io.Discard)
		}
		if err != nil {
			return count, err
		}
		count++
	}
	return count, nil
}

func mailAll(list iter.Seq2[ical.Invitation, error]) (count int, err error) {
	for m, err := range list {
		if err == nil {
			_, err = m.Message().WriteTo(io.Discard)
		}
		if err != nil {
			return count, err
		}
		count++
	}
	return count, nil
}
