package main

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/plenaria/plenaria/schedule/tzdb"
)

// installed writes the files of a zoneinfo directory: zones of the pinned
// release made fat, and a tzdata.zi with the given head.
func installed(t *testing.T, head string) string {
	t.Helper()
	files := map[string]string{
		"tzdata.zi":   head + "Z America/Panama -5 - EST\nZ America/New_York -5 u E%sT\nL America/New_York US/Eastern\n",
		"iso3166.tab": "PA\tPanama\nUS\tUnited States\n",
		"zone.tab":    "PA\t+0858-07932\tAmerica/Panama\nUS\t+404251-0740023\tAmerica/New_York\n",
	}
	for _, name := range []string{"America/Panama", "America/New_York"} {
		thin, err := tzdb.Pinned().TZif(name)
		if err != nil {
			t.Fatal(err)
		}
		files[name] = string(fatten(t, thin))
	}
	dir := t.TempDir()
	for name, text := range files {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

const packrat = "# version 2030a\n# ddeps backzone zone.tab\n"

func TestGenerateAndCheck(t *testing.T) {
	dir, out, again := installed(t, packrat), t.TempDir(), t.TempDir()
	for _, out := range []string{out, again} {
		if err := run(io.Discard, dir, out, false); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{dataFile, versionFile} {
		first, err1 := os.ReadFile(filepath.Join(out, name))
		second, err2 := os.ReadFile(filepath.Join(again, name))
		if err1 != nil || err2 != nil || !bytes.Equal(first, second) {
			t.Errorf("%s: two runs differ (%v, %v)", name, err1, err2)
		}
	}
	source, _ := os.ReadFile(filepath.Join(out, versionFile))
	if !strings.Contains(string(source), `const pinnedVersion = "2030a"`) {
		t.Errorf("%s is\n%s", versionFile, source)
	}
	if err := run(io.Discard, dir, out, true); err != nil {
		t.Errorf("-check after a run: %v", err)
	}
}

func TestCheckNotices(t *testing.T) {
	tests := []struct {
		fault string
		spoil func(t *testing.T, dir, out string)
		want  string
		is    error
	}{
		{"a zone has changed", func(t *testing.T, dir, _ string) {
			panama, _ := os.ReadFile(filepath.Join(dir, "America/Panama"))
			overwrite(t, filepath.Join(dir, "America/New_York"), panama)
		}, "pinned.bin is stale: run go generate", nil},
		{"the version file has changed", func(t *testing.T, _, out string) {
			overwrite(t, filepath.Join(out, versionFile), []byte("package tzdb\n"))
		}, "pinned.bin is stale: run go generate", nil},
		{"another release is installed", func(t *testing.T, dir, _ string) {
			zi, _ := os.ReadFile(filepath.Join(dir, "tzdata.zi"))
			overwrite(t, filepath.Join(dir, "tzdata.zi"), bytes.Replace(zi, []byte("2030a"), []byte("2030b"), 1))
		}, "not compared: the directory holds 2030b, the pinned release is 2030a", errOtherRelease},
	}
	for _, tt := range tests {
		dir, out := installed(t, packrat), t.TempDir()
		if err := run(io.Discard, dir, out, false); err != nil {
			t.Fatal(err)
		}
		tt.spoil(t, dir, out)
		err := run(io.Discard, dir, out, true)
		if err == nil || err.Error() != tt.want || tt.is != nil && !errors.Is(err, tt.is) {
			t.Errorf("%s: %v, want %s", tt.fault, err, tt.want)
		}
	}
}

func overwrite(t *testing.T, path string, data []byte) {
	t.Helper()
	if err := os.WriteFile(path, data, 0o666); err != nil {
		t.Fatal(err)
	}
}

func TestBuildsRefused(t *testing.T) {
	tests := []struct{ head, want string }{
		{"# version 2030a\n", "not built with PACKRATDATA=backzone PACKRATLIST=zone.tab"},
		{"# version 2030a\n# ddeps backzone\n", "not built with PACKRATDATA=backzone PACKRATLIST=zone.tab"},
		{"# version 2030a\n# dataform rearguard\n# ddeps backzone zone.tab\n", "built with DATAFORM=rearguard, want main"},
	}
	for _, tt := range tests {
		dir, out := installed(t, tt.head), t.TempDir()
		if err := run(io.Discard, dir, out, false); err == nil || err.Error() != dir+": "+tt.want {
			t.Errorf("%q: %v, want %s", tt.head, err, tt.want)
		}
		if written, _ := os.ReadDir(out); len(written) != 0 {
			t.Errorf("%q: files are written all the same", tt.head)
		}
	}
}
