package ical

import (
	"fmt"
	"slices"

	"github.com/plenaria/plenaria/ical/internal/contentline"
	"github.com/plenaria/plenaria/schedule"
)

// fileWords are what an exporter keeps to that writes an agenda back into the
// file that it comes from.
type fileWords struct {
	uids map[schedule.ID]string
	// parts are those parts of descriptions that the file has; others are not
	// added to it.
	parts map[schedule.ID]descParts
	// roles are those that the file tells by ATTENDEE, and not in descriptions.
	roles map[schedule.ID][]schedule.Role
	// forms are those in which the file has the starts of sessions.
	forms map[schedule.ID]stampForm
	float schedule.Zone // of floating times
	// tzids are the file's names of zones, where it has a VTIMEZONE for them.
	tzids map[schedule.Zone]string
}

// tzid gives the name of a zone in the file.
func (f *fileWords) tzid(z schedule.Zone) string {
	if f != nil {
		if name, ok := f.tzids[z]; ok {
			return name
		}
	}
	return z.String()
}

// form gives the form in which the file has the start of a slot, if that form can
// be kept: UTC, or floating where the session is still on that wall.
func (f *fileWords) form(slot *schedule.Slot) stampForm {
	if f == nil {
		return notAStamp
	}
	form := f.forms[slot.Session.ID]
	if form == floating && (slot.Zone != f.float || slot.EndZone != f.float) {
		return notAStamp
	}
	return form
}

// uid gives the UID that the file has for a slot.
func (f *fileWords) uid(slot *schedule.Slot) (string, bool) {
	if f == nil {
		return "", false
	}
	uid, ok := f.uids[slot.Session.ID]
	return uid, ok
}

// ofFile says what is told in a description: which parts, and which roles.
func (e *exporter) ofFile(s *schedule.Session) (descParts, []schedule.Role) {
	if e.file == nil {
		return allParts, s.Roles
	}
	if _, ok := e.file.uids[s.ID]; !ok {
		return allParts, s.Roles
	}
	told := e.file.roles[s.ID]
	if len(told) == 0 {
		return e.file.parts[s.ID], s.Roles
	}
	var roles []schedule.Role
	for _, r := range s.Roles {
		if !slices.ContainsFunc(told, func(t schedule.Role) bool { return t.Who == r.Who }) {
			roles = append(roles, r)
		}
	}
	return e.file.parts[s.ID], roles
}

// A keeper writes an agenda back into the file that it comes from. It describes
// the agenda as it was imported and as it is now, and writes anew what differs.
type keeper struct {
	o       Options
	tl      *schedule.Timeline
	im      *importer // of the file, made again
	was, is keptSide
	fresh   *exporter // of sessions that are new
	uses    []zoneUse // of what is written anew
	anew    []*component
	changed bool
}

// A keptSide is the agenda at one time, every session of it once.
type keptSide struct {
	*exporter
	slots    map[schedule.ID]int
	sessions map[schedule.ID]*schedule.Session // with their Repeat
	guests   map[schedule.ID]*schedule.Participant
}

// exportKept describes a timeline to a sink as the file has it.
func exportKept(s sink, tl *schedule.Timeline, o *Options) error {
	k, err := newKeeper(tl, o)
	if err != nil {
		return err
	}
	calendars := make([]*component, len(k.im.cals))
	for i, cal := range k.im.cals {
		calendars[i] = k.calendar(cal, i == 0)
	}
	for _, u := range k.fresh.zones {
		k.use(u.zone, u.from, u.to)
	}
	if err := k.timezones(calendars); err != nil {
		return err
	}
	if _, stream := s.(*contentline.Writer); !stream && len(calendars) > 1 {
		return fmt.Errorf("%w: the file has %d calendars, and jCal and trees have one; Write writes them all", ErrUnwritable, len(calendars))
	}
	for _, c := range calendars {
		writeComponent(s, c)
	}
	return s.Err()
}

