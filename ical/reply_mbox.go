package ical

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"regexp"

	"github.com/plenaria/plenaria/schedule"
)

// mailFile reads an input that is one mail.
func (in *replyReader) mailFile(r *bufio.Reader) error {
	b, err := io.ReadAll(io.LimitReader(r, int64(in.o.Limits.Mail)+1))
	if err != nil {
		return schedule.Problem{Pos: in.at(0), Err: err}
	}
	if len(b) > in.o.Limits.Mail {
		in.tooLarge(1)
		return nil
	}
	in.mail(b, 1)
	return nil
}

func (in *replyReader) tooLarge(line int) {
	in.fault(line, ErrLimit, "a mail of more than %d octets is left out; raise ReplyLimits.Mail for it", in.o.Limits.Mail)
}

// A mailSplitter finds the mails of an mbox.
type mailSplitter struct {
	in     *replyReader
	r      *bufio.Reader
	left   int64
	line   int // of those read
	mail   []byte
	mails  int
	begins int // line of the mail in hand
	over   bool
	blank  bool // the line before is empty
	inside bool // a long line goes on
}

// mbox reads mails that are separated by lines which begin with "From ", RFC 4155.
// One mail is in memory at a time.
func (in *replyReader) mbox(r *bufio.Reader) error {
	s := &mailSplitter{in: in, r: r, left: in.o.Limits.Total, blank: true}
	for {
		chunk, err := r.ReadSlice('\n')
		if s.left -= int64(len(chunk)); s.left < 0 {
			return schedule.Problem{Pos: in.at(s.line + 1), Err: contentlineError(ErrLimit, "the file has more octets than ReplyLimits.Total allows; what follows is not read")}
		}
		s.take(chunk, errors.Is(err, bufio.ErrBufferFull))
		if err != nil && !errors.Is(err, bufio.ErrBufferFull) {
			s.finish()
			if err == io.EOF && s.mails == 0 {
				return schedule.Problem{Pos: in.at(0), Err: contentlineError(ErrNoCalendar, "an mbox without a mail")}
			} else if err == io.EOF {
				return nil
			}
			return schedule.Problem{Pos: in.at(s.line), Err: err}
		}
	}
}

// take takes a line, or a part of a long one.
func (s *mailSplitter) take(chunk []byte, goesOn bool) {
	begins := !s.inside
	s.inside = goesOn
	if begins && len(chunk) > 0 {
		s.line++
		if bytes.HasPrefix(chunk, []byte("From ")) {
			chunk = bytes.Clone(chunk) // looking ahead moves the buffer
		}
		if s.separates(chunk) {
			s.finish()
			s.begins, s.blank = s.line+1, false
			return
		}
		s.blank = len(bytes.TrimRight(chunk, "\r\n")) == 0
	}
	if s.over = s.over || len(s.mail)+len(chunk) > s.in.o.Limits.Mail; !s.over {
		s.mail = append(s.mail, chunk...)
	}
}

var (
	mboxDay   = regexp.MustCompile(`^From \S+ +(Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b.*[0-9]:[0-9][0-9]`)
	mboxClock = regexp.MustCompile(`[0-9]:[0-9][0-9]`)
)

// separates says whether a line stands between two mails: it begins with "From ",
// has a clock, and stands before a field and behind an empty line, unless it has an
// address and the day of the week too. What somebody wrote in a mail has not all of
// this.
func (s *mailSplitter) separates(line []byte) bool {
	if !bytes.HasPrefix(line, []byte("From ")) || s.begins > 0 && !mboxDay.Match(line) && (!s.blank || !mboxClock.Match(line)) {
		return false
	}
	next, _ := s.r.Peek(300)
	next = firstLine(next)
	return s.begins == 0 || len(next) == 0 || isField(next) || bytes.HasPrefix(next, []byte(">From "))
}

// finish reads the mail in hand.
func (s *mailSplitter) finish() {
	switch {
	case s.over:
		s.in.tooLarge(s.begins)
		s.mails++
	case len(bytes.TrimSpace(s.mail)) > 0:
		s.in.mail(s.mail, s.begins)
		s.mails++
	}
	s.mail, s.over = s.mail[:0], false
}
