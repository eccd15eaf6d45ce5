package outbox

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/plenaria/plenaria/ical"
)

// Batch is mails that are added to an outbox all or none.
type Batch struct {
	// Replaced and Needless are, behind Commit, the numbers of mails that are
	// [Superseded] because of this batch: of those that waited or were refused, and of
	// its own, which cancel what their readers were never told.
	Replaced, Needless int

	box        *Box
	dir        string // its folder, up to the commit
	mbox, list *spoolFile
	mails      []*entry
	known      map[string]bool
	buffer     bytes.Buffer
}

// Begin begins a batch. There is one at a time; a former one that was not committed
// is given up.
func (b *Box) Begin() (*Batch, error) {
	batch := &Batch{box: b, dir: filepath.Join(b.dir, batchName(b.last+1)+newSuffix), known: map[string]bool{}}
	if err := os.RemoveAll(batch.dir); err != nil {
		return nil, err
	}
	if err := os.Mkdir(batch.dir, 0o700); err != nil {
		return nil, err
	}
	var err, err2 error
	batch.mbox, err = newSpoolFile(filepath.Join(batch.dir, mboxName))
	batch.list, err2 = newSpoolFile(filepath.Join(batch.dir, listName))
	if err := errors.Join(err, err2); err != nil {
		return nil, errors.Join(err, batch.Cancel())
	}
	return batch, batch.list.add(listHeader)
}

// Add adds a message. It gives false and adds nothing if there is already one with
// the same Message-ID, be it waiting, refused or accepted in an earlier run: nobody
// is told anything twice. Errors are those of [ical.Message.WriteTo] and of the file
// system.
//
// Messages to one reader about one event are sent in the order in which they are
// added, but for those that a later one leaves nothing to tell: see [Superseded].
func (b *Batch) Add(m *ical.Message) (added bool, err error) {
	b.buffer.Reset()
	if err := m.WriteMbox(&b.buffer); err != nil {
		return false, err
	}
	text := b.buffer.Bytes()
	start := bytes.IndexByte(text, '\n') + 1 // behind the separator; the entry ends with an empty line
	if len(text) > mailLimit {
		return false, fmt.Errorf("the mail to %s has %d octets, expected at most %d", m.To.Address, len(text), mailLimit)
	}
	e, err := newEntry(text[start:len(text)-1], b.mbox.size+int64(start))
	if err != nil {
		return false, fmt.Errorf("mail to %s: %w", m.To.Address, err)
	}
	if e.told, err = toldBy(m); err != nil {
		return false, err
	}
	if _, known := b.box.known[e.ID]; known || b.known[e.ID] {
		return false, nil
	}
	if err := errors.Join(b.mbox.add(string(text)), b.list.add(e.line())); err != nil {
		return false, err
	}
	b.known[e.ID] = true
	b.mails = append(b.mails, e)
	return true, nil
}

// Cancel gives the batch up. Behind Commit it does nothing.
func (b *Batch) Cancel() error {
	if b.dir == "" {
		return nil
	}
	err := errors.Join(b.mbox.close(), b.list.close(), os.RemoveAll(b.dir))
	b.dir = ""
	return err
}

// A spoolFile is a file of a batch, which nobody is to change later.
type spoolFile struct {
	f    *os.File
	w    *bufio.Writer
	size int64
}

func newSpoolFile(name string) (*spoolFile, error) {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o400)
	if err != nil {
		return nil, err
	}
	return &spoolFile{f: f, w: bufio.NewWriterSize(f, 1<<16)}, nil
}

func (s *spoolFile) add(text string) error {
	n, err := s.w.WriteString(text)
	s.size += int64(n)
	return err
}

// finish puts the file on the disk and closes it.
func (s *spoolFile) finish() error { return errors.Join(s.w.Flush(), s.f.Sync(), s.close()) }

// close closes the file, and does nothing the second time.
func (s *spoolFile) close() error {
	if s == nil || s.f == nil {
		return nil
	}
	err := s.f.Close()
	s.f = nil
	return err
}
