package main

import (
	"fmt"
	"strings"

	"github.com/plenaria/plenaria/schedule"
)

// missingLangs says that titles come in another language than the one asked
// for, as the agenda has no title in it.
func (a *app) missingLangs(agenda *schedule.Agenda, langs []schedule.Lang) {
	if len(langs) == 0 {
		return
	}
	got := agenda.Title.In(langs...)
	if got.Lang == "" || primary(got.Lang) == primary(langs[0]) {
		return
	}
	have := make([]string, len(agenda.Title))
	for i, tr := range agenda.Title {
		have[i] = string(tr.Lang)
	}
	fmt.Fprintf(a.err, "%s the agenda has no title in %q; it has %s\n", a.paintErr.warn("remark:"), langs[0], strings.Join(have, ", "))
}

// primary gives the first subtag of a language tag (RFC 5646 §2.1).
func primary(l schedule.Lang) string {
	tag, _, _ := strings.Cut(strings.ToLower(string(l)), "-")
	return tag
}
