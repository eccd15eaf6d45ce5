package agendafile

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/plenaria/plenaria/schedule"
)

// parseRange reads "08:30-09:00".
func parseRange(text string) (from, to schedule.Clock, err error) {
	a, b, _ := strings.Cut(text, "-")
	hint := rangeHint(text)
	if !strings.Contains(a, ":") || !strings.Contains(b, ":") || hint != rangeForm {
		err = fmt.Errorf("%s is not a range of clocks%s", shown(text), hint)
	}
	from, err1 := schedule.ParseClock(a)
	to, err2 := schedule.ParseClock(b)
	if err1 == nil && err2 == nil {
		return from, to, nil
	}
	return 0, 0, cmp.Or(err, err1, err2)
}

const rangeForm = "; write HH:MM-HH:MM, such as 08:30-09:00"

// rangeHint proposes the range that was probably meant.
func rangeHint(text string) string {
	if len(text) > 40 {
		return rangeForm
	}
	mended := strings.NewReplacer(" ", "", "–", "-", "—", "-", "~", "-", "to", "-", "a", "-", "h", ":", ".", ":").Replace(text)
	a, b, _ := strings.Cut(mended, "-")
	from, err1 := looseClock(a)
	to, err2 := looseClock(b)
	if err1 != nil || err2 != nil {
		return rangeForm
	}
	return fmt.Sprintf("; did you mean \"%v-%v\"?", from, to)
}

// looseClock reads "9" and "9:" as 09:00.
func looseClock(text string) (schedule.Clock, error) {
	hours, minutes, _ := strings.Cut(text, ":")
	return schedule.ParseClock(hours + ":" + cmp.Or(minutes, "00"))
}

// maxHours bounds a duration: a hundred days.
const maxHours = 2400

// parseDuration reads "45m", "1h30m", "2h" and "90s": whole hours, minutes and
// seconds, in this order.
func parseDuration(text string) (time.Duration, error) {
	rest, total := text, time.Duration(0)
	for _, unit := range lengthUnits() {
		number, after, ok := strings.Cut(rest, unit.sign)
		if !ok {
			continue
		}
		n, err := strconv.ParseUint(number, 10, 32)
		if err != nil || strings.HasPrefix(number, "+") {
			return 0, badDuration(text)
		}
		total += time.Duration(n) * unit.size
		rest = after
	}
	if rest != "" || text == "" {
		return 0, badDuration(text)
	}
	if total <= 0 || total > maxHours*time.Hour {
		return 0, fmt.Errorf("%s is not a length from 1s to %dh", shown(text), maxHours)
	}
	return total, nil
}

func badDuration(text string) error {
	if n, err := strconv.ParseUint(text, 10, 16); err == nil {
		return fmt.Errorf("%s has no unit; did you mean \"%dm\"?", shown(text), n)
	}
	return fmt.Errorf("%s is not a length; write hours, minutes and seconds, such as 45m or 1h30m", shown(text))
}

// formatDuration writes what parseDuration reads, "" for no time.
func formatDuration(d time.Duration) string {
	var text strings.Builder
	for _, unit := range lengthUnits() {
		if n := d / unit.size; n > 0 {
			fmt.Fprintf(&text, "%d%s", n, unit.sign)
			d -= n * unit.size
		}
	}
	return text.String()
}

// lengthUnits are the units of lengths, the largest first.
func lengthUnits() []lengthUnit {
	return []lengthUnit{{"h", time.Hour}, {"m", time.Minute}, {"s", time.Second}}
}

type lengthUnit struct {
	sign string
	size time.Duration
}

// moment is an end or a start on some wall. Its zero value is not known.
type moment struct {
	wall   schedule.DateTime
	zone   schedule.Zone
	offset schedule.Offset
}

func (m moment) known() bool { return m.wall.IsValid() }

// instant gives the instant of m, if its zone is known and the offset fits.
func (m moment) instant() (time.Time, bool) {
	if !m.known() || m.zone.IsZero() {
		return time.Time{}, false
	}
	fact := m.zone.Lookup(m.wall)
	if !m.offset.IsZero() {
		t, err := fact.PickOffset(m.offset)
		return t, err == nil
	}
	t, err := fact.Pick(schedule.Compatible)
	return t, err == nil
}

// in gives the moment as the wall of another zone shows it. A moment without
// an instant keeps its clock.
func (m moment) in(zone schedule.Zone) moment {
	if t, ok := m.instant(); ok && !zone.IsZero() && zone != m.zone {
		return at(t, zone)
	}
	m.zone = zone
	return m
}

// at gives the wall of a zone at an instant, with its offset where the clock
// shows the time twice.
func at(t time.Time, zone schedule.Zone) moment {
	m := moment{wall: zone.Wall(t), zone: zone}
	if zone.Lookup(m.wall).Kind == schedule.Overlap {
		m.offset, _ = schedule.OffsetOf(zone.Offset(t))
	}
	return m
}

// after gives the moment a time d later on the wall of a zone. The time is what
// really passes: two hours are two hours also when a clock changes.
func (m moment) after(d time.Duration, zone schedule.Zone) moment {
	if t, ok := m.instant(); ok && !zone.IsZero() {
		return at(t.Add(d), zone)
	}
	return moment{wall: m.wall.Add(d), zone: zone}
}

// before reports whether m is earlier than o.
func (m moment) before(o moment) bool {
	t, ok1 := m.instant()
	u, ok2 := o.instant()
	if ok1 && ok2 {
		return t.Before(u)
	}
	return m.known() && o.known() && m.wall.Compare(o.wall) < 0
}

// clockOn gives the clock of m counted from the midnight that begins a date.
func (m moment) clockOn(date schedule.Date) (schedule.Clock, bool) {
	w := m.wall.Normal()
	days := w.Date.DaysSince(date)
	if days < 0 || days > 1 {
		return 0, false
	}
	return schedule.Clock(days)*schedule.Midnight24 + w.Clock, true
}
