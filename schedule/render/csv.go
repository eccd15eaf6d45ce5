package render

import (
	"encoding/csv"
	"io"
	"strconv"
	"strings"

	"github.com/plenaria/plenaria/schedule"
	"github.com/plenaria/plenaria/schedule/csvcell"
)

// csvHeader names the columns of [CSV].
var csvHeader = []string{
	"day", "date", "start", "end_date", "end", "zone", "id",
	"kind", "status", "title", "people", "room", "note",
}

// CSV writes one row a session, parallel ones after their parent, below the
// header
//
//	day,date,start,end_date,end,zone,id,kind,status,title,people,room,note
//
// The day is 1 for the host's first. Dates are YYYY-MM-DD and clocks HH:MM on
// the wall of the row's zone; all-day rows have no clocks, and their end_date
// is the last date. What ends after midnight has the next date and no mark such as
// +1, which a spreadsheet would take for a number. People, also those of the parts,
// are parted by "; ". Several zones give one block of rows after the other; none gives
// the host's own walls. The format is RFC 4180 in UTF-8 with LF as the end of a line.
// A text of the agenda that spreadsheets would take for a formula has an apostrophe
// before it; see package csvcell. The error is the writer's.
func CSV(w io.Writer, tl *schedule.Timeline, o *Options) error {
	zones := []schedule.Zone{{}}
	if o != nil && len(o.Zones) > 0 {
		zones = o.Zones
	}
	r := o.ready(tl.Agenda)
	c := csv.NewWriter(w)
	c.Write(csvHeader)
	n := newNames(tl.Agenda, r.Langs)
	for _, z := range zones {
		for i := range tl.Slots {
			s := &tl.Slots[i]
			if r.OmitBreaks && s.Session.Kind == schedule.Break {
				continue
			}
			c.Write(csvRow(s, z, n, r.Langs))
		}
	}
	c.Flush()
	return c.Error()
}

// csvRow writes a slot on one wall; on its own if z is zero.
func csvRow(s *schedule.Slot, z schedule.Zone, n names, langs []schedule.Lang) []string {
	if z.IsZero() {
		z = s.Zone
	}
	date, start, endDate, end := s.From.String(), "", s.Through.String(), ""
	if !s.AllDay() {
		from, to := z.Wall(s.Start), z.Wall(s.End)
		date, start = from.Date.String(), from.Clock.String()
		endDate, end = to.Date.String(), to.Clock.String()
	}
	row := []string{strconv.Itoa(s.Day + 1), date, start, endDate, end, z.String()}
	for _, text := range []string{
		string(s.Session.ID), kindOf(s.Session), statusOf(s.Session),
		s.Session.Title.In(langs...).Text,
		strings.Join(n.everyone(s.Session), "; "),
		n.rooms[s.Room], s.Session.Note.In(langs...).Text,
	} {
		row = append(row, csvcell.Guard(text))
	}
	return row
}

func kindOf(s *schedule.Session) string {
	if s.Kind == "" {
		return string(schedule.Talk)
	}
	return string(s.Kind)
}

func statusOf(s *schedule.Session) string {
	if s.Status == "" {
		return string(schedule.Confirmed)
	}
	return string(s.Status)
}
