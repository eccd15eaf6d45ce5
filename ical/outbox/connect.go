package outbox

import (
	"cmp"
	"context"
	"fmt"
	"sync"
	"time"
)

// mayOpen says whether another connection may be opened now.
func (r *run) mayOpen() bool { return !r.opening && r.clients < r.most() }

// open opens a connection.
func (r *run) open() {
	ctx, cancel := context.WithCancel(r.ctx)
	r.opening, r.unopen = true, cancel
	r.do(func() func() error {
		c, err := r.server.connect(ctx, r.ctx)
		return func() error {
			defer cancel()
			return r.opened(c, err, ctx.Err() != nil)
		}
	})
}

// most gives how many connections there may be now.
func (r *run) most() int {
	switch {
	case !r.proven:
		return 1
	case r.limit > 0:
		return min(r.limit, r.o.Connections)
	}
	return r.o.Connections
}

// opened takes over a connection. One that is not taken beside others is one too many.
func (r *run) opened(c *client, err error, unwanted bool) error {
	r.opening = false
	switch f := faultOf(stageConnect, err); {
	case f == nil:
		r.clients++
		r.idle = append(r.idle, c)
		return nil
	case unwanted:
		return nil
	case r.clients > 0:
		r.limit = r.clients
		return nil
	case f.verdict() == verdictStop:
		return r.stopped(f)
	default:
		return r.lost(nil, f)
	}
}

// free lets a connection go on with another mail, behind one that was judged, or closes it
// behind the last one that it is for.
func (r *run) free(c *client) {
	if c.judged++; c.judged < r.o.PerConnection {
		r.idle = append(r.idle, c)
		return
	}
	r.do(func() func() error {
		c.quit()
		return func() error { r.clients--; return nil }
	})
}

// again makes a connection ready for another mail behind one that was not accepted.
func (r *run) again(c *client) {
	c.answered = true
	r.do(func() func() error {
		err := c.Reset()
		return func() error {
			if err != nil {
				return r.lost(c, faultOf(stageMail, err))
			}
			r.free(c)
			return nil
		}
	})
}

// lost gives a connection up; nil: there is none. Where it has been of no use, and the one
// before neither, the run pauses. One of no use beside others is one too many.
func (r *run) lost(c *client, f *fault) error {
	useful := c != nil && (c.answered || c.judged > 0)
	if c != nil {
		c.drop()
		if r.clients--; r.clients > 0 && !useful {
			r.limit = r.clients
			return nil
		}
	}
	if useful {
		r.broken = 0
	}
	r.proven = false
	r.broken++
	n := r.broken - 2
	switch {
	case n < 0 || r.ctx.Err() != nil:
		return nil
	case n >= len(r.o.Pauses):
		return fmt.Errorf("%w: %s: %d connections in a row; the last one: %s", ErrUnavailable, r.server.Addr, r.broken, f.words())
	}
	return r.pause(r.o.Pauses[n], f.words())
}

// stopped is the error of a server that takes nothing from us.
func (r *run) stopped(f *fault) error {
	return fmt.Errorf("%w: %s: %s", ErrServer, cmp.Or(r.server.Addr, "no address"), f.words())
}

// leave closes all connections, which no job has.
func (r *run) leave() {
	_ = r.box.journal.sync() // which is asked again before the next mail
	var all sync.WaitGroup
	for _, c := range r.idle {
		all.Go(c.quit)
	}
	all.Wait()
	r.clients -= len(r.idle)
	r.idle = nil
}

// pause lets nothing begin for a while.
func (r *run) pause(d time.Duration, reason string) error {
	r.tell(Progress{Pause: d, Reason: reason})
	r.resume = time.Now().Add(d)
	return nil
}
