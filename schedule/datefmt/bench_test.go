package datefmt

import (
	"testing"

	"github.com/plenaria/plenaria/schedule"
)

var (
	someDate = schedule.Date{Year: 2021, Month: 11, Day: 18}
	nextDate = schedule.Date{Year: 2021, Month: 11, Day: 19}
)

// appends are the functions that promise to allocate nothing.
var appends = []struct {
	name string
	call func(l Locale, dst []byte) []byte
}{
	{"Date", func(l Locale, dst []byte) []byte { return l.AppendDate(dst, someDate, Full) }},
	{"DateRange", func(l Locale, dst []byte) []byte { return l.AppendDateRange(dst, someDate, nextDate, Day) }},
	{"Clocks", func(l Locale, dst []byte) []byte { return l.AppendClocks(dst, 81000, 1800, 0, 1) }},
	{"Span", func(l Locale, dst []byte) []byte {
		return l.AppendSpan(dst, schedule.DateTime{Date: someDate, Clock: 81000}, schedule.DateTime{Date: nextDate, Clock: 28800}, Compact)
	}},
	{"Zone", func(l Locale, dst []byte) []byte { return l.AppendZone(dst, "America/Panama", -18000) }},
	{"Difference", func(l Locale, dst []byte) []byte { return l.AppendDifference(dst, 50400) }},
	{"Mark", func(l Locale, dst []byte) []byte { return l.AppendMark(dst, 3, Lettered) }},
}

func TestAppendAllocatesNothing(t *testing.T) {
	dst := make([]byte, 0, 256)
	for i := range locales {
		for _, a := range appends {
			if n := testing.AllocsPerRun(10, func() { a.call(Locale{uint8(i)}, dst) }); n != 0 {
				t.Errorf("%s: Append%s allocates %v times", locales[i].tag, a.name, n)
			}
		}
	}
}

func TestStringAllocatesOnce(t *testing.T) {
	l, kept := For("es"), ""
	if n := testing.AllocsPerRun(10, func() { kept = l.Date(someDate, Full) }); n != 1 {
		t.Errorf("Date allocates %v times, want 1", n)
	}
	if n := testing.AllocsPerRun(10, func() { kept = l.Clocks(81000, 86400, 0, 0) }); n != 1 {
		t.Errorf("Clocks allocates %v times, want 1", n)
	}
	_ = kept
}

// TestAppendKeeps: what dst holds stays.
func TestAppendKeeps(t *testing.T) {
	for _, a := range appends {
		empty := string(a.call(Locale{}, nil))
		if got := string(a.call(Locale{}, []byte("before "))); got != "before "+empty {
			t.Errorf("Append%s = %q, want %q behind what was there", a.name, got, empty)
		}
	}
}

func BenchmarkAppend(b *testing.B) {
	l := For("ko")
	for _, a := range appends {
		b.Run(a.name, func(b *testing.B) {
			dst := make([]byte, 0, 256)
			b.ReportAllocs()
			for b.Loop() {
				a.call(l, dst)
			}
		})
	}
}

func BenchmarkFor(b *testing.B) {
	for b.Loop() {
		For("gn", "es-PY")
	}
}
