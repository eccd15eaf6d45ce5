//go:build darwin || dragonfly || freebsd || illumos || linux || netbsd || openbsd

package outbox

import (
	"errors"
	"os"
	"syscall"
)

// lockFile opens a file that no other open outbox has. The lock is the kernel's and
// ends with the process, however that ends.
func lockFile(name string) (*os.File, error) {
	f, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, err
	}
	for {
		err = syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
		if err != syscall.EINTR {
			break
		}
	}
	if err == nil {
		return f, nil
	}
	_ = f.Close()
	if errors.Is(err, syscall.EWOULDBLOCK) {
		return nil, ErrLocked
	}
	return nil, &os.PathError{Op: "flock", Path: name, Err: err}
}

// unlockFile leaves the file: who deleted it could lock another one than who has it
// open. The lock is taken off first: a program that is being started by this one has the
// file too, until it runs.
func unlockFile(f *os.File) error {
	return errors.Join(syscall.Flock(int(f.Fd()), syscall.LOCK_UN), f.Close())
}
