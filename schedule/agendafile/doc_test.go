package agendafile_test

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/plenaria/plenaria/schedule/agendafile"
)

// TestDocExample reads the agenda of the package documentation.
func TestDocExample(t *testing.T) {
	doc, err := os.ReadFile("doc.go")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(doc), "//\n//\tplenaria: 1")
	text, _, _ := strings.Cut("//\tplenaria: 1"+rest, "//\n")
	a := read(t, strings.ReplaceAll(text, "//\t", ""))
	if len(a.Days) != 1 || len(a.Days[0].Sessions) != 3 {
		t.Errorf("the example has %d days, want 1 with three sessions", len(a.Days))
	}
}

// TestDocKeys finds every key that the reader knows in the documentation.
func TestDocKeys(t *testing.T) {
	doc, err := os.ReadFile("doc.go")
	if err != nil {
		t.Fatal(err)
	}
	maps := []string{
		head + "zzzzzz: 1\n",
		head[:strings.Index(head, "people")] + "people: {a: {name: A, zzzzzz: 1}}\nrooms: {a: {name: A, zzzzzz: 1}}\n",
		head + "days: [{date: 2026-07-10, zzzzzz: 1}]\n",
		head + "days: [{date: 2026-07-10, sessions: [{at: 09:00-10:00, id: a, title: A, zzzzzz: 1, repeat: {zzzzzz: 1}, parts: [{zzzzzz: 1}]}]}]\n",
	}
	known := regexp.MustCompile(`has no key "zzzzzz"; it has (.*)`)
	found := 0
	for _, text := range maps {
		_, problems := agendafile.Parse(strings.NewReader(text), options("a.yaml"))
		for _, match := range known.FindAllStringSubmatch(problems.Error(), -1) {
			found++
			for _, key := range regexp.MustCompile(`, | and `).Split(match[1], -1) {
				if !regexp.MustCompile(`(?m)(^//\t| )` + key + `\b`).Match(doc) {
					t.Errorf("the documentation lacks the key %q", key)
				}
			}
		}
	}
	if found != 7 {
		t.Errorf("%d lists of keys, want those of 7 sorts of maps", found)
	}
}
