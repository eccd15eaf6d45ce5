package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"github.com/plenaria/plenaria/schedule"
	"github.com/plenaria/plenaria/schedule/site"
)

// watcher shows the newest version of an agenda file.
type watcher struct {
	app     *app
	cmd     *serveCmd
	handler *site.Handler
	options site.Options
	seen    fileState
}

// fileState tells whether a file has changed.
type fileState struct {
	modified time.Time
	size     int64
}

// state is that of the file now; zero if there is none, as for a moment when an
// editor puts a new file in its place.
func (w *watcher) state() fileState {
	info, err := os.Stat(w.cmd.File)
	if err != nil {
		return fileState{}
	}
	return fileState{info.ModTime(), info.Size()}
}

// watch loads the file when it has changed, until the context ends.
func (w *watcher) watch(ctx context.Context) {
	tick := time.NewTicker(look)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		if now := w.state(); now == w.seen || now == (fileState{}) {
			continue
		}
		w.load()
	}
}

// load shows the file, or what is wrong with it.
func (w *watcher) load() error {
	w.seen = w.state()
	s, err := w.cmd.build(w.app, w.cmd.File, w.options)
	if err != nil {
		w.app.failed(err)
		w.handler.Fault(fmt.Errorf("%s\n\n%w", headline(err), err))
		return err
	}
	w.handler.Show(s)
	fmt.Fprintf(w.app.err, "%s: shown\n", w.cmd.File)
	return nil
}

// fatal reports whether an error has nothing to do with the contents of the file:
// a wrong flag, a file that is not there.
func fatal(err error) bool {
	_, ok := errors.AsType[schedule.Problems](err)
	return !ok
}

func headline(err error) string {
	if problems, ok := errors.AsType[schedule.Problems](err); ok {
		return counted(len(problems), "fault", "faults") + "; this page shows the last version without"
	}
	return "the agenda cannot be shown"
}
