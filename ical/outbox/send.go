package outbox

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"time"
)

// SendOptions say how mails are sent. The zero value and nil are ready.
type SendOptions struct {
	// PerMinute is the number of mails in a minute at most, spread evenly; zero: no
	// limit.
	PerMinute int
	// PerConnection is the number of mails on one connection; zero: 100.
	PerConnection int
	// Pauses are the times until a mail is tried again that the server does not want
	// now, after the first failure, the second one and so on; behind the last of them
	// it waits for the next run. They are also the times between tries to reach the
	// server. Nil: 1, 2, 4 and 8 minutes, which is longer than a greylist takes
	// (RFC 6647 §2.1); none if empty.
	Pauses []time.Duration
	// RetryRefused sends also the mails that were refused in earlier runs.
	RetryRefused bool
	// Progress is called after each event, in the order of events; nil: nobody is.
	Progress func(Progress)
}

// Progress is one event of a run.
type Progress struct {
	// Mail is the mail that was accepted, refused or put off; nil: none, the run
	// pauses.
	Mail *Mail
	// Pause is how long nothing is sent, when it is the next mails' time or the
	// server's; zero: the run goes on.
	Pause time.Duration
	// Reason is the reason of a pause, which may be empty.
	Reason string
	// Accepted and Refused are the mails of this run so far, Waiting all others.
	Accepted, Refused, Waiting int
}

// Report is what a run did.
type Report struct {
	// Accepted is the number of mails that the server took.
	Accepted int
	// Refused are the mails that the server refused in this run.
	Refused []Mail
	// Superseded is the number of mails of which this run was the first to find that
	// they need not be sent, see [Superseded].
	Superseded int
	// Waiting are the mails that are left for the next run.
	Waiting []Mail
}

var defaultPauses = []time.Duration{time.Minute, 2 * time.Minute, 4 * time.Minute, 8 * time.Minute}

const (
	defaultPerConnection = 100
	refusedFirst         = 20 // mails, after which a run ends if no other was accepted
)

// Send sends the mails that wait, and gives what became of them, also when there is
// an error. When the server has judged every mail, or wants one later than the last
// pause, the error is nil: Report says what waits. Other errors are [ErrServer] and
// [ErrUnavailable] with what the server said, that of a context which has ended, and
// those of the files; all mails that were not judged go on waiting then.
//
// A mail that is refused (5yz) is noted and does not keep others from being sent,
// unless the first 20 of a run are all refused: that is [ErrServer]. One that is not wanted now (4yz) or for which there was no answer is tried again
// after the pauses of SendOptions, while others go on.
func (b *Box) Send(ctx context.Context, server *Server, o *SendOptions) (Report, error) {
	r := &run{box: b, ctx: ctx, server: server, spool: spool{dir: b.dir}, queue: newQueue(b.mails)}
	if o != nil {
		r.o = *o
	}
	if r.o.Pauses == nil {
		r.o.Pauses = defaultPauses
	}
	r.o.PerConnection = cmp.Or(r.o.PerConnection, defaultPerConnection)
	for _, e := range b.mails {
		if e.retrying = r.o.RetryRefused && e.State == Refused; e.isWaiting() {
			r.waiting++
		}
	}
	err := r.noteSuperseded()
	if err == nil {
		err = r.send()
	}
	err = errors.Join(err, b.journal.sync())
	r.leave()
	r.spool.close()
	for _, e := range b.mails {
		if e.retrying = false; e.State == Waiting {
			r.report.Waiting = append(r.report.Waiting, e.Mail)
		}
	}
	if err != nil {
		return r.report, fmt.Errorf("outbox: %w (%d accepted, %d refused, %d wait)", err, r.report.Accepted, len(r.report.Refused), r.waiting)
	}
	return r.report, nil
}

// A run is one call of Send.
type run struct {
	box     *Box
	ctx     context.Context
	server  *Server
	o       SendOptions
	spool   spool
	queue   *queue
	client  *client   // nil: there is no connection
	broken  int       // connections in a row that were of no use
	turn    time.Time // when the next mail may be sent, by PerMinute
	streak  int       // mails that were refused before any was accepted
	waiting int
	report  Report
}

// send goes on until no mail is left for this run.
func (r *run) send() error {
	for {
		e, until := r.queue.take(time.Now())
		switch {
		case e == nil && until.IsZero():
			return r.ctx.Err()
		case e == nil:
			r.leave() // nobody waits for us so long
			if err := r.pause(time.Until(until), "for mails that the server wants later"); err != nil {
				return err
			}
		default:
			if err := r.sendOne(e); err != nil {
				return err
			}
		}
	}
}

// sendOne sends a mail or puts it off.
func (r *run) sendOne(e *entry) error {
	if m := r.box.refusedBefore(e); m != nil {
		return r.refuseBehind(e, m)
	}
	mail, err := r.spool.read(e)
	if err != nil {
		return err
	}
	if err := r.await(); err != nil {
		return err
	}
	if err := r.connect(); err != nil {
		return err
	}
	if err := r.begin(e); err != nil {
		return err
	}
	words, f := r.client.deliver(e, mail)
	if err := r.judge(e, words, f); err != nil {
		return err
	}
	if r.client != nil && r.client.judged >= r.o.PerConnection {
		r.leave()
	}
	return nil
}

// await waits for the turn of the next mail.
func (r *run) await() error {
	if r.o.PerMinute <= 0 {
		return r.ctx.Err()
	}
	now := time.Now()
	if r.turn.Before(now) {
		r.turn = now
	}
	err := r.sleep(r.turn.Sub(now))
	r.turn = r.turn.Add(time.Minute / time.Duration(r.o.PerMinute))
	return err
}

// begin notes that the server is about to be given a mail: should this process end now,
// nobody knows what has become of it. The note goes to the disk together with what became
// of the mail before.
func (r *run) begin(e *entry) error {
	e.begun = true
	return errors.Join(r.box.journal.add(r.record(e, sending, "")), r.box.journal.sync())
}

// judge does what follows from an answer, or from there being none.
func (r *run) judge(e *entry, words string, f *fault) error {
	e.begun, e.perhaps = false, e.perhaps || f.isOpen()
	if f != nil {
		words = f.words()
	}
	if f != nil && r.ctx.Err() != nil && f.code == 0 { // the connection was cut by us
		return errors.Join(r.ctx.Err(), r.putBack(e, words))
	}
	switch verdict := f.verdict(); verdict {
	case verdictAccepted:
		return r.settle(e, Accepted, words)
	case verdictRefused:
		if err := r.again(r.settle(e, Refused, words)); err != nil {
			return err
		}
		return r.doubt(words)
	case verdictBusyReader:
		return r.again(r.putOff(e, readerKey(e), words))
	case verdictBusyMail:
		return r.again(r.putOff(e, threadKey(e), words))
	case verdictUnsettled:
		if err := r.putOff(e, threadKey(e), words); err != nil {
			return err
		}
		return r.lost(f)
	case verdictUnavailable:
		if err := r.putBack(e, words); err != nil {
			return err
		}
		return r.lost(f)
	}
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
	r.client.judged++
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
