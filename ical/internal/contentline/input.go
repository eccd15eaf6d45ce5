package contentline

import "io"

// An input holds the part of the stream that the line in hand needs. Offsets
// count from the beginning of that line, buf[start].
type input struct {
	in    io.Reader
	buf   []byte
	start int
	left  int64 // octets that may still be read
	err   error // why there is no more: io.EOF, errTotal or the reader's
	dry   bool  // more was wanted than there is
}

const (
	firstBuffer = 4 << 10
	fullBuffer  = 64 << 10
)

var errTotal = errorf(ErrLimit, "")

func newInput(in io.Reader, total int64) input {
	return input{in: in, left: total}
}

// text gives the octets between two offsets.
func (in *input) text(from, to int) []byte { return in.buf[in.start+from : in.start+to] }

// buffered is how many octets there are from the beginning of the line.
func (in *input) buffered() int { return len(in.buf) - in.start }

// consume drops the first n octets.
func (in *input) consume(n int) { in.start += n }

// peek gives the octet at an offset, 0 and false at the end of the stream.
func (in *input) peek(at int) (byte, bool) {
	if in.start+at < len(in.buf) {
		return in.buf[in.start+at], true
	}
	return in.peekFurther(at)
}

func (in *input) peekFurther(at int) (byte, bool) {
	for in.start+at >= len(in.buf) {
		if !in.fill() {
			return 0, false
		}
	}
	return in.buf[in.start+at], true
}

// A physical line is what stands between two line ends.
type physical struct {
	end  int  // where its text ends
	next int  // where the next one begins
	ok   bool // its end was found, else there is none within the octets allowed
	odd  bool // the text has control characters or is not UTF-8 by itself
}

// physical finds the end of the physical line at from: CR LF, LF, CR or the end
// of the stream, unless there are more than most octets before it.
func (in *input) physical(from, most int) (p physical) {
	for i := from; ; {
		b := in.buf[in.start:]
		n := cleanLen(b[i:])
		if i += n; i+1 < len(b) && b[i] == '\r' && b[i+1] == '\n' {
			return physical{i, i + 2, true, p.odd}
		}
		switch c, more := in.peek(i); {
		case !more:
			return physical{i, i, true, p.odd}
		case c == '\n':
			return physical{i, i + 1, true, p.odd}
		case c == '\r':
			if c, _ := in.peek(i + 1); c == '\n' {
				return physical{i, i + 2, true, p.odd}
			}
			return physical{i, i + 1, true, p.odd}
		case n == 0:
			p.odd = true
			i++
		}
		if i > most {
			return physical{i, i, false, p.odd}
		}
	}
}

// continuation says whether the physical line at next continues the one before,
// that is, begins with a blank, and where its text begins. One empty line
// before it is passed over: CR CR LF, which a careless conversion leaves, ends a
// line twice.
func (in *input) continuation(next int) (text, lines int, ok bool) {
	c, _ := in.peek(next)
	switch c {
	case ' ', '\t':
		return next + 1, 1, true
	case '\r', '\n':
		after := in.physical(next, next).next
		if c, _ = in.peek(after); c == ' ' || c == '\t' {
			return after + 1, 2, true
		}
	}
	return 0, 0, false
}

// failed tells why the stream ended before what was wanted of it, other than by
// its end.
func (in *input) failed() error {
	if !in.dry || in.err == io.EOF {
		return nil
	}
	return in.err
}

const byteOrderMark = "\uFEFF"

// skipMarks passes over byte order marks, as files have them that were put
// together from several.
func (in *input) skipMarks() {
	for n := 0; ; {
		if c, _ := in.peek(n); c != byteOrderMark[n] {
			return
		}
		if n++; n == len(byteOrderMark) {
			in.consume(n)
			n = 0
		}
	}
}

// fill reads more of the stream, false if there is none.
func (in *input) fill() bool {
	if in.err != nil {
		in.dry = true
		return false
	}
	if len(in.buf) == cap(in.buf) {
		in.makeRoom()
	}
	room := in.buf[len(in.buf):cap(in.buf)]
	if int64(len(room)) > in.left {
		room = room[:in.left+1] // one more, to see that there is more
	}
	n, err := readSome(in.in, room)
	in.left -= int64(n)
	if in.left < 0 {
		n, err = n-1, errTotal
	}
	in.buf = in.buf[:len(in.buf)+n]
	in.err, in.dry = err, n == 0
	return n > 0
}

// makeRoom moves the line in hand to the beginning of the buffer, and makes the
// buffer larger if it takes more than half of it.
func (in *input) makeRoom() {
	size := max(cap(in.buf), firstBuffer/2)
	if size < fullBuffer || in.buffered() > size/2 {
		size *= 2
	}
	to := in.buf[:0]
	if size > cap(in.buf) {
		to = make([]byte, 0, size)
	}
	in.buf = append(to, in.buf[in.start:]...)
	in.start = 0
}

// readSome is a Read that gives an octet or an error.
func readSome(r io.Reader, p []byte) (int, error) {
	for range 100 {
		if n, err := r.Read(p); n > 0 || err != nil {
			return min(max(n, 0), len(p)), err
		}
	}
	return 0, io.ErrNoProgress
}
