package contentline

import (
	"bytes"
	"runtime"
	"sync"
	"sync/atomic"
)

// Ahead says how [ReadAhead] cuts a stream. In each field zero or less stands for
// the default.
type Ahead struct {
	// From is how many octets are read before the first piece; default 64 KiB, so
	// that a small file takes no goroutine.
	From int64
	// Size is the most octets of a piece; default 128 KiB.
	Size int
	// Workers is how many goroutines read pieces; default GOMAXPROCS, but at most
	// 8. With one, nothing is read ahead.
	Workers int
}

func (o Ahead) withDefaults() Ahead {
	o.From = positive(o.From, 64<<10)
	o.Size = positive(o.Size, 128<<10)
	o.Workers = positive(o.Workers, min(runtime.GOMAXPROCS(0), 8))
	return o
}

// ReadAhead reads what follows the line in hand with several goroutines, as far as
// it can: nothing, unless that line is the END of a component in a calendar, and
// much is to come. Then the Scanner goes on behind what was read.
//
// The stream is cut into pieces before lines that are BEGIN:VEVENT. Each worker is
// made once, and called with a Scanner of one piece after the other, which gives
// the lines that the Scanner s would have given: first those of components that
// begin in the calendar that is open, and of that calendar's properties. It never
// gives the Begin or End of a calendar. What workers make of pieces is handed to
// take in the order of the stream, in the goroutine of the caller. All workers
// have ended when ReadAhead returns; a panic of one is the caller's.
//
// # Why the result is the same
//
// A line that begins BEGIN:VEVENT is a content line, whatever comes before it:
// folds begin with a blank, and no other construct crosses a line end. So a piece
// is read as s would read it if s were then inside the calendar and nothing else.
// That is seen when the pieces before it have been read; also that physical lines
// were counted rightly and that no limit is passed in sum. If it is not so, or a
// piece ends in an error, what was made of it is dropped, and s reads it again, as
// if nothing had been read ahead. Faults and their positions are those that s
// would report.
//
// # Memory
//
// Workers have two pieces each at most, so what is held is bounded whatever the
// stream; a line that is longer than a piece is not read ahead.
func ReadAhead[T any](s *Scanner, o Ahead, worker func() func(*Scanner) T, take func(T)) {
	if !s.betweenComponents() {
		return
	}
	if o = o.withDefaults(); o.Workers == 1 || s.offset() < max(o.From, s.ahead) {
		return
	}
	s.leaveLine()
	a := ahead[T]{s: s, size: o.Size, line: s.physical, take: take}
	if first := a.cut(); first != nil {
		a.run(first, o.Workers, worker)
	}
	s.ahead = s.read64() // not again before what is in the buffer
}

// ahead is the state of a ReadAhead.
type ahead[T any] struct {
	s     *Scanner
	size  int
	line  int // number of the first physical line that is in no piece
	take  func(T)
	queue []*piece[T] // that are being read, in order
	free  [][]byte    // memory of pieces that were taken
	stop  atomic.Bool // what is being read is not wanted any more
}

// A piece is a part of the stream, of whole content lines.
type piece[T any] struct {
	text     []byte
	line     int // number of its first physical line
	lines    int // how many it has, if all end as lines should
	made     T
	read     reading
	panicked any
	done     chan struct{}
}

// cutMark stands before the line that a piece begins with.
const cutMark = "\nBEGIN:VEVENT"

// cut takes a piece off the stream; nil if there is no more than the rest of it,
// or no place to cut.
func (a *ahead[T]) cut() *piece[T] {
	in := &a.s.in
	for in.buffered() < a.size {
		if !in.fill() {
			in.dry = false // it is the Scanner's to find that out
			return nil
		}
	}
	b := in.buf[in.start:]
	end := bytes.LastIndex(b[:a.size], []byte(cutMark)) + 1
	if end == 0 {
		return nil
	}
	p := &piece[T]{text: b[:end], line: a.line, lines: bytes.Count(b[:end], []byte("\n")), done: make(chan struct{})}
	a.line += p.lines
	in.buf, in.start = append(a.memory(), b[end:]...), 0
	return p
}

// memory gives room for the rest of the stream, of which a piece keeps the
// beginning.
func (a *ahead[T]) memory() []byte {
	if last := len(a.free) - 1; last >= 0 {
		b := a.free[last]
		a.free = a.free[:last]
		return b
	}
	return make([]byte, 0, a.size)
}

// run reads pieces, the first and those that follow.
func (a *ahead[T]) run(first *piece[T], workers int, worker func() func(*Scanner) T) {
	work := make(chan *piece[T], 2*workers) // room for all in the queue
	var group sync.WaitGroup
	defer group.Wait()
	defer close(work)
	defer a.stop.Store(true)
	for range workers {
		group.Go(func() { a.work(work, worker) })
	}
	for p := first; p != nil; p = a.cut() {
		work <- p
		a.queue = append(a.queue, p)
		if len(a.queue) == cap(work) && !a.takeFirst() {
			return
		}
	}
	for len(a.queue) > 0 && a.takeFirst() {
	}
}

// work reads pieces until there are no more.
func (a *ahead[T]) work(work <-chan *piece[T], worker func() func(*Scanner) T) {
	var in Scanner
	var read func(*Scanner) T
	for p := range work {
		if a.stop.Load() {
			continue
		}
		func() {
			defer close(p.done)
			defer func() { p.panicked = recover() }()
			if read == nil {
				read = worker()
			}
			in.beginPiece(a.s.limits, a.s.open[0], p.text, p.line)
			p.made = read(&in)
			p.read = in.endPiece()
		}()
	}
}

// takeFirst takes the first piece of the queue, once it is read; false if the
// Scanner must read it, and those behind it.
func (a *ahead[T]) takeFirst() bool {
	p := a.queue[0]
	<-p.done
	if p.panicked != nil {
		panic(p.panicked)
	}
	if p.read.last != p.line+p.lines || !a.s.join(&p.read) {
		a.putBack()
		return false
	}
	a.take(p.made)
	a.queue = a.queue[1:]
	a.free = append(a.free, p.text[:0])
	return true
}

// putBack gives the pieces of the queue back to the stream.
func (a *ahead[T]) putBack() {
	in := &a.s.in
	var all []byte
	for _, p := range a.queue {
		all = append(all, p.text...)
	}
	in.buf, in.start = append(all, in.buf[in.start:]...), 0
}
