package agendafile

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/plenaria/plenaria/schedule"
	"github.com/plenaria/plenaria/schedule/csvcell"
	"github.com/plenaria/plenaria/schedule/tzdb"
)

// WriteCSV writes the sessions of an agenda as a table for spreadsheets, which
// [ReadCSV] merges into the agenda again: a header, then one row a session in
// the order of the programme, the parallel ones after their parent. The text is
// UTF-8 with a byte order mark. The package documentation tells the columns.
//
// The error is [schedule.Problems] if the table could not be read again, as
// with an ID that holds a ";", or with two sessions of one ID. Nothing is
// written then.
func WriteCSV(w io.Writer, a *schedule.Agenda) error {
	t := newTable(a)
	t.problems = writable(a)
	t.rows()
	t.problems.Sort()
	if err := t.problems.Err(); err != nil {
		return err
	}
	var b bytes.Buffer
	b.WriteString("\ufeff")
	out := csv.NewWriter(&b)
	if err := out.WriteAll(t.cells); err != nil {
		return err
	}
	_, err := w.Write(b.Bytes())
	return err
}

// table makes the rows of an agenda.
type table struct {
	agenda   *schedule.Agenda
	columns  []column
	cells    [][]string
	ids      map[schedule.ID]bool
	problems schedule.Problems
}

func newTable(a *schedule.Agenda) *table {
	t := &table{agenda: a, columns: columns(tzdb.Pinned(), tableLangs(a), ""), ids: make(map[schedule.ID]bool)}
	header := make([]string, len(t.columns))
	for i, c := range t.columns {
		header[i] = c.name
	}
	t.cells = [][]string{header}
	return t
}

// tableLangs gives the languages of an agenda, and those that its titles and
// notes have beside them.
func tableLangs(a *schedule.Agenda) []schedule.Lang {
	langs := slices.Clone(a.Langs)
	var add func(sessions []schedule.Session)
	add = func(sessions []schedule.Session) {
		for i := range sessions {
			for _, t := range []schedule.Text{sessions[i].Title, sessions[i].Note} {
				for _, tr := range t {
					if !slices.Contains(langs, tr.Lang) {
						langs = append(langs, tr.Lang)
					}
				}
			}
			add(sessions[i].Parallel)
		}
	}
	for i := range a.Days {
		add(a.Days[i].Sessions)
	}
	return langs
}

func (t *table) rows() {
	for d := range t.agenda.Days {
		for i := range t.agenda.Days[d].Sessions {
			path := fmt.Sprintf("days[%d].sessions[%d]", d, i)
			t.session(path, &t.agenda.Days[d].Sessions[i], fmt.Sprintf("#%d.%d", d+1, i+1), "")
		}
	}
}

// session adds the row of a session, and those of the parallel ones. A session
// without an ID has a reference to its place, such as #1.3, instead.
func (t *table) session(path string, s *schedule.Session, place, parent string) {
	id := string(s.ID)
	if id == "" {
		id = place
	} else {
		t.checkID(path+".id", s.ID)
	}
	day, _, _ := strings.Cut(place[1:], ".")
	row := []string{csvcell.Guard(id), csvcell.Guard(parent), day}
	for _, c := range t.columns[len(row):] {
		row = append(row, csvcell.Guard(c.show(s)))
	}
	t.cells = append(t.cells, row)
	t.checkLists(path, s)
	for i := range s.Parallel {
		t.session(fmt.Sprintf("%s.parallel[%d]", path, i), &s.Parallel[i], fmt.Sprintf("%s.%d", place, i+1), id)
	}
}

func (t *table) checkID(path string, id schedule.ID) {
	if t.ids[id] {
		t.problems = append(t.problems, schedule.Problem{Path: path, Err: &fault{schedule.ErrDuplicateID,
			fmt.Sprintf("the ID %s is here twice, and rows are told apart by it", shown(string(id)))}})
	}
	t.ids[id] = true
	if id[0] == '#' {
		t.refuse(path, string(id), "begins with \"#\", as references to places do")
	}
	t.checkCell(path, string(id))
}

// checkLists looks for what cells cannot hold: they are trimmed, and cut at ";".
func (t *table) checkLists(path string, s *schedule.Session) {
	t.checkCell(path+".room", string(s.Room))
	t.checkCell(path+".track", string(s.Track))
	t.checkCell(path+".link", s.Link)
	for i, r := range s.Roles {
		t.checkItem(fmt.Sprintf("%s.roles[%d].who", path, i), string(r.Who))
	}
	for i, code := range s.Countries {
		t.checkItem(fmt.Sprintf("%s.countries[%d]", path, i), code)
	}
}

func (t *table) checkCell(path, text string) {
	if text != strings.TrimSpace(text) {
		t.refuse(path, text, "begins or ends with a space")
	}
}

func (t *table) checkItem(path, text string) {
	t.checkCell(path, text)
	if text == "" || strings.Contains(text, ";") {
		t.refuse(path, text, "cannot stand in a list that is joined by \";\"")
	}
}

func (t *table) refuse(path, text, why string) {
	t.problems = append(t.problems, schedule.Problem{Path: path, Err: &fault{schedule.ErrInvalid, shown(text) + " " + why}})
}