func newKeeper(tl *schedule.Timeline, o *Options) (*keeper, error) {
	if tl == nil || tl.Agenda == nil {
		_, err := newExporter(tl, o)
		return nil, err
	}
	k := &keeper{o: *o, tl: tl, im: newImporter(o.Kept.file, o.Kept.options)}
	k.im.run()
	words := k.im.words()
	if len(k.o.Langs) == 0 {
		k.o.Langs = append(k.im.voiceLangs(), tl.Agenda.Langs...)
	}
	plain := k.o
	plain.Kept, plain.Keep, plain.OmitBreaks, plain.Series = nil, nil, false, SeparateEvents
	var err error
	if k.was, err = newKeptSide(k.im.agenda, &plain, words); err != nil {
		return nil, err
	}
	if k.is, err = newKeptSide(tl.Agenda, &plain, words); err != nil {
		return nil, err
	}
	k.is.take(tl)
	plain.Keep = func(slot *schedule.Slot) bool {
		_, known := words.uids[slot.Session.ID]
		return !known && k.keeps(slot)
	}
	if k.fresh, err = newExporter(tl, &plain); err == nil {
		k.fresh.file = words
	}
	return k, err
}

func newKeptSide(a *schedule.Agenda, o *Options, words *fileWords) (side keptSide, err error) {
	once, err := masters(a)
	if err != nil {
		return side, err
	}
	side = keptSide{slots: map[schedule.ID]int{}, sessions: sessionsOf(a), guests: map[schedule.ID]*schedule.Participant{}}
	for i := range a.Participants {
		side.guests[a.Participants[i].ID] = &a.Participants[i]
	}
	if side.exporter, err = newExporter(once, o); err != nil {
		return side, err
	}
	side.file = words
	for i := range once.Slots {
		side.slots[once.Slots[i].Session.ID] = i
	}
	return side, nil
}

// take takes the instants of a timeline for those sessions that are no series,
// since its policy may be another, and leaves out those that it does not have.
func (side *keptSide) take(tl *schedule.Timeline) {
	there := map[schedule.ID]bool{}
	for i := range tl.Slots {
		from := &tl.Slots[i]
		there[from.Session.ID] = true
		if j, ok := side.slots[from.Session.ID]; ok && from.Occurrence.IsZero() {
			to := &side.tl.Slots[j]
			to.Start, to.End, to.StartKind, to.EndKind = from.Start, from.End, from.StartKind, from.EndKind
		}
	}
	for id, s := range side.sessions {
		if s.Repeat == nil && !there[id] {
			delete(side.slots, id)
		}
	}
}

// keeps says whether the options have a slot written.
func (k *keeper) keeps(slot *schedule.Slot) bool {
	if k.o.OmitBreaks && slot.Session.Kind == schedule.Break {
		return false
	}
	return k.o.Keep == nil || k.o.Keep(slot)
}

// words gives what the file says in its own way.
func (im *importer) words() *fileWords {
	w := &fileWords{uids: map[schedule.ID]string{}, parts: im.parts, roles: map[schedule.ID][]schedule.Role{}, forms: map[schedule.ID]stampForm{}}
	w.float, w.tzids = im.floatingZone(), im.fileZones()
	sessions := sessionsOf(im.agenda)
	for i := range im.events {
		ev := &im.events[i]
		if ev.became.kind != becameSession {
			continue
		}
		if s := sessions[ev.became.id]; s != nil {
			w.uids[s.ID], w.roles[s.ID], w.forms[s.ID] = ev.uid, s.Roles, ev.from.form
		}
	}
	return w
}

// fileZones gives the file's names of zones that it has a VTIMEZONE for: the zone's
// own name if that is one, else the first. A file of several calendars has none
// that is good in all of them.
func (im *importer) fileZones() map[schedule.Zone]string {
	if len(im.cals) != 1 {
		return nil
	}
	names := map[schedule.Zone]string{}
	for _, n := range im.cals[0].sortedZones() {
		if !n.known || timezoneOf(im.cals[0].c, n.tzid) < 0 {
			continue
		}
		if _, ok := names[n.zone]; !ok || n.tzid == n.zone.String() {
			names[n.zone] = n.tzid
		}
	}
	return names
}

// timezoneOf gives the index of the VTIMEZONE of a TZID; -1 if there is none.
func timezoneOf(c *component, tzid string) int {
	return slices.IndexFunc(c.subs, func(sub *component) bool {
		p := sub.first("TZID")
		return sub.name == "VTIMEZONE" && p != nil && p.text() == tzid
	})
}

