package ical_test

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/plenaria/plenaria/ical"
	"github.com/plenaria/plenaria/schedule"
)

// next writes the version of a file that follows; an empty one is the first.
func next(t testing.TB, before string, a *schedule.Agenda, o ical.UpdateOptions) (string, []string) {
	t.Helper()
	var p *ical.Publication
	if before != "" {
		p = published(t, before)
	}
	var b bytes.Buffer
	list, err := ical.Update(&b, p, timeline(t, a), &o)
	if err != nil {
		t.Fatal(err)
	}
	var told []string
	for _, u := range list {
		left, _, _ := strings.Cut(u.UID, "@")
		told = append(told, strings.TrimSpace(fmt.Sprint(left, u.Recurrence, " ", u.Sequence, " ", u.Changes)))
	}
	return b.String(), told
}

func at(stamp time.Time) ical.UpdateOptions {
	return ical.UpdateOptions{Options: ical.Options{Stamp: stamp, Langs: []schedule.Lang{"es"}}}
}

// revisions gives SEQUENCE, DTSTAMP and STATUS of the events that are not at
// SEQUENCE 0 of the first stamp.
func revisions(t testing.TB, file string) (list []string) {
	t.Helper()
	for _, e := range readCalendar(t, file).of("VEVENT") {
		left, _, _ := strings.Cut(e.value("UID"), "@")
		if e.value("DTSTAMP") != e.value("LAST-MODIFIED") {
			t.Errorf("%s: DTSTAMP %s, LAST-MODIFIED %s", left, e.value("DTSTAMP"), e.value("LAST-MODIFIED"))
		}
		if e.value("SEQUENCE") != "0" || e.value("DTSTAMP") != "20211001T120000Z" {
			list = append(list, left+" "+e.value("SEQUENCE")+" "+e.value("DTSTAMP")+" "+e.value("STATUS"))
		}
	}
	return list
}

// TestUpdateStory: RED GEALC from 1.0 over 1.1 to 1.2, and once more.
func TestUpdateStory(t *testing.T) {
	first, _ := next(t, "", storyOne(t), at(stampOne))
	o := at(stampOne)
	if diff := cmp.Diff(write(t, storyOne(t), &o.Options), first); diff != "" {
		t.Errorf("the first version is what Write writes; -want +got:\n%s", diff)
	}
	second, told := next(t, first, storyTwo(t), at(stampTwo))
	want := []string{
		"panama 0 [title]", "keynote 1 [time]", "korea 1 [place]", "knowledge 0 [details]", "revitalization 1 [time]",
		"regional-2 1 [status]", "digital-identity 1 [time]", "workshop 0 [new]",
	}
	if diff := cmp.Diff(want, told); diff != "" {
		t.Errorf("1.1: -want +got:\n%s", diff)
	}
	third, told := next(t, second, storyThree(t), at(stampThree))
	if diff := cmp.Diff([]string{"regional-2 2 [status]", "past-chairs 1 [status gone]"}, told); diff != "" {
		t.Errorf("1.2: -want +got:\n%s", diff)
	}
	want = []string{
		"panama 0 20211101T120000Z CONFIRMED", "keynote 1 20211101T120000Z CONFIRMED", "korea 1 20211101T120000Z CONFIRMED",
		"knowledge 0 20211101T120000Z CONFIRMED", "revitalization 1 20211101T120000Z CONFIRMED", "regional-2 2 20211110T120000Z CONFIRMED",
		"digital-identity 1 20211101T120000Z CONFIRMED", "workshop 0 20211101T120000Z CONFIRMED", "past-chairs 1 20211110T120000Z CANCELLED",
	}
	if diff := cmp.Diff(want, revisions(t, third)); diff != "" {
		t.Errorf("revisions after 1.2: -want +got:\n%s", diff)
	}
	fourth, told := next(t, third, storyThree(t), at(stampFour))
	if diff := cmp.Diff(third, fourth); diff != "" || told != nil {
		t.Errorf("the same agenda at another time is told as %v; -before +after:\n%s", told, diff)
	}
	if !strings.Contains(fourth, "LAST-MODIFIED:20211110T120000Z") || strings.Contains(fourth, "20211111") {
		t.Error("the calendar is not as old as its last change")
	}
}

// TestUpdateSame: all agendas that we have are the same again, byte for byte, in
// each form.
func TestUpdateSame(t *testing.T) {
	for name, a := range agendas(t) {
		for form, series := range map[ical.Form]ical.SeriesForm{ical.Client: ical.SeparateEvents, ical.Open: ical.RecurringEvents, ical.UTCTimes: ical.SeparateEvents} {
			t.Run(fmt.Sprint(name, form), func(t *testing.T) {
				o := ical.UpdateOptions{Options: richOptions}
				o.Form, o.Series = form, series
				first, _ := next(t, "", a, o)
				o.Stamp = o.Stamp.Add(time.Hour)
				if second, told := next(t, first, a, o); second != first {
					t.Errorf("%v; -before +after:\n%s", told, cmp.Diff(first, second))
				}
			})
		}
	}
}

