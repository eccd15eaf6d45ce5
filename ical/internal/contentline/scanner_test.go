package contentline_test

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/plenaria/plenaria/ical/internal/contentline"
)

// scan reads everything, and tells each line, fault and error in a line of text:
//
//	1:1 BEGIN VCALENDAR
//	2:1 ATTENDEE;CN="Kim","Min":"mailto:kim@example.org"
//	2:3 remark: …      nothing was left out
//	2:3 fault: …       something was
//	2:3 error: …       the reading ended
//
// Lines that the file does not have have a + before the position.
func scan(r io.Reader, l *contentline.Limits) []string {
	var out []string
	s := contentline.NewScanner(r, l)
	for s.Scan() {
		out = append(out, tell(s.Line()))
	}
	return append(out, tellEnd(s)...)
}

// tellEnd tells the faults and the error of a Scanner that has read.
func tellEnd(s *contentline.Scanner) (out []string) {
	for _, f := range s.Faults() {
		kind := "fault"
		if f.Repaired {
			kind = "remark"
		}
		out = append(out, fmt.Sprintf("%v %s: %v", f.Pos, kind, f.Err))
	}
	if err := s.Err(); err != nil {
		out = append(out, strings.Replace(err.Error(), ": ", " error: ", 1))
	}
	return out
}

func tell(l *contentline.Line) string {
	var b strings.Builder
	if l.Implied {
		b.WriteByte('+')
	}
	fmt.Fprintf(&b, "%v ", l.Pos)
	switch l.Kind {
	case contentline.Begin:
		b.WriteString("BEGIN " + l.Name)
	case contentline.End:
		b.WriteString("END " + l.Name)
	default:
		b.WriteString(l.Name)
		for _, p := range l.Params {
			fmt.Fprintf(&b, ";%s=", p.Name)
			for i, v := range p.Values {
				if i > 0 {
					b.WriteByte(',')
				}
				fmt.Fprintf(&b, "%q", v)
			}
		}
		fmt.Fprintf(&b, ":%q", l.Value)
	}
	return b.String()
}

// in puts lines into a calendar, whose own two lines inside drops.
func in(lines string) string { return "BEGIN:VCALENDAR\r\n" + lines + "END:VCALENDAR\r\n" }

func inside(told []string) []string {
	return slices.DeleteFunc(told, func(s string) bool { return strings.HasSuffix(s, " VCALENDAR") })
}

// compare reports where two lists of told lines differ.
func compare(t *testing.T, name string, got, want []string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("%s: got\n\t%s\nwant\n\t%s", name, strings.Join(got, "\n\t"), strings.Join(want, "\n\t"))
	}
}

