package outbox

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"strings"
	"syscall"
	"time"
)

const (
	journalName = "journal.tsv"
	tornMark    = "\ttorn" // ends a line that was not written to its end
	// deferred is the event of a mail that waits; the others are called as the state is.
	deferred = "deferred"
	// A line of the journal is shorter than this, whatever a server says.
	journalLine = 16 << 10
)

// A record is a line of the journal: what has become of a mail.
type record struct {
	when  time.Time
	event State
	to    string
	id    string
	words string
}

func (r *record) line() string {
	event := r.event.String()
	if r.event == Waiting {
		event = deferred
	}
	return fmt.Sprintf("%s\t%s\t%s\t<%s>\t%s\n", r.when.UTC().Format(time.RFC3339), event, r.to, r.id, r.words)
}

// parseRecord reads a line.
func parseRecord(line string) (r record, err error) {
	f := strings.SplitN(line, "\t", 5)
	if len(f) < 4 {
		return r, fmt.Errorf("%d fields, expected 5: time, event, reader, Message-ID, the server's words", len(f))
	}
	if r.when, err = time.Parse(time.RFC3339, f[0]); err != nil {
		return r, err
	}
	switch f[1] {
	case deferred:
	case Accepted.String():
		r.event = Accepted
	case Refused.String():
		r.event = Refused
	default:
		return r, fmt.Errorf("event %q, expected accepted, refused or deferred", f[1])
	}
	id, ok := strings.CutPrefix(f[3], "<")
	if r.id, _ = strings.CutSuffix(id, ">"); !ok || r.id == id {
		return r, fmt.Errorf("Message-ID %q, expected one in angle brackets", f[3])
	}
	r.to = f[2]
	if len(f) == 5 {
		r.words = f[4]
	}
	return r, nil
}

// A journal is the open file. It only grows.
type journal struct {
	f        *os.File
	unsynced bool // for tests
}

// openJournal reads what is there and opens it for more. A last line without an end
// was torn: it counts when it still says which mail it is about, since it is written
// behind the event.
func openJournal(name string, each func(record)) (*journal, error) {
	f, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE|os.O_APPEND, 0o600)
	if err != nil {
		return nil, err
	}
	torn, err := readJournal(f, each)
	if err != nil {
		_ = f.Close()
		return nil, fmt.Errorf("%s:%w", name, err)
	}
	j := &journal{f: f}
	if torn {
		if err := j.write(tornMark + "\n"); err != nil {
			_ = f.Close()
			return nil, err
		}
	}
	return j, nil
}

// readJournal gives the records, and says whether the last line has no end.
func readJournal(r io.Reader, each func(record)) (torn bool, err error) {
	lines := bufio.NewReaderSize(r, journalLine)
	for n := 1; ; n++ {
		text, err := lines.ReadSlice('\n')
		if err != nil && err != io.EOF {
			return false, fmt.Errorf("%d: %w", n, err)
		}
		line, whole := strings.CutSuffix(string(text), "\n")
		if line == "" && !whole {
			return false, nil
		}
		line, marked := strings.CutSuffix(line, tornMark)
		switch r, wrong := parseRecord(line); {
		case wrong == nil:
			each(r)
		case whole && !marked:
			return false, fmt.Errorf("%d: %w; delete the line if you know what becomes of its mail, else put back what it was", n, wrong)
		}
		if !whole {
			return true, nil
		}
	}
}

// add appends a record. It is on the disk when add returns, unless it is one of those
// from which nothing follows.
func (j *journal) add(r record) error {
	if err := j.write(r.line()); err != nil || r.event == Waiting || j.unsynced {
		return err
	}
	return j.f.Sync()
}

func (j *journal) write(line string) error {
	_, err := j.f.WriteString(line)
	return err
}

// syncDir puts the names in a folder on the disk, where that can be asked for: not on
// Windows, and not on file systems that say so.
func syncDir(name string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	err = f.Sync()
	if errors.Is(err, syscall.EINVAL) || errors.Is(err, errors.ErrUnsupported) {
		err = nil
	}
	return errors.Join(err, f.Close())
}
