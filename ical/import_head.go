package ical

import (
	"cmp"
	"errors"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/plenaria/plenaria/schedule"
)

// setHead reads the properties of the calendar.
func (im *importer) setHead() {
	c := im.cals[0].c
	a := im.agenda
	for i := range c.props {
		switch p := &c.props[i]; p.name {
		case "NAME":
			im.addText(&a.Title, p, strings.TrimSpace(p.text()))
		case "URL":
			if isURI(p.value) {
				a.URL = p.value
			}
		case "METHOD":
			im.method(p)
		}
	}
	older := c.first("X-WR-CALNAME")
	if a.Title.IsZero() && older != nil {
		im.addText(&a.Title, older, strings.TrimSpace(older.text()))
	}
	if a.Title.IsZero() {
		name := path.Base(strings.ReplaceAll(im.o.Name, `\`, "/"))
		name = strings.TrimSuffix(name, path.Ext(name))
		if name == "" || name == "." || name == "/" {
			name = "Calendar"
		}
		a.Title = im.langs.text("", name)
	}
}

// method tells of a file that is a message about events and no calendar.
func (im *importer) method(p *property) {
	switch strings.ToUpper(p.value) {
	case "PUBLISH", "REQUEST", "CANCEL", "ADD":
	default:
		im.remark(p.pos, schedule.ErrInvalid, "METHOD is %q: the file is a message about events (RFC 5546) and no calendar; it is read as one", shortText(p.value))
	}
}

// finishAgenda sets what is known when all events are.
func (im *importer) finishAgenda() {
	a := im.agenda
	im.setNames()
	if a.Langs = slices.Clone(im.o.Langs); len(a.Langs) == 0 {
		a.Langs = im.langs.langs()
	}
	a.Participants, a.Organizer = im.people.participants, im.people.organizer
	a.Rooms, a.Tracks = im.places.list, im.topics.list
	im.oddLangs()
	if im.outside > 0 {
		events := "1 event is outside of the window, %s through %s; it is left out"
		if im.outside > 1 {
			events = strconv.Itoa(im.outside) + " events are outside of the window, %s through %s; they are left out"
		}
		im.remark(im.cals[0].c.pos, ErrNotRepresented, events, im.o.From, im.o.Through)
	}
	im.finishOurs()
	im.settleLangs()
	im.unshare()
	im.resolvable()
}

// setNames sets the ID and the domain, from which Write makes UIDs.
func (im *importer) setNames() {
	a := im.agenda
	a.Domain = im.ids.domain
	a.ID = im.o.ID
	if uid := im.cals[0].c.first("UID"); uid != nil && a.ID == "" {
		left, right, ok := cutUID(strings.TrimSpace(uid.text()))
		if isID(left) {
			a.ID = schedule.ID(left)
			if a.Domain == "" && ok && isHost(right) {
				a.Domain = right
			}
		}
	}
	a.ID = cmp.Or(a.ID, schedule.ID(slug(a.Title.Original())))
	if a.Domain == string(a.ID) {
		a.Domain = ""
	}
}

// resolvable tells what stands in the way of instants. Only series can.
func (im *importer) resolvable() {
	if !im.hasSeries {
		return
	}
	_, err := im.agenda.Resolve(schedule.Compatible)
	var ps schedule.Problems
	if !errors.As(err, &ps) {
		return
	}
	for _, p := range ps.Faults() {
		p.Remark, p.Pos = true, im.positionOf(p.Path)
		if len(im.problems) >= maxProblems {
			im.more++
			continue
		}
		im.problems = append(im.problems, p)
	}
}

// positionOf gives where the event of a session begins, by the session's path.
func (im *importer) positionOf(path string) schedule.Position {
	var day, index int
	rest, ok := strings.CutPrefix(path, "days[")
	if !ok {
		return schedule.Position{}
	}
	number, rest, _ := strings.Cut(rest, "]")
	day, _ = decimal(number)
	number, _, _ = strings.Cut(strings.TrimPrefix(rest, ".sessions["), "]")
	index, _ = decimal(number)
	if day >= len(im.agenda.Days) || index >= len(im.agenda.Days[day].Sessions) {
		return schedule.Position{}
	}
	return im.file.position(im.begins[im.agenda.Days[day].Sessions[index].ID])
}
