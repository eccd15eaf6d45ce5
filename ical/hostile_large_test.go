package ical

import (
	"errors"
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"
)

// A largeFile is a hostile file that is made when it is read: a beginning, a
// piece n times, an end.
type largeFile struct {
	name, reason      string
	begin, piece, end string
	n                 int
	limits            Limits
	problems          int    // how many there are
	first             string // of them, with its position
	err               string
	kind              error
}

const (
	largeBegin = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n"
	largeEnd   = "END:VEVENT\r\nEND:VCALENDAR\r\n"
)

var largeFiles = []largeFile{
	{name: "parameters", reason: "golang-ical is quadratic in them (R9); as many as a line may have",
		begin: largeBegin + "ATTENDEE", piece: ";A=1", n: 100_000, end: ":mailto:a@x\r\n" + largeEnd},
	{name: "parameters, too many", reason: "one line more than the limit costs a line, not the file",
		begin: largeBegin + "ATTENDEE", piece: ";A=1", n: 1_000_000, end: ":mailto:a@x\r\n" + largeEnd,
		problems: 1, first: `3:1: a content line of more than 100000 parameter values, "ATTENDEE;A=1;A=1;A=1;A=1;A=1;A=1;A=1;A=1"…; it is left out`},
	{name: "values of a parameter", reason: "quadratic in golang-ical (R9)",
		begin: largeBegin + "ATTENDEE;A=1", piece: ",1", n: 99_999, end: ":mailto:a@x\r\n" + largeEnd},
	{name: "quotes that are not closed", reason: "each could search the whole line for its end",
		begin: largeBegin + "ATTENDEE", piece: `;A="x`, n: 100_000, end: ":mailto:a@x\r\n" + largeEnd,
		problems: 1001, first: `3:12: remark: a quote that is not closed in "\"x;A=\"x;A=\"x;A=\"x;A=\"x;A=\"x;A=\"x;A=\"x;A="…; it is left out`},
	{name: "parameters that are none", reason: "each is a problem with a position",
		begin: largeBegin + "ATTENDEE", piece: ";_", n: 1_000_000, end: ":mailto:a@x\r\n" + largeEnd,
		problems: 1001, first: `3:10: "_" is no parameter; one is NAME=value. It is left out`},
	{name: "one line of 64 MB", reason: "golang-ical takes 514 MB for it (R9)",
		begin: largeBegin + "DESCRIPTION:", piece: "sixteen octets, ", n: 4 << 20, end: "\r\n" + largeEnd,
		problems: 1, first: `3:1: a content line of more than 16777216 octets, which begins "DESCRIPTION:sixteen octets, sixteen octe"…; it is left out`},
	{name: "folds of one octet", reason: "gocal takes a minute for a folded line of 4 MB",
		begin: largeBegin + "DESCRIPTION:", piece: "\r\n x", n: 4_000_000, end: "\r\n" + largeEnd},
	{name: "backslashes", reason: "those before a separator are counted",
		begin: largeBegin + "CATEGORIES:", piece: `\\`, n: 4 << 20, end: ",b\r\n" + largeEnd},
	{name: "elements", reason: "a list of millions",
		begin: largeBegin + "CATEGORIES:", piece: `a\,b\\,`, n: 1 << 20, end: "\r\n" + largeEnd},
	{name: "1.5 million BEGIN", reason: "golang-ical v0.3.4 and emersion/go-ical overflow the stack",
		begin: "BEGIN:VCALENDAR\r\n", piece: "BEGIN:A\r\n", n: 1_500_000,
		err: "101:1: components nest deeper than 100; no calendar program does that", kind: ErrLimit},
	{name: "components without END", reason: "each is ended where the next begins",
		begin: "BEGIN:VCALENDAR\r\n", piece: "BEGIN:VEVENT\r\n", n: 400_000, end: largeEnd,
		problems: 1001, first: "3:1: VEVENT begins inside VEVENT of line 2, which has no END; it is ended here"},
	{name: "empty components", reason: "a component of 20 octets takes some 200 in a tree",
		begin: "BEGIN:VCALENDAR\r\n", piece: "BEGIN:A\nEND:A\n", n: 200_000, limits: Limits{Components: 100_000},
		err: "200000:1: more than 100000 components; raise the limit for a larger calendar", kind: ErrLimit},
	{name: "calendars", reason: "one after the other, each empty",
		piece: "BEGIN:VCALENDAR\nEND:VCALENDAR\n", n: 100_000,
		problems: 1, first: "3:1: several calendars: 99999 more after the first; they are left out, DecodeAll reads them"},
	{name: "short lines", reason: "a line of 3 octets takes some 90 in a tree",
		begin: largeBegin, piece: "A:\n", n: 400_000, limits: Limits{Lines: 300_000},
		err: "300001:1: more than 300000 content lines; raise the limit for a larger calendar", kind: ErrLimit},
	{name: "lines with a parameter", reason: "one of 6 octets takes some 500 in a tree: the most for its size",
		begin: largeBegin, piece: "A;B=:\n", n: 200_000, end: largeEnd},
	{name: "commas", reason: "an octet of a parameter takes 16 in a tree",
		begin: largeBegin, piece: "A;B=" + strings.Repeat(",", 9_999) + ":\n", n: 110, limits: Limits{AllValues: 1_000_000},
		err: "103:1: more than 1000000 parameter values; raise the limit for a larger calendar", kind: ErrLimit},
	{name: "malformed lines", reason: "a problem each; a thousand are told",
		begin: largeBegin, piece: "x\n", n: 500_000, end: largeEnd,
		problems: 1001, first: `3:1: no colon in "x"; a content line is NAME:value. It is left out`},
	{name: "END of nothing", reason: "each looks for what it ends",
		begin: largeBegin, piece: "END:X\n", n: 500_000, end: largeEnd,
		problems: 1001, first: "3:1: END:X ends nothing that is open; open is VEVENT of line 2. It is left out"},
	{name: "empty lines", reason: "no content line ends",
		piece: "\r\n", n: 2 << 20, err: "2097153:1: the input is empty; a calendar begins with BEGIN:VCALENDAR", kind: ErrNoCalendar},
	{name: "byte order marks", reason: "they are passed over",
		piece: "\uFEFF", n: 4 << 20, err: "1:1: the input is empty; a calendar begins with BEGIN:VCALENDAR", kind: ErrNoCalendar},
	{name: "NUL octets", reason: "a sparse file, or a disk that was full",
		piece: "\x00", n: 4 << 20, limits: Limits{Line: 2 << 20}, problems: 1,
		first: `1:1: a content line of more than 2097152 octets, which begins "` + strings.Repeat(`\x00`, 40) + `"…; it is left out`,
		err:   "2:1: the input is empty; a calendar begins with BEGIN:VCALENDAR", kind: ErrNoCalendar},
	{name: "a name of 8 MB", reason: "messages have only the beginning of it",
		begin: "BEGIN:VCALENDAR\nBEGIN:", piece: "é", n: 4 << 20, end: "\nEND:VCALENDAR\n",
		problems: 2, first: `2:7: remark: component name "éééééééééééééééééééé"…, which has letters A-Z, digits and hyphens only; read as ----------------------------------------…`},
	{name: "octets that are not UTF-8", reason: "each is looked at twice at most",
		begin: largeBegin + "X;P=", piece: "\xE9,", n: 99_999, end: "\xE9:\xE9\r\n" + largeEnd,
		problems: 1, first: "3:5: remark: 0xE9 is not UTF-8; the line is read as Windows-1252"},
}

