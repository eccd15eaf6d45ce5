package main

import (
	"strings"

	"github.com/plenaria/plenaria/schedule"
)

// sessionTitles are the titles of an agenda's sessions by ID.
type sessionTitles map[string]schedule.Text

func titlesOf(agenda *schedule.Agenda) sessionTitles {
	t := sessionTitles{}
	for i := range agenda.Days {
		t.add(agenda.Days[i].Sessions)
	}
	return t
}

func (t sessionTitles) add(sessions []schedule.Session) {
	for i := range sessions {
		t[string(sessions[i].ID)] = sessions[i].Title
		t.add(sessions[i].Parallel)
	}
}

// in gives the title of an event in a language, if its UID tells the session: it has
// the ID on its left side, for an occurrence with the time behind. Else it is empty.
func (t sessionTitles) in(langs []schedule.Lang, uid string) string {
	id, _, _ := strings.Cut(uid, "@")
	text, ok := t[id]
	if at := strings.LastIndexByte(id, '-'); !ok && at > 0 {
		text = t[id[:at]]
	}
	return text.In(langs...).Text
}
