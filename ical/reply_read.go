package ical

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/plenaria/plenaria/schedule"
	"github.com/plenaria/plenaria/schedule/tzdb"
)

// The kinds of mails without a reply, for errors.Is.
var (
	// ErrByHand: a person has written, and a person has to read it.
	ErrByHand = errors.New("written by hand")
	// ErrAutomatic: a program has written that somebody is away, or that a mail was
	// read.
	ErrAutomatic = errors.New("written by a program")
	// ErrUndelivered: a mail of ours did not arrive. The problem names the address.
	ErrUndelivered = errors.New("not delivered")
	// ErrUnreadable: what was said is encrypted, or in a form that only one program
	// reads, such as winmail.dat.
	ErrUnreadable = errors.New("not readable")
)

// ReplyOptions say how replies are read. The zero ReplyOptions and nil are ready.
type ReplyOptions struct {
	// Name is the file's name in positions; empty: none.
	Name string
	// Floating is the wall of times that have no zone; zero: the calendar's own, or
	// else UTC.
	Floating schedule.Zone
	// Database is where zones come from; nil: [tzdb.Newest].
	Database *tzdb.Database
	// Limits are what the input may cost; zero: the defaults.
	Limits ReplyLimits
}

// ReplyLimits bound what mails cost to read; zero fields stand for the defaults. A
// mail that goes beyond one is a fault with [ErrLimit], and the next one is read.
type ReplyLimits struct {
	// Mail is the most octets of one mail, which is held in memory; default 32 MiB.
	Mail int
	// Total is the most octets of an mbox; default 4 GiB. The error is ErrLimit.
	Total int64
	// Depth is how deep parts nest, mails in mails counted; default 30.
	Depth int
	// Parts is the most parts of one mail; default 1000.
	Parts int
	// Replies is the most replies of one mail or calendar file; default 10,000.
	Replies int
	// Calendar are those of each calendar object.
	Calendar Limits
}

// maxMailCalendars is how many different calendar objects of a mail are read. Mails
// have one or two.
const maxMailCalendars = 20

// What the VTIMEZONEs of a mail and of all mails may cost, in onsets. That of Outlook,
// which counts from 1601, costs 850.
const (
	maxMailZones = 100_000
	maxAllZones  = 100_000_000
)

func (o *ReplyOptions) withDefaults() ReplyOptions {
	var d ReplyOptions
	if o != nil {
		d = *o
	}
	orElse(&d.Limits.Mail, 32<<20)
	orElse(&d.Limits.Total, 4<<30)
	orElse(&d.Limits.Depth, 30)
	orElse(&d.Limits.Parts, 1000)
	orElse(&d.Limits.Replies, 10_000)
	return d
}

func orElse[T int | int64](limit *T, standard T) {
	if *limit <= 0 {
		*limit = standard
	}
}

// ReadReply reads what people have answered: a calendar file, a mail, or an mbox of
// mails, which it tells apart by what it reads.
//
// In a mail it finds the calendar object wherever programs put it: as an
// alternative of the text, as an attachment, in a mail inside the mail. What stands
// there twice is told once. Encodings, charsets and line ends are undone; a mail
// that is not quite right is read as well as it can be, which is a remark.
//
// The replies are in the order of the input. What could not be read is a fault in
// Problems, and so is each mail without a calendar object, by what it is:
// [ErrByHand], [ErrAutomatic], [ErrUndelivered] or [ErrUnreadable]. Every mail is
// either among the replies or among the faults.
//
// The error is not nil where the input is neither a calendar nor a mail
// ([ErrNoCalendar]), goes beyond Limits.Total ([ErrLimit]), or cannot be read; for
// a calendar file it is as that of [Import]. What was read until then is there.
func ReadReply(r io.Reader, o *ReplyOptions) ([]Reply, schedule.Problems, error) {
	in := &replyReader{o: o.withDefaults(), zoneCost: maxAllZones}
	b := bufio.NewReaderSize(r, sniffed)
	start, err := b.Peek(sniffed)
	if err != nil && err != io.EOF {
		return nil, nil, schedule.Problem{Pos: in.at(0), Err: err}
	}
	switch kindOfInput(start) {
	case mailInput:
		err = in.mailFile(b)
	case mboxInput:
		err = in.mbox(b)
	default:
		err = in.calendarFile(b)
	}
	return in.result(err)
}

// sniffed is how much of the input tells what it is.
const sniffed = 64 << 10

type inputKind uint8

const (
	calendarInput inputKind = iota // or nothing that is known
	mailInput
	mboxInput
)

