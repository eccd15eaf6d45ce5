package ical

import (
	"strings"

	"github.com/plenaria/plenaria/ical/internal/contentline"
	"github.com/plenaria/plenaria/schedule"
)

// openYears is how long a series without an end is taken to last when its zone is
// looked for: the longer, the more VTIMEZONEs differ from the database that were
// made for some years only.
const openYears = 2

// seriesEnd gives a wall time behind the last occurrence of a series, as far as
// its rules tell that at a glance.
func (ev *importedEvent) seriesEnd() schedule.DateTime {
	end := ev.from.wall
	for i := range ev.c.props {
		p := &ev.c.props[i]
		switch p.name {
		case "RRULE":
			if last := ruleEnd(p.value, ev.from.wall.Date); last.Compare(end.Date) > 0 {
				end = schedule.DateTime{Date: last}
			}
		case "RDATE":
			for element := range contentline.Elements([]byte(p.value), ',') {
				start, _, _ := strings.Cut(string(element), "/")
				if s := parseStamp(start); s.form != brokenStamp && s.wall.Compare(end) > 0 {
					end = s.wall
				}
			}
		}
	}
	if last := ev.from.wall.Date.AddDays(maxSeriesDays); end.Date.Compare(last) > 0 && last.IsValid() {
		end.Date = last
	}
	return end
}

// maxSeriesDays is how far a zone is asked about, a hundred years.
const maxSeriesDays = 36_525

// ruleEnd gives a date behind the last occurrence of a rule.
func ruleEnd(rule string, start schedule.Date) schedule.Date {
	r, err := schedule.ParseRule(rule)
	days := openYears * 366
	switch {
	case err != nil:
		return start
	case !r.Until.IsZero():
		return r.Until.At.Date.AddDays(1)
	case r.Count > 0:
		period := 1
		switch r.Freq {
		case schedule.Yearly:
			period = 366
		case schedule.Monthly:
			period = 31
		case schedule.Weekly:
			period = 7
		}
		days = int(min(int64(min(r.Count, maxSeriesDays))*int64(min(max(r.Interval, 1), maxSeriesDays))*int64(period), maxSeriesDays))
	}
	return start.AddDays(days)
}
