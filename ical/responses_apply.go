package ical

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Outcome is what became of a reply.
type Outcome string

// The outcomes. Except where the list is said to stay as it is, what was said is in
// it.
const (
	// OutcomeApplied: it is the last answer of somebody who is invited.
	OutcomeApplied Outcome = "applied"
	// OutcomeProposed: it proposes other times, and waits for the organizer; see
	// [Responses.Decline].
	OutcomeProposed Outcome = "proposed"
	// OutcomeDuplicate: the list has the same. It stays as it is.
	OutcomeDuplicate Outcome = "duplicate"
	// OutcomeOlder: the list has a later answer of theirs, by SEQUENCE, then by
	// DTSTAMP (RFC 5546 §2.1.5). It stays as it is.
	OutcomeOlder Outcome = "older"
	// OutcomeStale: it is their last answer, but to a revision of the event that was
	// at another time, see Response.Current.
	OutcomeStale Outcome = "stale"
	// OutcomeNotDelegated: it is their last answer, and among those whom they send are
	// some who do not come for them, Response.NotDelegated: themselves, the organizer,
	// who is invited or comes for somebody else anyway, who has no address that mail can
	// go to, all if they are more than three, and whom the third in a row of delegates
	// sends. Somebody has to talk to them.
	OutcomeNotDelegated Outcome = "not delegated"
	// OutcomeUninvited: nobody has invited them, see InvitedByNobody. A delegate is
	// uninvited until the answer is there that sends them.
	OutcomeUninvited Outcome = "uninvited"
	// OutcomeForeign: the event is none of the list's. It stays as it is.
	OutcomeForeign Outcome = "foreign event"
	// OutcomeSender: the mail is from somebody else, see Reply.SenderDiffers. The
	// list stays as it is.
	OutcomeSender Outcome = "other sender"
	// OutcomeRefresh: who is invited asks for the invitation again (RFC 5546
	// §3.2.6). The list stays as it is.
	OutcomeRefresh Outcome = "asks again"
	// OutcomeNoAnswer: it is what an organizer sends, see Reply. The list stays as
	// it is.
	OutcomeNoAnswer Outcome = "no answer"
)

// ApplyOptions say which replies are taken. The zero ApplyOptions and nil are ready.
type ApplyOptions struct {
	// AnySender also takes a reply that came in a mail of somebody else, such as an
	// assistant: see Reply.SenderDiffers and Reply.SentBy.
	AnySender bool
}

// Apply takes a reply into the list, and says what became of it. One that is about
// the later occurrences too (Reply.ThisAndFuture) counts for the one that it names.
func (l *Responses) Apply(r *Reply, o *ApplyOptions) Outcome {
	if !r.Method.isOfAttendee() {
		return OutcomeNoAnswer
	}
	key := responseKey{eventKey{r.UID, r.occurrenceKey()}, cleanAddress(r.Attendee.Address)}
	e := l.event(key.eventKey)
	switch {
	case e == nil:
		return OutcomeForeign
	case r.SenderDiffers() && l.knowsDelegate(key, r):
		return OutcomeDuplicate
	case r.SenderDiffers() && (o == nil || !o.AnySender):
		return OutcomeSender
	}
	isInvited := l.isInvited(key) || len(l.delegation(key.eventKey, delegations{}).sendersOf(key)) > 0
	outcome := OutcomeRefresh
	if r.Method != MethodRefresh {
		outcome = l.row(key).apply(r)
		l.settle(key)
	}
	switch {
	case outcome == OutcomeDuplicate || outcome == OutcomeOlder:
	case !isInvited:
		return OutcomeUninvited
	case outcome != OutcomeRefresh && answerIn(r).isStale(l.row(key).toldOf(e)):
		return OutcomeStale
	case outcome == OutcomeApplied && r.Answer == AnswerDelegated && len(l.notDelegated(key)) > 0:
		return OutcomeNotDelegated
	}
	return outcome
}

// knowsDelegate says whether a delegate repeats in a reply of theirs what who sends them
// has said, as in RFC 5546 §4.2.6.
func (l *Responses) knowsDelegate(key responseKey, r *Reply) bool {
	row := l.rows[key]
	return r.Answer == AnswerDelegated && row != nil && row.answer != nil && row.answer.answer == AnswerDelegated &&
		slices.Contains(cleanAddresses(r.DelegatedTo), foldAddress(r.Mail.From.Address)) &&
		slices.Contains(row.answer.to, foldAddress(r.Mail.From.Address))
}

// notDelegated gives those whom somebody sends in vain.
func (l *Responses) notDelegated(key responseKey) []string {
	if l.isInvited(key) && key.recurrence == "" && !slices.ContainsFunc(l.rows[key].answer.to, func(to string) bool { return !l.mayCome(key, to) }) {
		return nil // without a look at all others
	}
	return l.delegation(key.eventKey, delegations{}).of(key.eventKey).refused(key.address, l.rows[key].answer.to)
}

// mayCome says whether one whom somebody sends who is invited comes for them.
func (l *Responses) mayCome(key responseKey, to string) bool {
	e := l.event(key.eventKey)
	return to != e.organizer && !l.isInvited(responseKey{key.eventKey, to}) && mayStandIn(to, key.address, l.rows[key].answer.to)
}