// open makes the file, with a factor of its pieces.
func (l *largeFile) open(factor float64) io.Reader {
	return io.MultiReader(strings.NewReader(l.begin), &repeated{l.piece, int(float64(l.n) * factor), ""}, strings.NewReader(l.end))
}

// repeated reads a piece n times.
type repeated struct {
	piece string
	n     int
	rest  string
}

func (r *repeated) Read(p []byte) (n int, err error) {
	if r.n == 0 && r.rest == "" {
		return 0, io.EOF
	}
	for n < len(p) && (r.n > 0 || r.rest != "") {
		if r.rest == "" {
			r.rest = r.piece
			r.n--
		}
		c := copy(p[n:], r.rest)
		n, r.rest = n+c, r.rest[c:]
	}
	return n, nil
}

// TestHostileLarge pins what is told of large hostile files. The work of a
// quadratic reader would take hours on them.
func TestHostileLarge(t *testing.T) {
	for _, l := range largeFiles {
		t.Run(l.name, func(t *testing.T) {
			_, problems, err := Decode(l.open(1), &DecodeOptions{Limits: l.limits})
			if fmt.Sprint(err) != l.err && (err != nil || l.err != "") || !errors.Is(err, l.kind) {
				t.Errorf("error %v, want %s", err, l.err)
			}
			if len(problems) != l.problems || l.problems > 0 && problems[0].Error() != l.first {
				t.Errorf("%d problems, want %d, the first\n%v\nwant\n%s", len(problems), l.problems, problems[:min(len(problems), 1)], l.first)
			}
		})
	}
}

// BenchmarkHostile shows the slopes: time and memory a piece, for a hundredth, a
// tenth and all of the pieces.
func BenchmarkHostile(b *testing.B) {
	for _, l := range largeFiles {
		for _, factor := range []float64{0.01, 0.1, 1} {
			b.Run(fmt.Sprintf("%s/%v", l.name, factor), func(b *testing.B) {
				var before, after runtime.MemStats
				runtime.ReadMemStats(&before)
				for b.Loop() {
					_, _, _ = Decode(l.open(factor), &DecodeOptions{Limits: l.limits})
				}
				runtime.ReadMemStats(&after)
				pieces := float64(b.N) * float64(l.n) * factor
				b.ReportMetric(float64(b.Elapsed().Nanoseconds())/pieces, "ns/piece")
				b.ReportMetric(float64(after.TotalAlloc-before.TotalAlloc)/pieces, "B/piece")
			})
		}
	}
}
