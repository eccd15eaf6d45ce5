package agendafile

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/plenaria/plenaria/schedule"
)

// merge puts the rows into the tree: first it finds or makes the session of
// every row, so that a parent may come after its children, then it fills them,
// then it puts them where they belong, parents before children.
func (m *merger) merge() {
	for _, r := range m.rows {
		m.find(r)
	}
	for _, r := range m.rows {
		if r.item != nil {
			m.fill(r)
		}
	}
	for _, child := range []bool{false, true} {
		for _, r := range m.rows {
			if r.item != nil && child == (r.cells["parent"].text != "") {
				m.place(r)
			}
		}
	}
	m.arrange(m.rows)
}

// find gives a row its session.
func (m *merger) find(r *row) {
	id := r.cells["id"]
	it := m.byID[schedule.ID(id.text)]
	switch {
	case strings.HasPrefix(id.text, "#"):
		if it = m.byPlace[id.text]; it == nil {
			m.faultf(r, "id", schedule.ErrUnknownID, "%s is not the place of a session without an ID; write the table anew", shown(id.text))
			return
		}
	case id.clear:
		m.faultf(r, "id", schedule.ErrInvalid, "an ID cannot be cleared; leave the cell empty for a new break")
		return
	case id.text == "":
		it = m.twin(r)
	}
	if it == nil {
		it = &item{session: schedule.Session{ID: schedule.ID(id.text)}, fresh: true, moved: true}
		if id.text != "" {
			m.byID[it.session.ID] = it
		}
	} else if it.row != nil {
		m.faultf(r, "id", schedule.ErrDuplicateID, "%s has a row already, at line %d", shown(r.name()), it.row.line)
		return
	}
	it.row, r.item = r, it
}

// twin finds the session without an ID that a row without one repeats, by its
// day and clocks, so that a table can be read twice.
func (m *merger) twin(r *row) *item {
	day, ok := m.day(r.cells["day"].text)
	if !ok || r.cells["start"].text == "" {
		return nil
	}
	start, err1 := schedule.ParseClock(r.cells["start"].text)
	end, err2 := schedule.ParseClock(r.cells["end"].text)
	for _, it := range m.twins[twin{day, start, end}] {
		if err1 == nil && err2 == nil && it.row == nil && !it.session.IsAllDay() {
			return it
		}
	}
	return nil
}

// day finds a day by its number or its date.
func (m *merger) day(text string) (int, bool) {
	if n, err := strconv.ParseUint(text, 10, 16); err == nil {
		return int(n) - 1, n >= 1 && int(n) <= len(m.days)
	}
	date, err := schedule.ParseDate(text)
	first := slices.Index(m.dates, date)
	if err != nil || first < 0 || slices.Contains(m.dates[first+1:], date) {
		return 0, false
	}
	return first, true
}

// fill sets the fields of a session that differ from what the row says.
func (m *merger) fill(r *row) {
	s := &r.item.session
	wasAllDay := s.IsAllDay()
	for _, c := range m.columns {
		cell := r.cells[c.name]
		if c.set == nil || !cell.given() || cell.text == c.show(s) {
			continue
		}
		if err := c.set(s, cell.text); err != nil {
			m.faultf(r, c.name, schedule.ErrInvalid, "%v", err)
		}
	}
	if wasAllDay && !s.IsAllDay() && !strings.Contains(r.cells["end"].text, ":") {
		m.faultf(r, "start", schedule.ErrMissing, "a start for an item of whole days needs an end too; write a clock into \"end\"")
	}
}

// place gives the session of a row the day and the parent it names.
func (m *merger) place(r *row) {
	it := r.item
	parent, day, ok := m.home(r)
	if !ok {
		it.moved = false // there is nowhere to go
		return
	}
	it.moved = it.fresh || parent != it.parent || day != it.day
	it.parent, it.day = parent, day
	for _, p := range it.parallel {
		p.day = day
	}
}

