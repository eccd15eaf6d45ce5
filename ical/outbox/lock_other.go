//go:build !(darwin || dragonfly || freebsd || illumos || linux || netbsd || openbsd || windows)

package outbox

import (
	"errors"
	"io/fs"
	"os"
)

// lockFile makes a file that must not be there yet. It is left behind by a process
// that was killed, and is then to be deleted by hand.
func lockFile(name string) (*os.File, error) {
	f, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return nil, ErrLocked
	}
	return f, err
}

func unlockFile(f *os.File) error { return errors.Join(f.Close(), os.Remove(f.Name())) }
