package ical

import (
	"slices"

	"github.com/plenaria/plenaria/schedule"
)

// A chooser gives texts in the languages of a file. The choice is that of
// [schedule.Text.In], which is asked once for each list of languages that texts
// have, since matching tags costs more than writing an event.
type chooser struct {
	langs []schedule.Lang
	known []choice
}

// A choice is the index that In chose from texts with these languages.
type choice struct {
	tags  []schedule.Lang
	index int
}

// maxChoices bounds the search; an agenda has a handful of combinations.
const maxChoices = 64

// in gives t in the best language; zero if t is empty.
func (c *chooser) in(t schedule.Text) schedule.Translation {
	if len(t) == 0 {
		return schedule.Translation{}
	}
	for i := range c.known {
		if known := &c.known[i]; known.fits(t) {
			if got := t[known.index]; got.Text != "" {
				return got
			}
			break
		}
	}
	return c.ask(t)
}

// fits says whether t has the languages of the choice, in that order.
func (c *choice) fits(t schedule.Text) bool {
	if len(c.tags) != len(t) {
		return false
	}
	for i := range t {
		if t[i].Lang != c.tags[i] {
			return false
		}
	}
	return true
}

// ask asks In, and keeps the answer if it tells by the languages alone.
func (c *chooser) ask(t schedule.Text) schedule.Translation {
	got := t.In(c.langs...)
	index := slices.Index(t, got)
	empty := slices.ContainsFunc(t, func(tr schedule.Translation) bool { return tr.Text == "" })
	if index < 0 || empty || len(c.known) >= maxChoices {
		return got
	}
	tags := make([]schedule.Lang, len(t))
	for i := range t {
		tags[i] = t[i].Lang
	}
	c.known = append(c.known, choice{tags, index})
	return got
}
