package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestReadme runs the commands that the README shows, on the agenda that it
// shows, and compares what they print.
func TestReadme(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, organizers, _ := strings.Cut(string(readme), "## For organizers")
	dir := t.TempDir()
	agenda := blocks(organizers, "yaml")[0]
	save(t, filepath.Join(dir, "agenda.yaml"), agenda)
	save(t, filepath.Join(dir, "typo.yaml"), strings.Replace(agenda, "America/Panama", "America/Panma", 1))
	shown := 0
	for _, block := range blocks(organizers, "console") {
		for _, step := range strings.Split("\n"+block, "\n$ ")[1:] {
			line, want, _ := strings.Cut(step, "\n")
			shown++
			if got := printed(dir, strings.Fields(line)); got != strings.TrimSuffix(want, "\n") {
				t.Errorf("$ %s\nprints\n%s\nthe README says\n%s", line, got, want)
			}
		}
	}
	if shown < 13 {
		t.Errorf("the README shows %d commands, want at least 13", shown)
	}
}

// TestReadmeDrift looks for the report that the README quotes in that of a script,
// which needs a database of former years.
func TestReadmeDrift(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	script, err := os.ReadFile("testdata/script/drift-cairo.txtar")
	if err != nil {
		t.Fatal(err)
	}
	quoted := blocks(string(readme), "txt")
	if len(quoted) != 1 || !strings.Contains(string(script), "\n"+quoted[0]+"\n") {
		t.Errorf("drift-cairo.txtar does not print what the README quotes:\n%s", quoted)
	}
}

// blocks gives the fenced blocks of a language.
func blocks(text, lang string) (all []string) {
	for _, part := range strings.Split(text, "\n```"+lang+"\n")[1:] {
		block, _, _ := strings.Cut(part, "\n```")
		all = append(all, block)
	}
	return all
}

// printed gives what a command prints in a folder, on either output, without
// the last line break.
func printed(dir string, words []string) string {
	cmd := exec.Command(words[0], words[1:]...)
	cmd.Dir = dir
	out, _ := cmd.CombinedOutput()
	return strings.TrimSuffix(string(out), "\n")
}
