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
	return t[t.session(uid)].In(langs...).Text
}

// session gives the ID of the session of an event; if the agenda has none of it, the left
// side of the UID.
func (t sessionTitles) session(uid string) string {
	id, _, _ := strings.Cut(uid, "@")
	if at := strings.LastIndexByte(id, '-'); at > 0 {
		_, whole := t[id]
		if _, ok := t[id[:at]]; ok && !whole {
			return id[:at]
		}
	}
	return id
}

// isOf reports whether an event is meant by its UID, the left side of that, or the ID of
// its session.
func (t sessionTitles) isOf(name, uid string) bool {
	id, _, _ := strings.Cut(uid, "@")
	return name == uid || name == id || name == t.session(uid)
}
