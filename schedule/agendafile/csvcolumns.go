package agendafile

import (
	"fmt"
	"slices"
	"strings"

	"github.com/plenaria/plenaria/schedule"
	"github.com/plenaria/plenaria/schedule/tzdb"
)

// column is a column of the table: how a session's cell looks, and what a cell
// makes of a session. The columns id, parent and day have neither; they say
// which row it is and where it belongs.
type column struct {
	name string
	show func(v *schedule.Session) string
	// set takes a text that differs from the one shown, "" to clear.
	set func(v *schedule.Session, text string) error
}

// columns gives the columns of an agenda with texts in some languages, in
// their order. The language "" stands for the original one, whose columns can
// be called title and note alone.
func columns(db *tzdb.Database, langs []schedule.Lang, original schedule.Lang) []column {
	cols := []column{
		{name: "id"}, {name: "parent"}, {name: "day"},
		{"start", showStart, setStart},
		{"end", showEnd, setEnding},
		{"zone", func(v *schedule.Session) string { return v.Zone.String() }, setZone(db)},
		wordColumn("kind", func(v *schedule.Session) *schedule.Kind { return &v.Kind }, kinds()),
		wordColumn("status", func(v *schedule.Session) *schedule.Status { return &v.Status }, statuses()),
		stringColumn("room", func(v *schedule.Session) *schedule.ID { return &v.Room }),
		stringColumn("track", func(v *schedule.Session) *schedule.ID { return &v.Track }),
	}
	for _, lang := range langs {
		cols = append(cols, textColumn("title", lang, original, func(v *schedule.Session) *schedule.Text { return &v.Title }))
	}
	for _, lang := range langs {
		cols = append(cols, textColumn("note", lang, original, func(v *schedule.Session) *schedule.Text { return &v.Note }))
	}
	for _, k := range roleKeys() {
		if k.as != schedule.Interpreter && k.as != schedule.Attendee {
			cols = append(cols, roleColumn(k))
		}
	}
	return append(cols, countriesColumn(db),
		stringColumn("link", func(v *schedule.Session) *string { return &v.Link }))
}

// stringColumn is a column of a field that takes any text.
func stringColumn[T ~string](name string, field func(*schedule.Session) *T) column {
	return column{name,
		func(v *schedule.Session) string { return string(*field(v)) },
		func(v *schedule.Session, text string) error {
			*field(v) = T(text)
			return nil
		}}
}

// wordColumn is a column of a field with a vocabulary.
func wordColumn[T ~string](name string, field func(*schedule.Session) *T, words []T) column {
	c := stringColumn(name, field)
	c.set = func(v *schedule.Session, text string) (err error) {
		if text == "" {
			*field(v) = ""
			return nil
		}
		*field(v), err = oneWord(name, text, words)
		return err
	}
	return c
}

// textColumn is the column of one language of a text.
func textColumn(name string, lang, original schedule.Lang, field func(*schedule.Session) *schedule.Text) column {
	if lang == "" {
		lang = original
	} else {
		name += "_" + string(lang)
	}
	same := func(t schedule.Translation) bool { return t.Lang == lang }
	return column{name,
		func(v *schedule.Session) string {
			if i := slices.IndexFunc(*field(v), same); i >= 0 {
				return (*field(v))[i].Text
			}
			return ""
		},
		func(v *schedule.Session, text string) error {
			t := field(v)
			switch i := slices.IndexFunc(*t, same); {
			case text == "":
				*t = slices.DeleteFunc(slices.Clone(*t), same)
			case i < 0:
				*t = append(slices.Clip(*t), schedule.Translation{Lang: lang, Text: text})
			default:
				*t = slices.Clone(*t)
				(*t)[i].Text = text
			}
			return nil
		}}
}

// roleColumn is the column of the people in one role.
func roleColumn(k roleKey) column {
	return column{k.key,
		func(v *schedule.Session) string {
			var who []string
			for _, r := range v.Roles {
				if r.As == k.as {
					who = append(who, string(r.Who))
				}
			}
			return strings.Join(who, "; ")
		},
		func(v *schedule.Session, text string) error {
			who, err := splitList(text)
			v.Roles = replaceRoles(v.Roles, k.as, who)
			return err
		}}
}

// replaceRoles puts other people into a role, where the first of the old ones
// stood.
func replaceRoles(roles []schedule.Role, as schedule.RoleKind, who []string) (all []schedule.Role) {
	done := false
	put := func() {
		for _, w := range who {
			all = append(all, schedule.Role{Who: schedule.ID(w), As: as})
		}
		done = true
	}
	for _, r := range roles {
		switch {
		case r.As != as:
			all = append(all, r)
		case !done:
			put()
		}
	}
	if !done {
		put()
	}
	return all
}

func countriesColumn(db *tzdb.Database) column {
	return column{"countries",
		func(v *schedule.Session) string { return strings.Join(v.Countries, "; ") },
		func(v *schedule.Session, text string) error {
			codes, err := splitList(text)
			for _, code := range codes {
				if err == nil {
					err = checkCountry(db, code, true)
				}
			}
			v.Countries = codes
			return err
		}}
}

// splitList reads "a; b; c".
func splitList(text string) (words []string, err error) {
	if text == "" {
		return nil, nil
	}
	for word := range strings.SplitSeq(text, ";") {
		word = strings.TrimSpace(word)
		if word == "" {
			err = fmt.Errorf("%s has an empty place in its list; write \"a; b\"", shown(text))
			continue
		}
		words = append(words, word)
	}
	return words, err
}

// showStart is empty for whole dates and for a session that has the clocks of
// the one it is parallel to; the table tells both from midnight by the end.
func showStart(v *schedule.Session) string {
	if v.IsAllDay() || v.Start == 0 && v.End == 0 && v.EndDate.IsZero() {
		return ""
	}
	return v.Start.String()
}

func showEnd(v *schedule.Session) string {
	switch {
	case v.IsAllDay():
		return v.Through.String()
	case !v.EndDate.IsZero():
		return v.EndDate.String() + "T" + v.End.String()
	}
	if v.Start == 0 && v.End == 0 {
		return ""
	}
	return v.End.String()
}

func setStart(v *schedule.Session, text string) (err error) {
	if text == "" {
		v.Start = 0
		return nil
	}
	v.Start, err = schedule.ParseClock(text)
	v.Through = schedule.Date{}
	return err
}

// setEnding reads a clock, a wall time, or the last date of an all-day item.
func setEnding(v *schedule.Session, text string) (err error) {
	switch {
	case text == "":
		v.End, v.EndDate, v.Through = 0, schedule.Date{}, schedule.Date{}
	case strings.Contains(text, "T"):
		var w schedule.DateTime
		w, err = schedule.ParseDateTime(text)
		v.EndDate, v.End, v.Through = w.Date, w.Clock, schedule.Date{}
	case strings.Contains(text, ":"):
		v.End, err = schedule.ParseClock(text)
		v.EndDate, v.Through = schedule.Date{}, schedule.Date{}
	default:
		v.Through, err = schedule.ParseDate(text)
		if err != nil {
			err = fmt.Errorf("%s is not an end; write a clock (09:30), a wall time (2021-11-19T09:30), or a date (2021-11-19) for whole days", shown(text))
		}
	}
	return err
}

func setZone(db *tzdb.Database) func(*schedule.Session, string) error {
	return func(v *schedule.Session, text string) (err error) {
		if text == "" {
			v.Zone = schedule.Zone{}
			return nil
		}
		v.Zone, err = placeZone(db, text)
		return err
	}
}