// TestScanValues reads lines that RFC 5545 allows, or that are read without a
// word because nothing else can be meant.
func TestScanValues(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"plain", "SUMMARY:Opening\r\n", `2:1 SUMMARY:"Opening"`},
		{"empty value", "SUMMARY:\r\n", `2:1 SUMMARY:""`},
		{"colons, semicolons and quotes in the value", "X:a:b;c=\"d\"\r\n", `2:1 X:"a:b;c=\"d\""`},
		{"escapes stay", `X:a\,b\n\\` + "\r\n", `2:1 X:"a\\,b\\n\\\\"`},
		{"blanks around the value stay", "X: a \t\r\n", `2:1 X:" a \t"`},
		{"name in lower case", "summary:a\r\n", `2:1 SUMMARY:"a"`},
		{"name of digits and hyphens", "X-0-9:a\r\n", `2:1 X-0-9:"a"`},

		{"LF ends a line", "A:1\nB:2\n", "2:1 A:\"1\"\n3:1 B:\"2\""},
		{"CR ends a line", "A:1\rB:2\r", "2:1 A:\"1\"\n3:1 B:\"2\""},
		{"all three in a file", "A:1\rB:2\nC:3\r\nD:4\r", "2:1 A:\"1\"\n3:1 B:\"2\"\n4:1 C:\"3\"\n5:1 D:\"4\""},
		{"LF CR is two ends", "A:1\n\rB:2\r\n", "2:1 A:\"1\"\n4:1 B:\"2\""},
		{"empty lines count but mean nothing", "\r\nA:1\r\n\r\n\r\nB:2\r\n", "3:1 A:\"1\"\n6:1 B:\"2\""},

		{"fold", "SUMMARY:Ope\r\n ning\r\n", `2:1 SUMMARY:"Opening"`},
		{"fold at a tab", "SUMMARY:Ope\r\n\tning\r\n", `2:1 SUMMARY:"Opening"`},
		{"one blank is the fold's, others are the text's", "X:a\r\n  b\r\n\t\tc\r\n", `2:1 X:"a b\tc"`},
		{"fold at LF", "X:a\n b\nY:c\n", "2:1 X:\"ab\"\n4:1 Y:\"c\""},
		{"fold at CR", "X:a\r b\rY:c\r", "2:1 X:\"ab\"\n4:1 Y:\"c\""},
		{"fold in a name", "SUMM\r\n ARY:a\r\nB:1\r\n", "2:1 SUMMARY:\"a\"\n4:1 B:\"1\""},
		{"fold before the colon", "X\r\n :a\r\n", `2:1 X:"a"`},
		{"fold in a parameter", "X;P\r\n =\"a\r\n b\";\r\n Q=c:d\r\n", `2:1 X;P="ab";Q="c":"d"`},
		{"fold in a rune", "X:\xED\r\n \x95\r\n \x9C글\r\n", `2:1 X:"한글"`},
		{"fold in a rune of four octets", "X:\xF0\x9F\n\t\x98\x80\n", `2:1 X:"😀"`},
		{"fold of nothing", "X:a\r\n \r\n \r\n b\r\nY:c\r\n", "2:1 X:\"ab\"\n6:1 Y:\"c\""},
		{"fold after an empty line", "X:a\r\n\r\n b\r\nY:c\r\n", "2:1 X:\"ab\"\n5:1 Y:\"c\""},
		{"fold after CR CR LF", "X:a\r\r\n b\r\r\nY:c\r\r\n", "2:1 X:\"ab\"\n6:1 Y:\"c\""},

		{"parameter", "X;P=a:b\r\n", `2:1 X;P="a":"b"`},
		{"parameter in lower case", "x;p=A:b\r\n", `2:1 X;P="A":"b"`},
		{"values", "X;P=a,b,\"c\":d\r\n", `2:1 X;P="a","b","c":"d"`},
		{"empty values", "X;P=:a\r\nX;P=,:a\r\nX;P=\"\":a\r\n", "2:1 X;P=\"\":\"a\"\n3:1 X;P=\"\",\"\":\"a\"\n4:1 X;P=\"\":\"a\""},
		{"delimiters in quotes", "X;P=\"a,b;c:d=e\";Q=f:g\r\n", `2:1 X;P="a,b;c:d=e";Q="f":"g"`},
		{"equals in a value", "X;P=a=b:c\r\n", `2:1 X;P="a=b":"c"`},
		{"backslashes mean nothing", `X;P=a\b\n;Q="\":c` + "\r\n", `2:1 X;P="a\\b\\n";Q="\\":"c"`},
		{"RFC 6868", "X;P=a^nb^^c^'d:e\r\n", `2:1 X;P="a\nb^c\"d":"e"`},
		{"RFC 6868 in quotes", "X;P=\"^'a, b^'\":c\r\n", `2:1 X;P="\"a, b\"":"c"`},
		{"circumflex before anything else", "X;P=a^b^N^:c\r\n", `2:1 X;P="a^b^N^":"c"`},
		{"circumflexes are read from the left", "X;P=^^n^^^n:c\r\n", `2:1 X;P="^n^\n":"c"`},
		{"circumflexes in a value stay", "X:^n\r\n", `2:1 X:"^n"`},
		{"two parameters of a name", "X;P=a;P=b:c\r\n", `2:1 X;P="a";P="b":"c"`},
		{"hangul in a parameter", "X;P=김민지:c\r\n", `2:1 X;P="김민지":"c"`},
	} {
		compare(t, c.name, inside(scan(strings.NewReader(in(c.in)), nil)), strings.Split(c.want, "\n"))
	}
}

