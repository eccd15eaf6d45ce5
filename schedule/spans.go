package schedule

import (
	"fmt"
	"math"
	"slices"
	"time"

	"github.com/plenaria/plenaria/schedule/tzdb"
)

// zone is a compiled zone: what its clock does, from ever to ever. It is never
// changed after it was compiled.
type zone struct {
	name  string
	db    *tzdb.Database // nil: bytes of the caller's own
	spans []span         // ascending, neighbours differ; the first begins at always
	types []localType
	// horizon is the instant at which the table ends. The 400 years before it
	// are of the footer alone and so repeat for ever; never if nothing changes
	// after the last span.
	horizon int64
}

// span is a stretch with one local time type; it ends where the next begins.
type span struct {
	start int64 // seconds since 1970-01-01T00:00Z
	kind  uint8 // index into zone.types
}

const (
	always = math.MinInt64 / 4
	never  = math.MaxInt64 / 4
	// fourCenturies is the period of the Gregorian calendar, 146,097 days,
	// which are whole weeks: every yearly rule repeats after it.
	fourCenturies = 146097 * 86400
	// firstRuleYear is where the footer of a file without onsets begins.
	firstRuleYear = 1850
	// ruleYears is how many years of the footer are compiled: a whole cycle
	// between the year of the last onset and a year with its onsets to spare.
	ruleYears = 404
)

// compile turns TZif bytes into spans: the onsets of the file, then 400 years
// and more of its footer, so that each later instant has an equal inside.
func compile(name string, db *tzdb.Database, b []byte) (*zone, error) {
	f, err := parseTZif(b)
	if err != nil {
		return nil, fmt.Errorf("zone %s: %w", name, err)
	}
	z := &zone{name: name, db: db, types: f.types, horizon: never}
	z.spans = make([]span, 0, len(f.at)+1)
	z.push(always, 0)
	for i, at := range f.at {
		z.push(max(at, always+1), f.kind[i])
	}
	if f.footer == "" {
		return z, nil
	}
	y, err := parseYearly(f.footer)
	if err != nil {
		return nil, fmt.Errorf("zone %s: %w", name, err)
	}
	return z, z.extend(y, f.at)
}

// push appends a span unless it says the same as the one before it. A span
// that would last no time gives way.
func (z *zone) push(at int64, kind uint8) {
	if n := len(z.spans); n > 0 && z.spans[n-1].start == at {
		z.spans = z.spans[:n-1]
	}
	if n := len(z.spans); n > 0 && z.types[z.spans[n-1].kind] == z.types[kind] {
		return
	}
	z.spans = append(z.spans, span{at, kind})
}

// extend appends the onsets of the footer after the last one of the file.
func (z *zone) extend(y yearly, at []int64) error {
	last, year := int64(always), firstRuleYear
	if len(at) > 0 {
		last = at[len(at)-1]
		year = max(firstRuleYear, dateOfDay(floorDiv(last, 86400)).Year-1)
	}
	std, err := z.typeIndex(y.std)
	if err != nil || !y.changes {
		if len(at) == 0 && err == nil {
			z.spans[0].kind = std
		}
		return err
	}
	dst, err := z.typeIndex(y.dst)
	if err != nil {
		return err
	}
	z.spans = slices.Grow(z.spans, 2*ruleYears)
	for n := range ruleYears {
		toDST := y.toDST.in(year+n) - int64(y.std.offset)
		toStandard := y.toStandard.in(year+n) - int64(y.dst.offset)
		if toDST > toStandard { // the south of the equator
			z.pushAfter(last, toStandard, std)
			z.pushAfter(last, toDST, dst)
		} else {
			z.pushAfter(last, toDST, dst)
			z.pushAfter(last, toStandard, std)
		}
	}
	z.horizon = Date{year + ruleYears - 1, time.January, 1}.day() * 86400
	return nil
}

func (z *zone) pushAfter(last, at int64, kind uint8) {
	if at > last && at >= z.spans[len(z.spans)-1].start {
		z.push(at, kind)
	}
}

func (z *zone) typeIndex(t localType) (uint8, error) {
	for i, u := range z.types {
		if u == t {
			return uint8(i), nil
		}
	}
	if len(z.types) > math.MaxUint8 {
		return 0, fmt.Errorf("zone %s: %w: too many local time types", z.name, errTZif)
	}
	z.types = append(z.types, t)
	return uint8(len(z.types) - 1), nil
}

// fold maps an instant beyond the horizon to the equal one inside; shift is
// what to add to come back.
func (z *zone) fold(sec int64) (inside, shift int64) {
	if sec < z.horizon {
		return sec, 0
	}
	shift = (1 + (sec-z.horizon)/fourCenturies) * fourCenturies
	return sec - shift, shift
}

// find gives the index of the span that holds an instant below the horizon.
func (z *zone) find(sec int64) int {
	lo, hi := 0, len(z.spans)
	for hi-lo > 1 {
		mid := int(uint(lo+hi) >> 1)
		if z.spans[mid].start <= sec {
			lo = mid
		} else {
			hi = mid
		}
	}
	return lo
}

// end gives the instant at which span i ends; never for the last.
func (z *zone) end(i int) int64 {
	if i+1 < len(z.spans) {
		return z.spans[i+1].start
	}
	return never
}

// offset gives the seconds east of Greenwich of span i.
func (z *zone) offset(i int) int64 { return int64(z.types[z.spans[i].kind].offset) }
