package contentline_test

import (
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/plenaria/plenaria/ical/internal/contentline"
)

// TestScanLimits goes to each limit and one beyond.
func TestScanLimits(t *testing.T) {
	for _, c := range []struct {
		name   string
		in     string
		limits contentline.Limits
		want   []string
	}{
		{"line at its limit", in("X:1234567890123\r\n"), contentline.Limits{Line: 15}, []string{
			`1:1 BEGIN VCALENDAR`,
			`2:1 X:"1234567890123"`,
			`3:1 END VCALENDAR`,
		}},
		{"line too long", in("X:12345678901234\r\nY:1\r\n"), contentline.Limits{Line: 15}, []string{
			`1:1 BEGIN VCALENDAR`,
			`3:1 Y:"1"`,
			`4:1 END VCALENDAR`,
			`2:1 fault: a content line of more than 15 octets, which begins "X:1234567890123"; it is left out`,
		}},
		{"folds count, one beyond the limit", in("X:123\r\n 456\r\n 78\r\nY:1\r\n"), contentline.Limits{Line: 15}, []string{
			`1:1 BEGIN VCALENDAR`,
			`5:1 Y:"1"`,
			`6:1 END VCALENDAR`,
			`2:1 fault: a content line of more than 15 octets, which begins "X:123"; it is left out`,
		}},
		{"folds count", in("X:123\r\n 456\r\n 7\r\nY:1\r\n"), contentline.Limits{Line: 15}, []string{
			`1:1 BEGIN VCALENDAR`,
			`2:1 X:"1234567"`,
			`5:1 Y:"1"`,
			`6:1 END VCALENDAR`,
		}},
		{"line too long with folds behind", in("X:12345678901234567890\r\n more\r\n more\r\nY:1\r\n"), contentline.Limits{Line: 15}, []string{
			`1:1 BEGIN VCALENDAR`,
			`5:1 Y:"1"`,
			`6:1 END VCALENDAR`,
			`2:1 fault: a content line of more than 15 octets, which begins "X:1234567890123"; it is left out`,
		}},
		{"BEGIN too long", lf("BEGIN:VCALENDAR", "BEGIN:X-ABCDEFGHIJ", "A:1", "END:X-ABCDEFGHIJ", "END:VCALENDAR"), contentline.Limits{Line: 15}, []string{
			`1:1 BEGIN VCALENDAR`,
			`3:1 A:"1"`,
			`5:1 END VCALENDAR`,
			`2:1 fault: a content line of more than 15 octets, which begins "BEGIN:X-ABCDEFG"; it is left out`,
			`4:1 fault: a content line of more than 15 octets, which begins "END:X-ABCDEFGHI"; it is left out`,
		}},
		{"last line too long", lf("BEGIN:VCALENDAR", "END:VCALENDAR") + strings.Repeat("x", 100), contentline.Limits{Line: 15}, []string{
			`1:1 BEGIN VCALENDAR`,
			`2:1 END VCALENDAR`,
			`3:1 fault: a content line of more than 15 octets, which begins "xxxxxxxxxxxxxxx"; it is left out`,
		}},
		{"values at the limit", in("X;A=1,2;B=3:4\r\n"), contentline.Limits{Values: 3}, []string{
			`1:1 BEGIN VCALENDAR`,
			`2:1 X;A="1","2";B="3":"4"`,
			`3:1 END VCALENDAR`,
		}},
		{"too many values", in("X;A=1,2;B=3,4:5\r\nY;A=1:2\r\n"), contentline.Limits{Values: 3}, []string{
			`1:1 BEGIN VCALENDAR`,
			`3:1 Y;A="1":"2"`,
			`4:1 END VCALENDAR`,
			`2:1 fault: a content line of more than 3 parameter values, "X;A=1,2;B=3,4:5"; it is left out`,
		}},
		{"too many parameters", in("X;A=1;B=2;C=3;D=4:5\r\n"), contentline.Limits{Values: 3}, []string{
			`1:1 BEGIN VCALENDAR`,
			`3:1 END VCALENDAR`,
			`2:1 fault: a content line of more than 3 parameter values, "X;A=1;B=2;C=3;D=4:5"; it is left out`,
		}},
		{"all values at the limit", in("X;A=1,2:5\r\nY;A=1:2\r\n"), contentline.Limits{AllValues: 3}, []string{
			`1:1 BEGIN VCALENDAR`,
			`2:1 X;A="1","2":"5"`,
			`3:1 Y;A="1":"2"`,
			`4:1 END VCALENDAR`,
		}},
		{"too many values in all", in("X;A=1,2:5\r\nY;A=1,3:2\r\n"), contentline.Limits{AllValues: 3}, []string{
			`1:1 BEGIN VCALENDAR`,
			`2:1 X;A="1","2":"5"`,
			`3:1 error: more than 3 parameter values; raise the limit for a larger calendar`,
		}},
		{"depth", in("BEGIN:A\r\nBEGIN:B\r\nEND:B\r\nBEGIN:B\r\nBEGIN:C\r\n"), contentline.Limits{Depth: 3}, []string{
			`1:1 BEGIN VCALENDAR`,
			`2:1 BEGIN A`,
			`3:1 BEGIN B`,
			`4:1 END B`,
			`5:1 BEGIN B`,
			`6:1 error: components nest deeper than 3; no calendar program does that`,
		}},
		{"components", in("BEGIN:A\r\nEND:A\r\nBEGIN:B\r\nEND:B\r\n"), contentline.Limits{Components: 2}, []string{
			`1:1 BEGIN VCALENDAR`,
			`2:1 BEGIN A`,
			`3:1 END A`,
			`4:1 error: more than 2 components; raise the limit for a larger calendar`,
		}},
		{"components, an implied calendar counts", "BEGIN:VEVENT\nEND:VEVENT\nBEGIN:VEVENT\n", contentline.Limits{Components: 2}, []string{
			`+1:1 BEGIN VCALENDAR`,
			`1:1 BEGIN VEVENT`,
			`2:1 END VEVENT`,
			`1:1 remark: VEVENT outside of a VCALENDAR; read as if it stood in one`,
			`3:1 error: more than 2 components; raise the limit for a larger calendar`,
		}},
		{"lines", in("A:1\r\n\r\nB:2\r\n"), contentline.Limits{Lines: 3}, []string{
			`1:1 BEGIN VCALENDAR`,
			`2:1 A:"1"`,
			`4:1 B:"2"`,
			`5:1 error: more than 3 content lines; raise the limit for a larger calendar`,
		}},
		{"lines that are left out count", "x\n" + in("A\r\n"), contentline.Limits{Lines: 3}, []string{
			`2:1 BEGIN VCALENDAR`,
			`1:1 fault: "x" outside of a calendar; it and all up to the next BEGIN is left out`,
			`3:1 fault: no colon in "A"; a content line is NAME:value. It is left out`,
			`4:1 error: more than 3 content lines; raise the limit for a larger calendar`,
		}},
		{"octets at the limit", in(""), contentline.Limits{Total: 32}, []string{
			`1:1 BEGIN VCALENDAR`,
			`2:1 END VCALENDAR`,
		}},
		{"too many octets", in(""), contentline.Limits{Total: 31}, []string{
			`1:1 BEGIN VCALENDAR`,
			`2:1 error: the input has more than 31 octets; raise the limit for a larger calendar`,
		}},
	} {
		compare(t, c.name, scan(strings.NewReader(c.in), &c.limits), c.want)
	}
}

