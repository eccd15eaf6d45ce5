package render

import (
	"html/template"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/plenaria/plenaria/schedule"
)

// dayPhases are the parts of a day by the clock, each up to the next one. The
// script has them too.
var dayPhases = [...]struct {
	from  int // hours
	class string
}{{23, "n"}, {6, "e"}, {9, "w"}, {18, "v"}}

// longestStrip is the longest day that is drawn.
const longestStrip = 40 * time.Hour

// htmlStrips are pictures of a day: one strip a zone, all on the same axis of
// instants, so that what is above each other happens together.
type htmlStrips struct {
	From, To int64 // Unix seconds
	Strips   []htmlStrip
}

// htmlStrip is the picture of a day on one clock.
type htmlStrip struct {
	Class, Cities, Name string
	Hours               template.HTML
	Night               string // how long sessions last at night
	Picture             template.HTML
}

// htmlBar is a stretch of a strip; X and W are percentages.
type htmlBar struct{ Class, X, W string }

type htmlTick struct{ X, Text, Class string }

// interval is a time from one instant to another, in Unix seconds.
type interval struct{ from, to int64 }

// strips draws a section; nil where there is nothing to draw or the day is too
// long. opens and closes are the day's hours, zero for those of its sessions.
func (m *htmlMaker) strips(slots []int, columns []htmlColumn, under schedule.Date, opens, closes time.Time) *htmlStrips {
	blocks := m.blocks(slots)
	if len(blocks) == 0 {
		return nil
	}
	if opens.IsZero() {
		opens, closes = time.Unix(blocks[0].from, 0), time.Unix(blocks[0].to, 0)
		for _, b := range blocks {
			closes = time.Unix(max(closes.Unix(), b.to), 0)
		}
	}
	from, to := opens.Unix(), closes.Unix()
	for _, b := range blocks {
		from, to = min(from, b.from), max(to, b.to)
	}
	from, to = floorHour(from-1800), floorHour(to+1800+3599)
	if to-from > int64(longestStrip/time.Second) {
		return nil
	}
	s := &htmlStrips{From: from, To: to}
	bars := make([]htmlBar, len(blocks))
	for i, b := range blocks {
		bars[i] = htmlBar{"b", s.percent(b.from), s.width(b.from, b.to)}
	}
	merged := union(blocks)
	hours := &schedule.Slot{Start: opens.UTC(), End: closes.UTC()}
	cells := m.clocksOf(hours, columns, under)
	for i := range columns {
		c := &columns[i]
		strip := htmlStrip{Class: c.Class, Cities: c.Cities, Name: c.Name, Hours: cells[i].Times}
		phases, ticks := s.draw(c.Zone)
		m.buffer = appendPicture(m.buffer[:0], phases, bars, ticks)
		strip.Picture = template.HTML(m.buffer) // #nosec: made of numbers
		if night := nightly(merged, c.Zone); night > 0 {
			strip.Night = strings.ReplaceAll(m.page.W["nightly"], "#", m.length(night))
		}
		s.Strips = append(s.Strips, strip)
	}
	return s
}

// floorHour gives the whole hour in UTC at or before an instant.
func floorHour(t int64) int64 { return t - ((t%3600)+3600)%3600 }

// length writes a duration in seconds.
func (m *htmlMaker) length(seconds int64) string {
	return strings.TrimPrefix(m.loc.Difference(int(seconds)), "+")
}

// blocks gives the times that sessions take, sorted, none twice. Breaks,
// cancelled sessions and whole days take none.
func (m *htmlMaker) blocks(slots []int) []interval {
	var list []interval
	for _, i := range slots {
		s := &m.tl.Slots[i]
		if !s.AllDay() && s.Session.Kind != schedule.Break && s.Session.Status != schedule.Cancelled {
			list = append(list, interval{s.Start.Unix(), s.End.Unix()})
		}
	}
	slices.SortFunc(list, func(a, b interval) int {
		if a.from != b.from {
			return int(a.from - b.from)
		}
		return int(a.to - b.to)
	})
	if list = slices.Compact(list); len(list) > 60 {
		return union(list)
	}
	return list
}

// union joins sorted intervals that overlap or touch.
func union(list []interval) []interval {
	var joined []interval
	for _, b := range list {
		if n := len(joined); n > 0 && b.from <= joined[n-1].to {
			joined[n-1].to = max(joined[n-1].to, b.to)
		} else {
			joined = append(joined, b)
		}
	}
	return joined
}

