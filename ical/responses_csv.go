package ical

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/plenaria/plenaria/schedule"
)

// responseColumns are the columns of a response list, and how a response fills them.
var responseColumns = []struct {
	name string
	get  func(*Response) string
	set  func(*Response, string) error
}{
	{"title", func(r *Response) string { return r.Title }, func(r *Response, s string) error { r.Title = s; return nil }},
	{"start", func(r *Response) string { return r.Start.String() }, func(r *Response, s string) error { return r.Start.UnmarshalText([]byte(s)) }},
	{"end", func(r *Response) string { return r.End.String() }, func(r *Response, s string) error { return r.End.UnmarshalText([]byte(s)) }},
	{"name", func(r *Response) string { return r.Name }, func(r *Response, s string) error { r.Name = s; return nil }},
	{"address", func(r *Response) string { return r.Address }, func(r *Response, s string) error { r.Address = s; return nil }},
	{"invited", func(r *Response) string { return string(r.Invited) }, func(r *Response, s string) error { r.Invited = Invited(s); return nil }},
	{"answer", func(r *Response) string { return string(r.Answer) }, func(r *Response, s string) error { r.Answer = Answer(s); return nil }},
	{"current", currentText, func(r *Response, s string) error { r.Current = s == "yes"; return nil }},
	{"answered", func(r *Response) string { return stampCell(r.Stamp) }, func(r *Response, s string) error { return readStamp(&r.Stamp, s) }},
	{"comment", func(r *Response) string { return r.Comment }, func(r *Response, s string) error { r.Comment = s; return nil }},
	{"delegated_to", func(r *Response) string { return strings.Join(r.DelegatedTo, " ") }, func(r *Response, s string) error { r.DelegatedTo = words(s); return nil }},
	{"delegated_from", func(r *Response) string { return strings.Join(r.DelegatedFrom, " ") }, func(r *Response, s string) error { r.DelegatedFrom = words(s); return nil }},
	{"sent_by", func(r *Response) string { return r.SentBy }, func(r *Response, s string) error { r.SentBy = s; return nil }},
	{"proposed_start", func(r *Response) string { return r.proposed().Start.String() }, func(r *Response, s string) error { return r.propose().Start.UnmarshalText([]byte(s)) }},
	{"proposed_end", func(r *Response) string { return r.proposed().End.String() }, func(r *Response, s string) error { return r.propose().End.UnmarshalText([]byte(s)) }},
	{"proposed_place", func(r *Response) string { return r.proposed().Place }, func(r *Response, s string) error { r.propose().Place = s; return nil }},
	{"proposed_comment", func(r *Response) string { return r.proposed().Comment }, func(r *Response, s string) error { r.propose().Comment = s; return nil }},
	{"proposed", func(r *Response) string { return stampCell(r.proposed().Stamp) }, func(r *Response, s string) error { return readStamp(&r.propose().Stamp, s) }},
	{"proposed_sequence", func(r *Response) string { return sequenceCell(r.Proposal != nil, r.proposed().Sequence) }, func(r *Response, s string) error { return readSequence(&r.propose().Sequence, s) }},
	{"uid", func(r *Response) string { return r.UID }, func(r *Response, s string) error { r.UID = s; return nil }},
	{"recurrence", func(r *Response) string { return r.Recurrence }, func(r *Response, s string) error { r.Recurrence = s; return nil }},
	{"revision", func(r *Response) string { return strconv.Itoa(r.Revision) }, func(r *Response, s string) error { return readSequence(&r.Revision, s) }},
	{"sequence", func(r *Response) string { return sequenceCell(r.Answer != "", r.Sequence) }, func(r *Response, s string) error { return readSequence(&r.Sequence, s) }},
	{"answered_start", func(r *Response) string { return r.AnsweredStart.String() }, func(r *Response, s string) error { return r.AnsweredStart.UnmarshalText([]byte(s)) }},
	{"answered_end", func(r *Response) string { return r.AnsweredEnd.String() }, func(r *Response, s string) error { return r.AnsweredEnd.UnmarshalText([]byte(s)) }},
}

func (r *Response) proposed() CounterProposal {
	if r.Proposal == nil {
		return CounterProposal{}
	}
	return *r.Proposal
}

func (r *Response) propose() *CounterProposal {
	if r.Proposal == nil {
		r.Proposal = &CounterProposal{}
	}
	return r.Proposal
}

