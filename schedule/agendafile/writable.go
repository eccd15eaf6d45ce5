package agendafile

import (
	"fmt"
	"slices"
	"time"
	"unicode/utf8"

	"github.com/plenaria/plenaria/schedule"
)

// maxKey is the longest key in bytes; YAML bounds keys to 1,024 characters.
const maxKey = 1000

// writable looks for what a file cannot hold.
func writable(a *schedule.Agenda) schedule.Problems {
	c := &checker{langs: a.Langs}
	c.agenda(a)
	c.problems.Sort()
	return c.problems
}

// checker collects what a file cannot hold.
type checker struct {
	langs    []schedule.Lang
	problems schedule.Problems
}

func (c *checker) addf(path, format string, args ...any) {
	c.problems = append(c.problems, schedule.Problem{Path: path, Err: &fault{schedule.ErrInvalid, fmt.Sprintf(format, args...)}})
}

func (c *checker) agenda(a *schedule.Agenda) {
	c.strings("id", string(a.ID), "organizer", string(a.Organizer), "url", a.URL, "domain", a.Domain, "revision", a.Revision)
	c.text("title", a.Title)
	c.languages("langs", a.Langs)
	for i, z := range a.Also {
		if z.IsZero() {
			c.addf(fmt.Sprintf("also[%d]", i), "a zone that is not set cannot stand in a list")
		}
	}
	ids := make(map[schedule.ID]bool)
	for i := range a.Participants {
		c.participant(fmt.Sprintf("participants[%d]", i), &a.Participants[i], ids)
	}
	clear(ids)
	for i := range a.Rooms {
		c.room(fmt.Sprintf("rooms[%d]", i), &a.Rooms[i], ids)
	}
	clear(ids)
	for i, t := range a.Tracks {
		path := fmt.Sprintf("tracks[%d]", i)
		c.key(path, t.ID, ids)
		c.text(path+".name", t.Name)
	}
	for i := range a.Days {
		c.day(fmt.Sprintf("days[%d]", i), &a.Days[i])
	}
}

// strings checks pairs of a path and a text.
func (c *checker) strings(pairs ...string) {
	for i := 0; i < len(pairs); i += 2 {
		if !utf8.ValidString(pairs[i+1]) {
			c.addf(pairs[i], "%s is not UTF-8", shown(pairs[i+1]))
		}
	}
}

// key checks an ID that is a key of a map.
func (c *checker) key(path string, id schedule.ID, ids map[schedule.ID]bool) {
	c.strings(path+".id", string(id))
	if len(id) > maxKey {
		c.addf(path+".id", "an ID of %d bytes is longer than %d", len(id), maxKey)
	}
	if ids[id] {
		c.addf(path+".id", "the ID %s is here twice, and a file has it as a key", shown(string(id)))
	}
	ids[id] = true
}

func (c *checker) languages(path string, langs []schedule.Lang) {
	for i, lang := range langs {
		if _, err := parseLang(string(lang)); err != nil {
			c.addf(fmt.Sprintf("%s[%d]", path, i), "%v", err)
		}
	}
}

// text checks that every translation has a language of its own, as only a
// single text may go without in an agenda without languages.
func (c *checker) text(path string, t schedule.Text) {
	bare := len(t) == 1 && len(c.langs) == 0 && t[0].Lang == ""
	for i, tr := range t {
		at := fmt.Sprintf("%s[%d]", path, i)
		c.strings(at+".text", tr.Text)
		if _, err := parseLang(string(tr.Lang)); err != nil && !bare {
			c.addf(at+".lang", "%v", err)
		}
		same := func(o schedule.Translation) bool { return o.Lang == tr.Lang }
		if slices.IndexFunc(t, same) < i {
			c.addf(at+".lang", "a second text in %q", tr.Lang)
		}
	}
}

func (c *checker) participant(path string, p *schedule.Participant, ids map[schedule.ID]bool) {
	c.key(path, p.ID, ids)
	c.text(path+".name", p.Name)
	c.strings(path+".org", string(p.Org), path+".country", p.Country, path+".email", p.Email)
	c.languages(path+".langs", p.Langs)
	oneOf(c, path+".kind", p.Kind, participantKinds())
}

// oneOf checks a word of a vocabulary; no word is one too.
func oneOf[T ~string](c *checker, path string, word T, all []T) {
	if word != "" && !slices.Contains(all, word) {
		c.addf(path, "%s is not one of %q", shown(string(word)), all)
	}
}

func (c *checker) room(path string, r *schedule.Room, ids map[schedule.ID]bool) {
	c.key(path, r.ID, ids)
	c.text(path+".name", r.Name)
	c.strings(path+".address", r.Address)
	if g := r.Geo; g != nil && !(g.Lat >= -90 && g.Lat <= 90 && g.Lon >= -180 && g.Lon <= 180) {
		c.addf(path+".geo", "[%g, %g] is no place on Earth", g.Lat, g.Lon)
	}
}

