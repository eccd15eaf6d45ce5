package ical

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/plenaria/plenaria/schedule"
)

// WriteFile writes what [Write] writes to a file, which is either written as a
// whole or left as it was: the bytes go to a temporary file beside it that then
// takes its name. A new file may be read by everybody (mode 0644); an existing
// one keeps its mode, and a symbolic link goes on pointing at it. What is no
// regular file, such as a terminal or a pipe, is written to as it is.
func WriteFile(name string, tl *schedule.Timeline, o *Options) error {
	mode := fs.FileMode(0o644)
	if target, err := filepath.EvalSymlinks(name); err == nil {
		name = target
	}
	switch info, err := os.Stat(name); {
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return err
	case err == nil && !info.Mode().IsRegular():
		return writeThrough(name, tl, o)
	case err == nil:
		mode = info.Mode().Perm()
	}
	f, err := os.CreateTemp(filepath.Dir(name), "."+filepath.Base(name)+".*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name()) // fails when the file has its new name
	if err := errors.Join(Write(f, tl, o), f.Chmod(mode), f.Sync(), f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), name)
}

// writeThrough writes to something that cannot be replaced.
func writeThrough(name string, tl *schedule.Timeline, o *Options) error {
	f, err := os.OpenFile(name, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	return errors.Join(Write(f, tl, o), f.Close())
}
