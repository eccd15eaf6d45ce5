package main

import (
	"fmt"
	"sync"
	"time"
)

// patience is how long work may take before anything is said about it.
const patience = time.Second

// working says on a terminal what takes more than a second, and for how long
// already, until the function it gives is called.
func (a *app) working(what string) (done func()) {
	if !a.shows {
		return func() {}
	}
	stop := make(chan struct{})
	var gone sync.WaitGroup
	gone.Go(func() {
		tick := time.NewTicker(patience)
		defer tick.Stop()
		for seconds := 1; ; seconds++ {
			select {
			case <-stop:
				if seconds > 1 {
					fmt.Fprint(a.err, "\r\x1b[K")
				}
				return
			case <-tick.C:
				fmt.Fprintf(a.err, "\r\x1b[K%s… %d s", what, seconds)
			}
		}
	})
	return func() {
		close(stop)
		gone.Wait()
	}
}
