package ical

import (
	"slices"
	"time"

	"github.com/plenaria/plenaria/schedule"
)

// revisionProps tell which revision of an event it is, and nothing of the event.
var revisionProps = []string{"DTSTAMP", "SEQUENCE", "LAST-MODIFIED", "CREATED"}

// ruleProps are the rules of a series.
var ruleProps = []string{"RRULE", "RDATE", "EXDATE", "EXRULE"}

// changesOf tells what differs between two revisions of an event, in the order of
// the constants.
func changesOf(was, is *PublishedEvent) (list []Difference) {
	add := func(d Difference, differs bool) {
		if differs {
			list = append(list, d)
		}
	}
	a, b := was.ev.c, is.ev.c
	add(DifferentTime, !sameTimes(was, is))
	add(DifferentPlace, !sameValues(a.named(placeProps), b.named(placeProps)))
	add(DifferentStatus, was.Status != is.Status)
	add(DifferentTitle, !sameProperties(a.named([]string{"SUMMARY"}), b.named([]string{"SUMMARY"})))
	if len(list) == 0 { // else they follow, such as the time in a description
		add(DifferentDetails, !sameProperties(a.without(revisionProps), b.without(revisionProps)) || !sameComponents(a.subs, b.subs))
	}
	return list
}

// isRescheduled says whether a change raises SEQUENCE, RFC 5546 §2.1.4.
func isRescheduled(changes []Difference) bool {
	return slices.ContainsFunc(changes, func(d Difference) bool {
		return d == DifferentTime || d == DifferentPlace || d == DifferentStatus
	})
}

// sameTimes says whether two revisions take place at the same instants, each by
// the rules of its own file.
func sameTimes(was, is *PublishedEvent) bool {
	if !sameTime(was.Start, is.Start) || !sameTime(was.End, is.End) || was.Repeats != is.Repeats {
		return false
	}
	if !was.Repeats {
		return true
	}
	a, b := was.ev.c, is.ev.c
	start := []string{"DTSTART"} // the wall of a series is that of its rules
	return sameProperties(a.named(ruleProps), b.named(ruleProps)) && sameProperties(a.named(start), b.named(start)) && !driftedWithin(was, is)
}

func sameTime(a, b PublishedTime) bool {
	if a.IsDate() || b.IsDate() {
		return a.IsDate() == b.IsDate() && a.Wall.Date == b.Wall.Date
	}
	return a.At.Equal(b.At)
}

// foreseen is how far the rules of an endless series are compared.
const foreseen = 10 * 366 * day24

// driftedWithin says whether the clock of a series differs in two files while it
// goes on.
func driftedWithin(was, is *PublishedEvent) bool {
	if was.Start.IsDate() || is.Start.IsDate() {
		return false
	}
	to := was.Last
	if to.IsZero() {
		to = was.Start.At.Add(foreseen)
	}
	for at := was.Start.At; at.Before(to); {
		x, y := was.Start.Zone.At(at), is.Start.Zone.At(at)
		if x.Offset != y.Offset {
			return true
		}
		next := earliestEnd(x, y)
		if next.IsZero() {
			return false
		}
		at = next
	}
	return false
}

// earliestEnd gives the end of that of two spans which is over first; zero: never.
func earliestEnd(x, y schedule.Span) time.Time {
	if x.End.IsZero() || !y.End.IsZero() && y.End.Before(x.End) {
		return y.End
	}
	return x.End
}

// sameValues says whether two lists say the same, in whatever language.
func sameValues(a, b []property) bool {
	return slices.EqualFunc(a, b, func(p, q property) bool { return p.name == q.name && p.value == q.value })
}

// without gives the properties of other names, in their order.
func (c *component) without(names []string) (list []property) {
	for i := range c.props {
		if !slices.Contains(names, c.props[i].name) {
			list = append(list, c.props[i])
		}
	}
	return list
}