// percent gives the place of an instant on the axis, rounded down to a
// hundredth so that the script gets the same.
func (s *htmlStrips) percent(t int64) string {
	return strconv.FormatFloat(float64((t-s.From)*10000/(s.To-s.From))/100, 'f', -1, 64) + "%"
}

func (s *htmlStrips) width(from, to int64) string {
	span := s.To - s.From
	n := (to-s.From)*10000/span - (from-s.From)*10000/span
	return strconv.FormatFloat(float64(n)/100, 'f', -1, 64) + "%"
}

// draw gives the phases of the day on a clock and its hours.
func (s *htmlStrips) draw(z schedule.Zone) (bars []htmlBar, ticks []htmlTick) {
	eachPhase(interval{s.From, s.To}, z, func(class string, from, to int64) {
		bars = append(bars, htmlBar{class, s.percent(from), s.width(from, to)})
	})
	step := int64(1)
	for _, step = range [...]int64{1, 2, 3, 4, 6, 12} {
		if (s.To-s.From)/(step*3600) <= 8 {
			break
		}
	}
	for t := s.From; t < s.To; t += 900 { // no offset of today has other minutes than quarters of an hour
		local := t + int64(z.Offset(time.Unix(t, 0)))
		if local%(step*3600) != 0 || t == s.From {
			continue
		}
		hour := local / 3600 % 24
		tick := htmlTick{X: s.percent(t), Text: strconv.Itoa(int(hour/10)) + strconv.Itoa(int(hour%10))}
		if hour == 0 {
			tick.Class = "m"
		}
		ticks = append(ticks, tick)
	}
	return bars, ticks
}

// appendPicture appends what a strip draws. Nothing in it needs to be escaped.
func appendPicture(b []byte, phases, blocks []htmlBar, ticks []htmlTick) []byte {
	for _, p := range phases {
		b = appendBar(b, p, `" y="0" width="`, `" height="22"/>`)
	}
	for _, p := range blocks {
		b = appendBar(b, p, `" y="5" width="`, `" height="12" rx="2"/>`)
	}
	for _, t := range ticks {
		b = append(append(b, `<line class="k `...), t.Class...)
		b = append(append(b, `" x1="`...), t.X...)
		b = append(append(b, `" x2="`...), t.X...)
		b = append(append(b, `" y1="22" y2="26"/><text x="`...), t.X...)
		b = append(append(b, `" y="37" class="`...), t.Class...)
		b = append(append(append(b, `">`...), t.Text...), "</text>"...)
	}
	return b
}

func appendBar(b []byte, p htmlBar, middle, end string) []byte {
	b = append(append(b, `<rect class="`...), p.Class...)
	b = append(append(b, `" x="`...), p.X...)
	return append(append(append(b, middle...), p.W...), end...)
}

// eachPhase cuts a time into the parts of the day on a clock.
func eachPhase(in interval, z schedule.Zone, yield func(class string, from, to int64)) {
	for t := in.from; t < in.to; {
		span := z.At(time.Unix(t, 0))
		local := t + int64(span.Offset)
		clock := ((local % 86400) + 86400) % 86400
		class, until := phaseAt(clock)
		next := min(t+until-clock, in.to)
		if !span.End.IsZero() {
			next = min(next, span.End.Unix())
		}
		yield(class, t, next)
		t = next
	}
}

// phaseAt gives the part of the day at a clock in seconds and where it ends,
// counted from the same midnight.
func phaseAt(clock int64) (class string, until int64) {
	night := dayPhases[0]
	if clock >= int64(night.from)*3600 {
		return night.class, int64(24+dayPhases[1].from) * 3600
	}
	class = night.class
	for _, p := range dayPhases[1:] {
		if clock < int64(p.from)*3600 {
			return class, int64(p.from) * 3600
		}
		class = p.class
	}
	return class, int64(night.from) * 3600
}

// nightly gives how many seconds of some intervals are at night.
func nightly(list []interval, z schedule.Zone) (seconds int64) {
	for _, in := range list {
		eachPhase(in, z, func(class string, from, to int64) {
			if class == dayPhases[0].class {
				seconds += to - from
			}
		})
	}
	return seconds
}
