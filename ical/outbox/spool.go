package outbox

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// A spool reads mails from the mboxes of batches, one after the other into the same
// memory.
type spool struct {
	dir    string
	batch  string // whose mbox is open
	f      *os.File
	buffer []byte
}

// read gives a mail with the line ends of its mbox. It is good until the next call.
func (s *spool) read(e *entry) ([]byte, error) {
	if s.f == nil || s.batch != e.batch {
		s.close()
		f, err := os.Open(filepath.Join(s.dir, e.batch, mboxName))
		if err != nil {
			return nil, err
		}
		s.f, s.batch = f, e.batch
	}
	if cap(s.buffer) < e.size {
		s.buffer = make([]byte, e.size)
	}
	b := s.buffer[:e.size]
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
