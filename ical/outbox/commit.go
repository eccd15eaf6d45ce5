package outbox

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/plenaria/plenaria/schedule/atomicfile"
)

const (
	newSuffix  = ".new"      // of the folder of a batch that does not count yet
	stateName  = "state.tsv" // in it, what state file it belongs to
	beforeName = "state.old" // that as it was
	noDigest   = "none"      // of a state file that is not there
	oldPath    = "path"
	digestWas  = "before"
	digestWill = "after"
)

// Commit makes the batch count and puts a new state file in its place, both or
// neither: whatever ends the process at whatever moment, the next Open finds the
// state file either as it was, and removes the batch, or as write wrote it, and keeps
// the batch. write is that of [ical.UpdateInvited], for example. An empty stateFile
// stands for none: the batch alone counts or does not; write is not called.
//
// A state file is a regular file or not there yet, and is written as
// [atomicfile.WritePrivate] does. After an error of write neither counts; after one of the
// file system the next Open decides. A batch without messages writes the state file
// alone. The batch is of no more use.
func (b *Batch) Commit(stateFile string, write func(io.Writer) error) error {
	if b.dir == "" {
		return errors.New("outbox: the batch was committed or given up before")
	}
	if len(b.mails) == 0 {
		return errors.Join(b.Cancel(), putState(stateFile, write))
	}
	if err := errors.Join(b.mbox.finish(), b.list.finish()); err != nil {
		return errors.Join(err, b.Cancel())
	}
	if counts, err := b.putState(stateFile, write); err != nil {
		return err
	} else if !counts {
		if err := b.box.promote(b.dir); err != nil {
			return err
		}
	}
	for _, e := range b.mails {
		e.batch = strings.TrimSuffix(filepath.Base(b.dir), newSuffix)
		b.box.append(e)
		b.Replaced += b.box.weigh(len(b.box.mails) - 1)
		if e.needless {
			b.Needless++
		}
	}
	b.box.last++
	b.dir = ""
	return nil
}

// putState puts a state file in its place that no mails belong to.
func putState(name string, write func(io.Writer) error) error {
	if name == "" {
		return nil
	}
	return atomicfile.WritePrivate(name, write)
}

// putState puts the state file in its place, with the note beside the mails before.
// It says whether the batch counts already.
func (b *Batch) putState(name string, write func(io.Writer) error) (counts bool, err error) {
	if name == "" {
		return false, nil
	}
	before, err := digestOfFile(name)
	if err != nil {
		return false, errors.Join(err, b.Cancel())
	}
	if before != noDigest {
		if err := b.keep(name); err != nil {
			return false, errors.Join(err, b.Cancel())
		}
	}
	noted := false
	err = putState(name, func(w io.Writer) error {
		sum := sha256.New()
		if err := write(io.MultiWriter(w, sum)); err != nil {
			return err
		}
		noted = true
		return b.note(name, before, hex.EncodeToString(sum.Sum(nil)))
	})
	switch {
	case err == nil:
		return false, syncDir(folderOf(name))
	case !noted:
		return false, errors.Join(err, b.Cancel())
	}
	// A rename that failed may have happened.
	counts, undecided := b.box.settleBatch(filepath.Base(b.dir))
	if counts && undecided == nil {
		return true, nil
	}
	return false, errors.Join(err, undecided)
}

// keep copies the state file as it is before the batch: it says what those know who get
// nothing of this batch.
func (b *Batch) keep(name string) error {
	from, err := os.Open(name)
	if err != nil {
		return err
	}
	defer from.Close()
	to, err := newSpoolFile(filepath.Join(b.dir, beforeName))
	if err != nil {
		return err
	}
	n, err := io.Copy(to.w, from)
	to.size += n
	return errors.Join(err, to.finish())
}

// note writes which state file the batch belongs to, on the disk before that file
// is in its place.
func (b *Batch) note(name, before, after string) error {
	path, err := filepath.Abs(name)
	if err != nil {
		return err
	}
	box, err := filepath.Abs(b.box.dir)
	if err != nil {
		return err
	}
	if rel, err := filepath.Rel(box, path); err == nil {
		path = rel // both can be moved together
	}
	text := fmt.Sprintf("%s\t%s\n%s\t%s\n%s\t%s\n", oldPath, path, digestWas, before, digestWill, after)
	err = atomicfile.Write(filepath.Join(b.dir, stateName), func(w io.Writer) error {
		_, err := io.WriteString(w, text)
		return err
	})
	return errors.Join(err, syncDir(b.dir), syncDir(b.box.dir))
}

// folderOf gives the folder in which a file really is.
func folderOf(name string) string {
	if target, err := filepath.EvalSymlinks(name); err == nil {
		name = target
	}
	return filepath.Dir(name)
}

// digestOfFile gives the SHA-256 of a regular file, or noDigest.
func digestOfFile(name string) (string, error) {
	info, err := os.Stat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return noDigest, nil
	case err != nil:
		return "", err
	case !info.Mode().IsRegular():
		return "", fmt.Errorf("%s is no regular file, expected one, since it is read again to see what counts", name)
	}
	f, err := os.Open(name)
	if err != nil {
		return "", err
	}
	defer f.Close()
	sum := sha256.New()
	if _, err := io.Copy(sum, f); err != nil {
		return "", err
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}

// promote lets a batch count.
func (b *Box) promote(dir string) error {
	if err := errors.Join(syncDir(dir), os.Rename(dir, strings.TrimSuffix(dir, newSuffix))); err != nil {
		return err
	}
	return syncDir(b.dir)
}

// settle decides on the batches whose commit was cut off.
func (b *Box) settle() error {
	names, err := b.batches(newSuffix)
	if err != nil {
		return err
	}
	b.last = 0 // only those that count are counted
	for _, name := range names {
		if _, err := b.settleBatch(name); err != nil {
			return err
		}
	}
	return nil
}

// settleBatch keeps or removes a batch.
func (b *Box) settleBatch(name string) (counts bool, err error) {
	dir := filepath.Join(b.dir, name)
	said, err := readNote(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return false, os.RemoveAll(dir)
	} else if err != nil {
		return false, err
	}
	path := said[oldPath]
	if !filepath.IsAbs(path) {
		path = filepath.Join(b.dir, path)
	}
	now, err := digestOfFile(path)
	switch {
	case err != nil:
		return false, err
	case now == said[digestWill]:
		return true, b.promote(dir)
	case now == said[digestWas]:
		return false, os.RemoveAll(dir)
	}
	return false, fmt.Errorf("%w: %s was being added when its process ended, and %s is neither what it was before nor what belongs to it; put that file back as either, or rename the folder to %s to send its mails, or delete it",
		ErrUndecided, dir, path, strings.TrimSuffix(name, newSuffix))
}

// readNote reads which state file a batch belongs to.
func readNote(dir string) (map[string]string, error) {
	text, err := os.ReadFile(filepath.Join(dir, stateName))
	if err != nil {
		return nil, err
	}
	said := map[string]string{}
	for line := range bytes.Lines(text) {
		key, value, _ := strings.Cut(strings.TrimSuffix(string(line), "\n"), "\t")
		said[key] = value
	}
	return said, nil
}
