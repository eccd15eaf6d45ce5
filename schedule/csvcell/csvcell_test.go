package csvcell_test

import (
	"testing"

	"github.com/plenaria/plenaria/schedule/csvcell"
)

func TestGuard(t *testing.T) {
	for text, cell := range map[string]string{
		"":              "",
		"Opening":       "Opening",
		"'Opening'":     "'Opening'",
		"=1+1":          "'=1+1",
		"+82 2":         "'+82 2",
		"-":             "'-",
		"@SUM(A1)":      "'@SUM(A1)",
		"\t=1":          "'\t=1",
		"\r":            "'\r",
		"＝1":            "'＝1",
		"＠":             "'＠",
		"'=1":           "''=1",
		"''-":           "'''-",
		"a = b":         "a = b",
		"개회사":           "개회사",
		" =1 is a text": " =1 is a text",
	} {
		if got := csvcell.Guard(text); got != cell {
			t.Errorf("Guard(%q) is %q, want %q", text, got, cell)
		}
		if got := csvcell.Unguard(cell); got != text {
			t.Errorf("Unguard(%q) is %q, want %q", cell, got, text)
		}
	}
}
