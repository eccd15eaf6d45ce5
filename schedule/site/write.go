package site

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"slices"
	"strings"
)

// ErrForeign is wrapped where a file stands in the way that no earlier build has
// written.
var ErrForeign = errors.New("not from an earlier build")

// Report tells what Write did, in paths.
type Report struct {
	Written, Unchanged, Removed []string
	// Kept are files of an earlier build that are not part of the site any more,
	// but have been changed by somebody since.
	Kept []string
}

// manifestName is the file that lists what a build has written, in the form of
// the program sha256sum.
const manifestName = ".plenaria-site"

// Write puts the files into a folder, which it makes if need be. A file with the
// right contents is not touched; another one is replaced as a whole. Files of an
// earlier build that are not part of the site any more are removed, if they are
// as that build wrote them.
//
// The error wraps [ErrForeign] if a file has the name of one of the site and is
// not from an earlier build; then nothing was written. Links that lead out of the
// folder are not followed.
func (s *Site) Write(folder string) (Report, error) {
	if err := os.MkdirAll(folder, 0o777); err != nil {
		return Report{}, err
	}
	root, err := os.OpenRoot(folder)
	if err != nil {
		return Report{}, err
	}
	defer root.Close()
	w := &folderWriter{root: root, before: readManifest(root), after: manifest{}}
	for i := range s.Files {
		if err := w.look(&s.Files[i]); err != nil {
			return Report{}, err
		}
	}
	return w.report, w.write()
}

// folderWriter writes one site.
type folderWriter struct {
	root          *os.Root
	before, after manifest
	changed       []*File
	report        Report
}

// look compares a file with what is in the folder.
func (w *folderWriter) look(f *File) error {
	w.after[f.Path] = hash(f.Body)
	old, err := w.root.ReadFile(f.Path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		return err
	case bytes.Equal(old, f.Body):
		w.report.Unchanged = append(w.report.Unchanged, f.Path)
		return nil
	case w.before[f.Path] == "":
		return fmt.Errorf("%s is %w; choose another folder, or take the file away", path.Join(w.root.Name(), f.Path), ErrForeign)
	}
	w.changed = append(w.changed, f)
	return nil
}

// write replaces what has changed. The manifest knows of each file before it is
// there, so that a build that was cut short is not taken for somebody else's.
func (w *folderWriter) write() error {
	if len(w.changed) > 0 {
		if err := w.manifest(w.before.with(w.after)); err != nil {
			return err
		}
	}
	for _, f := range w.changed {
		if err := w.replace(f.Path, f.Body); err != nil {
			return err
		}
		w.report.Written = append(w.report.Written, f.Path)
	}
	for _, name := range w.before.paths() {
		if w.after[name] == "" {
			if err := w.remove(name); err != nil {
				return err
			}
		}
	}
	return w.manifest(w.after)
}

// manifest writes the manifest, if it has changed.
func (w *folderWriter) manifest(m manifest) error {
	text := m.text()
	if old, err := w.root.ReadFile(manifestName); err == nil && bytes.Equal(old, text) {
		return nil
	}
	return w.replace(manifestName, text)
}

// replace puts a file in its place as a whole. It does not wait for the disk:
// after a power failure the site is built again.
func (w *folderWriter) replace(name string, body []byte) error {
	if err := w.root.MkdirAll(path.Dir(name), 0o777); err != nil {
		return err
	}
	temporary := path.Join(path.Dir(name), "."+path.Base(name)+".new")
	if err := w.root.WriteFile(temporary, body, 0o644); err != nil {
		return errors.Join(err, w.root.Remove(temporary))
	}
	return w.root.Rename(temporary, name)
}

// remove takes away a file of an earlier build, and its folder if that is empty
// now.
func (w *folderWriter) remove(name string) error {
	body, err := w.root.ReadFile(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil || hash(body) != w.before[name]:
		w.report.Kept = append(w.report.Kept, name)
		return nil
	}
	if err := w.root.Remove(name); err != nil {
		return err
	}
	w.report.Removed = append(w.report.Removed, name)
	if dir := path.Dir(name); dir != "." {
		w.root.Remove(dir) // fails unless it is empty
	}
	return nil
}

func hash(body []byte) string {
	sum := sha256.Sum256(body)
	return hex.EncodeToString(sum[:])
}

// manifest is the hashes of files by their paths.
type manifest map[string]string

// readManifest reads the manifest of an earlier build. Lines that are none are
// passed over: the files they may have meant stay.
func readManifest(root *os.Root) manifest {
	m := manifest{}
	text, err := root.ReadFile(manifestName)
	if err != nil {
		return m
	}
	for line := range strings.Lines(string(text)) {
		sum, name, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "  ")
		if ok && len(sum) == 2*sha256.Size && fs.ValidPath(name) && name != "." {
			m[name] = sum
		}
	}
	return m
}

func (m manifest) paths() []string { return slices.Sorted(maps.Keys(m)) }

// with gives the entries of both, those of o where both have one.
func (m manifest) with(o manifest) manifest {
	both := maps.Clone(m)
	maps.Copy(both, o)
	return both
}

func (m manifest) text() []byte {
	var b bytes.Buffer
	for _, name := range m.paths() {
		b.WriteString(m[name] + "  " + name + "\n")
	}
	return b.Bytes()
}
