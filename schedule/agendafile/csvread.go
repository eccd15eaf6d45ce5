package agendafile

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/plenaria/plenaria/schedule"
	"github.com/plenaria/plenaria/schedule/csvcell"
	"github.com/plenaria/plenaria/schedule/tzdb"
)

// ReadCSV merges a table into an agenda. A row belongs to the session of its
// ID; a row with a new ID is a new session of the day it names. What the table
// does not have stays as it is: sessions without a row, columns that are left
// out, and cells that are empty. A cell with a lone "-" clears its field.
//
// The error is [schedule.Problems]: all faults of the table, and those of
// [schedule.Agenda.Check] which its rows are about or which were not there
// before, sorted by their positions. The agenda stays as it was if there is
// one.
func ReadCSV(r io.Reader, into *schedule.Agenda, opts *Options) error {
	src, problem := readSource(r, opts)
	if problem == nil {
		problem = src.checkUTF8()
	}
	if problem != nil {
		return schedule.Problems{*problem}
	}
	m := &merger{src: src, db: opts.zones()}
	if len(into.Langs) > 0 {
		m.original = into.Langs[0]
	}
	m.plant(into)
	if m.readRows() {
		m.merge()
	}
	merged := m.agenda(into)
	if len(m.log.problems) == 0 {
		m.check(into, merged)
	}
	if err := m.log.list().Err(); err != nil {
		return err
	}
	into.Days = merged.Days
	return nil
}

// merger puts the rows of a table into a tree of sessions.
type merger struct {
	src *source
	db  *tzdb.Database
	log log
	// anew is set where the table is all there is of an agenda.
	anew bool
	// original is the language of the columns title and note.
	original schedule.Lang
	columns  []column
	rows     []*row
	tree
}

// row is a record of the table.
type row struct {
	cells map[string]cell // by the names of their columns
	mark
	item *item
}

type cell struct {
	text string // "" if the cell is empty
	// clear is set for a lone "-".
	clear bool
	mark
}

// mark is a place as encoding/csv counts, in bytes from 1.
type mark struct{ line, column int }

// given reports whether the cell says anything.
func (c cell) given() bool { return c.text != "" || c.clear }

// faultf reports what is wrong with a cell.
func (m *merger) faultf(r *row, column string, is error, format string, args ...any) {
	m.add(r.at(column), r.name()+"."+column, &fault{is, fmt.Sprintf(format, args...)})
}

// add keeps a problem.
func (m *merger) add(at mark, path string, err error) {
	if m.log.full() {
		m.log.more++
		return
	}
	m.log.add(schedule.Problem{Path: path, Pos: m.pos(at), Err: err})
}

// at gives the place of a cell, or of its row if there is no such cell.
func (r *row) at(column string) mark {
	if c, ok := r.cells[column]; ok {
		return c.mark
	}
	return r.mark
}

// name gives the ID of a row, for paths.
func (r *row) name() string {
	if id := r.cells["id"].text; id != "" {
		return id
	}
	return fmt.Sprintf("row at line %d", r.line)
}

// readRows reads the text into rows. It is false if the header is wrong, so
// that no cell can be understood.
func (m *merger) readRows() bool {
	in := csv.NewReader(bytes.NewReader(m.src.text))
	in.FieldsPerRecord = -1
	in.Comma = separator(m.src.text)
	header, err := in.Read()
	if errors.Is(err, io.EOF) {
		m.log.add(*m.src.problem(0, &fault{ErrSyntax, "the table is empty; it begins with a row of column names"}))
		return false
	}
	if err != nil {
		m.csvError(err)
		return false
	}
	ok := m.readHeader(in, header)
	for {
		record, err := in.Read()
		if errors.Is(err, io.EOF) {
			return ok
		}
		if err != nil {
			m.csvError(err)
			return ok
		}
		if ok {
			m.readRow(in, header, record)
		}
	}
}

// separator tells which sign stands between columns: spreadsheets of countries
// that write decimal commas save tables with semicolons.
func separator(text []byte) rune {
	line, _, _ := bytes.Cut(text, []byte("\n"))
	for _, r := range ",;\t" {
		if bytes.ContainsRune(line, r) {
			return r
		}
	}
	return ','
}

// csvError words an error of the CSV reader.
func (m *merger) csvError(err error) {
	var e *csv.ParseError
	if !errors.As(err, &e) {
		m.log.add(*m.src.problem(len(m.src.text), err))
		return
	}
	message := fmt.Sprintf("a quoted cell of the row that begins at line %d is not closed, or goes on after its quote; write \"\" for a quote inside one", e.StartLine)
	if errors.Is(err, csv.ErrBareQuote) {
		message = "a quote inside a cell without quotes; put the cell in quotes and write \"\" for the quote"
	}
	m.add(mark{e.Line, e.Column}, "", &fault{ErrSyntax, message})
}

