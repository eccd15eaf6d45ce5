package render

import "github.com/plenaria/plenaria/schedule"

// Grouping chooses what the rows are gathered under.
type Grouping int

// The groupings.
const (
	// ByHost gathers by the host's days, however they fall on the reader's
	// calendar; dates that differ from the host's carry a mark. An occurrence of a
	// series on a date that is no day of the agenda stands under that date. It is
	// the zero Grouping.
	ByHost Grouping = iota
	// ByDate gathers by the dates on the first zone's wall.
	ByDate
)

// Options say for whom to render. Nil and the zero Options are ready.
type Options struct {
	// Langs are the reader's languages, best first; empty: the agenda's first.
	Langs []schedule.Lang
	// Zones are the walls to show, one column each, in this order. The zero
	// Zone stands for the host's own wall, which may change from day to day.
	// Empty: the host's own wall and the agenda's Also; for [CSV] the host's
	// alone.
	Zones []schedule.Zone
	// By is the grouping of [Text] and [Markdown].
	By Grouping
	// OmitBreaks leaves breaks out.
	OmitBreaks bool
	// Width is where [Text] breaks the lines of the programme's column, in
	// terminal cells; zero: 60. The other renderers break no lines.
	Width int
	// Compact makes [JSON] write neither line breaks nor indents: for programs,
	// at two thirds of the size.
	Compact bool
}

const defaultWidth = 60

// ready gives the options with every default filled in for an agenda.
func (o *Options) ready(a *schedule.Agenda) Options {
	var r Options
	if o != nil {
		r = *o
	}
	if len(r.Langs) == 0 {
		if r.Langs = a.Langs[:min(1, len(a.Langs))]; len(r.Langs) == 0 && len(a.Title) > 0 {
			r.Langs = []schedule.Lang{a.Title[0].Lang}
		}
	}
	if len(r.Zones) == 0 {
		r.Zones = append([]schedule.Zone{{}}, a.Also...)
	}
	if r.Width <= 0 {
		r.Width = defaultWidth
	}
	return r
}