// gone is an agenda of which a session in a zone of its own has been removed.
func gone(all bool) *schedule.Agenda {
	a := one(talk("a", "08:30", "09:00"))
	if all {
		a.Days[0].Sessions = append(a.Days[0].Sessions, talk("b", "10:00", "11:00", func(s *schedule.Session) { s.Zone = zone("America/Santiago") }))
	}
	return a
}

// TestUpdateRemoved: what is removed stays, cancelled and with the VTIMEZONE that
// it needs, until it is over.
func TestUpdateRemoved(t *testing.T) {
	first, _ := next(t, "", gone(true), at(stampOne))
	second, told := next(t, first, gone(false), at(stampTwo))
	if diff := cmp.Diff([]string{"b 1 [status gone]"}, told); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	cal := readCalendar(t, second)
	b := cal.event(t, "b@agenda")
	for name, want := range map[string]string{"STATUS": "CANCELLED", "TRANSP": "TRANSPARENT", "SEQUENCE": "1", "DTSTART": "20211118T100000", "SUMMARY": "Talk b"} {
		if got := b.value(name); got != want {
			t.Errorf("%s is %s, want %s", name, got, want)
		}
	}
	if len(cal.of("VTIMEZONE")) != 2 {
		t.Errorf("not two VTIMEZONEs:\n%s", second)
	}
	// 11:00 in Santiago was 14:00Z.
	before, _ := next(t, second, gone(false), at(time.Date(2021, 11, 18, 13, 59, 0, 0, time.UTC)))
	if before != second {
		t.Errorf("a minute before its end: -before +after:\n%s", cmp.Diff(second, before))
	}
	after, told := next(t, second, gone(false), at(time.Date(2021, 11, 18, 14, 0, 0, 0, time.UTC)))
	if strings.Contains(after, "b@agenda") || told != nil {
		t.Errorf("it is still there after its end, told as %v", told)
	}
	drop := at(stampTwo)
	drop.DropRemoved = true
	dropped, told := next(t, first, gone(false), drop)
	if strings.Contains(dropped, "b@agenda") || cmp.Diff([]string{"b 0 [gone]"}, told) != "" {
		t.Errorf("DropRemoved has left it, told as %v", told)
	}
	if back, told := next(t, second, gone(true), at(stampThree)); cmp.Diff([]string{"b 2 [status]"}, told) != "" {
		t.Errorf("what is there again is told as %v:\n%s", told, back)
	}
}

// TestUpdateWidens: the VTIMEZONE of a zone that is still used covers what is gone.
func TestUpdateWidens(t *testing.T) {
	santiago := func(dates ...string) *schedule.Agenda {
		a := one()
		a.Zone, a.Days = zone("America/Santiago"), nil
		for _, d := range dates {
			a.Days = append(a.Days, schedule.Day{Date: date(d), Sessions: []schedule.Session{talk(schedule.ID("t"+d), "09:00", "10:00")}})
		}
		return a
	}
	first, _ := next(t, "", santiago("2022-06-01", "2026-01-15"), at(stampOne))
	second, _ := next(t, first, santiago("2022-06-01"), at(stampTwo))
	for i, e := range published(t, second).Events {
		// Nine is 13:00Z in winter and 12:00Z in summer; the change of 2022 was a
		// week late, and so no rule tells both years.
		if want := []string{"13:00", "12:00"}[i]; e.Start.At.UTC().Format("15:04") != want {
			t.Errorf("event %d starts at %s by its VTIMEZONE, want %sZ", i, e.Start.At.UTC(), want)
		}
	}
	if third, _ := next(t, second, santiago("2022-06-01"), at(stampThree)); third != second {
		t.Errorf("-before +after:\n%s", cmp.Diff(second, third))
	}
}

// TestUpdateDrift: the same agenda, but other rules: the instant has moved, and so
// does SEQUENCE. Where the rules give the same instant nothing has.
func TestUpdateDrift(t *testing.T) {
	cairo := one(talk("summer", "09:00", "10:00"))
	cairo.Zone, cairo.Days[0].Date = zone("Africa/Cairo"), date("2023-05-10")
	cairo.Days = append(cairo.Days, schedule.Day{Date: date("2023-12-06"), Sessions: []schedule.Session{talk("winter", "09:00", "10:00")}})
	cairo.Days = append(cairo.Days, schedule.Day{Date: date("2023-04-10"), Sessions: []schedule.Session{
		talk("weekly", "09:00", "10:00", func(s *schedule.Session) { s.Repeat = &schedule.Repeat{Rule: "FREQ=WEEKLY;COUNT=8"} })}})
	series := func(stamp time.Time) ical.UpdateOptions {
		o := at(stamp)
		o.Series = ical.RecurringEvents
		return o
	}
	first, _ := next(t, "", cairo, series(stampOne))
	head, _, _ := strings.Cut(first, "BEGIN:VTIMEZONE")
	events := first[strings.Index(first, "BEGIN:VEVENT"):]
	old := head + strings.Join(oldCairo, "\r\n") + "\r\n" + events
	second, told := next(t, old, cairo, series(stampTwo))
	if diff := cmp.Diff([]string{"summer 1 [time]", "weekly 1 [time]"}, told); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if third, told := next(t, second, cairo, series(stampThree)); third != second {
		t.Errorf("again: %v", told)
	}
}

