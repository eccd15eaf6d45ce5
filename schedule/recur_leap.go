package schedule

// loadDay goes to the next day that counts.
func (c *cursor) loadDay() bool {
	x := c.x
	for range x.cycle {
		c.tries++
		day := x.origin + c.period*x.interval
		if day > x.last/daySeconds {
			return false
		}
		wanted := day
		if !x.anyDay {
			wanted = c.nextDay(day)
		}
		if wanted == day {
			c.period++
			c.block = day * daySeconds
			return true
		}
		c.period = ceilDiv(wanted-x.origin, x.interval)
	}
	return false
}

// loadShort goes to the next period that is shorter than a day and within the
// limits. Each try leaps over everything that cannot be.
func (c *cursor) loadShort() bool {
	x := c.x
	step := x.step()
	for range x.cycle {
		c.tries++
		at := x.origin + c.period*step
		if at > x.last {
			return false
		}
		day := floorDiv(at, daySeconds)
		wanted := at
		if !x.anyDay {
			wanted = max(at, c.nextDay(day)*daySeconds)
		}
		if second := at - day*daySeconds; wanted == at && !x.limits.allow(second) {
			wanted = day*daySeconds + x.limits.after(second)
		}
		if wanted == at {
			c.period++
			c.block = at
			return true
		}
		c.period = ceilDiv(wanted-x.origin, step)
	}
	return false
}

// nextDay gives the first wanted day from a day on; one after the calendar if
// there is none.
func (c *cursor) nextDay(day int64) int64 {
	for day <= lastDay {
		if day < c.first || day >= c.after {
			c.look(day)
		}
		if i := c.table.next(int(day - c.first)); i >= 0 {
			return c.first + int64(i)
		}
		day = c.after
	}
	return day
}

// look makes the table of the year with a day.
func (c *cursor) look(day int64) {
	year := dateOfDay(day).Year
	c.first, c.after = yearStart(year), yearStart(year+1)
	c.table = c.years.of(&c.x.days, year, c.first)
}
