package schedule

import (
	"fmt"
	"iter"
	"sync"
	"time"

	"github.com/plenaria/plenaria/schedule/tzdb"
)

// Zone is a time zone of the IANA database, compiled for use. It is a small
// value: copy it, compare it with ==, use it as a map key; one name of one
// database is always the same Zone. The zero Zone is not set; its methods that
// need a clock panic, as an agenda without a zone is a programmer's error that
// [Agenda.Check] tells.
type Zone struct{ z *zone }

// ErrUnknownZone is wrapped by the errors about zone names that the database
// in use does not have.
var ErrUnknownZone = tzdb.ErrUnknownZone

// compiled holds every zone that was loaded, by its key.
var compiled sync.Map // zoneKey → *zone

type zoneKey struct {
	db   *tzdb.Database
	name string
}

// LoadZone gives the zone of a name such as "America/Panama" from the newer of
// the pinned and the system's database, see [tzdb.Newest]. It refuses "" and
// "Local". The error wraps [ErrUnknownZone] and names what was probably meant.
func LoadZone(name string) (Zone, error) { return ZoneIn(nil, name) }

// ZoneIn gives the zone of a name from one database; nil stands for
// [tzdb.Newest].
func ZoneIn(db *tzdb.Database, name string) (Zone, error) {
	if db == nil {
		db = tzdb.Newest()
	}
	key := zoneKey{db, name}
	if z, ok := compiled.Load(key); ok {
		return Zone{z.(*zone)}, nil
	}
	b, err := db.TZif(name)
	if err != nil {
		return Zone{}, err
	}
	z, err := compile(name, db, b)
	if err != nil {
		return Zone{}, err
	}
	kept, _ := compiled.LoadOrStore(key, z)
	return Zone{kept.(*zone)}, nil
}

// ZoneFromTZif makes a zone of the bytes of a TZif file (RFC 9636), under any
// name. Each call makes a Zone of its own, which == tells from all others.
func ZoneFromTZif(name string, tzif []byte) (Zone, error) {
	if name == "" {
		return Zone{}, fmt.Errorf("a zone needs a name")
	}
	z, err := compile(name, nil, tzif)
	if err != nil {
		return Zone{}, err
	}
	return Zone{z}, nil
}

var utc = &zone{
	name:    "UTC",
	spans:   []span{{start: always}},
	types:   []localType{{abbr: "UTC"}},
	horizon: never,
}

// UTC gives the zone of Coordinated Universal Time, which needs no database.
func UTC() Zone { return Zone{utc} }

// IsZero reports whether z is not set.
func (z Zone) IsZero() bool { return z.z == nil }

// String gives the name as it was asked for, never that of the link's target;
// "" for the zero Zone.
func (z Zone) String() string {
	if z.z == nil {
		return ""
	}
	return z.z.name
}

// MarshalText writes the zone's name.
func (z Zone) MarshalText() ([]byte, error) { return []byte(z.String()), nil }

// UnmarshalText reads what [LoadZone] reads; an empty text gives the zero Zone.
func (z *Zone) UnmarshalText(b []byte) (err error) {
	if len(b) == 0 {
		*z = Zone{}
		return nil
	}
	*z, err = LoadZone(string(b))
	return err
}

// Database gives the database that z comes from; nil for [UTC], for
// [ZoneFromTZif] and for the zero Zone.
func (z Zone) Database() *tzdb.Database {
	if z.z == nil {
		return nil
	}
	return z.z.db
}

// Equal reports whether z and o have the same name or names that are aliases
// in a database of theirs, such as Asia/Calcutta and Asia/Kolkata. It does not
// compare what their clocks show.
func (z Zone) Equal(o Zone) bool {
	if z == o || z.z == nil || o.z == nil {
		return z == o
	}
	if z.z.name == o.z.name {
		return true
	}
	return z.z.db != nil && z.z.db.Same(z.z.name, o.z.name) ||
		o.z.db != nil && o.z.db != z.z.db && o.z.db.Same(z.z.name, o.z.name)
}

// clock gives the compiled zone, and panics for the zero Zone.
func (z Zone) clock() *zone {
	if z.z == nil {
		panic("schedule: the zero Zone has no clock")
	}
	return z.z
}

// Span is a stretch of time in which a zone's clock keeps one distance from
// UTC, one abbreviation and one kind of time.
type Span struct {
	// Start is the onset, End the next one, both in UTC; a zero Start means
	// since ever, a zero End for ever.
	Start, End time.Time
	// Offset is in seconds east of Greenwich.
	Offset int
	// Abbr is the abbreviation of the database, such as "CEST" or "-05".
	Abbr string
	// DST is the database's mark for daylight saving time. It does not say
	// which of two clocks is the later: Dublin's winter has it.
	DST bool
}

// At gives the span that holds the instant t.
func (z Zone) At(t time.Time) Span {
	c := z.clock()
	sec, shift := c.fold(t.Unix())
	i := c.find(sec)
	kind := c.types[c.spans[i].kind]
	return Span{
		Start:  instant(c.spans[i].start, shift),
		End:    instant(c.end(i), shift),
		Offset: int(kind.offset), Abbr: kind.abbr, DST: kind.dst,
	}
}

// instant makes a time of an edge of a span.
func instant(sec, shift int64) time.Time {
	if sec == always || sec == never {
		return time.Time{}
	}
	return time.Unix(sec+shift, 0).UTC()
}

// Offset gives the seconds east of Greenwich at the instant t.
func (z Zone) Offset(t time.Time) int {
	c := z.clock()
	sec, _ := c.fold(t.Unix())
	return int(c.offset(c.find(sec)))
}

// Spans yields the spans that meet the time from from to to, to excluded, in
// order and uncut: the first may begin before from, the last end after to.
func (z Zone) Spans(from, to time.Time) iter.Seq[Span] {
	return func(yield func(Span) bool) {
		for t := from; t.Before(to); {
			s := z.At(t)
			if !yield(s) || s.End.IsZero() {
				return
			}
			t = s.End
		}
	}
}

// Wall gives what a clock on the zone's wall shows at the instant t. Parts of
// a second are dropped.
func (z Zone) Wall(t time.Time) DateTime {
	return wallOf(t.Unix() + int64(z.Offset(t)))
}