// TestScanReaderFails: an error of the reader ends the reading at the line that
// it cut, and is not taken for the end of the file.
func TestScanReaderFails(t *testing.T) {
	broken := errors.New("connection reset")
	for _, c := range []struct {
		name, in string
		want     []string
	}{
		{"at once", "", []string{`1:1 error: connection reset`}},
		{"in a line", "BEGIN:VCALENDAR\nA:1\nSUMM", []string{
			`1:1 BEGIN VCALENDAR`,
			`2:1 A:"1"`,
			`3:1 error: connection reset`,
		}},
		{"behind a line end", "BEGIN:VCALENDAR\nA:1\n", []string{
			`1:1 BEGIN VCALENDAR`,
			`2:1 error: connection reset`,
		}},
		{"behind the last line", "BEGIN:VCALENDAR\nEND:VCALENDAR\n", []string{
			`1:1 BEGIN VCALENDAR`,
			`2:1 error: connection reset`,
		}},
	} {
		r := io.MultiReader(strings.NewReader(c.in), iotest.ErrReader(broken))
		compare(t, c.name, scan(r, nil), c.want)
		s := contentline.NewScanner(io.MultiReader(strings.NewReader(c.in), iotest.ErrReader(broken)), nil)
		for s.Scan() {
		}
		if !errors.Is(s.Err(), broken) || s.Scan() {
			t.Errorf("%s: error %v, want one that wraps %q, and no line behind it", c.name, s.Err(), broken)
		}
	}
}

// A silent reader gives neither octets nor an error.
type silent struct{}

func (silent) Read([]byte) (int, error) { return 0, nil }

func TestScanSilentReader(t *testing.T) {
	compare(t, "silent", scan(silent{}, nil), []string{"1:1 error: multiple Read calls return no data or error"})
}
