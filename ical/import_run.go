package ical

import (
	"fmt"
	"slices"

	"github.com/plenaria/plenaria/ical/internal/contentline"
	"github.com/plenaria/plenaria/schedule"
)

// An importer makes the agenda of a file.
type importer struct {
	o        ImportOptions
	file     *calendarFile
	cals     []*importedCalendar
	events   []importedEvent
	host     schedule.Zone
	floats   bool // a floating time was read
	outside  int  // events outside of the window
	agenda   *schedule.Agenda
	made     []madeSession
	slab     []schedule.Session // those of events; series have others too
	problems schedule.Problems
	more     int // problems that are not listed
	// hasSeries is set if there are series; begins is where their events do.
	hasSeries bool
	begins    map[schedule.ID]contentline.Pos
	// zonedTold are the TZIDs that were told to stand beside a time in UTC.
	zonedTold map[string]bool
	// parts are those parts of descriptions that were taken out.
	parts map[schedule.ID]descParts

	lossList         // of all but the people
	ids      idMaker // of sessions
	texts    texts
	langs    langTable
	people   peopleTable
	places   placeTable
	topics   topicTable
	voices   voiceTable
}

// A madeSession is a session that waits for its day.
type madeSession struct {
	session *schedule.Session
	ev      *importedEvent
	date    schedule.Date // of its day
	at      int64         // seconds by which sessions of a day are ordered
	related *property     // RELATED-TO its parent

	// What a description of ours tells, see recognize.
	ours  bool
	voice *voice
	label string // of its day
	track string
}

func newImporter(f *calendarFile, o ImportOptions) *importer {
	im := &importer{o: o, file: f, agenda: &schedule.Agenda{}, begins: map[schedule.ID]contentline.Pos{}, parts: map[schedule.ID]descParts{}}
	im.langs.init(o.Langs)
	im.people.reset(&o)
	return im
}

func (im *importer) run() {
	im.collect()
	im.revisions()
	im.setHost()
	im.setHead()
	im.sessions()
	beside(im.people.finish, im.setDays)
	im.finishAgenda()
}

func (im *importer) result() *Imported {
	ps := append(slices.Clone(im.file.problems), im.problems...)
	var zones []ZoneChoice
	for _, cal := range im.cals {
		ps = append(ps, cal.zones.problems()...)
		zones = append(zones, cal.zones.choices()...)
	}
	ps.Sort()
	if im.more > 0 {
		ps = append(ps, schedule.Problem{Err: contentlineError(schedule.ErrInvalid, fmt.Sprintf("%d more problems are not listed", im.more))})
	}
	return &Imported{Agenda: im.agenda, Problems: ps, Zones: zones, file: im.file, options: im.o, losses: [2]lossList{im.people.lossList, im.lossList}}
}

// maxProblems is how many problems an import lists.
const maxProblems = 1000

func (im *importer) problem(remark bool, at contentline.Pos, kind error, format string, args ...any) {
	if len(im.problems) >= maxProblems {
		im.more++
		return
	}
	im.problems = append(im.problems, schedule.Problem{
		Pos: im.file.position(at), Remark: remark, Err: contentlineError(kind, fmt.Sprintf(format, args...)),
	})
}

// fault tells what is left out of the agenda.
func (im *importer) fault(at contentline.Pos, kind error, format string, args ...any) {
	im.problem(false, at, kind, format, args...)
}

// remark tells what had to be decided.
func (im *importer) remark(at contentline.Pos, kind error, format string, args ...any) {
	im.problem(true, at, kind, format, args...)
}

// collect finds the events of all calendars, and for what times each TZID is
// used.
func (im *importer) collect() {
	n := 0
	for _, c := range im.file.calendars {
		n += len(c.subs)
	}
	im.events = make([]importedEvent, 0, n) // never moved, since others point to them
	for i, c := range im.file.calendars {
		cal := &importedCalendar{c: c, first: len(im.events), names: map[string]*namedZone{}}
		cal.zones = newZoneTable(zoneOptions{file: im.o.Name, db: im.o.Database}, c)
		if method := c.first("METHOD"); method != nil {
			cal.method = method.value
		}
		if i == 1 {
			im.remark(c.pos, ErrSyntax, "a second VCALENDAR; the events of all are imported, under the name of the first")
		}
		im.cals = append(im.cals, cal)
		for _, sub := range c.subs {
			if sub.name == "VEVENT" {
				im.addEvent(cal, sub)
			}
		}
	}
}

