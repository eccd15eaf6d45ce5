package outbox

import (
	"errors"
	"fmt"
	"time"
)

// judge does what follows from an answer, or from there being none.
func (r *run) judge(c *client, e *entry, words string, f *fault) error {
	e.begun, e.perhaps = false, e.perhaps || f.isOpen()
	if f != nil {
		words = f.words()
	}
	if f != nil && r.ctx.Err() != nil && f.code == 0 { // the connection was cut by us
		r.idle = append(r.idle, c)
		return r.putBack(e, words)
	}
	verdict := f.verdict()
	switch verdict {
	case verdictAccepted, verdictBusyReader, verdictBusyMail:
		r.proven = true // where all are refused, one connection is enough to learn it
	}
	switch verdict {
	case verdictAccepted:
		defer r.free(c)
		return r.settle(e, Accepted, words)
	case verdictRefused:
		defer r.again(c) // which goes on when the answer is noted
		return errors.Join(r.settle(e, Refused, words), r.doubt(words))
	case verdictBusyReader:
		defer r.again(c)
		return r.putOff(e, readerKey(e), words)
	case verdictBusyMail:
		defer r.again(c)
		return r.putOff(e, threadKey(e), words)
	case verdictUnsettled:
		return errors.Join(r.putOff(e, threadKey(e), words), r.lost(c, f))
	case verdictUnavailable:
		return errors.Join(r.putBack(e, words), r.lost(c, f))
	}
	r.idle = append(r.idle, c)
	return errors.Join(r.stopped(f), r.putBack(e, words))
}

// doubt stops a run in which every mail is refused: that a server does not know the
// first readers is less likely than that it is the wrong one, or wants a login and
// says so reader by reader.
func (r *run) doubt(words string) error {
	if r.streak++; r.report.Accepted > 0 || r.streak < refusedFirst {
		return nil
	}
	return fmt.Errorf("%w: %s refused each of the first %d mails, the last one with: %s; when this is put right, have those that were refused sent again", ErrServer, r.server.Addr, refusedFirst, words)
}

// settle notes that a mail need not be sent any more.
func (r *run) settle(e *entry, as State, words string) error {
	e.State, e.Reason, e.retrying = as, words, false
	r.queue.settled(e)
	r.waiting--
	if as == Accepted {
		r.report.Accepted++
	} else {
		r.report.Refused = append(r.report.Refused, e.Mail)
	}
	return r.note(e)
}

// refuseBehind notes that a mail is not sent since one before it was refused.
func (r *run) refuseBehind(e, before *entry) error {
	e.State, e.Reason, e.retrying = Refused, oneLine("behind <"+before.ID+">: "+before.Reason), false
	r.queue.land(e)
	r.waiting--
	r.report.Refused = append(r.report.Refused, e.Mail)
	return r.note(e)
}

// putOff notes that a mail is to be sent later.
func (r *run) putOff(e *entry, key, words string) error {
	e.State, e.Reason = Waiting, words
	r.queue.hold(e, key, time.Now(), r.o.Pauses)
	return r.note(e)
}

// putBack notes how the sending of a mail ended that is as good as not begun.
func (r *run) putBack(e *entry, words string) error {
	r.queue.back(e)
	if e.perhaps {
		e.Reason = words
	}
	return r.box.journal.add(r.record(e, e.event(), e.Reason))
}

func (r *run) note(e *entry) error {
	err := r.box.journal.add(r.record(e, e.event(), e.Reason))
	r.tell(Progress{Mail: &e.Mail})
	return err
}

// event gives the event of the journal by which a mail has come to its State.
func (e *entry) event() string {
	switch {
	case e.State == Waiting && e.perhaps:
		return unanswered
	case e.State == Waiting:
		return deferred
	case e.needless:
		return needless
	}
	return e.State.String()
}

func (r *run) record(e *entry, event, words string) record {
	return record{when: time.Now(), event: event, to: e.To, id: e.ID, words: words}
}

func (r *run) tell(p Progress) {
	if r.o.Progress == nil {
		return
	}
	if p.Mail != nil {
		m := *p.Mail
		p.Mail = &m
	}
	p.Accepted, p.Refused, p.Waiting = r.report.Accepted, len(r.report.Refused), r.waiting
	r.o.Progress(p)
}
