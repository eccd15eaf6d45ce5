package main

import (
	"slices"
	"strings"

	"github.com/plenaria/plenaria/ical"
	"github.com/plenaria/plenaria/schedule"
)

// invitedToSeries reports whether people have been invited to a series as one event, and
// not to its occurrences since.
func (p *published) invitedToSeries() bool {
	return p.Publication != nil && slices.ContainsFunc(p.Events, func(e ical.PublishedEvent) bool {
		return e.Repeats && !p.hasGoneBack(&e)
	})
}

// hasGoneBack reports whether a series was cancelled as its occurrences became events of
// their own.
func (p *published) hasGoneBack(series *ical.PublishedEvent) bool {
	return series.Status == schedule.Cancelled && slices.ContainsFunc(p.Events, func(e ical.PublishedEvent) bool {
		return !e.Stamp.Before(series.Stamp) && isOccurrence(e.UID, series.UID)
	})
}

// isOccurrence reports whether a UID is that of an occurrence as an event of its own: its
// date, and perhaps its time, stand behind the ID of the session.
func isOccurrence(uid, series string) bool {
	const date = len("20270323")
	id, domain, _ := strings.Cut(series, "@")
	at, found := strings.CutPrefix(uid, id+"-")
	at, found2 := strings.CutSuffix(at, "@"+domain)
	return found && found2 && len(at) >= date && strings.Trim(at[:date], "0123456789") == ""
}
