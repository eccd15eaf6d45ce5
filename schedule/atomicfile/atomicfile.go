// Package atomicfile writes files that are there as a whole or not at all.
//
// The bytes go to a temporary file in the same folder, which takes the place of
// the old one only when all of them are on the disk. Whoever reads meanwhile
// reads the old file, and a full disk or a fault half-way damages nothing.
package atomicfile

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// Write calls write with the new contents of a file as its writer, and puts
// them in the file's place if it returns no error; its error is returned.
//
// A new file may be read by everybody (mode 0644); an existing one keeps its
// mode, and a symbolic link goes on pointing at it. What is no regular file, such
// as a terminal or a pipe, is written to as it is.
func Write(name string, write func(io.Writer) error) error { return replace(name, 0o644, write) }

// WritePrivate is [Write] for a file that, where it is new, nobody but its owner may
// read (mode 0600).
func WritePrivate(name string, write func(io.Writer) error) error { return replace(name, 0o600, write) }

// replace writes a file, which has the mode if it is new.
func replace(name string, mode fs.FileMode, write func(io.Writer) error) error {
	if target, err := filepath.EvalSymlinks(name); err == nil {
		name = target
	}
	switch info, err := os.Stat(name); {
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return err
	case err == nil && !info.Mode().IsRegular():
		return writeThrough(name, write)
	case err == nil:
		mode = info.Mode().Perm()
	}
	f, err := os.CreateTemp(filepath.Dir(name), "."+filepath.Base(name)+".*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name()) // fails when the file has its new name
	if err := errors.Join(write(f), f.Chmod(mode), f.Sync(), f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), name)
}

// writeThrough writes to something that cannot be replaced.
func writeThrough(name string, write func(io.Writer) error) error {
	f, err := os.OpenFile(name, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	return errors.Join(write(f), f.Close())
}
