package main

import (
	"fmt"

	"github.com/plenaria/plenaria/schedule"
)

// settleLangs gives texts of a calendar a language that have none: in an agenda
// with languages every text is in one. It is the first, which is the one that was
// asked for or the commonest of the file, and that is told where it is a guess.
func (c *importCmd) settleLangs(a *app, agenda *schedule.Agenda) {
	if len(agenda.Langs) == 0 {
		return
	}
	n, lang := 0, agenda.Langs[0]
	eachText(agenda, func(tr *schedule.Translation) {
		if tr.Lang == "" {
			tr.Lang = lang
			n++
		}
	})
	if n > 0 && len(c.Lang) == 0 {
		fmt.Fprintf(a.err, "%s %s in no language, taken to be in %q; --lang says another\n",
			a.paintErr.warn("remark:"), counted(n, "text", "texts"), lang)
	}
}

// eachText visits every text that an import makes, in every language.
func eachText(a *schedule.Agenda, visit func(*schedule.Translation)) {
	all := func(texts ...schedule.Text) {
		for _, text := range texts {
			for i := range text {
				visit(&text[i])
			}
		}
	}
	all(a.Title)
	for i := range a.Participants {
		all(a.Participants[i].Name)
	}
	for i := range a.Rooms {
		all(a.Rooms[i].Name)
	}
	for i := range a.Tracks {
		all(a.Tracks[i].Name)
	}
	for i := range a.Days {
		all(a.Days[i].Label)
		eachOfSessions(a.Days[i].Sessions, all)
	}
}

func eachOfSessions(sessions []schedule.Session, all func(...schedule.Text)) {
	for i := range sessions {
		s := &sessions[i]
		all(s.Title, s.Abstract, s.Note)
		eachOfSessions(s.Parallel, all)
	}
}
