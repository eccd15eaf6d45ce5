package outbox

import (
	"cmp"
	"context"
	"time"
)

// A run is one call of Send. Jobs that wait for the server are done by goroutines of their
// own; all else, the queue, the journal and what the caller is told, by that of Send, to
// which each job gives what follows from it. So the journal is as exact with several
// connections as with one.
type run struct {
	box    *Box
	ctx    context.Context
	server *Server
	o      SendOptions
	spool  spool
	queue  *queue

	jobs int
	done chan func() error

	idle    []*client // connections that no job has; the last one goes first
	clients int       // all connections
	opening bool      // there will be another one
	unopen  func()    // gives that up
	proven  bool      // one was of use since one was lost
	limit   int       // connections that the server takes at most; 0: not known
	broken  int       // connections in a row that were of no use
	resume  time.Time // nothing is begun before, as the server was of no use
	turn    time.Time // when the next mail may be sent, by PerMinute

	streak  int // mails that were refused before any was accepted
	waiting int
	report  Report
}

// do has a job done, and what follows from it later.
func (r *run) do(job func() func() error) {
	r.jobs++
	go func() { r.done <- job() }()
}

// send goes on until no mail is left for this run. When it has to end, it lets the jobs
// end first.
func (r *run) send() (failed error) {
	for {
		var wake time.Time
		held := false
		if failed = cmp.Or(failed, r.ctx.Err()); failed == nil {
			wake, held, failed = r.start()
		}
		if (held || failed != nil) && r.opening && r.jobs == 1 {
			r.unopen() // no mail is left for it
		}
		switch {
		case r.jobs > 0 || failed == nil && !wake.IsZero() && !held:
		case failed != nil || wake.IsZero():
			return failed
		default:
			r.leave() // nobody waits for us so long
			failed = r.pause(time.Until(wake), "for mails that the server wants later")
			wake = r.resume
		}
		failed = cmp.Or(failed, r.await(wake))
	}
}

// start gives mails to the connections that are idle, and has one opened if more are there.
// It gives when to look again; zero: when a job has ended, if there is one. That is since
// mails are held, or for another reason.
func (r *run) start() (wake time.Time, held bool, err error) {
	var flights []*flight
	for err == nil && (len(r.idle) > 0 || r.mayOpen()) { // else a job ends first
		now := time.Now()
		if now.Before(r.resume) {
			wake = r.resume
			break
		}
		e, until := r.queue.take(now)
		if e == nil {
			wake, held = until, true
			break
		}
		if m := r.box.refusedBefore(e); m != nil {
			err = r.refuseBehind(e, m)
			continue
		}
		if r.turn.After(now) || len(r.idle) == 0 {
			r.queue.back(e)
			if wake = r.turn; !r.turn.After(now) {
				wake = time.Time{}
				r.open()
			}
			break
		}
		var f *flight
		if f, err = r.prepare(e, now); err == nil {
			flights = append(flights, f)
		}
	}
	return wake, held, cmp.Or(r.begin(flights), err)
}

// A flight is a mail that a connection is to give to the server.
type flight struct {
	c *client
	e *entry
}

// prepare makes a mail ready for a connection.
func (r *run) prepare(e *entry, now time.Time) (*flight, error) {
	last := len(r.idle) - 1
	c := r.idle[last]
	mail, err := r.spool.read(e, c.mail)
	if err != nil {
		r.queue.back(e)
		return nil, err
	}
	r.idle, c.mail = r.idle[:last], mail
	if r.o.PerMinute > 0 {
		apart := time.Minute / time.Duration(r.o.PerMinute)
		if now.Sub(r.turn) > apart/10 { // nobody has waited for this turn
			r.turn = now
		}
		r.turn = r.turn.Add(apart)
	}
	return &flight{c, e}, nil
}

// begin notes that the server is about to be given mails: should this process end then,
// nobody knows what has become of them. The notes go to the disk together with what became
// of the mails before.
func (r *run) begin(flights []*flight) (err error) {
	for _, f := range flights {
		err = cmp.Or(err, r.box.journal.add(r.record(f.e, sending, "")))
		f.e.begun = true
	}
	if err = cmp.Or(err, r.box.journal.sync()); err != nil {
		for _, f := range flights { // nothing of it is true
			f.e.begun = false
			r.queue.back(f.e)
			r.idle = append(r.idle, f.c)
		}
		return err
	}
	for _, f := range flights {
		r.do(func() func() error {
			words, wrong := f.c.deliver(f.e)
			return func() error { return r.judge(f.c, f.e, words, wrong) }
		})
	}
	return nil
}

// await waits for a job to end, or for a time unless it is zero, with all that is known on
// the disk.
func (r *run) await(wake time.Time) error {
	if err := r.box.journal.sync(); err != nil && r.jobs == 0 {
		return err
	}
	var due <-chan time.Time
	if !wake.IsZero() {
		t := time.NewTimer(time.Until(wake))
		defer t.Stop()
		due = t.C
	}
	ended := r.ctx.Done()
	if r.ctx.Err() != nil {
		ended = nil // the jobs end too
	}
	select {
	case next := <-r.done:
		r.jobs--
		return next()
	case <-due:
	case <-ended:
	}
	return nil
}
