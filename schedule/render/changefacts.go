package render

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/plenaria/plenaria/schedule"
	"github.com/plenaria/plenaria/schedule/datefmt"
)

// nothing stands for what is not there, arrow between what was and what is.
const (
	nothing = "—"
	arrow   = " → "
)

func fromTo(before, after string) string {
	return cmp.Or(before, nothing) + arrow + cmp.Or(after, nothing)
}

func itoa(n int) string { return strconv.Itoa(n) }

// colon parts a label from what it is of. French has a space before it.
func colon(l datefmt.Locale) string {
	switch l.Lang() {
	case "fr":
		return " : "
	case "ja", "zh":
		return "："
	}
	return ": "
}

// facts tells one change. What a reader of this language and these zones does
// not see is told all the same, with the language that it is in.
func (t *teller) facts(one *schedule.Change) []fact {
	label := t.loc.Change(one.Kind)
	say := func(value string) []fact { return []fact{{label, value}} }
	switch one.Kind {
	case schedule.ChangeRetitled:
		return t.texts(label, t.titles(one))
	case schedule.ChangeDetails:
		return t.details(label, one)
	}
	if one.Of != schedule.OfSession {
		return say(t.other(one))
	}
	switch one.Kind {
	case schedule.ChangeAdded:
		return append(t.wallsWith(label, t.occurrence(one), nil, one.New), t.place(one)...)
	case schedule.ChangeReinstated:
		return t.walls(label, nil, one.New)
	case schedule.ChangeRemoved, schedule.ChangeCancelled:
		return t.wallsWith(label, t.occurrence(one), one.Old, nil)
	case schedule.ChangeStatus:
		return say(t.loc.Status(one.New.Session.Status))
	case schedule.ChangeSwapped:
		return append(say(t.titlesOf(t.new, one.With)), t.walls(t.loc.Change(schedule.ChangeMoved), one.Old, one.New)...)
	case schedule.ChangeMoved, schedule.ChangeShifted:
		return t.wallsWith(label, t.occurrence(one), one.Old, one.New)
	case schedule.ChangeRezoned:
		return say(t.ownWall(one.Old) + arrow + t.ownWall(one.New))
	case schedule.ChangeLonger, schedule.ChangeShorter:
		return t.length(label, one)
	case schedule.ChangeRelocated:
		return say(fromTo(t.room(t.old, one.Old), t.room(t.new, one.New)))
	case schedule.ChangePeople:
		return t.people(label, one)
	case schedule.ChangeParts:
		return say(cmp.Or(t.new.parts(one.New.Session.Parts), nothing))
	case schedule.ChangeNotes:
		return t.texts(label, [2]schedule.Text{one.Old.Session.Note, one.New.Session.Note})
	case schedule.ChangeSplit:
		return say(t.titlesOf(t.new, one.With))
	case schedule.ChangeMerged:
		return say(t.titlesOf(t.old, one.With))
	case schedule.ChangeRegrouped:
		return t.regrouped(label, one)
	}
	return say("")
}

// titles gives the titles or names of a thing before and after.
func (t *teller) titles(one *schedule.Change) [2]schedule.Text {
	a, b := t.changes.Old.Agenda, t.changes.New.Agenda
	switch one.Of {
	case schedule.OfParticipant:
		return [2]schedule.Text{a.Participants[one.OldIndex].Name, b.Participants[one.NewIndex].Name}
	case schedule.OfRoom:
		return [2]schedule.Text{a.Rooms[one.OldIndex].Name, b.Rooms[one.NewIndex].Name}
	case schedule.OfTrack:
		return [2]schedule.Text{a.Tracks[one.OldIndex].Name, b.Tracks[one.NewIndex].Name}
	case schedule.OfDay:
		return [2]schedule.Text{a.Days[one.OldIndex].Label, b.Days[one.NewIndex].Label}
	case schedule.OfSession:
		return [2]schedule.Text{one.Old.Session.Title, one.New.Session.Title}
	}
	return [2]schedule.Text{a.Title, b.Title}
}

// texts tells a text before and after in the reader's language; where that has
// not changed, in those that have, with their tags.
func (t *teller) texts(label string, both [2]schedule.Text) []fact {
	before, after := t.old.text(both[0]), t.new.text(both[1])
	if before != after {
		return []fact{{label, fromTo(before, after)}}
	}
	var langs []schedule.Lang
	for _, tr := range slices.Concat(both[0], both[1]) {
		if !slices.Contains(langs, tr.Lang) && textIn(both[0], tr.Lang) != textIn(both[1], tr.Lang) {
			langs = append(langs, tr.Lang)
		}
	}
	var facts []fact
	for _, lang := range langs {
		facts = append(facts, fact{label + " (" + string(lang) + ")", fromTo(textIn(both[0], lang), textIn(both[1], lang))})
	}
	if len(facts) == 0 { // another original
		facts = append(facts, fact{label, after})
	}
	return facts
}

