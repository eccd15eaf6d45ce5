package main

import (
	"context"
	"errors"
	"io"
	"os"
	"os/signal"
	"sync/atomic"
	"syscall"
)

// errStopped is that of work which Ctrl-C has ended.
var errStopped = errors.New("stopped; what was being written is as it was before")

// interrupts is what becomes of Ctrl-C and of the signal that ends a program: they end it
// at once, but what is being written is given up first, and what is being sent is noted.
type interrupts struct {
	ctx     context.Context // ends with the first signal; nil: none is listened to
	careful atomic.Int32    // how much is going on that ends by itself when ctx does
}

// listen begins to listen. The second signal does what the system does with it.
func (i *interrupts) listen() {
	ctx, stop := context.WithCancel(context.Background())
	i.ctx = ctx
	heard := make(chan os.Signal, 1)
	signal.Notify(heard, os.Interrupt, syscall.SIGTERM)
	go func() {
		s := <-heard
		signal.Stop(heard)
		stop()
		if number, ok := s.(syscall.Signal); ok && i.careful.Load() == 0 {
			os.Exit(128 + int(number)) // as shells tell it
		}
	}()
}

// carefully says that what follows looks at the context by itself, until it is done.
func (i *interrupts) carefully() (done func()) {
	i.careful.Add(1)
	return func() { i.careful.Add(-1) }
}

func (i *interrupts) context() context.Context {
	if i.ctx == nil {
		return context.Background()
	}
	return i.ctx
}

// stopped gives errStopped after the signal.
func (i *interrupts) stopped() error {
	if i.context().Err() != nil {
		return errStopped
	}
	return nil
}

// stoppable is a writer that fails after the signal.
type stoppable struct {
	*interrupts
	to io.Writer
}

func (s stoppable) Write(p []byte) (int, error) {
	if err := s.stopped(); err != nil {
		return 0, err
	}
	return s.to.Write(p)
}
