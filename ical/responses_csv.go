package ical

import (
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/plenaria/plenaria/schedule"
	"github.com/plenaria/plenaria/schedule/csvcell"
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
	{"not_delegated", func(r *Response) string { return strings.Join(r.NotDelegated, " ") }, func(r *Response, s string) error { r.NotDelegated = words(s); return nil }},
	{"sent_by", func(r *Response) string { return r.SentBy }, func(r *Response, s string) error { r.SentBy = s; return nil }},
	{"proposed_start", func(r *Response) string { return r.proposed().Start.String() }, func(r *Response, s string) error { return r.propose().Start.UnmarshalText([]byte(s)) }},
	{"proposed_end", func(r *Response) string { return r.proposed().End.String() }, func(r *Response, s string) error { return r.propose().End.UnmarshalText([]byte(s)) }},
	{"proposed_place", func(r *Response) string { return r.proposed().Place }, func(r *Response, s string) error { r.propose().Place = s; return nil }},
	{"proposed_comment", func(r *Response) string { return r.proposed().Comment }, func(r *Response, s string) error { r.propose().Comment = s; return nil }},
	{"proposed", func(r *Response) string { return stampCell(r.proposed().Stamp) }, func(r *Response, s string) error { return readStamp(&r.propose().Stamp, s) }},
	{"proposed_sequence", func(r *Response) string { return sequenceCell(r.Proposal != nil, r.proposed().Sequence) }, func(r *Response, s string) error { return readSequence(&r.propose().Sequence, s) }},
	{"proposal_declined", func(r *Response) string { return stampCell(r.proposed().Declined) }, func(r *Response, s string) error { return readStamp(&r.propose().Declined, s) }},
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
//	delegated_to,delegated_from,not_delegated,sent_by,proposed_start,proposed_end,
//	proposed_place,proposed_comment,proposed,proposed_sequence,proposal_declined,
//	uid,recurrence,revision,sequence,answered_start,answered_end
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
			row[i] = csvcell.Guard(column.get(&r))
		}
		c.Write(row)
	}
	c.Flush()
	return c.Error()
}