// TestScanFaults reads lines that RFC 5545 does not allow.
func TestScanFaults(t *testing.T) {
	for _, c := range []struct {
		name, in string
		want     []string
	}{
		{"no colon", "X\r\nY:1\r\n", []string{
			`3:1 Y:"1"`,
			`2:1 fault: no colon in "X"; a content line is NAME:value. It is left out`,
		}},
		{"no colon behind parameters", "X;P=a,b\r\nY:1\r\n", []string{
			`3:1 Y:"1"`,
			`2:1 fault: no colon in "X;P=a,b"; a content line is NAME:value. It is left out`,
		}},
		{"no colon behind a quote", "X;P=\"a:b\r\nY:1\r\n", []string{
			`2:1 X;P="a":"b"`,
			`3:1 Y:"1"`,
			`2:5 remark: a quote that is not closed in "\"a:b"; it is left out`,
		}},
		{"no name", ":1\r\n;P=a:1\r\n", []string{
			`2:1 fault: ":1" begins with no name; a content line is NAME:value. It is left out`,
			`3:1 fault: ";P=a:1" begins with no name; a content line is NAME:value. It is left out`,
		}},
		{"junk before the name", "@@@SUMMARY:a\r\n", []string{`2:1 fault: "@@@SUMMARY:a" begins with no name; a content line is NAME:value. It is left out`}},
		{"junk in the name", "SUM_MARY:a\r\nÜBER:a\r\n", []string{
			`2:1 fault: '_' behind the name of "SUM_MARY:a"; a content line is NAME:value. It is left out`,
			`3:1 fault: "ÜBER:a" begins with no name; a content line is NAME:value. It is left out`,
		}},
		{"blanks before the name", "X:1\r\n\r\n\r\n Y:2\r\n", []string{
			`2:1 X:"1"`,
			`5:2 Y:"2"`,
		}},
		{"blank behind the name", "X :1\r\nX\t;P=a:1\r\n", []string{
			`2:1 X:"1"`,
			`3:1 X;P="a":"1"`,
			`2:2 remark: a blank behind the name of "X :1"; it is left out`,
			`3:2 remark: a blank behind the name of "X\t;P=a:1"; it is left out`,
		}},
		{"blank before a parameter", "X; P=a:1\r\n", []string{
			`2:1 X;P="a":"1"`,
			`2:3 remark: a blank before the name of a parameter, " P=a:1"; it is left out`,
		}},
		{"blank behind a parameter", "X;P =a:1\r\n", []string{
			`2:1 X:"1"`,
			`2:3 fault: "P =a" is no parameter; one is NAME=value. It is left out`,
		}},
		{"empty parameter", "X;:1\r\nX;;P=a:1\r\n", []string{
			`2:1 X:"1"`,
			`3:1 X;P="a":"1"`,
			`2:3 remark: an empty parameter; it is left out`,
			`3:3 remark: an empty parameter; it is left out`,
		}},
		{"no equals", "X;P:1\r\nX;P;Q=a:1\r\nX;P\r\n", []string{
			`2:1 X:"1"`,
			`3:1 X;Q="a":"1"`,
			`2:3 fault: "P" is no parameter; one is NAME=value. It is left out`,
			`3:3 fault: "P" is no parameter; one is NAME=value. It is left out`,
			`4:1 fault: no colon in "X;P"; a content line is NAME:value. It is left out`,
		}},
		{"no parameter name", "X;=a:1\r\n", []string{
			`2:1 X:"1"`,
			`2:3 fault: "=a" is no parameter; one is NAME=value. It is left out`,
		}},
		{"bad parameter name", "X;P_Q=a,\"b;:\";R=c:1\r\n", []string{
			`2:1 X;R="c":"1"`,
			`2:3 fault: "P_Q=a,\"b;:\"" is no parameter; one is NAME=value. It is left out`,
		}},
		{"bad parameter name before quotes", "X;P_Q=\"b;:\",c;R=c:1\r\n", []string{
			`2:1 X;R="c":"1"`,
			`2:3 fault: "P_Q=\"b;:\",c" is no parameter; one is NAME=value. It is left out`,
		}},
		{"quote in a value", "X;P=a\"b:c\r\n", []string{
			`2:1 X;P="a\"b":"c"`,
			`2:5 remark: a quote inside of the parameter value "a\"b"; it is taken as part of it`,
		}},
		{"quote in quotes", "X;P=\"a \"b\" c\":d\r\n", []string{
			`2:1 X;P="a \"b\" c":"d"`,
			`2:5 remark: quotes inside of the quotes of "\"a \"b\" c\""; they are taken as part of the value`,
		}},
		{"text behind quotes", "X;P=\"a\"b:c\r\n", []string{
			`2:1 X;P="a\"b":"c"`,
			`2:5 remark: a quote that is not closed in "\"a\"b:c"; it is left out`,
			`2:6 remark: a quote inside of the parameter value "a\"b"; it is taken as part of it`,
		}},
		{"quote not closed", "X;P=\"a;Q=b:mailto:c\r\n", []string{
			`2:1 X;P="a";Q="b":"mailto:c"`,
			`2:5 remark: a quote that is not closed in "\"a;Q=b:mailto:c"; it is left out`,
		}},
		{"quote not closed before an empty value", "X;P=\"a:\r\n", []string{
			`2:1 X;P="a":""`,
			`2:5 remark: a quote that is not closed in "\"a:"; it is left out`,
		}},
		{"quote closed behind the value", "X;P=\"a:mailto:c\"\r\n", []string{
			`2:1 X;P="a":"mailto:c"`,
			`2:5 remark: a quote that is not closed in "\"a:mailto:c\""; it is left out`,
		}},
		{"two quotes not closed", "X;P=\"a,\"b:c\r\n", []string{
			`2:1 X;P="a","b":"c"`,
			`2:5 remark: a quote that is not closed in "\"a,\"b:c"; it is left out`,
			`2:8 remark: a quote that is not closed in "\"b:c"; it is left out`,
		}},
		{"control characters", "X:a\x00b\x07\x7Fc\r\nY:\x0B\r\n", []string{
			`2:1 X:"a b  c"`,
			`3:1 Y:" "`,
			`2:4 remark: control character U+0000; it and others in the line are read as spaces`,
			`3:3 remark: control character U+000B; it and others in the line are read as spaces`,
		}},
		{"control character in a parameter and a name", "X;P=a\x01b:c\r\nX\x00:c\r\n", []string{
			`2:1 X;P="a b":"c"`,
			`3:1 X:"c"`,
			`2:6 remark: control character U+0001; it and others in the line are read as spaces`,
			`3:2 remark: control character U+0000; it and others in the line are read as spaces`,
			`3:2 remark: a blank behind the name of "X :c"; it is left out`,
		}},
		{"Windows-1252", "X:Panam\xE1 \x80 \x81\r\n", []string{
			`2:1 X:"Panamá € �"`,
			`2:8 fault: 0xE1 is not UTF-8; the line is read as Windows-1252, and 0x81, which that has not, as U+FFFD`,
		}},
		{"Windows-1252, of which octets that would go on a rune are characters too", "X;P=\xB5\x89;Q=\"a:b\r\n", []string{
			`2:1 X;P="µ‰";Q="a":"b"`,
			`2:5 remark: 0xB5 is not UTF-8; the line is read as Windows-1252`,
			`2:10 remark: a quote that is not closed in "\"a:b"; it is left out`,
		}},
		{"Windows-1252 in a parameter", "X;P=\"Jos\xE9\":a\r\n", []string{
			`2:1 X;P="José":"a"`,
			`2:9 remark: 0xE9 is not UTF-8; the line is read as Windows-1252`,
		}},
		{"half a rune among hangul", "X:한\xED\x95글\r\n", []string{
			`2:1 X:"한��글"`,
			`2:4 fault: 0xED is not UTF-8; it and others in the line are read as U+FFFD`,
		}},
		{"surrogates, overlong", "X:\xED\xA0\x80\xC0\x80\r\n", []string{
			`2:1 X:"í\u00a0€À€"`,
			`2:3 remark: 0xED is not UTF-8; the line is read as Windows-1252`,
		}},
		{"line of blanks", "X:1\r\n\r\n\r\n \t \r\n", []string{`2:1 X:"1"`}},
		{"position behind folds", "X;P=a;\r\n\r\n Q=\r\n b;R:c\r\n", []string{
			`2:1 X;P="a";Q="b":"c"`,
			`5:4 fault: "R" is no parameter; one is NAME=value. It is left out`,
		}},
		{"column in characters", "X;P=한글;Q:c\r\n", []string{
			`2:1 X;P="한글":"c"`,
			`2:8 fault: "Q" is no parameter; one is NAME=value. It is left out`,
		}},
		{"position of a fold in a rune", "X;P=\xED\r\n \x95\x9C\"한:c\r\n", []string{
			`2:1 X;P="한\"한":"c"`,
			`2:5 remark: a quote inside of the parameter value "한\"한"; it is taken as part of it`,
		}},
	} {
		compare(t, c.name, inside(scan(strings.NewReader(in(c.in)), nil)), c.want)
	}
}
