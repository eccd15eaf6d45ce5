package render

import (
	"slices"
	"strings"

	"github.com/plenaria/plenaria/schedule"
	"github.com/plenaria/plenaria/schedule/datefmt"
)

// names holds what the things of an agenda are called in the reader's language.
type names struct {
	people, rooms, tracks map[schedule.ID]string
}

func newNames(a *schedule.Agenda, langs []schedule.Lang) names {
	n := names{
		make(map[schedule.ID]string, len(a.Participants)),
		make(map[schedule.ID]string, len(a.Rooms)),
		make(map[schedule.ID]string, len(a.Tracks)),
	}
	for i := range a.Participants {
		n.people[a.Participants[i].ID] = a.Participants[i].Name.In(langs...).Text
	}
	for i := range a.Rooms {
		n.rooms[a.Rooms[i].ID] = a.Rooms[i].Name.In(langs...).Text
	}
	for i := range a.Tracks {
		n.tracks[a.Tracks[i].ID] = a.Tracks[i].Name.In(langs...).Text
	}
	return n
}

// roleOrder is the order in which a programme names who does what.
var roleOrder = [...]schedule.RoleKind{
	schedule.Chair, schedule.Moderator, schedule.Speaker,
	schedule.Panelist, schedule.Interpreter, schedule.Attendee,
}

// in gives the names of those who have a role.
func (n names) in(roles []schedule.Role, as schedule.RoleKind) []string {
	var list []string
	for _, r := range roles {
		if r.As == as {
			list = append(list, n.people[r.Who])
		}
	}
	return list
}

// all gives the names of all, whatever they do.
func (n names) all(roles []schedule.Role) []string {
	list := make([]string, len(roles))
	for i, r := range roles {
		list[i] = n.people[r.Who]
	}
	return list
}

// everyone gives the names of all in a session and its parts, none twice.
func (n names) everyone(s *schedule.Session) []string {
	list := n.all(s.Roles)
	for i := range s.Parts {
		for _, name := range n.all(s.Parts[i].Roles) {
			if !slices.Contains(list, name) {
				list = append(list, name)
			}
		}
	}
	return list
}

// programme writes what takes place, one thing a line: the title, the parts,
// the parallel sessions, who does what, and where.
func (l *layout) programme(v *schedule.View) cell {
	s := v.Slot.Session
	lines := cell{l.title(s)}
	if v.Slot.AllDay() && v.Slot.From != v.Slot.Through {
		lines[0] += " (" + l.loc.DateRange(v.Slot.From, v.Slot.Through, l.style) + ")"
	}
	lines = appendLine(lines, l.parts(s.Parts))
	lines = appendLine(lines, l.parallel(s.Parallel))
	for _, as := range roleOrder {
		if who := l.names.in(s.Roles, as); len(who) > 0 {
			lines = append(lines, "("+l.loc.Role(as, len(who))+": "+l.list(who)+")")
		}
	}
	lines = appendLine(lines, l.place(v.Slot.Room, s.Track))
	return appendLine(lines, l.ownWalls(v))
}

func appendLine(lines cell, line string) cell {
	if line == "" {
		return lines
	}
	return append(lines, line)
}

// title writes a session's title, or its kind where it has none, and what
// keeps it from being certain.
func (l *layout) title(s *schedule.Session) string {
	title := l.text(s.Title)
	if title == "" {
		title = l.loc.Kind(s.Kind)
	}
	if s.Status != "" && s.Status != schedule.Confirmed {
		title += " [" + l.loc.Status(s.Status) + "]"
	}
	return title
}

// parts writes "①디지털서명, ②상호운용성". A part without a title is called by
// its people; else these stand behind it, or its note instead of them.
func (l *layout) parts(parts []schedule.Part) string {
	items := make([]string, len(parts))
	for i := range parts {
		p := &parts[i]
		title, who := l.text(p.Title), l.list(l.names.all(p.Roles))
		if title == "" {
			title, who = who, ""
		}
		if note := l.text(p.Note); note != "" {
			who = note
		}
		items[i] = l.marked(i, title, who)
	}
	return l.list(items)
}

// parallel writes the sessions at the same time like parts, with who and where
// behind each.
func (l *layout) parallel(sessions []schedule.Session) string {
	items := make([]string, len(sessions))
	for i := range sessions {
		s := &sessions[i]
		behind := l.names.all(s.Roles)
		if room := l.names.rooms[s.Room]; room != "" {
			behind = append(behind, room)
		}
		items[i] = l.marked(i, l.title(s), l.list(behind))
	}
	return l.list(items)
}

// marked writes an item of a numbered list from 0 on. Korean, Japanese and
// Chinese put no space behind the mark, nor before the parenthesis.
func (l *layout) marked(i int, title, behind string) string {
	space := " "
	if l.dense() {
		space = ""
	}
	item := l.loc.Mark(i+1, datefmt.Circled) + space + title
	if behind != "" {
		item += space + "(" + behind + ")"
	}
	return item
}

func (l *layout) dense() bool {
	switch l.loc.Lang() {
	case "ko", "ja", "zh":
		return true
	}
	return false
}

func (l *layout) list(items []string) string {
	if lang := l.loc.Lang(); lang == "ja" || lang == "zh" {
		return strings.Join(items, "、")
	}
	return strings.Join(items, ", ")
}

// place writes the room and the track.
func (l *layout) place(room, track schedule.ID) string {
	r, t := l.names.rooms[room], l.names.tracks[track]
	if r != "" && t != "" {
		return r + between + t
	}
	return r + t
}

// ownWalls writes the clocks of an item that starts or ends on another wall
// than its day's, as a flight does: "18:05 Belgrade → 21:50 Cairo".
func (l *layout) ownWalls(v *schedule.View) string {
	s := v.Slot
	own := l.tl.Agenda.ZoneOf(&l.tl.Agenda.Days[s.Day])
	if s.AllDay() || s.Zone.Equal(own) && s.EndZone.Equal(own) {
		return ""
	}
	start, end, date := s.Zone.Wall(s.Start), s.EndZone.Wall(s.End), l.tl.HostDate(v.Index)
	from := l.loc.Clock(start.Clock, start.Date.DaysSince(date)) + " " + l.loc.City(s.Zone.String())
	to := l.loc.Clock(end.Clock, end.Date.DaysSince(date)) + " " + l.loc.City(s.EndZone.String())
	return from + " → " + to
}

// notes writes the remark.
func (l *layout) notes(s *schedule.Session) cell {
	if note := l.text(s.Note); note != "" {
		return cell{note}
	}
	return nil
}