// TestUpdateSeries: revisions of a series that is one event.
func TestUpdateSeries(t *testing.T) {
	weekly := func(change func(*schedule.Repeat)) *schedule.Agenda {
		r := schedule.Repeat{Rule: "FREQ=WEEKLY;COUNT=4"}
		change(&r)
		return one(webinar("22:00", r))
	}
	move := func(r *schedule.Repeat) {
		r.Moved = []schedule.Move{{From: dateTime("2021-11-25T22:00"), To: dateTime("2021-11-26T10:00"), End: dateTime("2021-11-26T11:00")}}
	}
	o := at(stampOne)
	o.Series = ical.RecurringEvents
	plain, _ := next(t, "", weekly(func(*schedule.Repeat) {}), o)
	o.Stamp = stampTwo
	moved, told := next(t, plain, weekly(move), o)
	if diff := cmp.Diff([]string{"webinar20211125T220000 1 [time]"}, told); diff != "" {
		t.Errorf("one moved: -want +got:\n%s", diff)
	}
	o.Stamp = stampThree
	if again, told := next(t, moved, weekly(move), o); again != moved {
		t.Errorf("again: %v", told)
	}
	_, told = next(t, moved, weekly(func(*schedule.Repeat) {}), o)
	// The occurrence had SEQUENCE 1: that of the series must be above it.
	if diff := cmp.Diff([]string{"webinar 2 [time]"}, told); diff != "" {
		t.Errorf("moved back: -want +got:\n%s", diff)
	}
	_, told = next(t, plain, weekly(func(r *schedule.Repeat) { r.Except = []schedule.DateTime{dateTime("2021-11-25T22:00")} }), o)
	if diff := cmp.Diff([]string{"webinar 1 [time]"}, told); diff != "" {
		t.Errorf("one left out: -want +got:\n%s", diff)
	}
}

// TestUpdateOthers: the file of another program is updated with what it has kept.
func TestUpdateOthers(t *testing.T) {
	foreign := file(event("UID:abc-1@other", "DTSTAMP:20210901T000000Z", "CREATED:20210801T000000Z", "SEQUENCE:4", "X-OWN:kept",
		"DTSTART:20211118T133000Z", "DTEND:20211118T140000Z", "SUMMARY:One")...)
	im := imported(t, foreign, nil)
	o := at(stampTwo)
	o.Kept = im
	if same, told := next(t, foreign, im.Agenda, o); same != foreign {
		t.Errorf("nothing has changed, told as %v; -before +after:\n%s", told, cmp.Diff(foreign, same))
	}
	im.Agenda.Days[0].Sessions[0].End += schedule.Hour
	changed, told := next(t, foreign, im.Agenda, o)
	if diff := cmp.Diff([]string{"abc-1 5 [time]"}, told); diff != "" || !strings.Contains(changed, "X-OWN:kept") {
		t.Errorf("-want +got:\n%s%s", diff, changed)
	}
	if again, told := next(t, changed, im.Agenda, o); again != changed {
		t.Errorf("again: %v; -before +after:\n%s", told, cmp.Diff(changed, again))
	}
	im.Agenda.Days[0].Sessions[0].End -= schedule.Hour
	if _, told = next(t, changed, im.Agenda, o); cmp.Diff([]string{"abc-1 6 [time]"}, told) != "" {
		t.Errorf("changed back, and told as %v", told)
	}
	if got := writeKept(t, im, ical.Options{}); got != foreign {
		t.Errorf("an update has changed the import; -before +after:\n%s", cmp.Diff(foreign, got))
	}
}

// TestUpdateErrors: what would make clients take the old for the new is refused.
func TestUpdateErrors(t *testing.T) {
	first, _ := next(t, "", one(talk("a", "08:30", "09:00")), at(stampTwo))
	full := strings.Replace(first, "SEQUENCE:0", "SEQUENCE:2147483647", 1)
	later := timeline(t, one(talk("a", "08:45", "09:00")))
	for name, c := range map[string]struct {
		before string
		stamp  time.Time
		want   string
	}{
		"no stamp":         {first, time.Time{}, "Stamp is not set"},
		"an older stamp":   {first, stampOne, "is before it"},
		"no SEQUENCE left": {full, stampThree, "none after it"},
	} {
		o := at(c.stamp)
		_, err := ical.Update(&bytes.Buffer{}, published(t, c.before), later, &o)
		if !errors.Is(err, ical.ErrUnwritable) || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
