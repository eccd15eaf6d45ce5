package agendafile

import (
	"io"
	"slices"
	"strings"

	"github.com/plenaria/plenaria/schedule"
)

// NewFromCSV makes an agenda of a table alone, such as the spreadsheet that
// somebody has planned with. The table is as for [ReadCSV], but
//
//   - each date in the column day makes a day;
//   - rooms, tracks and people are called by their names: each new one is declared
//     under an ID that [NewID] makes of it, unless head has it under this ID;
//   - a row without an id gets one by its title, unless its kind is break. There
//     need be no column id.
//
// head is the agenda without its days; it is not changed. Errors are those of
// ReadCSV.
func NewFromCSV(r io.Reader, head *schedule.Agenda, opts *Options) (*schedule.Agenda, error) {
	src, problem := readSource(r, opts)
	if problem == nil {
		problem = src.checkUTF8()
	}
	if problem != nil {
		return nil, schedule.Problems{*problem}
	}
	m := &merger{src: src, db: opts.zones(), anew: true}
	if len(head.Langs) > 0 {
		m.original = head.Langs[0]
	}
	before := *head
	before.Days = nil
	if m.readRows() {
		m.declare(&before)
		m.plant(&before)
		m.merge()
	}
	made := m.agenda(&before)
	if len(m.log.problems) == 0 {
		m.check(&before, made)
	}
	if err := m.log.list().Err(); err != nil {
		return nil, err
	}
	return made, nil
}

// declare makes what the rows name: days, rooms, tracks, people, and the IDs of
// rows that have none.
func (m *merger) declare(a *schedule.Agenda) {
	d := &declarer{agenda: a, original: m.original, ids: map[string]map[string]schedule.ID{}, people: namer{map[schedule.ID]bool{}},
		rooms: namer{map[schedule.ID]bool{}}, tracks: namer{map[schedule.ID]bool{}}}
	a.Rooms, a.Tracks, a.Participants = slices.Clone(a.Rooms), slices.Clone(a.Tracks), slices.Clone(a.Participants)
	for i := range a.Rooms {
		d.know("room", string(a.Rooms[i].ID), a.Rooms[i].ID, d.rooms)
	}
	for i := range a.Tracks {
		d.know("track", string(a.Tracks[i].ID), a.Tracks[i].ID, d.tracks)
	}
	for i := range a.Participants {
		d.know("person", string(a.Participants[i].ID), a.Participants[i].ID, d.people)
	}
	rows := namer{map[schedule.ID]bool{}}
	for _, r := range m.rows {
		rows.taken[schedule.ID(r.cells["id"].text)] = true
		d.day(r.cells["day"].text)
		d.references(r)
	}
	slices.SortFunc(a.Days, func(x, y schedule.Day) int { return x.Date.Compare(y.Date) })
	for _, r := range m.rows {
		if c := r.cells["id"]; c.text == "" && !c.clear && r.cells["kind"].text != string(schedule.Break) {
			c.text, c.mark = string(rows.free(m.proposed(r))), r.mark
			r.cells["id"] = c
		}
	}
}

// proposed makes an ID of the title of a row.
func (m *merger) proposed(r *row) schedule.ID {
	names := []string{"title_en", "title", "title_" + string(m.original)}
	for name := range r.cells {
		if field, _, ok := textName(name); ok && field == "title" {
			names = append(names, name)
		}
	}
	slices.Sort(names[3:]) // whatever the order of the map
	for _, name := range names {
		if id := NewID(r.cells[name].text); id != "" {
			return id
		}
	}
	return "session"
}

// declarer adds what rows name to an agenda.
type declarer struct {
	agenda                *schedule.Agenda
	original              schedule.Lang
	ids                   map[string]map[string]schedule.ID // by sort and by name
	people, rooms, tracks namer
}

func (d *declarer) know(sort, name string, id schedule.ID, n namer) {
	if d.ids[sort] == nil {
		d.ids[sort] = map[string]schedule.ID{}
	}
	d.ids[sort][name] = id
	n.taken[id] = true
}

// day adds a day, if the cell is a date that is not there yet.
func (d *declarer) day(text string) {
	date, err := schedule.ParseDate(text)
	if err == nil && !slices.ContainsFunc(d.agenda.Days, func(day schedule.Day) bool { return day.Date == date }) {
		d.agenda.Days = append(d.agenda.Days, schedule.Day{Date: date})
	}
}

// references replaces the names in a row by IDs.
func (d *declarer) references(r *row) {
	d.cell(r, "room", "room", d.rooms, func(id schedule.ID, name schedule.Text) {
		d.agenda.Rooms = append(d.agenda.Rooms, schedule.Room{ID: id, Name: name})
	})
	d.cell(r, "track", "track", d.tracks, func(id schedule.ID, name schedule.Text) {
		d.agenda.Tracks = append(d.agenda.Tracks, schedule.Track{ID: id, Name: name})
	})
	for _, k := range roleKeys() {
		d.cell(r, k.key, "person", d.people, func(id schedule.ID, name schedule.Text) {
			d.agenda.Participants = append(d.agenda.Participants, schedule.Participant{ID: id, Name: name})
		})
	}
}

// cell replaces the names in a cell, which has several between semicolons, and
// adds those that are new.
func (d *declarer) cell(r *row, column, sort string, n namer, add func(schedule.ID, schedule.Text)) {
	c := r.cells[column]
	if c.text == "" {
		return
	}
	var ids []string
	for name := range strings.SplitSeq(c.text, ";") {
		if name = strings.TrimSpace(name); name == "" {
			continue
		}
		id, known := d.ids[sort][name]
		if !known {
			if id = NewID(name); id == "" {
				id = schedule.ID(sort)
			}
			id = n.free(id)
			d.know(sort, name, id, n)
			add(id, schedule.Text{{Lang: d.original, Text: name}})
		}
		ids = append(ids, string(id))
	}
	c.text = strings.Join(ids, ";")
	r.cells[column] = c
}
