package site_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/plenaria/plenaria/schedule/site"
)

// onDisk gives the contents of a folder by their paths, without the manifest.
func onDisk(t *testing.T, folder string) map[string]string {
	t.Helper()
	m := map[string]string{}
	err := filepath.WalkDir(folder, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || d.Name() == ".plenaria-site" {
			return err
		}
		text, err := os.ReadFile(name)
		rel, _ := filepath.Rel(folder, name)
		m[filepath.ToSlash(rel)] = string(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func write(t *testing.T, s *site.Site, folder string) site.Report {
	t.Helper()
	r, err := s.Write(folder)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestWrite(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "a", "b")
	s := build(t, agenda, nil)
	if r := write(t, s, folder); len(r.Written) != len(s.Files) {
		t.Errorf("%d files written, want %d", len(r.Written), len(s.Files))
	}
	if diff := cmp.Diff(bodies(s), onDisk(t, folder)); diff != "" {
		t.Errorf("(-site +disk):\n%s", diff)
	}
}

// TestWriteAgain: a build without a change touches no file.
func TestWriteAgain(t *testing.T) {
	folder := t.TempDir()
	write(t, build(t, agenda, nil), folder)
	long := time.Date(2001, 2, 3, 4, 5, 6, 0, time.UTC)
	filepath.WalkDir(folder, func(name string, _ fs.DirEntry, _ error) error { return os.Chtimes(name, long, long) })
	s := build(t, agenda, nil)
	if r := write(t, s, folder); len(r.Unchanged) != len(s.Files) || len(r.Written)+len(r.Removed)+len(r.Kept) > 0 {
		t.Errorf("the report is %+v, want all of %d files unchanged", r, len(s.Files))
	}
	filepath.WalkDir(folder, func(name string, d fs.DirEntry, _ error) error {
		if info, err := d.Info(); err != nil || !info.ModTime().Equal(long) {
			t.Errorf("%s was touched: %v, %v", name, info.ModTime(), err)
		}
		return nil
	})
}

// TestWriteStale: files of an earlier build go, with their folders, but not what
// others have put there or changed.
func TestWriteStale(t *testing.T) {
	folder := t.TempDir()
	write(t, build(t, agenda, nil), folder)
	put := func(name, text string) {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	put("mine.txt", "mine")
	put("person/pa.ics", "changed by hand")
	less, _, _ := strings.Cut(agenda, "      - at: 10:00-11:00")
	less = strings.Replace(less, ", speakers: [pa]", "", 1)
	s := build(t, less, nil)
	r := write(t, s, folder)
	wantRemoved := []string{"country/cl.ics", "country/kr.ics", "country/pa.ics", "person/kim.ics", "person/mois.ics", "room/sala-b-50deccfe.ics", "track/con-1143da2b.ics"}
	if diff := cmp.Diff(wantRemoved, r.Removed); diff != "" {
		t.Errorf("removed (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"person/pa.ics"}, r.Kept); diff != "" {
		t.Errorf("kept (-want +got):\n%s", diff)
	}
	want := bodies(s)
	want["mine.txt"], want["person/pa.ics"] = "mine", "changed by hand"
	if diff := cmp.Diff(want, onDisk(t, folder)); diff != "" {
		t.Errorf("(-want +disk):\n%s", diff)
	}
	if _, err := os.Stat(filepath.Join(folder, "track")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("an empty folder is left: %v", err)
	}
}

// TestWriteForeign: somebody's own index.html is not written over, and nothing
// beside it is written.
func TestWriteForeign(t *testing.T) {
	folder := t.TempDir()
	name := filepath.Join(folder, "index.html")
	if err := os.WriteFile(name, []byte("mine"), 0o644); err != nil {
		t.Fatal(err)
	}
	_, err := build(t, agenda, nil).Write(folder)
	if !errors.Is(err, site.ErrForeign) || !strings.Contains(err.Error(), "index.html") {
		t.Errorf("the error is %v, want one about index.html that wraps %v", err, site.ErrForeign)
	}
	if diff := cmp.Diff(map[string]string{"index.html": "mine"}, onDisk(t, folder)); diff != "" {
		t.Errorf("(-want +disk):\n%s", diff)
	}
}

// TestWriteManifestOfAnEnemy: a manifest cannot make Write remove what is not in
// the folder.
func TestWriteManifestOfAnEnemy(t *testing.T) {
	outer := t.TempDir()
	folder := filepath.Join(outer, "site")
	victim := filepath.Join(outer, "victim")
	if err := errors.Join(os.Mkdir(folder, 0o777), os.WriteFile(victim, nil, 0o644), os.Symlink("../victim", filepath.Join(folder, "link"))); err != nil {
		t.Fatal(err)
	}
	const empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" // SHA-256 of nothing
	var lines strings.Builder
	for _, name := range []string{"../victim", victim, "link", "x/../../victim", "."} {
		lines.WriteString(empty + "  " + name + "\n")
	}
	if err := os.WriteFile(filepath.Join(folder, ".plenaria-site"), []byte(lines.String()+"no line\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	r := write(t, build(t, agenda, nil), folder)
	if _, err := os.Stat(victim); err != nil {
		t.Errorf("the file outside is gone: %v", err)
	}
	// The link leads out of the folder; the others are no paths at all.
	if diff := cmp.Diff([]string{"link"}, r.Kept); diff != "" || len(r.Removed) > 0 {
		t.Errorf("removed %v, kept (-want +got):\n%s", r.Removed, diff)
	}
}
