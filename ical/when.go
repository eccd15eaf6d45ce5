package ical

import (
	"strconv"
	"time"

	"github.com/plenaria/plenaria/schedule"
)

// inUTC says whether the times of a slot are written in UTC: where readers do
// not agree on the instant of a wall time (RFC 5545 §3.3.5 is kept by few in a
// gap or an overlap), where start and end are on different walls (some readers
// take the end to be on the start's), and where the wall is UTC's.
func (e *exporter) inUTC(slot *schedule.Slot) bool {
	return e.o.Form == UTCTimes ||
		slot.StartKind != schedule.Unique || slot.EndKind != schedule.Unique ||
		!slot.Zone.Equal(slot.EndZone) || e.isUTC(slot.Zone) || e.file.form(slot) == utcStamp
}

// walls are what the clocks of a place show at the start and the end of a slot,
// and their offsets in seconds.
type walls struct {
	start, end    schedule.DateTime
	before, after int
}

// wallsOf is zero for a slot of whole dates.
func wallsOf(slot *schedule.Slot) (w walls) {
	if !slot.AllDay() {
		w.start, w.before = slot.Zone.Wall(slot.Start), slot.Zone.Offset(slot.Start)
		w.end, w.after = slot.EndZone.Wall(slot.End), slot.EndZone.Offset(slot.End)
	}
	return w
}

// when writes DTSTART and DTEND. There is always a DTEND, never a DURATION; the
// DTEND of dates is exclusive, RFC 5545 §3.6.1.
func (e *exporter) when(slot *schedule.Slot, w walls) {
	switch {
	case slot.AllDay():
		e.dateLine("DTSTART", slot.From)
		e.dateLine("DTEND", slot.Through.AddDays(1))
	case e.inUTC(slot):
		e.instantLine("DTSTART", slot.Start)
		e.instantLine("DTEND", slot.End)
	case e.file.form(slot) == floating:
		e.floatingLine("DTSTART", w.start)
		e.floatingLine("DTEND", w.end)
	default:
		e.wallLine("DTSTART", slot.Zone, w.start)
		e.wallLine("DTEND", slot.Zone, w.end)
	}
}

func (e *exporter) dateLine(name string, d schedule.Date) {
	e.s.Name(name)
	e.s.Param("VALUE", "DATE")
	e.rawLine(appendDate(e.scratch[:0], d))
}

func (e *exporter) instantLine(name string, t time.Time) {
	e.s.Name(name)
	e.rawLine(appendInstant(e.scratch[:0], t))
}

func (e *exporter) wallLine(name string, z schedule.Zone, w schedule.DateTime) {
	e.s.Name(name)
	e.s.Param("TZID", e.file.tzid(z))
	e.rawLine(appendDateTime(e.scratch[:0], w))
}

func (e *exporter) floatingLine(name string, w schedule.DateTime) {
	e.s.Name(name)
	e.rawLine(appendDateTime(e.scratch[:0], w))
}

// stampText gives the DTSTAMP of a file.
func stampText(stamp time.Time) string {
	if stamp.IsZero() {
		stamp = time.Unix(0, 0)
	}
	return string(appendInstant(nil, stamp))
}

// rawLine ends a line with a value made in the scratch.
func (e *exporter) rawLine(value []byte) {
	e.scratch = value
	e.s.RawBytes(value)
	e.s.EndLine()
}

// appendDate appends YYYYMMDD, RFC 5545 §3.3.4.
func appendDate(b []byte, d schedule.Date) []byte {
	b = appendTwo(b, d.Year/100)
	b = appendTwo(b, d.Year%100)
	b = appendTwo(b, int(d.Month))
	return appendTwo(b, d.Day)
}

// appendDateTime appends YYYYMMDDTHHMMSS, RFC 5545 §3.3.5 form 1.
func appendDateTime(b []byte, w schedule.DateTime) []byte {
	b = append(appendDate(b, w.Date), 'T')
	c := int(w.Clock)
	return appendTwo(appendTwo(appendTwo(b, c/3600), c/60%60), c%60)
}

func appendTwo(b []byte, n int) []byte { return append(b, byte('0'+n/10), byte('0'+n%10)) }

// appendInstant appends YYYYMMDDTHHMMSSZ, RFC 5545 §3.3.5 form 2.
func appendInstant(b []byte, t time.Time) []byte {
	return append(appendDateTime(b, schedule.UTC().Wall(t)), 'Z')
}

// appendDuration appends whole seconds as RFC 5545 §3.3.6 wants them: no
// minutes may be left out between hours and seconds, and no days beside weeks.
func appendDuration(b []byte, d time.Duration) []byte {
	sec := int64(d / time.Second)
	if sec < 0 {
		b, sec = append(b, '-'), -sec
	}
	b = append(b, 'P')
	if days := sec / 86400; days > 0 {
		b = append(strconv.AppendInt(b, days, 10), 'D')
		if sec %= 86400; sec == 0 {
			return b
		}
	}
	b = append(b, 'T')
	h, m, s := sec/3600, sec/60%60, sec%60
	if h > 0 {
		b = append(strconv.AppendInt(b, h, 10), 'H')
	}
	if m > 0 || h > 0 && s > 0 {
		b = append(strconv.AppendInt(b, m, 10), 'M')
	}
	if s > 0 || sec == 0 {
		b = append(strconv.AppendInt(b, s, 10), 'S')
	}
	return b
}
