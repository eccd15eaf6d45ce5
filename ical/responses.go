package ical

import (
	"maps"
	"time"
)

// Responses is a response list: who was invited to what, and what they have
// answered. The zero Responses is an empty list of no events.
//
// It is filled by [Responses.Invite] from the organizer's own file and by
// [Responses.Apply] from replies, and kept between two runs as CSV or JSON. After
// the same file and the same replies it is the same, whatever the order in which
// these came.
type Responses struct {
	events map[eventKey]*respondedEvent
	rows   map[responseKey]*responseRow
	sends  map[responseKey]bool // rows with AnswerDelegated
}

// Response is what one person has said about one event, or about one occurrence of
// a series.
type Response struct {
	// UID is the event's. Recurrence is the occurrence: its instant in UTC, such as
	// 2026-09-01T00:30:00Z, or its date; empty: all of the event.
	UID        string `json:"uid"`
	Recurrence string `json:"recurrence,omitempty"`
	// Title, Start, End and Revision are of the event as it was published last;
	// Revision is its SEQUENCE.
	Title    string    `json:"title,omitempty"`
	Start    EventTime `json:"start,omitzero"`
	End      EventTime `json:"end,omitzero"`
	Revision int       `json:"revision"`
	// Address is the address in small letters, Name the CN.
	Address string `json:"address"`
	Name    string `json:"name,omitempty"`
	// Invited is whether the organizer has invited them, or somebody who was invited
	// has delegated to them.
	Invited Invited `json:"invited"`
	// Answer is the last answer; empty: none. Current is whether it is an answer to
	// the event as it is published: to the SEQUENCE of which they were told last or a
	// later one, or to the same times.
	Answer  Answer `json:"answer,omitempty"`
	Current bool   `json:"current"`
	// Stamp is when it was given, Sequence the SEQUENCE that was answered. Of an
	// answer that the organizer's file has there is no Stamp.
	Stamp    time.Time `json:"stamp,omitzero"`
	Sequence int       `json:"sequence"`
	// AnsweredStart and AnsweredEnd are the times of the event that the reply was
	// about; zero: not stated.
	AnsweredStart EventTime `json:"answeredStart,omitzero"`
	AnsweredEnd   EventTime `json:"answeredEnd,omitzero"`
	// Comment, DelegatedTo, DelegatedFrom and SentBy are those of the [Reply].
	Comment       string   `json:"comment,omitempty"`
	DelegatedTo   []string `json:"delegatedTo,omitempty"`
	DelegatedFrom []string `json:"delegatedFrom,omitempty"`
	SentBy        string   `json:"sentBy,omitempty"`
	// Proposal is a counter proposal that is not older than the answer; nil: none.
	Proposal *CounterProposal `json:"proposal,omitempty"`
}

// CounterProposal is what somebody proposed instead, see [Reply].
type CounterProposal struct {
	Start    EventTime `json:"start,omitzero"`
	End      EventTime `json:"end,omitzero"`
	Place    string    `json:"place,omitempty"`
	Comment  string    `json:"comment,omitempty"`
	Stamp    time.Time `json:"stamp,omitzero"`
	Sequence int       `json:"sequence"`
	// Declined is when the organizer has declined it, see [Responses.Decline]; zero: it
	// is open.
	Declined time.Time `json:"declined,omitzero"`
}

// Invited is how somebody has come to be in a response list.
type Invited string

// The ways.
const (
	// InvitedByOrganizer: they are an ATTENDEE of the organizer's own file.
	InvitedByOrganizer Invited = "yes"
	// InvitedByDelegation: somebody who is invited has said that they come instead.
	InvitedByDelegation Invited = "delegate"
	// InvitedByNobody: they have answered all the same (RFC 5546 §3.2.3 calls them
	// party crashers), or are no longer invited.
	InvitedByNobody Invited = "no"
)

type respondedEvent struct {
	title      string
	start, end EventTime
	revision   int
}

type responseKey struct {
	eventKey
	address string
}

