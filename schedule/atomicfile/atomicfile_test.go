package atomicfile_test

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"github.com/plenaria/plenaria/schedule/atomicfile"
)

func put(text string) func(io.Writer) error {
	return func(w io.Writer) error { _, err := io.WriteString(w, text); return err }
}

func TestWrite(t *testing.T) {
	name := filepath.Join(t.TempDir(), "a")
	for _, text := range []string{"first", "second, longer", ""} {
		if err := atomicfile.Write(name, put(text)); err != nil {
			t.Fatal(err)
		}
		if got, err := os.ReadFile(name); err != nil || string(got) != text {
			t.Errorf("the file holds %q, %v, want %q", got, err, text)
		}
	}
}

// TestMode: a new file has the mode of its function, an old one keeps its own.
func TestMode(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows has no such modes")
	}
	for want, write := range map[fs.FileMode]func(string, func(io.Writer) error) error{0o644: atomicfile.Write, 0o600: atomicfile.WritePrivate} {
		name := filepath.Join(t.TempDir(), "a")
		for _, mode := range []fs.FileMode{want, 0o640} {
			if err := write(name, put("x")); err != nil {
				t.Fatal(err)
			}
			if info, err := os.Stat(name); err != nil || info.Mode().Perm() != mode {
				t.Errorf("the mode is %v, %v, want %v", info.Mode().Perm(), err, mode)
			}
			if err := os.Chmod(name, 0o640); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// TestWriteFails: the old contents and nothing else are left when the writing
// fails half-way, and nothing when there was nothing.
func TestWriteFails(t *testing.T) {
	folder := t.TempDir()
	name := filepath.Join(folder, "a")
	bad := errors.New("bad")
	half := func(w io.Writer) error { return errors.Join(put("half")(w), bad) }
	if err := atomicfile.Write(name, half); !errors.Is(err, bad) {
		t.Errorf("the error is %v, want %v", err, bad)
	}
	if _, err := os.Stat(name); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a file is there: %v", err)
	}
	if err := atomicfile.Write(name, put("old")); err != nil {
		t.Fatal(err)
	}
	if err := atomicfile.Write(name, half); !errors.Is(err, bad) {
		t.Errorf("the error is %v, want %v", err, bad)
	}
	if got, err := os.ReadFile(name); err != nil || string(got) != "old" {
		t.Errorf("the file holds %q, %v, want what it held before", got, err)
	}
	if left, err := os.ReadDir(folder); err != nil || len(left) != 1 {
		t.Errorf("the folder holds %v, %v, want the file alone", left, err)
	}
	if err := atomicfile.Write(filepath.Join(folder, "missing", "a"), put("x")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("into a missing folder: %v, want %v", err, fs.ErrNotExist)
	}
	if err := atomicfile.Write(folder, put("x")); err == nil {
		t.Error("a folder was written to")
	}
}