// voiceLangs gives the language in which the file speaks, if it is ours.
func (im *importer) voiceLangs() []schedule.Lang {
	for i := range im.made {
		if im.made[i].ours {
			return []schedule.Lang{im.made[i].voice.lang}
		}
	}
	return nil
}

// calendar gives a calendar of the file as it is now; the first has what is new.
func (k *keeper) calendar(cal *importedCalendar, first bool) *component {
	out := &component{name: vcalendar, props: slices.Clone(cal.c.props)}
	events := k.im.events[cal.first:] // of this calendar and those behind it
	for _, sub := range cal.c.subs {
		if sub.name != "VEVENT" {
			out.subs = append(out.subs, sub)
			continue
		}
		out.subs = append(out.subs, k.event(&events[0])...)
		events = events[1:]
	}
	if !first {
		return out
	}
	for i := range k.tl.Slots {
		if k.fresh.kept(i) {
			made := &componentSink{}
			k.fresh.s = made
			k.fresh.event(i)
			out.subs = append(out.subs, made.done...)
			k.changed = true
		}
	}
	k.header(out)
	return out
}

// headerProps are the properties of a calendar that follow the agenda.
var headerProps = []string{"NAME", "X-WR-CALNAME", "DESCRIPTION", "X-WR-CALDESC", "X-WR-TIMEZONE", "URL"}

// header brings the properties of the calendar up to date. What the file does not
// say it is not made to say, unless the agenda did not say it then.
func (k *keeper) header(out *component) {
	was, is := described(vcalendar, k.was.exporter, k.was.header), described(vcalendar, k.is.exporter, k.is.header)
	for i, name := range headerProps {
		one := []string{name}
		before, after := was.named(one), is.named(one)
		if sameProperties(before, after) || len(out.named(one)) == 0 && len(before) > 0 {
			continue
		}
		if name == "DESCRIPTION" || name == "X-WR-CALDESC" {
			if !sameProperties(out.named(one), before) {
				continue // the file's own words
			}
		}
		out.replace(one, after, append([]string{"VERSION", "PRODID", "CALSCALE", "METHOD", "UID"}, headerProps[:i]...))
		k.changed = true
	}
	if modified := []string{"LAST-MODIFIED"}; k.changed && !k.o.Stamp.IsZero() && len(out.named(modified)) > 0 {
		out.replace(modified, []property{{name: "LAST-MODIFIED", value: stampText(k.o.Stamp)}}, nil)
	}
}

// event gives what became of an event of the file: nothing, itself, or itself
// with what has changed and with overrides that are new.
func (k *keeper) event(ev *importedEvent) []*component {
	c, b := ev.c, ev.became
	switch b.kind {
	case becameNothing:
		return []*component{c}
	case becameMany:
		return nil
	}
	i, ok := k.is.slots[b.id]
	j, was := k.was.slots[b.id]
	if !ok || !was || !k.keeps(&k.is.tl.Slots[i]) {
		k.changed = true
		return nil
	}
	if b.kind == becameMove {
		return k.move(c, b, j, i)
	}
	return k.session(c, b.id, j, i)
}

// session gives the event of a session, whose slots are was and is.
func (k *keeper) session(c *component, id schedule.ID, was, is int) []*component {
	before := described("VEVENT", k.was.exporter, func() { k.was.master(was, nil); k.was.contents(was) })
	repeat := k.is.sessions[id].Repeat
	after := described("VEVENT", k.is.exporter, func() { k.is.master(is, k.cancelledAnew(id)); k.is.contents(is) })
	out := k.merge(c, before, after, id, is, whenProps)
	all := []*component{out}
	if repeat != nil {
		all = append(all, k.newMoves(out, id, is)...)
	}
	return all
}

// master writes when a session is, with its series.
func (side *keptSide) master(i int, cancelled []schedule.DateTime) {
	slot := &side.tl.Slots[i]
	if r := side.sessions[slot.Session.ID].Repeat; r != nil {
		side.series(slot, r, cancelled)
	} else {
		side.when(slot, wallsOf(slot))
	}
}
