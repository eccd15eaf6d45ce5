package outbox

import (
	"context"
	"fmt"
	"time"
)

// connect opens a connection unless there is one, and tries again while that may
// help.
func (r *run) connect() error {
	for r.client == nil {
		if err := r.box.journal.sync(); err != nil {
			return err
		}
		c, err := r.server.connect(r.ctx)
		if err == nil {
			r.client = c
			return nil
		}
		if r.ctx.Err() != nil {
			return r.ctx.Err()
		}
		f := faultOf(stageConnect, err)
		if f.verdict() == verdictStop {
			return r.stopped(f)
		}
		if err := r.lost(f); err != nil {
			return err
		}
	}
	return nil
}

// again makes the connection ready for another mail behind one that was not
// accepted.
func (r *run) again(err error) error {
	if err != nil {
		return err
	}
	r.client.answered = true
	if err := r.client.Reset(); err != nil {
		return r.lost(faultOf(stageMail, err))
	}
	return nil
}

// lost gives the connection up. Where it has been of no use, and the one before
// neither, the run pauses.
func (r *run) lost(f *fault) error {
	if r.client != nil && (r.client.answered || r.client.judged > 0) {
		r.broken = 0
	}
	r.broken++
	if r.client != nil {
		r.client.drop()
		r.client = nil
	}
	n := r.broken - 2
	switch {
	case n < 0:
		return r.ctx.Err()
	case n >= len(r.o.Pauses):
		return fmt.Errorf("%w: %s: %d connections in a row; the last one: %s", ErrUnavailable, r.server.Addr, r.broken, f.words())
	}
	return r.pause(r.o.Pauses[n], f.words())
}

// stopped is the error of a server that takes nothing from us.
func (r *run) stopped(f *fault) error {
	return fmt.Errorf("%w: %s: %s", ErrServer, r.server.Addr, f.words())
}

// leave closes the connection if there is one.
func (r *run) leave() {
	if r.client != nil {
		_ = r.box.journal.sync() // which is asked again before the next mail
		r.client.quit()
		r.client = nil
	}
}

func (r *run) pause(d time.Duration, reason string) error {
	r.tell(Progress{Pause: d, Reason: reason})
	return r.sleep(d)
}

// sleep waits, with all that is known on the disk.
func (r *run) sleep(d time.Duration) error {
	if d > 0 {
		if err := r.box.journal.sync(); err != nil {
			return err
		}
	}
	return sleep(r.ctx, d)
}

// sleep waits, or gives the error of a context that ends before.
func sleep(ctx context.Context, d time.Duration) error {
	if d <= 0 {
		return ctx.Err()
	}
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return ctx.Err()
	case <-ctx.Done():
		return ctx.Err()
	}
}
