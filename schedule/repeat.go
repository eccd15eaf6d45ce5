package schedule

// Repeat makes a series of a session: a rule, and what differs from it.
type Repeat struct {
	// Rule is the value of an RRULE (RFC 5545 §3.3.10) on the session's wall;
	// empty: no rule, only Also.
	Rule string
	// Except are the wall starts that are left out (EXDATE).
	Except []DateTime
	// Moved are occurrences that start at another wall time.
	Moved []Move
	// Also are further wall starts (RDATE).
	Also []DateTime
}

// Move is one occurrence of a series that was put elsewhere.
type Move struct{ From, To DateTime }