func currentText(r *Response) string {
	switch {
	case r.Answer == "":
		return ""
	case r.Current:
		return "yes"
	}
	return "no"
}

func stampCell(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}

func readStamp(t *time.Time, s string) (err error) {
	if *t, err = time.Parse(time.RFC3339, s); err != nil {
		return contentlineError(schedule.ErrInvalid, fmt.Sprintf("%q is no instant such as 2026-09-01T00:30:00Z", shortText(s)))
	}
	*t = t.UTC()
	return nil
}

func sequenceCell(told bool, n int) string {
	if !told {
		return ""
	}
	return strconv.Itoa(n)
}

func readSequence(n *int, s string) (err error) {
	if *n, err = strconv.Atoi(s); err != nil || !writableSequence(*n) {
		return contentlineError(schedule.ErrInvalid, fmt.Sprintf("%q is no number from 0 to 2147483647", shortText(s)))
	}
	return nil
}

func words(s string) []string { return cleanAddresses(strings.Fields(s)) }

// WriteCSV writes the list as a table for people and spreadsheets: RFC 4180 in UTF-8
// with LF as the end of a line, a row a response in the order of List, below the
// header
//
//	title,start,end,name,address,invited,answer,current,answered,comment,
//	delegated_to,delegated_from,sent_by,proposed_start,proposed_end,proposed_place,
//	proposed_comment,proposed,proposed_sequence,uid,recurrence,revision,sequence,
//	answered_start,answered_end
//
// A cell that a spreadsheet would take for a formula has an apostrophe before it. The
// error is the writer's.
func (l *Responses) WriteCSV(w io.Writer) error {
	c := csv.NewWriter(w)
	row := make([]string, len(responseColumns))
	for i, column := range responseColumns {
		row[i] = column.name
	}
	c.Write(row)
	for _, r := range l.List() {
		for i, column := range responseColumns {
			row[i] = guarded(column.get(&r))
		}
		c.Write(row)
	}
	c.Flush()
	return c.Error()
}

// guarded puts an apostrophe before what spreadsheets take for a formula, also in
// the wide letters of East Asia, and before what looks like this.
func guarded(text string) string {
	if isFormula(strings.TrimLeft(text, "'")) {
		return "'" + text
	}
	return text
}

func unguarded(cell string) string {
	if rest, ok := strings.CutPrefix(cell, "'"); ok && isFormula(strings.TrimLeft(rest, "'")) {
		return rest
	}
	return cell
}

func isFormula(text string) bool {
	for _, start := range []string{"=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"} {
		if strings.HasPrefix(text, start) {
			return true
		}
	}
	return false
}

// maxResponses is how many octets of a response list are read.
const maxResponses = 256 << 20

// ReadResponsesCSV reads what WriteCSV writes; columns may be in any order, and only
// uid and address must be there. Rows of one event need not repeat what is known of
// it. What follows from other columns, current, and the rows of delegates who have
// not answered, is found anew.
//
// The error is a [schedule.Problems] with the line of each fault; of two rows about
// one event and one person the second is one. The file is at most 256 MiB.
func ReadResponsesCSV(r io.Reader, name string) (*Responses, error) {
	in := &responseReader{name: name, l: &Responses{}, lines: map[responseKey]int{}}
	in.l.init()
	c := csv.NewReader(io.LimitReader(r, maxResponses))
	c.FieldsPerRecord = -1
	columns, err := in.header(c)
	for err == nil && len(columns) > 0 {
		var cells []string
		if cells, err = c.Read(); err != nil {
			break
		}
		line, _ := c.FieldPos(0)
		in.row(cells, columns, line)
	}
	if err != io.EOF {
		in.csvFault(err)
	}
	in.problems.Sort()
	if err := in.problems.Err(); err != nil {
		return nil, err
	}
	return in.l, nil
}

// A responseReader makes a list of responses that were written.
type responseReader struct {
	name     string
	l        *Responses
	lines    map[responseKey]int
	problems schedule.Problems
}

func (in *responseReader) fault(line int, kind error, format string, args ...any) {
	if len(in.problems) < maxProblems {
		in.problems = append(in.problems, schedule.Problem{Pos: schedule.Position{File: in.name, Line: line}, Err: contentlineError(kind, fmt.Sprintf(format, args...))})
	}
}

