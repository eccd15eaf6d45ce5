package schedule

// findEnd gives the wall time of the last of count occurrences; that of the
// calendar or of the rule if it comes before.
func (x *expansion) findEnd() int64 {
	switch {
	case x.more == 0:
		return x.start
	case x.regular():
		return x.regularEnd(x.more)
	case x.freq == Daily && x.interval == 1, x.freq > Daily && daySeconds%x.step() == 0:
		return x.endByDays(x.more)
	}
	c := newCursor(x, x.begin)
	for more := x.more; ; more-- {
		wall, ok := c.next()
		switch {
		case !ok:
			return x.last
		case more == 1:
			return wall
		case x.freq < Daily && x.setPos == nil && c.isSpent():
			more = c.skipPeriods(more-1) + 1
		}
	}
}

// regular reports whether every period gives the same clocks.
func (x *expansion) regular() bool {
	return x.freq >= Daily && x.anyDay && x.limits == noLimits && x.clocks.n > 0
}

// regularEnd gives the wall time that is the last of some from begin on.
func (x *expansion) regularEnd(more int) int64 {
	first, step := x.origin, x.step()
	if x.freq == Daily {
		first, step = first*daySeconds, step*daySeconds
	}
	n := x.clocks.rank(x.begin-first) + more - 1
	period := int64(n / x.clocks.n)
	if period > (x.last-first)/step {
		return x.last
	}
	return first + period*step + x.clocks.at(n%x.clocks.n)
}

// perDay gives how many occurrences a wanted day has, where all have the same.
func (x *expansion) perDay() int {
	if x.freq == Daily {
		return x.clocks.n
	}
	n := 0
	for at := floorMod(x.origin, x.step()); at < daySeconds; at += x.step() {
		if x.limits.allow(at) {
			n += x.clocks.n
		}
	}
	return n
}

// endByDays gives the wall time that is the last of some from begin on. Years are
// counted whole.
func (x *expansion) endByDays(more int) int64 {
	first := floorDiv(x.begin, daySeconds)
	c := newCursor(x, x.begin)
	c.last = min(c.last, (first+1)*daySeconds-1)
	for wall, ok := c.next(); ok; wall, ok = c.next() {
		if more--; more == 0 {
			return wall
		}
	}
	perDay := x.perDay()
	for day := first + 1; day <= lastDay; day++ {
		c.look(day)
		if n := c.table.count() * perDay; day == c.first && n < more {
			more -= n
			day = c.after - 1
		} else if i := c.table.next(int(day - c.first)); i < 0 {
			day = c.after - 1
		} else if day = c.first + int64(i); perDay < more {
			more -= perDay
		} else {
			return x.nth(day*daySeconds, more)
		}
	}
	return x.last
}

// nth gives the nth wall time from low on.
func (x *expansion) nth(low int64, n int) int64 {
	c := newCursor(x, low)
	for ; n > 1; n-- {
		c.next()
	}
	wall, ok := c.next()
	if !ok {
		return x.last
	}
	return wall
}

// isSpent reports whether the period at hand has no more.
func (c *cursor) isSpent() bool {
	if c.clock < c.x.clocks.n {
		return false
	}
	for _, days := range c.days[min(c.word, len(c.days)):] {
		if days != 0 {
			return false
		}
	}
	return true
}

// skipPeriods counts whole periods, without listing them, as long as they have
// fewer than more, and gives how many are missing then.
func (c *cursor) skipPeriods(more int) int {
	for c.load() {
		n := c.days.count() * c.x.clocks.n
		if n >= more {
			return more
		}
		more -= n
	}
	c.done = true
	return more
}
