package ical

import (
	"cmp"
	"slices"
	"time"
)

// A silence is the times of which a VTIMEZONE says nothing, or nothing that could
// be true, though its clock shows something then. They are in order.
type silence []gap

// A gap is from an instant on and before another, in seconds since
// 1970-01-01T00:00Z.
type gap struct{ from, to int64 }

// staleAfter is how long after the last of single onsets a VTIMEZONE still says
// something: longer than any of the periods in which a clock is not set that is
// set twice a year.
const staleAfter = 366 * 86400

// endOfTime is beyond all years of package schedule.
const endOfTime = 1 << 40

// silent gives the times that are
//
//   - before the first onset;
//   - between two onsets to the same offset, where the second comes from another:
//     an onset between them is missing. So do files that Apple writes begin summer
//     time in 1981, and winter time in 1996;
//   - more than a year after the last onset of a clock that goes between STANDARD
//     and DAYLIGHT, if all its onsets are single ones: files list those of their
//     own time.
func (r *zoneReader) silent(settings []setting) silence {
	mute := silence{{-endOfTime, settings[0].at}}
	for i := 1; i < len(settings); i++ {
		before, s := settings[i-1], settings[i]
		x, y := &r.parts[before.part], &r.parts[s.part]
		if before.at != s.at && x.to == y.to && y.from != y.to {
			mute = append(mute, gap{before.at, s.at})
		}
	}
	isDaylight := func(o observed) bool { return o.daylight }
	isStandard := func(o observed) bool { return !o.daylight }
	isRuled := func(o observed) bool { return len(o.endless) > 0 }
	if slices.ContainsFunc(r.parts, isDaylight) && slices.ContainsFunc(r.parts, isStandard) && !slices.ContainsFunc(r.parts, isRuled) {
		mute = append(mute, gap{settings[len(settings)-1].at + staleAfter, endOfTime})
	}
	return mute
}

// next gives the first instant from t on that is in no gap.
func (m silence) next(t time.Time) time.Time {
	at := t.Unix()
	i, _ := slices.BinarySearchFunc(m, at, func(g gap, at int64) int { return cmp.Compare(g.to, at+1) })
	for ; i < len(m) && m[i].from <= at && at < m[i].to; i++ {
		at = m[i].to
	}
	if at == t.Unix() {
		return t
	}
	return time.Unix(at, 0).UTC()
}
