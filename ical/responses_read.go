package ical

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/plenaria/plenaria/schedule"
	"github.com/plenaria/plenaria/schedule/csvcell"
)

// maxResponses is how many octets of a response list are read.
const maxResponses = 256 << 20

// ReadResponsesCSV reads what WriteCSV writes; columns may be in any order, and only
// uid and address must be there. Without invited, somebody is invited. Rows of one
// event need not repeat what is known of it. What follows from other columns, such as
// current and not_delegated, is found anew. Who the organizer is, and who has
// been sent a CANCEL, is not in the list, but in the organizer's file: see Invite.
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
		if err := column.set(&r, csvcell.Unguard(cell)); err != nil {
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
		l.events[key.eventKey] = &respondedEvent{title: r.Title, start: r.Start, end: r.End, revision: r.Revision}
	}
	row := l.row(key)
	if row.invited = r.Invited == InvitedByOrganizer || r.Invited == ""; row.invited {
		row.name = r.Name
	} else if r.Invited == InvitedByDelegation {
		row.name, row.from = r.Name, cleanAddresses(r.DelegatedFrom)
		l.events[key.eventKey].only = r.Recurrence != "" // for their sake
	}
	if r.Answer != "" {
		row.answer = &givenAnswer{
			answer: r.Answer, sequence: r.Sequence, stamp: r.Stamp.UTC(), start: r.AnsweredStart, end: r.AnsweredEnd,
			comment: cleanComment(r.Comment), to: cleanAddresses(r.DelegatedTo), from: cleanAddresses(r.DelegatedFrom), sentBy: cleanAddress(r.SentBy), name: r.Name,
		}
	}
	if c := r.Proposal; c != nil {
		counter := *c
		counter.Stamp, counter.Declined = counter.Stamp.UTC(), counter.Declined.UTC()
		row.counter = &counter
	}
	l.settle(key)
}
