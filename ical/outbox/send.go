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
	// Connections is the number of connections at once at most, which helps where the
	// server is far away; zero: one, and never more than 20. Servers allow few: a second
	// one is opened when the first has been of use, and where another one is not taken
	// the run goes on with those that are.
	Connections int
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
	mostConnections      = 20
	refusedFirst         = 20 // mails, after which a run ends if no other was accepted
)

// Send sends the mails that wait, and gives what became of them, also when there is
// an error. When the server has judged every mail, or wants one later than the last
// pause, the error is nil: Report says what waits. Other errors are [ErrServer] and
// [ErrUnavailable] with what the server said, that of a context which has ended, and
// those of the files; all mails that were not judged go on waiting then.
//
// A mail that is refused (5yz) is noted and does not keep others from being sent,
// unless the first 20 of a run are all refused: that is [ErrServer]. One that is not
// wanted now (4yz) or for which there was no answer is tried again after the pauses of
// SendOptions, while others go on. A nil server is as one without an address:
// [ErrServer], unless there is nothing to send.
func (b *Box) Send(ctx context.Context, server *Server, o *SendOptions) (Report, error) {
	if server == nil {
		server = &Server{}
	}
	r := &run{box: b, ctx: ctx, server: server, spool: spool{dir: b.dir}, queue: newQueue(b.mails), done: make(chan func() error)}
	if o != nil {
		r.o = *o
	}
	if r.o.Pauses == nil {
		r.o.Pauses = defaultPauses
	}
	r.o.PerConnection = cmp.Or(r.o.PerConnection, defaultPerConnection)
	r.o.Connections = min(max(r.o.Connections, 1), mostConnections)
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
