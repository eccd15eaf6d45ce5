package outbox

import (
	"bufio"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

var (
	// ErrLocked is that of Open when the outbox is open already, here or in another
	// process.
	ErrLocked = errors.New("the outbox is in use by another run")
	// ErrUndecided is that of Open when a batch was being committed as its process
	// ended, and the state file has since become neither what it was before nor
	// what belongs to the batch, so that nobody can say whether the batch counts.
	ErrUndecided = errors.New("it is not known whether a batch counts")
	// ErrChanged is that of Send for a mail that is not in its mbox as it was added.
	ErrChanged = errors.New("the mbox was changed")
	// ErrServer is that of Send when the server takes no mail from us as we ask:
	// the address, the login, the encryption or the sender is wrong. To try again
	// does not help.
	ErrServer = errors.New("the server takes no mail from us")
	// ErrUnavailable is that of Send when the server could not be reached, or did
	// not do its work, however often it was tried. A later run may help.
	ErrUnavailable = errors.New("the server is not available")
)

// mailLimit is the size of a mail, in octets, beyond which none is added: servers
// take no larger ones.
const mailLimit = 64 << 20

// Box is an open outbox. It is not for use by several goroutines at once.
type Box struct {
	dir     string
	lock    *os.File
	journal *journal
	mails   []*entry       // in the order in which they were added
	known   map[string]int // by Message-ID; -1: in the journal only
	threads map[string]int // the last mail of each
	last    int            // number of the last batch
}

// Open opens the outbox in a folder, which is made if it is not there. A batch whose
// commit was cut off counts if its state file is in place, and is removed if it is
// not. The outbox stays locked until it is closed: [ErrLocked]. Other errors are
// [ErrUndecided], those of the file system, and files that are not as they were
// written.
func Open(dir string) (*Box, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, err
	}
	lock, err := lockFile(filepath.Join(dir, "lock"))
	if err != nil {
		return nil, fmt.Errorf("outbox %s: %w", dir, err)
	}
	b := &Box{dir: dir, lock: lock, known: map[string]int{}, threads: map[string]int{}}
	if err := b.load(); err != nil {
		return nil, errors.Join(fmt.Errorf("outbox: %w", err), b.Close())
	}
	return b, nil
}

// Close unlocks the outbox. A batch that was begun and not committed is left to be
// removed by the next Open.
func (b *Box) Close() error {
	var err error
	if b.journal != nil {
		err = b.journal.f.Close()
		b.journal = nil
	}
	if b.lock != nil {
		err = errors.Join(err, unlockFile(b.lock))
		b.lock = nil
	}
	return err
}

// Mails gives all mails in the order in which they were added.
func (b *Box) Mails() iter.Seq[Mail] {
	return func(yield func(Mail) bool) {
		for _, e := range b.mails {
			if !yield(e.Mail) {
				return
			}
		}
	}
}

func (b *Box) load() (err error) {
	if err := b.settle(); err != nil {
		return err
	}
	names, err := b.batches("")
	if err != nil {
		return err
	}
	for _, name := range names {
		if err := b.loadBatch(name); err != nil {
			return err
		}
	}
	if b.journal, err = openJournal(filepath.Join(b.dir, journalName), b.remember); err != nil {
		return err
	}
	for _, e := range b.mails {
		e.perhaps = e.perhaps || e.begun
	}
	for i := range b.mails {
		b.weigh(i)
	}
	return nil
}

// remember takes over what the journal says.
func (b *Box) remember(r record) {
	i, ok := b.known[r.id]
	if !ok && r.event == Accepted.String() {
		b.known[r.id] = -1 // its batch was deleted
	}
	if ok && i >= 0 {
		b.mails[i].remember(r)
	}
}

// remember takes over what the journal says of a mail.
func (e *entry) remember(r record) {
	was := e.begun
	e.begun = r.event == sending
	switch r.event {
	case sending:
		e.perhaps = e.perhaps || was // the time before
		return
	case unanswered:
		e.State, e.perhaps = Waiting, true
	case Accepted.String():
		e.State = Accepted
	case Refused.String():
		e.State = Refused
	case Superseded.String(), needless:
		e.State, e.needless = Superseded, r.event == needless
	case deferred:
		e.State = Waiting
	}
	e.Reason = r.words
}

// batches gives the names of the folders that are a number and a suffix, in the
// order of the numbers.
func (b *Box) batches(suffix string) ([]string, error) {
	list, err := os.ReadDir(b.dir)
	if err != nil {
		return nil, err
	}
	var names []string
	for _, d := range list {
		number, ok := strings.CutSuffix(d.Name(), suffix)
		if n, err := strconv.Atoi(number); ok && err == nil && n > 0 && number == batchName(n) && d.IsDir() {
			names = append(names, d.Name())
			b.last = max(b.last, n)
		}
	}
	slices.SortStableFunc(names, func(a, b string) int { return len(a) - len(b) }) // 1000000 is behind 999999
	return names, nil
}

// batchName gives the name of a folder: six digits, or more when they are needed.
func batchName(n int) string { return fmt.Sprintf("%06d", n) }

// loadBatch reads the list of a batch.
func (b *Box) loadBatch(name string) error {
	path := filepath.Join(b.dir, name, listName)
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%w; without it nobody can say what folder %s is to send", err, name)
	} else if err != nil {
		return err
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	for n := 1; lines.Scan(); n++ {
		if n == 1 {
			continue // the header
		}
		e, err := parseEntry(lines.Text())
		if err != nil {
			return fmt.Errorf("%s:%d: %w", path, n, err)
		}
		if _, ok := b.known[e.ID]; ok {
			return fmt.Errorf("%s:%d: Message-ID <%s> is there twice", path, n, e.ID)
		}
		e.batch = name
		b.append(e)
	}
	return lines.Err()
}

func (b *Box) append(e *entry) {
	b.known[e.ID] = len(b.mails)
	e.before = -1
	if i, ok := b.threads[e.thread]; ok {
		e.before = i
	}
	b.threads[e.thread] = len(b.mails)
	b.mails = append(b.mails, e)
}