// kindOfInput tells by the first line that is not empty.
func kindOfInput(b []byte) inputKind {
	b = bytes.TrimLeft(bytes.TrimPrefix(b, []byte("\uFEFF")), "\r\n\t ")
	line := firstLine(b)
	switch {
	case isBegin(line):
		return calendarInput
	case bytes.HasPrefix(line, []byte("From ")):
		return mboxInput
	case isField(line) || bytes.HasPrefix(line, []byte(">From ")):
		return mailInput
	}
	return hiddenHeader(b)
}

// hiddenHeader looks for a mail whose first lines are not of a header: who has sent
// it must not be overlooked.
func hiddenHeader(b []byte) inputKind {
	for range 100 {
		line, rest := cutLine(b)
		if isBegin(line) || rest == nil {
			break
		}
		name, _, _ := bytes.Cut(line, []byte(":"))
		switch strings.ToLower(string(bytes.TrimSpace(name[:min(len(name), 20)]))) {
		case "from", "received", "subject", "date", "message-id", "mime-version", "content-type", "return-path":
			if isField(line) {
				return mailInput
			}
		}
		b = rest
	}
	return calendarInput
}

func firstLine(b []byte) []byte {
	if i := bytes.IndexAny(b, "\r\n"); i >= 0 {
		return b[:i]
	}
	return b
}

// isBegin says whether a calendar begins with a line.
func isBegin(line []byte) bool {
	return len(line) > 6 && bytes.EqualFold(line[:6], []byte("BEGIN:")) && (line[6] == 'V' || line[6] == 'v')
}

// isField says whether a line begins a field of a header, RFC 5322 §2.2. Blanks
// before the colon are of an old form.
func isField(line []byte) bool {
	name, _, ok := bytes.Cut(line, []byte(":"))
	name = bytes.TrimRight(name, " \t")
	if !ok || len(name) == 0 || len(name) > 200 {
		return false
	}
	for _, c := range name {
		if c <= ' ' || c >= 0x7f {
			return false
		}
	}
	return true
}

// A replyReader gathers replies.
type replyReader struct {
	o        ReplyOptions
	replies  []Reply
	problems schedule.Problems
	more     int               // problems that are not listed
	zoneCost int               // that is left for VTIMEZONEs
	spelling map[string]string // of the database's names, made once
}

func (in *replyReader) result(err error) ([]Reply, schedule.Problems, error) {
	in.problems.Sort()
	if in.more > 0 {
		in.problems = append(in.problems, schedule.Problem{Err: contentlineError(schedule.ErrInvalid, fmt.Sprintf("%d more problems are not listed", in.more))})
	}
	return in.replies, in.problems, err
}

// at gives the position of a line; of the file itself for 0.
func (in *replyReader) at(line int) schedule.Position {
	return schedule.Position{File: in.o.Name, Line: line}
}

// maxMailFaults is how many faults are listed; there is one for each mail without a
// reply, so that these are many more than an import has.
const maxMailFaults = 100_000

func (in *replyReader) add(p schedule.Problem) {
	most := maxMailFaults
	if p.Remark {
		most = maxProblems
	}
	if len(in.problems) >= most {
		in.more++
		return
	}
	in.problems = append(in.problems, p)
}

// fault tells what is not among the replies.
func (in *replyReader) fault(line int, kind error, format string, args ...any) {
	in.add(schedule.Problem{Pos: in.at(line), Err: contentlineError(kind, fmt.Sprintf(format, args...))})
}

// remark tells what had to be decided.
func (in *replyReader) remark(line int, kind error, format string, args ...any) {
	in.add(schedule.Problem{Pos: in.at(line), Remark: true, Err: contentlineError(kind, fmt.Sprintf(format, args...))})
}

// calendarFile reads an input that is a calendar.
func (in *replyReader) calendarFile(b *bufio.Reader) error {
	f, err := readCalendarFile(b, in.importOptions())
	if errors.Is(err, ErrNoCalendar) {
		return schedule.Problem{Pos: in.at(0), Err: contentlineError(ErrNoCalendar, "neither a calendar nor a mail: "+strings.TrimSpace(messageOf(err)))}
	}
	c := mailCalendar{exact: true, line: 1}
	in.objects(f, &c, &openMail{})
	return err
}

func messageOf(err error) string {
	var p schedule.Problem
	if errors.As(err, &p) {
		err = p.Err
	}
	return err.Error()
}

func (in *replyReader) importOptions() *ImportOptions {
	o := (&ImportOptions{Name: in.o.Name, Database: in.o.Database, Floating: in.o.Floating, Limits: in.o.Limits.Calendar}).withDefaults()
	return &o
}