func (c *checker) day(path string, d *schedule.Day) {
	c.date(path+".date", d.Date)
	c.text(path+".label", d.Label)
	c.clock(path+".opens", d.Opens)
	c.clock(path+".closes", d.Closes)
	c.strings(path+".room", string(d.Room))
	for i := range d.Sessions {
		c.session(fmt.Sprintf("%s.sessions[%d]", path, i), &d.Sessions[i], false)
	}
}

// date checks a date that may be left out.
func (c *checker) date(path string, d schedule.Date) {
	if !d.IsZero() && !d.IsValid() {
		c.addf(path, "%v is not a day of the calendar", d)
	}
}

func (c *checker) clock(path string, k schedule.Clock) {
	if !k.IsValid() {
		c.addf(path, "%d seconds are not a clock from 00:00 to 47:59:59", int32(k))
	}
}

func (c *checker) session(path string, s *schedule.Session, parallel bool) {
	c.strings(path+".id", string(s.ID), path+".room", string(s.Room), path+".track", string(s.Track),
		path+".link", s.Link, path+".streamURL", s.StreamURL)
	oneOf(c, path+".kind", s.Kind, kinds())
	oneOf(c, path+".status", s.Status, statuses())
	c.text(path+".title", s.Title)
	c.text(path+".abstract", s.Abstract)
	c.text(path+".note", s.Note)
	c.clock(path+".start", s.Start)
	c.clock(path+".end", s.End)
	c.date(path+".endDate", s.EndDate)
	c.date(path+".through", s.Through)
	if parallel && s.Start == 0 && s.End == 0 && !s.IsAllDay() && !s.EndDate.IsZero() {
		c.addf(path+".endDate", "an end date without clocks of its own")
	}
	for i, code := range s.Countries {
		c.strings(fmt.Sprintf("%s.countries[%d]", path, i), code)
	}
	c.roles(path, s.Roles)
	for i := range s.Parts {
		c.part(fmt.Sprintf("%s.parts[%d]", path, i), &s.Parts[i])
	}
	for i := range s.Parallel {
		c.session(fmt.Sprintf("%s.parallel[%d]", path, i), &s.Parallel[i], true)
	}
	if s.Repeat != nil {
		c.repeat(path+".repeat", s.Repeat)
	}
}

func (c *checker) roles(path string, roles []schedule.Role) {
	for i, r := range roles {
		at := fmt.Sprintf("%s.roles[%d]", path, i)
		c.strings(at+".who", string(r.Who))
		if roleName(r.As) == "" {
			c.addf(at+".as", "%s is not one of %q", shown(string(r.As)), roleWords())
		}
	}
}

func (c *checker) part(path string, p *schedule.Part) {
	c.text(path+".title", p.Title)
	c.text(path+".note", p.Note)
	c.roles(path, p.Roles)
	if p.Length < 0 || p.Length%time.Second != 0 || p.Length > maxHours*time.Hour {
		c.addf(path+".length", "%v is not whole seconds, up to %d hours", p.Length, maxHours)
	}
}

func (c *checker) repeat(path string, r *schedule.Repeat) {
	c.strings(path+".rule", r.Rule)
	for i, rule := range r.Rules {
		c.strings(fmt.Sprintf("%s.rules[%d]", path, i), rule)
	}
	for i, rule := range r.ExceptRules {
		c.strings(fmt.Sprintf("%s.exceptRules[%d]", path, i), rule)
	}
	from := make(map[schedule.DateTime]bool)
	for i, m := range r.Moved {
		at := fmt.Sprintf("%s.moved[%d]", path, i)
		c.wall(at+".from", m.From)
		if !m.Cancelled {
			c.wall(at+".to", m.To)
		}
		if !m.End.IsZero() {
			c.wall(at+".end", m.End)
		}
		if from[m.From] {
			c.addf(at+".from", "%v is moved twice", m.From)
		}
		from[m.From] = true
	}
	for i, w := range r.Except {
		c.wall(fmt.Sprintf("%s.except[%d]", path, i), w)
	}
	for i, w := range r.Also {
		c.wall(fmt.Sprintf("%s.also[%d]", path, i), w)
	}
	for i, p := range r.Periods {
		c.wall(fmt.Sprintf("%s.periods[%d].start", path, i), p.Start)
		c.wall(fmt.Sprintf("%s.periods[%d].end", path, i), p.End)
	}
}

func (c *checker) wall(path string, w schedule.DateTime) {
	if !w.IsValid() {
		c.addf(path, "%v %d s is not a wall time", w.Date, int32(w.Clock))
	}
}
