package ical

import (
	"maps"
	"slices"
	"strconv"
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
	sends  map[eventKey]map[string]bool // addresses of rows that say who comes for whom
	left   map[responseKey]int          // of all of an event, the SEQUENCE of the last CANCEL of an invitation
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
	// Comment, DelegatedTo and SentBy are those of the [Reply]. DelegatedFrom are who
	// send them, of a delegate; of others it is that of the Reply.
	Comment       string   `json:"comment,omitempty"`
	DelegatedTo   []string `json:"delegatedTo,omitempty"`
	DelegatedFrom []string `json:"delegatedFrom,omitempty"`
	SentBy        string   `json:"sentBy,omitempty"`
	// NotDelegated are those of DelegatedTo who do not come for them, see
	// OutcomeNotDelegated.
	NotDelegated []string `json:"notDelegated,omitempty"`
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
	organizer  string // in small letters; empty: not known
	only       bool   // an occurrence is in the file for the sake of some; the guests of its series are invited too
}

type responseKey struct {
	eventKey
	address string
}

// A responseRow is what is known of one person and one event.
type responseRow struct {
	invited bool
	from    []string // for whom they come, by the organizer's file; none: for nobody
	name    string   // in the organizer's file
	behind  int      // by how much the event's SEQUENCE is above that of which they were told
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
	maps.DeleteFunc(l.left, func(key responseKey, _ int) bool { return isListed(key.eventKey) })
	for key, row := range l.rows {
		if row.isInFile() && isListed(key.eventKey) {
			row.uninvite()
			l.settle(key)
		}
	}
	for i := range p.Events {
		e := &p.Events[i]
		l.events[e.key] = &respondedEvent{flatText(e.Title), eventTime(e.Start), eventTime(e.End), e.Sequence, cleanAddress(e.Organizer), e.ev.c.first(onlyProp) != nil}
		for _, a := range e.ev.c.named([]string{"ATTENDEE"}) {
			l.invite(e, &a)
		}
		for _, p := range e.ev.c.named([]string{leftProp}) {
			key := responseKey{eventKey{e.UID, ""}, cleanAddress(userAddress(&p))}
			l.left[key], _ = strconv.Atoi(p.param("SEQUENCE"))
		}
	}
}

func (l *Responses) init() {
	if l.events == nil {
		l.events, l.rows, l.sends = map[eventKey]*respondedEvent{}, map[responseKey]*responseRow{}, map[eventKey]map[string]bool{}
		l.left = map[responseKey]int{}
	}
}

// settle notes what a row says now, and takes it out if that is nothing.
func (l *Responses) settle(key responseKey) {
	row := l.rows[key]
	if sends := row.answer != nil && row.answer.answer == AnswerDelegated; sends || len(row.from) > 0 {
		if l.sends[key.eventKey] == nil {
			l.sends[key.eventKey] = map[string]bool{}
		}
		l.sends[key.eventKey][key.address] = true
		return
	}
	if of := l.sends[key.eventKey]; of[key.address] {
		if delete(of, key.address); len(of) == 0 {
			delete(l.sends, key.eventKey)
		}
	}
	if !row.invited && row.answer == nil && row.counter == nil {
		delete(l.rows, key)
	}
}

// isInFile says whether somebody is an ATTENDEE of the organizer's file.
func (r *responseRow) isInFile() bool { return r.invited || len(r.from) > 0 }

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
	r.name, r.from = "", nil
}

// invite adds an ATTENDEE of the organizer's file. Who was told that it is gone is
// not invited, and a delegate only as long as somebody sends them.
func (l *Responses) invite(e *PublishedEvent, p *property) {
	who := calendarMailbox(p)
	if who.Address == "" || p.param(markParam) == markGone {
		return
	}
	key := responseKey{e.key, who.Address}
	row := l.row(key)
	row.name, row.behind, row.from = who.Name, e.Sequence-toldAt(p, e), addressesIn(p, "DELEGATED-FROM")
	row.invited = len(row.from) == 0
	if a := fileAnswer(p, toldAt(p, e)); a != nil {
		if old := row.answer; old != nil && old.answer == AnswerDelegated && slices.Equal(old.to, a.to) {
			a.comment, a.sentBy, a.name = old.comment, old.sentBy, old.name // it holds also when the event is moved
		}
		row.take(a)
	}
	l.settle(key)
}

// fileAnswer gives the answer in an ATTENDEE of the organizer's file, which is to what
// they were told last; nil: none.
func fileAnswer(p *property, told int) *givenAnswer {
	a := answerOf(p.param("PARTSTAT"))
	if a == AnswerNeedsAction {
		return nil
	}
	return &givenAnswer{answer: a, sequence: told, to: cleanAddresses(addressesIn(p, "DELEGATED-TO")), from: cleanAddresses(addressesIn(p, "DELEGATED-FROM"))}
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
