package ical

import (
	"io"

	"github.com/plenaria/plenaria/schedule"
	"github.com/plenaria/plenaria/schedule/atomicfile"
)

// WriteFile writes what [Write] writes to a file, which is either written as a
// whole or left as it was: the bytes go to a temporary file beside it that then
// takes its name. A new file may be read by everybody (mode 0644); an existing
// one keeps its mode, and a symbolic link goes on pointing at it. What is no
// regular file, such as a terminal or a pipe, is written to as it is.
func WriteFile(name string, tl *schedule.Timeline, o *Options) error {
	return atomicfile.Write(name, func(w io.Writer) error { return Write(w, tl, o) })
}
