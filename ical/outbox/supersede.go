package outbox

import (
	"slices"
	"strings"

	"github.com/plenaria/plenaria/ical"
)

// needlessWords are why a mail is superseded that cancels what nobody was told.
const needlessWords = "it cancels what was never sent"

// weigh finds what a mail leaves to be told of those before it in its thread, and whether
// there is anything for it to cancel. It follows from the lists and the journal alone, so
// that the next Open finds the same.
func (b *Box) weigh(i int) (replaced int) {
	n := b.mails[i]
	if n.method != ical.MethodRequest && n.method != ical.MethodCancel {
		return 0
	}
	cancels := n.method == ical.MethodCancel && n.isUnsent()
	newer := []*entry{n} // those that may leave nothing of the one before them
	has := unknown
	first := false // one of them was the first that its reader was told
	for j := n.before; j >= 0; j = b.mails[j].before {
		m := b.mails[j]
		if m.isUnsent() && m.isReplacedBy(newer) {
			m.supersede("by <"+n.ID+">", false)
			replaced++
		}
		if m.method == ical.MethodRequest || m.method == ical.MethodCancel {
			newer = append(newer, m)
		}
		if cancels && has == unknown && (n.covers(m) || m.covers(n)) {
			has = m.leaves(n)
			first = first || m.isNew && m.covers(n)
		}
	}
	if cancels && (has == nothing || has == unknown && first) {
		n.supersede(needlessWords, true)
	}
	return replaced
}

func (e *entry) supersede(reason string, needless bool) {
	e.State, e.Reason, e.needless, e.unnoted = Superseded, reason, needless, true
}

// isUnsent says whether no server has a mail, and one may get it yet.
func (e *entry) isUnsent() bool {
	return (e.State == Waiting || e.State == Refused) && !e.perhaps && !e.begun
}

// covers says whether a mail is about all of that which another one is about.
func (e *entry) covers(other *entry) bool {
	if e.about == "" || e.about == other.about {
		return true
	}
	if other.about == "" || !strings.Contains(e.about, ",") {
		return false
	}
	all := strings.Split(e.about, ",")
	for one := range strings.SplitSeq(other.about, ",") {
		if !slices.Contains(all, one) {
			return false
		}
	}
	return true
}

// isReplacedBy says whether later mails leave nothing to be told of a REQUEST or CANCEL:
// the last of them alone, or all together if it is about several occurrences.
func (e *entry) isReplacedBy(later []*entry) bool {
	if e.method != ical.MethodRequest && e.method != ical.MethodCancel {
		return false
	}
	if !strings.Contains(e.about, ",") {
		return later[0].covers(e) && !e.isNewerThan(later[0])
	}
	for one := range strings.SplitSeq(e.about, ",") {
		part := &entry{told: e.told}
		part.about = one
		if !slices.ContainsFunc(later, func(n *entry) bool { return part.isReplacedBy([]*entry{n}) }) {
			return false
		}
	}
	return true
}

// isNewerThan compares two revisions of one event as RFC 5546 §2.1.5 does. SEQUENCE counts
// for each occurrence alone.
func (e *entry) isNewerThan(other *entry) bool {
	if e.about == other.about && e.number != other.number {
		return e.number > other.number
	}
	return e.stamp > other.stamp
}

// What a reader has of an event.
type holding int

const (
	unknown   holding = iota // the mail says nothing of that
	nothing                  // it was cancelled, or what cancels it was needless
	something                // there is, or may be, or will be something to cancel
)

// leaves says what a mail leaves to its reader of that which a later one cancels.
func (e *entry) leaves(cancel *entry) holding {
	switch e.method {
	case ical.MethodCancel:
		switch {
		case !e.covers(cancel):
			return unknown
		case e.needless || e.State == Accepted:
			return nothing
		}
		return something // else it would have been needless
	case ical.MethodReply, ical.MethodRefresh, ical.MethodCounter, ical.MethodDeclineCounter:
		return unknown
	}
	if e.State == Superseded {
		return unknown
	}
	if e.State == Refused && !e.perhaps { // and not replaced: by another program, a stale one
		return unknown
	}
	return something
}

// refusedBefore gives a refused mail that a later one cannot do without: an occurrence is
// nothing to who was not told of its series, and the series, were it accepted later, would
// undo it.
func (b *Box) refusedBefore(n *entry) *entry {
	for j := n.before; j >= 0; j = b.mails[j].before {
		if m := b.mails[j]; m.State == Refused && !m.retrying && m.covers(n) && !n.covers(m) {
			return m
		}
	}
	return nil
}

// noteSuperseded puts into the journal what was superseded since a run noted that last.
func (r *run) noteSuperseded() error {
	for _, e := range r.box.mails {
		if !e.unnoted {
			continue
		}
		if err := r.note(e); err != nil {
			return err
		}
		e.unnoted = false
		r.report.Superseded++
	}
	return r.box.journal.sync()
}
