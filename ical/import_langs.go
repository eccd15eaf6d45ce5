package ical

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/plenaria/plenaria/schedule"
)

// oddLangs tells of each LANGUAGE that is no language tag, where it comes first.
func (im *importer) oddLangs() {
	odd := slices.Concat(im.langs.odd, im.people.langs.odd)
	slices.SortStableFunc(odd, func(a, b *property) int {
		return cmp.Or(cmp.Compare(a.pos.Line, b.pos.Line), cmp.Compare(a.pos.Column, b.pos.Column))
	})
	told := map[string]bool{}
	for _, p := range odd {
		if tag := p.param("LANGUAGE"); !told[tag] {
			told[tag] = true
			im.remark(p.pos, schedule.ErrInvalid, "LANGUAGE is %q, which is no language tag such as ko or es-419; it is left out", shortText(tag))
		}
	}
}

// settleLangs gives a language to the texts that have none, since in an agenda
// with languages every text is in one: that of the event's SUMMARY, else of its
// other texts, else the agenda's first. The last is a guess, and is told unless
// the caller chose that language.
func (im *importer) settleLangs() {
	a := im.agenda
	if len(a.Langs) == 0 {
		return
	}
	first := a.Langs[0]
	im.settleText(&a.Title, first, im.cals[0].c)
	for i := range a.Participants {
		im.settleText(&a.Participants[i].Name, first, im.cals[0].c)
	}
	for i := range a.Rooms {
		im.settleText(&a.Rooms[i].Name, first, im.cals[0].c)
	}
	for i := range a.Tracks {
		im.settleText(&a.Tracks[i].Name, first, im.cals[0].c)
	}
	guessed := 0
	for i := range a.Days {
		im.settleText(&a.Days[i].Label, first, im.cals[0].c)
		guessed += im.settleSessions(a.Days[i].Sessions)
	}
	if guessed > 0 && len(im.o.Langs) == 0 {
		events := "1 event has no LANGUAGE; its texts are"
		if guessed > 1 {
			events = strconv.Itoa(guessed) + " events have no LANGUAGE; their texts are"
		}
		im.remark(im.cals[0].c.pos, schedule.ErrMissing, events+" taken to be in %q, the commonest of the file. ImportOptions.Langs names another", first)
	}
}

// settleSessions settles the texts of sessions, and counts those of which nothing
// tells the language.
func (im *importer) settleSessions(sessions []schedule.Session) (guessed int) {
	for i := range sessions {
		s := &sessions[i]
		texts := [...]*schedule.Text{&s.Title, &s.Abstract, &s.Note}
		lang := schedule.Lang("")
		for _, t := range texts {
			if len(*t) > 0 && lang == "" {
				lang = (*t)[0].Lang
			}
		}
		if lang == "" {
			lang, guessed = im.agenda.Langs[0], guessed+1
		}
		for _, t := range texts {
			im.settleText(t, lang, im.cals[0].c)
		}
		guessed += im.settleSessions(s.Parallel)
	}
	return guessed
}

// settleText gives a translation that is in no language one that the text does not
// have yet: lang, else one of the agenda. Where there is none, it is left out.
func (im *importer) settleText(t *schedule.Text, lang schedule.Lang, at *component) {
	for i := range *t {
		tr := &(*t)[i]
		if tr.Lang != "" {
			continue
		}
		free := func(l schedule.Lang) bool {
			return !slices.ContainsFunc(*t, func(o schedule.Translation) bool { return o.Lang == l })
		}
		if !free(lang) {
			j := slices.IndexFunc(im.agenda.Langs, free)
			if j < 0 {
				im.fault(at.pos, schedule.ErrInvalid, "%s has no LANGUAGE, and all languages of the file have a text of their own; it is left out", shortText(tr.Text))
				*t = slices.Concat((*t)[:i], (*t)[i+1:]) // occurrences share texts
				return
			}
			lang = im.agenda.Langs[j]
		}
		tr.Lang = lang
		return
	}
}
