package main

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/plenaria/plenaria/ical"
	"github.com/plenaria/plenaria/schedule"
)

// A story is an agenda in several versions, and how it is sent. With
// [ical.RecurringEvents] it is one of a series.
type story struct {
	name     string
	langs    []schedule.Lang // of the organizer's file
	series   ical.SeriesForm
	guests   []ical.Guests // each of some people, on one date
	sends    []sending
	versions []version
}

// A sending is that somebody who has a role in a session says, when they have the first
// version, that somebody else comes, and when they have the second, that they come after
// all.
type sending struct{ from, to, session schedule.ID }

type version struct {
	name, file string
	stamp      time.Time
}

var stories = []story{{
	name: "redgealc", langs: []schedule.Lang{"es"},
	versions: []version{
		{"1.0", "testdata/story/redgealc-1.0.yaml", noon(2021, 10, 1)},
		{"1.1", "testdata/story/redgealc-1.1.yaml", noon(2021, 11, 1)},
		{"1.2", "testdata/story/redgealc-1.2.yaml", noon(2021, 11, 10)},
	},
}, {
	name: "delegates", langs: []schedule.Lang{"es"}, sends: []sending{{"luz", "kim", "keynote"}, {"ana", "eva", "panama"}},
	versions: []version{
		{"1.0", "testdata/story/redgealc-1.0.yaml", noon(2021, 10, 1)},
		{"1.1", "testdata/story/redgealc-1.1.yaml", noon(2021, 11, 1)},
		{"1.2", "testdata/story/redgealc-1.2.yaml", noon(2021, 11, 10)},
	},
}, {
	name: "webinar", langs: []schedule.Lang{"es"}, series: ical.RecurringEvents,
	guests: []ical.Guests{{Who: []schedule.ID{"ana"}, On: []schedule.Date{{Year: 2026, Month: 4, Day: 7}}}},
	versions: []version{
		{"1.0", "testdata/story/webinar-1.0.yaml", noon(2026, 2, 1)},
		{"1.1", "testdata/story/webinar-1.1.yaml", noon(2026, 2, 2)},
		{"1.2", "testdata/story/webinar-1.2.yaml", noon(2026, 2, 3)},
		{"1.3", "testdata/story/webinar-1.3.yaml", noon(2026, 2, 4)},
		{"1.4", "testdata/story/webinar-1.4.yaml", noon(2026, 2, 5)},
		{"1.5", "testdata/story/webinar-1.5.yaml", noon(2026, 2, 6)},
	},
}}

func noon(year int, month time.Month, day int) time.Time {
	return time.Date(year, month, day, 12, 0, 0, 0, time.UTC)
}

func (s *story) options(version int) ical.UpdateOptions {
	return ical.UpdateOptions{Options: ical.Options{Stamp: s.versions[version].stamp, Langs: s.langs, Series: s.series}}
}

// readers gives who has an address and is invited in any version. The organizer is sent
// nothing.
func (s *story) readers(timelines []*schedule.Timeline) (list []*schedule.Participant) {
	for v, tl := range timelines {
		for i := range tl.Agenda.Participants {
			who := &tl.Agenda.Participants[i]
			known := slices.ContainsFunc(list, func(p *schedule.Participant) bool { return p.ID == who.ID })
			if who.Email != "" && !known && who.ID != tl.Agenda.Organizer && len(tl.Where(s.invited(who, v)).Slots) > 0 {
				list = append(list, who)
			}
		}
	}
	return list
}

// invited says whether somebody has a role in a session or in a part of it, is a guest on
// its date, or comes for somebody else to it in a version.
func (s *story) invited(who *schedule.Participant, version int) func(*schedule.Slot) bool {
	return func(slot *schedule.Slot) bool {
		if slices.ContainsFunc(s.sends, func(d sending) bool { return version == 1 && d.to == who.ID && d.session == slot.Session.ID }) {
			return true
		}
		has := func(r schedule.Role) bool { return r.Who == who.ID }
		return slices.ContainsFunc(slot.Session.Roles, has) ||
			slices.ContainsFunc(slot.Session.Parts, func(p schedule.Part) bool { return slices.ContainsFunc(p.Roles, has) }) ||
			slices.ContainsFunc(s.guests, func(g ical.Guests) bool {
				return slices.Contains(g.Who, who.ID) && slices.Contains(g.On, slot.Zone.Wall(slot.Start).Date)
			})
	}
}

// expect says what is in the calendar after the last step, and so what each message
// of it is and how it is answered. Of series it is not told what a message is; there
// the first invitation is answered, and by who has the whole the first changes of
// occurrences.
func (s *story) expect(j *job, timelines []*schedule.Timeline, who *schedule.Participant) {
	last, before := len(j.Steps)-1, &step{}
	st := j.Steps[last]
	if last > 0 {
		before = j.Steps[last-1]
	}
	st.Want = s.want(timelines, who)
	for _, m := range st.Sent {
		means := ""
		if s.series == ical.SeparateEvents {
			means = meaning(find(before.Want, m.UID), find(st.Want, m.UID))
			if means == "new" && slices.ContainsFunc(s.sends, func(d sending) bool {
				return last == 1 && d.to == who.ID && strings.HasPrefix(m.UID, string(d.session)+"@")
			}) {
				means = "delegate"
			}
			st.Means = append(st.Means, means)
		} else if m.method == ical.MethodRequest && (last == 0 || last < 3 && len(st.Want) > 1) {
			means = "new"
		}
		if len(s.sends) > 0 { // they answer otherwise
			means = ""
		}
		st.Answers = append(st.Answers, j.answer(means))
	}
	if s.series == ical.SeparateEvents && len(s.sends) == 0 {
		for _, r := range st.Want {
			st.Partstats = append(st.Partstats, partstat(strings.Split(r, "\t"), before, st))
		}
	}
}

