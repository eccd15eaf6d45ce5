package ical

import (
	"slices"
	"time"

	"github.com/plenaria/plenaria/schedule"
)

// spans gives what the clock does, from ever to ever. The settings are in order.
// A TZOFFSETFROM that differs from the clock before is a remark if the last onset
// has it: often the observances begin in different decades.
func (r *zoneReader) spans(settings []setting) []schedule.Span {
	spans := []schedule.Span{r.before(settings[0])}
	wrong := map[int]setting{}
	for i, s := range settings {
		o := &r.parts[s.part]
		last := &spans[len(spans)-1]
		if i > 0 && settings[i-1].at == s.at {
			r.together(settings[i-1], s)
		} else if o.from == last.Offset || o.to == last.Offset {
			delete(wrong, s.part)
		} else if _, ok := wrong[s.part]; !ok {
			wrong[s.part] = s
		}
		spans = push(spans, schedule.Span{Start: time.Unix(s.at, 0).UTC(), Offset: o.to, Abbr: o.abbr(), DST: o.daylight})
	}
	for i := range r.parts {
		if s, ok := wrong[i]; ok {
			r.remark(r.parts[i].pos, "%s at %s comes from TZOFFSETFROM:%s, which the clock does not show before it; the onset is taken as it is written",
				r.parts[i].kind(), utcText(s.at), offsetText(r.parts[i].from))
		}
	}
	return spans
}

// push appends a span, which ends the one before it. One that says the same is
// not needed; one that lasts no time gives way.
func push(spans []schedule.Span, s schedule.Span) []schedule.Span {
	last := &spans[len(spans)-1]
	if last.Start.Equal(s.Start) && len(spans) > 1 {
		spans = spans[:len(spans)-1]
		last = &spans[len(spans)-1]
		last.End = time.Time{}
	}
	if last.Offset == s.Offset && last.Abbr == s.Abbr && last.DST == s.DST {
		return spans
	}
	last.End = s.Start
	return append(spans, s)
}

// before gives the span before the first onset: what the onset's TZOFFSETFROM
// says, with the name of the observance that leads to it.
func (r *zoneReader) before(first setting) schedule.Span {
	offset := r.parts[first.part].from
	for _, daylight := range []bool{false, true} {
		i := slices.IndexFunc(r.parts, func(o observed) bool { return o.to == offset && o.daylight == daylight })
		if i >= 0 {
			return schedule.Span{Offset: offset, Abbr: r.parts[i].abbr(), DST: daylight}
		}
	}
	return schedule.Span{Offset: offset, Abbr: zoneAbbr(offset)}
}

// together tells that two observances begin at one instant and differ.
func (r *zoneReader) together(a, b setting) {
	x, y := &r.parts[a.part], &r.parts[b.part]
	if x.to != y.to && !y.told {
		y.told = true
		r.remark(y.pos, "%s and %s both begin at %s; %s, of this one, is taken", x.kind(), y.kind(), utcText(b.at), offsetText(y.to))
	}
}

// withHorizon cuts spans off that come again after 400 years, from the first
// that begins at the instant steady or later.
func withHorizon(spans []schedule.Span, steady int64) []schedule.Span {
	horizon := int64(0)
	for i, s := range spans {
		switch at := s.Start.Unix(); {
		case s.Start.IsZero() || at < steady:
		case horizon == 0:
			horizon = at + cycleSeconds
		case at == horizon:
			spans[i-1].End = s.Start
			return spans[:i]
		case at > horizon:
			return spans
		}
	}
	return spans
}

// abbr gives the name of the time, of the offset if there is no TZNAME.
func (o *observed) abbr() string {
	if o.name == "" {
		return zoneAbbr(o.to)
	}
	return o.name
}

// zoneAbbr names an offset as the database does: -05, +0530.
func zoneAbbr(seconds int) string {
	s := offsetText(seconds)
	if seconds%3600 == 0 {
		return s[:3]
	}
	return s
}
