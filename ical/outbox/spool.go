package outbox

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
)

// A spool reads mails from the mboxes of batches.
type spool struct {
	dir   string
	batch string // whose mbox is open
	f     *os.File
}

// read gives a mail with the line ends of its mbox, in the memory of a buffer if it has
// room there.
func (s *spool) read(e *entry, buffer []byte) ([]byte, error) {
	if s.f == nil || s.batch != e.batch {
		s.close()
		f, err := os.Open(filepath.Join(s.dir, e.batch, mboxName))
		if err != nil {
			return nil, err
		}
		s.f, s.batch = f, e.batch
	}
	b := slices.Grow(buffer[:0], e.size)[:e.size]
	_, err := s.f.ReadAt(b, e.offset)
	if err != nil && err != io.EOF {
		return nil, err
	}
	if err != nil || digestOf(b) != e.digest {
		return nil, fmt.Errorf("%w: %s: at octet %d is not the mail to %s as it was added; put back what the file was", ErrChanged, s.f.Name(), e.offset, e.To)
	}
	return b, nil
}

func (s *spool) close() {
	if s.f != nil {
		_ = s.f.Close() // it was only read
		s.f = nil
	}
}
