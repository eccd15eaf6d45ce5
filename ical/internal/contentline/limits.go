package contentline

// Limits bound what a [Scanner] takes of its input. In each field zero or less
// stands for the default.
type Limits struct {
	// Line is the most octets of one content line as it stands in the input,
	// with its folds; default 16 MiB, room for an attachment of 11 MB. A longer
	// line is left out and told as a [Fault]. A Scanner holds at most a small
	// multiple of it in memory.
	Line int
	// Values is the most parameter values of one content line; default
	// 100,000. A line with more is left out and told as a Fault.
	Values int
	// AllValues is the most parameter values in all; default 10,000,000.
	AllValues int
	// Depth is how deep components nest, VCALENDAR counted; default 100. The
	// components of the RFCs nest to 4.
	Depth int
	// Components is the most components in all; default 500,000.
	Components int
	// Lines is the most content lines in all; default 3,000,000, some
	// 250,000 events.
	Lines int
	// Total is the most octets in all; default 512 MiB.
	Total int64
}

// withDefaults gives a copy with the defaults in place; nil is all defaults.
func (l *Limits) withDefaults() (d Limits) {
	if l != nil {
		d = *l
	}
	d.Line = positive(d.Line, 16<<20)
	d.Values = positive(d.Values, 100_000)
	d.AllValues = positive(d.AllValues, 10_000_000)
	d.Depth = positive(d.Depth, 100)
	d.Components = positive(d.Components, 500_000)
	d.Lines = positive(d.Lines, 3_000_000)
	d.Total = positive(d.Total, 512<<20)
	return d
}

func positive[T int | int64](n, otherwise T) T {
	if n <= 0 {
		return otherwise
	}
	return n
}