// A responseRow is what is known of one person and one event.
type responseRow struct {
	invited bool
	name    string // in the organizer's file
	behind  int    // by how much the event's SEQUENCE is above that of which they were told
	answer  *givenAnswer
	counter *CounterProposal
}

// NewResponses gives the list of those who are invited in the organizer's own file,
// which [UpdateInvited] writes, with the answers that are in it.
func NewResponses(p *Publication) *Responses {
	l := &Responses{}
	l.Invite(p)
	return l
}

// Invite takes who is invited to what from the organizer's own file: all of it, so
// that who was invited to one of its events and is no longer in it is not invited
// any more. Events that it does not have stay as they are. A PARTSTAT of the file is
// an answer to the revision that its ATTENDEE was told of last, older than every reply
// to that.
func (l *Responses) Invite(p *Publication) {
	if p == nil {
		return
	}
	l.init()
	isListed := func(key eventKey) bool {
		return p.find(key) != nil || p.find(eventKey{key.uid, ""}) != nil
	}
	maps.DeleteFunc(l.events, func(key eventKey, _ *respondedEvent) bool { return isListed(key) })
	for key, row := range l.rows {
		if row.invited && isListed(key.eventKey) {
			row.uninvite()
			l.settle(key)
		}
	}
	for i := range p.Events {
		e := &p.Events[i]
		l.events[e.key] = &respondedEvent{flatText(e.Title), eventTime(e.Start), eventTime(e.End), e.Sequence}
		for _, a := range e.ev.c.named([]string{"ATTENDEE"}) {
			l.invite(e, &a)
		}
	}
}

func (l *Responses) init() {
	if l.events == nil {
		l.events, l.rows, l.sends = map[eventKey]*respondedEvent{}, map[responseKey]*responseRow{}, map[responseKey]bool{}
	}
}

// settle notes what a row says now, and takes it out if that is nothing.
func (l *Responses) settle(key responseKey) {
	delete(l.sends, key)
	switch row := l.rows[key]; {
	case row.answer != nil && row.answer.answer == AnswerDelegated:
		l.sends[key] = true
	case !row.invited && row.answer == nil && row.counter == nil:
		delete(l.rows, key)
	}
}

// toldOf gives an event with the revision of which somebody was told.
func (r *responseRow) toldOf(e *respondedEvent) *respondedEvent {
	told := *e
	told.revision -= r.behind
	return &told
}

// uninvite keeps what somebody has said.
func (r *responseRow) uninvite() {
	if r.invited, r.behind = false, 0; r.answer != nil && r.answer.name == "" {
		r.answer.name = r.name
	}
	r.name = ""
}

// invite adds an ATTENDEE of the organizer's file. Who was told that it is gone is
// not invited.
func (l *Responses) invite(e *PublishedEvent, p *property) {
	who := calendarMailbox(p)
	if who.Address == "" || p.param(markParam) == markGone {
		return
	}
	key := responseKey{e.key, who.Address}
	row := l.row(key)
	row.invited, row.name, row.behind = true, who.Name, e.Sequence-toldAt(p, e)
	if a := answerOf(p.param("PARTSTAT")); a != AnswerNeedsAction {
		row.take(&givenAnswer{answer: a, sequence: toldAt(p, e), to: addressesIn(p, "DELEGATED-TO"), from: addressesIn(p, "DELEGATED-FROM")})
	}
	l.settle(key)
}

func (l *Responses) row(key responseKey) *responseRow {
	row := l.rows[key]
	if row == nil {
		row = &responseRow{}
		l.rows[key] = row
	}
	return row
}

// event gives the event of a key, of an occurrence else that of its series; nil if
// there is neither.
func (l *Responses) event(key eventKey) *respondedEvent {
	if e := l.events[key]; e != nil || key.recurrence == "" {
		return e
	}
	series := l.events[eventKey{key.uid, ""}]
	if series == nil {
		return nil
	}
	once := *series
	once.start, once.end = EventTime{}, EventTime{}
	var start EventTime
	if err := start.UnmarshalText([]byte(key.recurrence)); err == nil {
		once.start = start
	}
	return &once
}