// apply takes what a reply says: an answer, a proposal, or both.
func (row *responseRow) apply(r *Reply) Outcome {
	outcome := OutcomeDuplicate
	better := func(o Outcome) {
		if outcome == OutcomeDuplicate || o != OutcomeDuplicate && o != OutcomeOlder {
			outcome = o
		}
	}
	if a := answerIn(r); r.Method == MethodReply || a.answer != "" && a.answer != AnswerNeedsAction {
		better(row.take(a))
	}
	if r.Method == MethodCounter {
		better(row.propose(counterIn(r)))
	}
	return outcome
}

// A givenAnswer is an answer of a reply.
type givenAnswer struct {
	answer     Answer
	sequence   int
	stamp      time.Time
	start, end EventTime
	comment    string
	to, from   []string
	sentBy     string
	name       string
}

func answerIn(r *Reply) *givenAnswer {
	return &givenAnswer{
		answer: r.Answer, sequence: r.Sequence, stamp: r.Stamp.UTC().Truncate(time.Second), comment: cleanComment(r.Comment),
		start: eventTime(r.Start), end: eventTime(r.End), to: cleanAddresses(r.DelegatedTo), from: cleanAddresses(r.DelegatedFrom),
		sentBy: cleanAddress(r.SentBy), name: flatText(r.Attendee.Name),
	}
}

func counterIn(r *Reply) *CounterProposal {
	c := &CounterProposal{Sequence: r.Sequence, Stamp: r.Stamp.UTC().Truncate(time.Second), Comment: cleanComment(r.Comment)}
	if p := r.Proposal; p != nil {
		c.Start, c.End, c.Place = eventTime(p.Start), eventTime(p.End), flatText(p.Place)
	}
	return c
}

func cleanComment(s string) string {
	return strings.TrimSpace(plainLines(strings.ToValidUTF8(s, "\uFFFD")))
}

func cleanAddresses(list []string) (clean []string) {
	for _, a := range list {
		if a = cleanAddress(a); a != "" && !slices.Contains(clean, a) {
			clean = append(clean, a)
		}
	}
	slices.Sort(clean)
	return clean
}

// take keeps the later of two answers.
func (row *responseRow) take(a *givenAnswer) Outcome {
	switch {
	case row.answer == nil || row.answer.compare(a) < 0:
		row.answer = a
		return OutcomeApplied
	case row.answer.compare(a) == 0:
		row.answer.name = max(row.answer.name, a.name)
		row.answer.from = cleanAddresses(slices.Concat(row.answer.from, a.from))
		return OutcomeDuplicate
	}
	return OutcomeOlder
}

// compare orders answers: by SEQUENCE, then by DTSTAMP, RFC 5546 §2.1.5. Where both
// are the same, what they say decides, so that the order in which they come does
// not.
func (a *givenAnswer) compare(b *givenAnswer) int {
	return cmp.Or(cmp.Compare(a.sequence, b.sequence), a.stamp.Compare(b.stamp), strings.Compare(a.words(), b.words()))
}

func (a *givenAnswer) words() string {
	return joinedWords(string(a.answer), a.comment, strings.Join(a.to, " "), a.sentBy, a.start.String(), a.end.String())
}

func joinedWords(list ...string) string {
	var b strings.Builder
	for _, s := range list {
		b.WriteString(strconv.Quote(s))
	}
	return b.String()
}

// isStale says whether an answer is to a revision of the event that is no more: one
// of a lower SEQUENCE, unless it says that it is about the times which the event has.
func (a *givenAnswer) isStale(e *respondedEvent) bool {
	if a.sequence >= e.revision {
		return false
	}
	unset := EventTime{}
	sameStart := a.start != unset && a.start.sameAs(e.start)
	return !sameStart || a.end != unset && e.end != unset && !a.end.sameAs(e.end)
}

// propose keeps the later of two proposals.
func (row *responseRow) propose(c *CounterProposal) Outcome {
	switch {
	case row.counter == nil || row.counter.compare(c) < 0:
		row.counter = c
		if row.proposal() == nil {
			return OutcomeOlder
		}
		return OutcomeProposed
	case row.counter.compare(c) == 0:
		return OutcomeDuplicate
	}
	return OutcomeOlder
}

func (c *CounterProposal) compare(d *CounterProposal) int {
	return cmp.Or(cmp.Compare(c.Sequence, d.Sequence), c.Stamp.Compare(d.Stamp), strings.Compare(c.words(), d.words()))
}

func (c *CounterProposal) words() string {
	return joinedWords(c.Start.String(), c.End.String(), c.Place, c.Comment)
}

// proposal gives the proposal, unless a later answer was given.
func (row *responseRow) proposal() *CounterProposal {
	if a, c := row.answer, row.counter; c == nil || a != nil && cmp.Or(cmp.Compare(a.sequence, c.Sequence), a.stamp.Compare(c.Stamp)) > 0 {
		return nil
	}
	return row.counter
}

// answerTo gives the answer of somebody to an event as it is; zero if there is none,
// or only one to an older revision than they were told of.
func (l *Responses) answerTo(e *PublishedEvent, told int, address string) (given partstat) {
	answer := l.lastAnswer(responseKey{e.key, cleanAddress(address)})
	is := respondedEvent{start: eventTime(e.Start), end: eventTime(e.End), revision: told}
	if answer == nil || answer.answer == AnswerNeedsAction || answer.isStale(&is) {
		return given
	}
	given.answer = string(answer.answer)
	return given
}

// lastAnswer gives the last answer of somebody, to whatever revision; nil: none.
func (l *Responses) lastAnswer(key responseKey) *givenAnswer {
	if l == nil || l.rows[key] == nil {
		return nil
	}
	return l.rows[key].answer
}