// partstat gives the answer to an event that the calendar then has.
func partstat(cells []string, before, now *step) string {
	for i, m := range now.Sent {
		if m.UID == cells[0] && now.Answers[i] != "" {
			return now.Answers[i]
		}
	}
	for i, r := range before.Want {
		if was := strings.Split(r, "\t"); was[0] == cells[0] && was[len(was)-1] == cells[len(cells)-1] {
			return before.Partstats[i]
		}
	}
	return "NEEDS-ACTION"
}

// answer gives another one each time, where the reader has to answer.
func (j *job) answer(means string) string {
	if means != "new" && means != "reschedule" {
		return ""
	}
	j.answered++
	return []string{"ACCEPTED", "TENTATIVE", "DECLINED"}[j.answered%3]
}

// find gives the cells of the row of an event, or nil.
func find(rows []string, uid string) []string {
	for _, r := range rows {
		if cells := strings.Split(r, "\t"); cells[0] == uid {
			return cells
		}
	}
	return nil
}

func meaning(before, after []string) string {
	switch {
	case before == nil && after == nil:
		return "nothing"
	case before == nil:
		return "new"
	case after == nil:
		return "cancel"
	case !slices.Equal(before[1:3], after[1:3]):
		return "reschedule"
	}
	return "update"
}

// want gives what the calendar of a reader has after the last of some versions: a
// line for each of their sessions that takes place, with UID, start, end, title,
// room, status and, unless it is a series, SEQUENCE.
func (s *story) want(timelines []*schedule.Timeline, who *schedule.Participant) (rows []string) {
	tl := timelines[len(timelines)-1]
	langs := slices.Concat(who.Langs, tl.Agenda.Langs)
	for _, slot := range tl.Where(s.invited(who, len(timelines)-1)).Slots {
		if slot.Session.Status == schedule.Cancelled {
			continue
		}
		room := ""
		for i := range tl.Agenda.Rooms {
			if r := &tl.Agenda.Rooms[i]; r.ID == slot.Room {
				room = r.Name.In(langs...).Text
			}
		}
		cells := []string{uid(tl, &slot), slot.Start.UTC().Format(time.RFC3339), slot.End.UTC().Format(time.RFC3339),
			slot.Session.Title.In(langs...).Text, room, status(&slot)}
		if s.series == ical.SeparateEvents {
			cells = append(cells, fmt.Sprint(sequence(timelines, &slot)))
		}
		rows = append(rows, row(cells...))
	}
	return rows
}

func status(slot *schedule.Slot) string {
	return strings.ToUpper(string(cmp.Or(slot.Session.Status, schedule.Confirmed)))
}

// sequence counts the versions in which a session has another time, place or status
// than in the one before, RFC 5546 §2.1.4.
func sequence(timelines []*schedule.Timeline, slot *schedule.Slot) (n int) {
	said := ""
	for _, tl := range timelines {
		for i := range tl.Slots {
			now := &tl.Slots[i]
			if now.Session.ID != slot.Session.ID {
				continue
			}
			is := fmt.Sprint(now.Start.Unix(), now.End.Unix(), now.Room, status(now))
			if said != "" && said != is {
				n++
			}
			said = is
		}
	}
	return n
}

// uid is the UID that package ical promises for a session with an ID.
func uid(tl *schedule.Timeline, slot *schedule.Slot) string {
	return string(slot.Session.ID) + "@" + tl.Agenda.Domain
}

func row(cells ...string) string {
	escape := strings.NewReplacer(`\`, `\\`, "\t", `\t`, "\n", `\n`)
	for i := range cells {
		cells[i] = escape.Replace(cells[i])
	}
	return strings.Join(cells, "\t")
}

// fresh writes the last version of a reader's own calendar, which goes on from
// version to version as a feed does, and what the readers of ../expect see in it. They
// do not expand series.
func (s *story) fresh(path string, timelines []*schedule.Timeline, who *schedule.Participant) error {
	if s.series != ical.SeparateEvents || len(s.sends) > 0 {
		return nil
	}
	var file []byte
	for i, tl := range timelines {
		o := s.options(i)
		o.Langs, o.Keep, o.DropRemoved = slices.Concat(who.Langs, tl.Agenda.Langs), s.invited(who, i), true
		var before *ical.Publication
		if i > 0 {
			var err error
			if before, err = ical.Published(bytes.NewReader(file), nil); err != nil {
				return err
			}
		}
		var b bytes.Buffer
		if _, err := ical.Update(&b, before, tl, &o); err != nil {
			return err
		}
		file = b.Bytes()
	}
	var rows strings.Builder
	for _, r := range s.want(timelines, who) {
		fmt.Fprintln(&rows, strings.Join(strings.Split(r, "\t")[:4], "\t"))
	}
	return errors.Join(os.MkdirAll(filepath.Dir(path), 0o755),
		os.WriteFile(path+".ics", file, 0o644), os.WriteFile(path+".tsv", []byte(rows.String()), 0o644))
}