// home tells where the session of a row belongs.
func (m *merger) home(r *row) (parent *item, day int, ok bool) {
	it := r.item
	parent, day = it.parent, it.day
	switch cell := r.cells["parent"]; {
	case cell.clear:
		parent = nil
	case cell.text != "":
		if parent = m.named(cell.text); parent == nil {
			m.faultf(r, "parent", schedule.ErrUnknownID, "no session %s", shown(cell.text))
			return nil, 0, false
		}
		if parent == it || parent.parent != nil && parent != it.parent {
			m.faultf(r, "parent", schedule.ErrInvalid, "%s is parallel to another session itself; name that one", shown(cell.text))
			return nil, 0, false
		}
	}
	cell := r.cells["day"]
	switch {
	case parent != nil:
		return parent, parent.day, true
	case cell.text == "" && (it.fresh || cell.clear):
		m.faultf(r, "day", schedule.ErrMissing, "no day; write 1 for the first day of the agenda, or a date of it")
		return nil, 0, false
	case cell.text != "":
		if day, ok = m.day(cell.text); !ok {
			m.faultf(r, "day", schedule.ErrInvalid, "no day %s; write %s", shown(cell.text), m.dayHint())
			return nil, 0, false
		}
	}
	return parent, day, true
}

// dayHint says what a cell for a day can be.
func (m *merger) dayHint() string {
	if m.anew || len(m.days) == 0 {
		return "a date, such as 2021-11-18"
	}
	return fmt.Sprintf("a number from 1 to %d, or a date that one day has", len(m.days))
}

// named finds a session by its ID or its place.
func (m *merger) named(ref string) *item {
	if strings.HasPrefix(ref, "#") {
		return m.byPlace[ref]
	}
	return m.byID[schedule.ID(ref)]
}

// check adds the faults of the merged agenda that the rows are about, and those
// that the agenda did not have before.
func (m *merger) check(before, merged *schedule.Agenda) {
	old := make(map[string]int)
	for _, p := range before.Check().Faults() {
		old[p.Err.Error()]++
	}
	for _, p := range merged.Check().Faults() {
		it, column := m.locate(p.Path)
		old[p.Err.Error()]--
		switch {
		case it != nil && it.row != nil:
			m.add(it.row.at(column), it.row.name()+"."+column, p.Err)
		case old[p.Err.Error()] < 0:
			p.Pos = schedule.Position{File: m.src.name}
			m.log.add(p)
		}
	}
}

// locate finds the session and the column that a path of the model is about.
func (m *merger) locate(path string) (it *item, column string) {
	steps := splitPath(path)
	for len(steps) >= 2 {
		i, err := strconv.Atoi(steps[1])
		if err != nil {
			break
		}
		switch {
		case steps[0] == "days" && i < len(m.days) && len(steps) >= 4 && steps[2] == "sessions":
			j, err := strconv.Atoi(steps[3])
			if err != nil || j >= len(m.days[i]) {
				return nil, ""
			}
			it, steps = m.days[i][j], steps[4:]
		case steps[0] == "parallel" && it != nil && i < len(it.parallel):
			it, steps = it.parallel[i], steps[2:]
		default:
			return it, columnOf(it, steps)
		}
	}
	return it, columnOf(it, steps)
}

// columnOf gives the column of a field of the model, "id" where it has none.
func columnOf(it *item, steps []string) string {
	if it == nil || len(steps) == 0 {
		return "id"
	}
	switch steps[0] {
	case "start", "zone", "kind", "status", "room", "track", "countries", "link", "end":
		return steps[0]
	case "endDate", "through":
		return "end"
	case "parallel":
		return "parent"
	case "title", "note":
		return textColumnOf(it, steps)
	case "roles":
		if len(steps) > 1 {
			if i, err := strconv.Atoi(steps[1]); err == nil && i < len(it.session.Roles) {
				return roleName(it.session.Roles[i].As)
			}
		}
	}
	return "id"
}

// textColumnOf gives the column of a translation, or that of the first one.
func textColumnOf(it *item, steps []string) string {
	t := it.session.Title
	if steps[0] == "note" {
		t = it.session.Note
	}
	i := 0
	if len(steps) > 1 {
		i, _ = strconv.Atoi(steps[1])
	}
	if i < 0 || i >= len(t) || t[i].Lang == "" {
		return steps[0]
	}
	return steps[0] + "_" + string(t[i].Lang)
}
