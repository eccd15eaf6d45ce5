package schedule

import (
	"math/bits"
	"time"
)

// cursor runs over what a rule gives, in order, each wall time once. A period
// of a day and more becomes a set of days, each with the clocks of the rule; a
// shorter period is one block of clocks by itself.
type cursor struct {
	x      *expansion
	from   int64 // nothing before it is given
	last   int64 // nothing after it is
	left   int   // how many more, 0: any number
	period int64 // the number of the next one
	done   bool
	// The period at hand.
	base int64 // its first day
	days dayBits
	word int // the words before it are used up
	// The block at hand: the wall second that its clocks count from, and the
	// place of the next one.
	block int64
	clock int
	// picks are the wall times that BYSETPOS picked from the period at hand,
	// at their places in it.
	picks []int64
	at    []int
	years yearTable
	tries int // how many periods were looked at
	// The year that nextDay looked at last: its first day, the one after its
	// last, and the wanted days.
	first, after int64
	table        *dayBits
}

// newCursor begins at the first wall time from from on. It goes to the period
// with from by division, wherever the start is.
func newCursor(x *expansion, from int64) *cursor {
	c := &cursor{x: x, from: max(from, x.start), last: x.last, word: len(dayBits{}), clock: x.clocks.n}
	c.done = x.clocks.n == 0 || c.from > x.last
	if !c.done {
		c.period = max(0, ceilDiv(c.unitsTo(wallOf(c.from)), x.interval))
	}
	return c
}

// unitsTo gives how many years, months and so on lie between period 0 and the
// one with a wall time.
func (c *cursor) unitsTo(w DateTime) int64 {
	switch x := c.x; x.freq {
	case Yearly:
		if len(x.days.weeks) > 0 {
			return x.days.weekYearOf(w.Date) - x.origin
		}
		return int64(w.Date.Year) - x.origin
	case Monthly:
		return int64(w.Date.Year)*12 + int64(w.Date.Month) - 1 - x.origin
	case Weekly:
		return floorDiv(w.Date.day()-x.origin, 7)
	case Daily:
		return w.Date.day() - x.origin
	default:
		return floorDiv(w.seconds()-x.origin, x.unit())
	}
}

func ceilDiv(a, b int64) int64 { return -floorDiv(-a, b) }

// next gives the next wall time.
func (c *cursor) next() (wall int64, ok bool) {
	x := c.x
	for {
		switch {
		case c.done:
			return 0, false
		case x.setPos != nil:
			wall, ok = c.nextPick()
		default:
			wall, ok = c.nextClock()
		}
		if !ok || wall > c.last {
			c.done = true
			return 0, false
		}
		if wall > x.exact && !x.inTime(wall) {
			continue
		}
		if c.left > 0 {
			c.left--
			c.done = c.left == 0
		}
		return wall, true
	}
}

// nextClock gives the next clock of the block at hand, or of the next.
func (c *cursor) nextClock() (int64, bool) {
	x := c.x
	for c.clock >= x.clocks.n {
		if !c.nextBlock() {
			return 0, false
		}
		c.clock = 0
		if c.block < c.from {
			c.clock = x.clocks.rank(c.from - c.block)
		}
	}
	c.clock++
	return c.block + x.clocks.at(c.clock-1), true
}

// nextBlock goes to the next day, or to the next shorter period.
func (c *cursor) nextBlock() bool {
	switch {
	case c.x.freq == Daily:
		return c.loadDay()
	case c.x.freq > Daily:
		return c.loadShort()
	}
	for {
		for ; c.word < len(c.days); c.word++ {
			if days := c.days[c.word]; days != 0 {
				c.days[c.word] = days & (days - 1)
				c.block = (c.base + int64(64*c.word+bits.TrailingZeros64(days))) * daySeconds
				return true
			}
		}
		if !c.load() {
			return false
		}
	}
}

// nextPick gives the next wall time that BYSETPOS picks. A whole cycle of the
// calendar without any means that there never are.
func (c *cursor) nextPick() (int64, bool) {
	for enough := c.tries + int(c.x.cycle); c.tries <= enough; {
		for ; c.clock < len(c.picks); c.clock++ {
			if wall := c.picks[c.clock]; wall >= c.from {
				c.clock++
				return wall, true
			}
		}
		if !c.load() {
			return 0, false
		}
		c.pick()
	}
	return 0, false
}

// pick picks from all the clocks of all the days of the period at hand. They
// are counted, not listed.
func (c *cursor) pick() {
	n := c.days.count()
	clocks := &c.x.clocks
	c.at = positions(c.at[:0], c.x.setPos, n*clocks.n)
	c.picks, c.clock = c.picks[:0], 0
	for _, i := range c.at {
		day := c.base + int64(c.days.place(i/clocks.n))
		c.picks = append(c.picks, day*daySeconds+clocks.at(i%clocks.n))
	}
}

// load makes the days of the next period that has any. A whole cycle of the
// calendar without any means that there never are.
func (c *cursor) load() bool {
	x := c.x
	for range x.cycle {
		c.tries++
		number := x.origin + c.period*x.interval
		if x.freq == Weekly {
			number = x.origin + 7*c.period*x.interval
		}
		c.period++
		if !c.loadPeriod(number) || c.base > x.last/daySeconds {
			return false
		}
		if c.days != (dayBits{}) {
			c.word = 0
			return true
		}
	}
	return false
}

// loadPeriod makes the days of a year, a month or a week; false if it is beyond
// the calendar.
func (c *cursor) loadPeriod(number int64) bool {
	d := &c.x.days
	switch {
	case number > lastDay:
		return false
	case c.x.runWeeks > 0:
		c.base, c.days = number, c.x.run
		c.period += c.x.runWeeks - 1
	case c.x.freq == Weekly:
		c.base = number
		c.days[0] = d.week()
		if d.months != allMonths {
			c.limitMonths()
		}
	case c.x.freq == Monthly:
		first := Date{int(number / 12), time.Month(number%12 + 1), 1}
		c.base = first.day()
		c.days[0] = d.month(first.Month, daysIn(first.Year, first.Month), int(floorMod(c.base+4, 7)))
	case number > maxYear+1:
		return false
	case len(d.weeks) > 0:
		c.base, c.days = d.weekYear(int(number))
	default:
		c.base = yearStart(int(number))
		c.days = *c.years.of(d, int(number), c.base)
	}
	return true
}

// limitMonths drops the days of a week in other months.
func (c *cursor) limitMonths() {
	first := dateOfDay(c.base)
	inFirst := daysIn(first.Year, first.Month) - first.Day + 1
	here := uint64(1)<<min(inFirst, 7) - 1
	if c.x.days.months>>first.Month&1 == 0 {
		c.days[0] &^= here
	}
	if next := first.Month%12 + 1; c.x.days.months>>next&1 == 0 {
		c.days[0] &= here
	}
}

// counted begins at the first wall time that COUNT counts from low on, and ends
// with COUNT.
func counted(x *expansion, low int64) *cursor {
	c := newCursor(x, max(low, x.begin))
	switch {
	case x.count == 0:
	case low <= x.begin:
		c.left = x.more
		c.done = c.done || x.more == 0
	default:
		c.last = min(c.last, x.end())
	}
	return c
}