func (in *responseReader) csvFault(err error) {
	var parse *csv.ParseError
	if errors.As(err, &parse) {
		in.fault(parse.Line, schedule.ErrInvalid, "not a CSV file of RFC 4180: %v", parse.Err)
		return
	}
	in.problems = append(in.problems, schedule.Problem{Pos: schedule.Position{File: in.name}, Err: err})
}

// header gives the index in responseColumns of each column, none if there are faults.
func (in *responseReader) header(c *csv.Reader) (columns []int, err error) {
	cells, err := c.Read()
	if err == io.EOF {
		in.fault(1, schedule.ErrMissing, "an empty file; the first line names the columns")
		return nil, io.EOF
	}
	seen := map[string]bool{}
	for i, cell := range cells {
		if i == 0 {
			cell = strings.TrimPrefix(cell, "\uFEFF")
		}
		cell = strings.ToLower(strings.TrimSpace(cell))
		at := -1
		for j := range responseColumns {
			if responseColumns[j].name == cell {
				at = j
			}
		}
		if at < 0 || seen[cell] {
			in.fault(1, schedule.ErrInvalid, "column %q is not known, or stands there twice", shortText(cell))
		}
		seen[cell] = true
		columns = append(columns, at)
	}
	for _, name := range []string{"uid", "address"} {
		if err == nil && !seen[name] {
			in.fault(1, schedule.ErrMissing, "no column %q", name)
		}
	}
	if len(in.problems) > 0 {
		return nil, io.EOF
	}
	return columns, err
}

func (in *responseReader) row(cells []string, columns []int, line int) {
	var r Response
	for i, cell := range cells {
		if i >= len(columns) {
			in.fault(line, schedule.ErrInvalid, "has %d cells, but there are %d columns", len(cells), len(columns))
			return
		}
		if columns[i] < 0 || cell == "" {
			continue
		}
		column := &responseColumns[columns[i]]
		if err := column.set(&r, unguarded(cell)); err != nil {
			in.fault(line, schedule.ErrInvalid, "%s: %v", column.name, err)
		}
	}
	in.add(&r, line)
}

// add takes a response into the list.
func (in *responseReader) add(r *Response, line int) {
	key := responseKey{eventKey{r.UID, r.Recurrence}, cleanAddress(r.Address)}
	switch {
	case key.uid == "" || key.address == "":
		in.fault(line, schedule.ErrMissing, "a response needs a UID and an address")
		return
	case in.lines[key] > 0:
		in.fault(line, schedule.ErrDuplicateID, "%s and event %q stand in row %d too", shortText(key.address), shortText(key.uid), in.lines[key])
		return
	}
	in.lines[key] = line
	in.check(r, line)
	in.l.restore(key, r)
}

// check looks at words.
func (in *responseReader) check(r *Response, line int) {
	if r.Answer != "" && answerOf(string(r.Answer)) != r.Answer {
		in.fault(line, schedule.ErrInvalid, "answer %q, want NEEDS-ACTION, ACCEPTED, DECLINED, TENTATIVE or DELEGATED", shortText(string(r.Answer)))
	}
	if !slices.Contains([]Invited{"", InvitedByOrganizer, InvitedByDelegation, InvitedByNobody}, r.Invited) {
		in.fault(line, schedule.ErrInvalid, "invited %q, want yes, delegate or no", shortText(string(r.Invited)))
	}
}

// restore puts a response back that List gave.
func (l *Responses) restore(key responseKey, r *Response) {
	if e := l.events[key.eventKey]; e == nil || *e == (respondedEvent{}) {
		l.events[key.eventKey] = &respondedEvent{r.Title, r.Start, r.End, r.Revision}
	}
	row := l.row(key)
	if row.invited = r.Invited == InvitedByOrganizer || r.Invited == ""; row.invited {
		row.name = r.Name
	}
	if r.Answer != "" {
		row.answer = &givenAnswer{
			answer: r.Answer, sequence: r.Sequence, stamp: r.Stamp.UTC(), start: r.AnsweredStart, end: r.AnsweredEnd,
			comment: cleanComment(r.Comment), to: cleanAddresses(r.DelegatedTo), from: cleanAddresses(r.DelegatedFrom), sentBy: cleanAddress(r.SentBy), name: r.Name,
		}
	}
	if c := r.Proposal; c != nil {
		counter := *c
		counter.Stamp = counter.Stamp.UTC()
		row.counter = &counter
	}
	l.settle(key)
}