// pos makes a position of a mark.
func (m *merger) pos(at mark) schedule.Position {
	text := m.src.line(at.line)
	column := min(max(at.column, 1), len(text)+1)
	return m.src.clamp(at.line, utf8.RuneCountInString(text[:column-1])+1)
}

// markOf gives the place of the i-th cell of the record that was read last.
func markOf(in *csv.Reader, i int) mark {
	line, column := in.FieldPos(i)
	return mark{line, column}
}

// readHeader finds the columns, and reports those that do not exist.
func (m *merger) readHeader(in *csv.Reader, header []string) bool {
	seen := map[string]bool{"": true}
	var langs []schedule.Lang
	for i := range header {
		header[i] = strings.TrimSpace(header[i])
		if _, tag, ok := textName(header[i]); ok && !seen[tag] && (tag == "" || wellFormed(tag)) {
			seen[tag] = true
			langs = append(langs, schedule.Lang(tag))
		}
	}
	// A text that is new has the original first.
	slices.SortStableFunc(langs, func(a, b schedule.Lang) int { return cmp.Compare(m.rank(a), m.rank(b)) })
	m.columns = columns(m.db, append([]schedule.Lang{""}, langs...), m.original)
	names := make([]string, len(m.columns))
	known := make(map[string]bool, len(m.columns))
	for i, c := range m.columns {
		known[c.name], names[i] = true, c.name
	}
	clear(seen)
	for i, name := range header {
		if message := m.wrongColumn(name, seen[name], known[name], names); message != "" {
			m.add(markOf(in, i), "", &fault{ErrSyntax, message})
		}
		seen[name], seen[m.otherName(name)] = true, true
	}
	if !seen["id"] && !m.anew {
		m.log.add(*m.src.problem(0, &fault{schedule.ErrMissing, "no column \"id\"; rows are told apart by it"}))
	}
	return len(m.log.problems) == 0
}

// rank is 0 for the original language, 1 for others.
func (m *merger) rank(lang schedule.Lang) int {
	if lang == m.original {
		return 0
	}
	return 1
}

// otherName gives the second name of a column in the original language.
func (m *merger) otherName(name string) string {
	field, tag, text := textName(name)
	switch {
	case text && tag == "":
		return name + "_" + string(m.original)
	case text && tag == string(m.original):
		return field
	}
	return name
}

// wrongColumn says what is wrong with the name of a column, "" if nothing is.
func (m *merger) wrongColumn(name string, twice, known bool, names []string) string {
	_, tag, text := textName(name)
	switch {
	case name == "":
		return "a column without a name"
	case twice:
		return fmt.Sprintf("the column %s is here twice", shown(name))
	case known || m.log.full():
		return ""
	case text:
		_, err := parseLang(tag)
		return fmt.Sprintf("no column %s: %v", shown(name), err)
	}
	return fmt.Sprintf("no column %s%s", shown(name), didYouMean(name, names))
}

// textName splits "title_ko" and "note_ko"; "title" and "note" have no tag.
func textName(name string) (field, tag string, ok bool) {
	field, tag, tagged := strings.Cut(name, "_")
	return field, tag, (field == "title" || field == "note") && (!tagged || tag != "")
}

// readRow reads a record. Spreadsheets end rows early or with empty cells.
func (m *merger) readRow(in *csv.Reader, header, record []string) {
	r := &row{cells: make(map[string]cell, len(header)), mark: markOf(in, 0)}
	blank := true
	for i, text := range record {
		blank = blank && strings.TrimSpace(text) == ""
		if i < len(header) {
			r.cells[header[i]] = newCell(header[i], text, markOf(in, i))
		} else if text != "" {
			m.add(markOf(in, i), r.name(), &fault{ErrSyntax, fmt.Sprintf(
				"a cell behind the last column (%s); put cells that hold a %q in quotes", shown(text), string(in.Comma))})
			return
		}
	}
	if !blank {
		m.rows = append(m.rows, r)
	}
}

// newCell reads a cell. Only texts keep spaces around them.
func newCell(column, text string, at mark) cell {
	trimmed := strings.TrimSpace(text)
	if _, _, ok := textName(column); !ok {
		text = trimmed
	}
	if trimmed == "-" {
		return cell{clear: true, mark: at}
	}
	return cell{text: csvcell.Unguard(text), mark: at}
}