// textIn gives the translation into one language and no other.
func textIn(text schedule.Text, lang schedule.Lang) string {
	for _, tr := range text {
		if tr.Lang == lang {
			return tr.Text
		}
	}
	return ""
}

// details names the fields that have changed, and what they were and are where
// that is short.
func (t *teller) details(label string, one *schedule.Change) []fact {
	var facts []fact
	var names []string
	for _, field := range one.Fields {
		switch before, after, ok := t.detail(one, field); {
		case field == "revision": // it stands in the heading
		case ok:
			facts = append(facts, fact{upper(t.loc.Field(field)), fromTo(before, after)})
		default:
			names = append(names, t.loc.Field(field))
		}
	}
	if len(names) > 0 {
		facts = append(facts, fact{label, t.new.list(names)})
	}
	return facts
}

// detail gives a short field of a session or a participant before and after.
func (t *teller) detail(one *schedule.Change, field string) (before, after string, ok bool) {
	if one.Of == schedule.OfParticipant && field == "zone" {
		a, b := &t.changes.Old.Agenda.Participants[one.OldIndex], &t.changes.New.Agenda.Participants[one.NewIndex]
		return t.city(a.Zone), t.city(b.Zone), true
	}
	if one.Of != schedule.OfSession {
		return "", "", false
	}
	p, q := one.Old.Session, one.New.Session
	switch field {
	case "kind":
		return t.loc.Kind(p.Kind), t.loc.Kind(q.Kind), true
	case "link":
		return p.Link, q.Link, true
	case "streamURL":
		return p.StreamURL, q.StreamURL, true
	case "track":
		return cmp.Or(t.old.names.tracks[p.Track], string(p.Track)), cmp.Or(t.new.names.tracks[q.Track], string(q.Track)), true
	case "countries":
		return strings.Join(p.Countries, ", "), strings.Join(q.Countries, ", "), true
	}
	return "", "", false
}

func (t *teller) city(z schedule.Zone) string {
	if z.IsZero() {
		return ""
	}
	return t.loc.City(z.String())
}

// people tells who came and who left, with what they do.
func (t *teller) people(label string, one *schedule.Change) []fact {
	var facts []fact
	if len(one.Left) > 0 {
		facts = append(facts, fact{t.loc.Word(datefmt.WordLeft), t.roles(t.old, one.Left)})
	}
	if len(one.Came) > 0 {
		facts = append(facts, fact{t.loc.Word(datefmt.WordCame), t.roles(t.new, one.Came)})
	}
	if len(facts) == 0 {
		facts = append(facts, fact{label, t.new.list(t.new.names.all(one.New.Session.Roles))})
	}
	if t.Who != "" && !one.Old.Session.Involves(t.Who) { // a session that is new to the reader
		facts = append(facts, t.walls(t.loc.Word(datefmt.WordTime), nil, one.New)...)
	}
	return facts
}

func (t *teller) roles(l *layout, roles []schedule.Role) string {
	list := make([]string, len(roles))
	for i, r := range roles {
		list[i] = cmp.Or(l.names.people[r.Who], string(r.Who)) + " (" + t.loc.Role(r.As, 1) + ")"
	}
	return l.list(list)
}

// titlesOf gives the titles of sessions by their IDs.
func (t *teller) titlesOf(l *layout, ids []schedule.ID) string {
	list := make([]string, len(ids))
	for i, id := range ids {
		list[i] = cmp.Or(t.sessions[l][id], string(id))
	}
	return l.list(list)
}

// sessionTitles gives what the sessions of an agenda are called, by their IDs.
func (l *layout) sessionTitles() map[schedule.ID]string {
	titles := make(map[schedule.ID]string)
	for i := range l.tl.Agenda.Days {
		for j := range l.tl.Agenda.Days[i].Sessions {
			s := &l.tl.Agenda.Days[i].Sessions[j]
			titles[s.ID] = l.text(s.Title)
			for k := range s.Parallel {
				titles[s.Parallel[k].ID] = l.text(s.Parallel[k].Title)
			}
		}
	}
	return titles
}

func (t *teller) regrouped(label string, one *schedule.Change) []fact {
	with := t.titlesOf(t.new, one.With)
	if one.New.Parent < 0 {
		label, with = t.loc.Change(schedule.ChangeMerged), t.titlesOf(t.old, one.With)
	}
	return []fact{{label, with}}
}

// upper writes the first letter of a label large.
func upper(s string) string {
	r := []rune(s)
	return strings.ToUpper(string(r[:1])) + string(r[1:])
}