// stamps finds the zones of the start and the end, and notes what TZIDs are used for.
func (ev *importedEvent) stamps() {
	if ev.start != nil {
		ev.from = ev.cal.zoned(ev.from, ev.start)
	}
	if ev.end != nil {
		ev.to = ev.cal.zoned(ev.to, ev.end)
	}
	if n := ev.from.name; n != nil {
		n.count++
		n.use(ev.from.wall)
		if ev.repeats {
			if end := ev.seriesEnd(); end.Date.IsValid() {
				n.use(end)
			}
		}
	}
	if n := ev.to.name; n != nil {
		n.use(ev.to.wall)
	}
}

// sessions makes the sessions of all events. Whose they are is found out beside all
// else about them, as it takes as long. The people of overrides come after those of all
// events.
func (im *importer) sessions() {
	im.ids.setDomain(im.events)
	var roles [][]schedule.Role
	beside(func() {
		roles = im.people.rolesOfAll(im.events)
	}, func() {
		im.begin()
		for i := range im.made {
			im.describe(&im.made[i])
		}
	})
	if len(roles) != len(im.made) { // an event was left out, and its people must be
		im.people.reset(&im.o)
		roles = roles[:0]
		for i := range im.made {
			roles = append(roles, im.people.rolesOf(im.made[i].ev))
		}
	}
	im.addAll(roles)
	im.langs.join(&im.people.langs)
}

// begin makes the sessions of all events that are not part of another's, with their
// times.
func (im *importer) begin() {
	im.ids.used.reserve(len(im.events))
	im.made = make([]madeSession, 0, len(im.events))
	im.slab = make([]schedule.Session, len(im.events))
	for i := range im.events {
		ev := &im.events[i]
		if ev.taken {
			continue
		}
		m := madeSession{session: &im.slab[len(im.made)], ev: ev}
		if im.when(ev, &m) {
			m.session.ID = im.ids.session(ev)
			im.made = append(im.made, m)
		}
	}
}

// addAll gives the sessions their roles, and adds them with those of their series.
func (im *importer) addAll(roles [][]schedule.Role) {
	begun := im.made
	if slices.ContainsFunc(begun, isOfMany) {
		im.made = make([]madeSession, 0, len(begun))
	} else {
		im.made = begun[:0] // one is added for one at most
	}
	for i := range begun {
		m := &begun[i]
		if m.session.Roles = roles[i]; isOfMany(*m) {
			im.addSeries(m.ev, *m)
		} else {
			im.add(*m)
		}
	}
}

// isOfMany says whether an event has occurrences.
func isOfMany(m madeSession) bool { return m.ev.repeats || len(m.ev.overrides) > 0 }

// beside does two things at once. A panic of either is the caller's.
func beside(one, other func()) {
	panicked := make(chan any, 1)
	go func() {
		defer func() { panicked <- recover() }()
		one()
	}()
	defer func() {
		if p := <-panicked; p != nil {
			panic(p)
		}
	}()
	other()
}

// addSeries adds a session with its series, or the occurrences of it.
func (im *importer) addSeries(ev *importedEvent, m madeSession) {
	b := im.series(ev, &m)
	switch {
	case im.o.windowed():
		b.expand()
		for ev := range b.events() {
			ev.became = became{kind: becameMany}
		}
	case b.takesPlace():
		if b.isSeries() {
			m.session.Repeat = &b.repeat
			im.hasSeries = true
		}
		im.begins[m.session.ID] = ev.c.pos
		im.add(m)
	}
	for _, own := range b.apart {
		im.add(own)
	}
}
