package outbox

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"time"
)

const (
	journalName = "journal.tsv"
	tornMark    = "\ttorn" // ends a line that was not written to its end

	// Events; further ones are called as the state is that follows.
	sending    = "sending"    // the server is about to be given the mail
	unanswered = "unanswered" // it was given all of it, and what it says is not known
	deferred   = "deferred"   // it has not taken it
	needless   = "needless"   // superseded, as it cancels what its reader was never told

	// A line of the journal is shorter than this, whatever a server says.
	journalLine = 16 << 10
)

var events = []string{sending, unanswered, deferred, Accepted.String(), Refused.String(), Superseded.String(), needless}

// A record is a line of the journal: what has become of a mail.
type record struct {
	when  time.Time
	event string
	to    string
	id    string
	words string
}

func (r *record) line() string {
	return fmt.Sprintf("%s\t%s\t%s\t<%s>\t%s\n", r.when.UTC().Format(time.RFC3339), r.event, r.to, r.id, r.words)
}

// isDerived says whether a record follows from the lists and the rest of the journal.
func (r *record) isDerived() bool { return r.event == Superseded.String() || r.event == needless }

// parseRecord reads a line.
func parseRecord(line string) (r record, err error) {
	f := strings.SplitN(line, "\t", 5)
	if len(f) < 4 {
		return r, fmt.Errorf("%d fields, expected 5: time, event, reader, Message-ID, the server's words", len(f))
	}
	if r.when, err = time.Parse(time.RFC3339, f[0]); err != nil {
		return r, err
	}
	if r.event = f[1]; !slices.Contains(events, r.event) {
		return r, fmt.Errorf("event %q, expected one of %s", r.event, strings.Join(events, ", "))
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
	behind   bool // the disk does not have all of it
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
		case wrong == nil && (whole && !marked || !r.isDerived()):
			each(r)
		case wrong == nil: // it is found again, and noted whole
		case whole && !marked:
			return false, fmt.Errorf("%d: %w; delete the line if you know what becomes of its mail, else put back what it was", n, wrong)
		}
		if !whole {
			return true, nil
		}
	}
}

// add appends a record. A process that ends does not lose it from then on; what is to
// outlive the machine's power waits for sync.
func (j *journal) add(r record) error {
	j.behind = j.behind || r.event != deferred // from which nothing follows
	return j.write(r.line())
}

// sync puts the records on the disk.
func (j *journal) sync() error {
	if !j.behind || j.unsynced {
		return nil
	}
	err := j.f.Sync()
	j.behind = err != nil
	return err
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
