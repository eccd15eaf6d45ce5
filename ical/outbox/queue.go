package outbox

import (
	"container/heap"
	"strings"
	"time"
)

// A queue gives the mails that wait, in their order. A mail that the server does not
// want now is put off, and with it all that come behind it for the same reason: for
// the same reader, or about the same event to the same reader. So do those wait that come
// to a reader to whom one is being sent.
type queue struct {
	mails    []*entry
	returned []int // those that come first
	ready    []int // those whose pause is over, before all others
	next     int   // the first of mails that was not given yet
	holds    map[string]*hold
	due      holdHeap
	tries    map[string]int // failures in a row, by key
}

// A hold is mails that wait for a time, in their order.
type hold struct {
	key   string
	until time.Time // zero: for the next run
	mails []int
}

func newQueue(mails []*entry) *queue {
	return &queue{mails: mails, holds: map[string]*hold{}, tries: map[string]int{}}
}

// Keys of holds. A reader is one whatever letters the address is written in.
func readerKey(e *entry) string { return "to " + strings.ToLower(e.To) }
func threadKey(e *entry) string { return "about " + e.thread }

// take gives the next mail that may be sent now, or when there will be one: the zero
// time if there is none in this run.
func (q *queue) take(now time.Time) (*entry, time.Time) {
	for len(q.due) > 0 && !q.due[0].until.After(now) {
		h := heap.Pop(&q.due).(*hold)
		delete(q.holds, h.key)
		q.ready = append(q.ready, h.mails...)
	}
	for {
		var i int
		switch {
		case len(q.returned) > 0:
			i, q.returned = q.returned[0], q.returned[1:]
		case len(q.ready) > 0:
			i, q.ready = q.ready[0], q.ready[1:]
		case q.next < len(q.mails):
			i = q.next
			q.next++
		case len(q.due) > 0:
			return nil, q.due[0].until
		default:
			return nil, time.Time{}
		}
		if e := q.mails[i]; e.isWaiting() && !q.isHeld(i) {
			e.place = i
			q.holds[readerKey(e)] = &hold{} // see land
			return e, time.Time{}
		}
	}
}

// isHeld puts a mail behind those that wait for the same reason. It is asked again
// when that wait is over, since there may be another reason then.
func (q *queue) isHeld(i int) bool {
	for _, key := range [...]string{threadKey(q.mails[i]), readerKey(q.mails[i])} {
		if h := q.holds[key]; h != nil {
			h.mails = append(h.mails, i)
			return true
		}
	}
	return false
}

// land ends what take began: as long as a mail is being sent, those to the same reader wait,
// so that no connection overtakes another.
func (q *queue) land(e *entry) {
	key := readerKey(e)
	q.ready = append(q.holds[key].mails, q.ready...)
	delete(q.holds, key)
}

// back puts a mail back to where it was taken from.
func (q *queue) back(e *entry) {
	q.land(e)
	q.returned = append(q.returned, e.place)
}

// hold puts a mail off. Behind the last pause it waits for the next run.
func (q *queue) hold(e *entry, key string, now time.Time, pauses []time.Duration) {
	q.land(e)
	h := &hold{key: key, mails: []int{e.place}}
	q.holds[key] = h
	q.tries[key]++
	if n := q.tries[key]; n <= len(pauses) {
		h.until = now.Add(pauses[n-1])
		heap.Push(&q.due, h)
	}
}

// settled is called when a mail need not be sent any more.
func (q *queue) settled(e *entry) {
	q.land(e)
	delete(q.tries, threadKey(e))
	delete(q.tries, readerKey(e))
}

// isWaiting says whether a mail is to be sent in this run.
func (e *entry) isWaiting() bool { return e.State == Waiting || e.retrying }

// A holdHeap has the hold that ends first on top.
type holdHeap []*hold

func (h holdHeap) Len() int           { return len(h) }
func (h holdHeap) Less(i, j int) bool { return h[i].until.Before(h[j].until) }
func (h holdHeap) Swap(i, j int)      { h[i], h[j] = h[j], h[i] }
func (h *holdHeap) Push(x any)        { *h = append(*h, x.(*hold)) }
func (h *holdHeap) Pop() any {
	last := len(*h) - 1
	x := (*h)[last]
	*h = (*h)[:last]
	return x
}
