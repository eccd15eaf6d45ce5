// Package exampletest tests the example programs, which are all of one shape:
// they read an agenda file, print, and write a calendar file into a folder.
package exampletest

import (
	"bytes"
	"flag"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "rewrite the golden file")

// Program is the run function of an example.
type Program func(w io.Writer, file, folder string) error

// Run runs a program twice, from its own folder, on the agenda of an ID. What
// it prints must be testdata/golden/<ID>.txt, and both calendar files must have
// the same bytes. Without an agenda file, the program must say which is
// missing and write nothing.
func Run(t *testing.T, program Program, id string) {
	t.Helper()
	var files [2][]byte
	for i := range files {
		folder := t.TempDir()
		var out bytes.Buffer
		if err := program(&out, "../../testdata/agendas/"+id+".yaml", folder); err != nil {
			t.Fatal(err)
		}
		var err error
		if files[i], err = os.ReadFile(filepath.Join(folder, id+".ics")); err != nil {
			t.Fatal(err)
		}
		compare(t, id, strings.ReplaceAll(out.String(), folder+string(filepath.Separator), ""))
	}
	if !bytes.Equal(files[0], files[1]) {
		t.Error("two runs wrote two different calendar files")
	}
	missing(t, program)
}

func compare(t *testing.T, id, got string) {
	t.Helper()
	golden := "../../testdata/golden/" + id + ".txt"
	if *update {
		if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("the output has changed (-golden +now):\n%s", diff)
	}
}

func missing(t *testing.T, program Program) {
	t.Helper()
	folder := t.TempDir()
	if err := program(io.Discard, "missing.yaml", folder); err == nil || !strings.Contains(err.Error(), "missing.yaml") {
		t.Errorf("without an agenda file: %v, want an error that names it", err)
	}
	if left, _ := filepath.Glob(filepath.Join(folder, "*")); len(left) > 0 {
		t.Errorf("without an agenda file it wrote %v", left)
	}
}
