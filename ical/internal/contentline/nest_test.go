package contentline_test

import (
	"strings"
	"testing"
)

// lf joins lines with line breaks; the file ends in one.
func lf(lines ...string) string { return strings.Join(lines, "\n") + "\n" }

// TestScanNesting reads files whose components are odd.
func TestScanNesting(t *testing.T) {
	for _, c := range []struct {
		name, in string
		want     []string
	}{
		{"balanced", lf("BEGIN:VCALENDAR", "BEGIN:VEVENT", "BEGIN:VALARM", "END:VALARM", "END:VEVENT", "END:VCALENDAR"), []string{
			`1:1 BEGIN VCALENDAR`,
			`2:1 BEGIN VEVENT`,
			`3:1 BEGIN VALARM`,
			`4:1 END VALARM`,
			`5:1 END VEVENT`,
			`6:1 END VCALENDAR`,
		}},
		{"any case, blanks", lf("begin:vcalendar", "Begin: VEvent ", "END:vevent", "end:VCALENDAR\t"), []string{
			`1:1 BEGIN VCALENDAR`,
			`2:1 BEGIN VEVENT`,
			`3:1 END VEVENT`,
			`4:1 END VCALENDAR`,
			`2:7 remark: blanks around the component's name "VEvent"; they are left out`,
			`4:5 remark: blanks around the component's name "VCALENDAR"; they are left out`,
		}},
		{"byte order mark", "\uFEFF" + lf("BEGIN:VCALENDAR", "END:VCALENDAR"), []string{
			`1:1 BEGIN VCALENDAR`,
			`2:1 END VCALENDAR`,
		}},
		{"byte order mark before each calendar", "\uFEFF" + lf("BEGIN:VCALENDAR", "END:VCALENDAR", "\uFEFFBEGIN:VCALENDAR", "END:VCALENDAR"), []string{
			`1:1 BEGIN VCALENDAR`,
			`2:1 END VCALENDAR`,
			`3:1 BEGIN VCALENDAR`,
			`4:1 END VCALENDAR`,
		}},
		{"two byte order marks", "\uFEFF\uFEFF" + lf("BEGIN:VCALENDAR", "END:VCALENDAR"), []string{
			`1:1 BEGIN VCALENDAR`,
			`2:1 END VCALENDAR`,
		}},
		{"byte order mark before an event and a property", lf("BEGIN:VCALENDAR", "\uFEFFBEGIN:VEVENT", "\uFEFFX;P:1", "END:VEVENT", "END:VCALENDAR"), []string{
			`1:1 BEGIN VCALENDAR`,
			`2:1 BEGIN VEVENT`,
			`3:1 X:"1"`,
			`4:1 END VEVENT`,
			`5:1 END VCALENDAR`,
			`3:3 fault: "P" is no parameter; one is NAME=value. It is left out`,
		}},
		{"no line end at the end", "BEGIN:VCALENDAR\nEND:VCALENDAR", []string{
			`1:1 BEGIN VCALENDAR`,
			`2:1 END VCALENDAR`,
		}},
		{"several calendars", lf("BEGIN:VCALENDAR", "A:1", "END:VCALENDAR", "", "BEGIN:VCALENDAR", "B:2", "END:VCALENDAR"), []string{
			`1:1 BEGIN VCALENDAR`,
			`2:1 A:"1"`,
			`3:1 END VCALENDAR`,
			`5:1 BEGIN VCALENDAR`,
			`6:1 B:"2"`,
			`7:1 END VCALENDAR`,
		}},
		{"calendar in a calendar", lf("BEGIN:VCALENDAR", "A:1", "BEGIN:VCALENDAR", "B:2", "END:VCALENDAR", "END:VCALENDAR"), []string{
			`1:1 BEGIN VCALENDAR`,
			`2:1 A:"1"`,
			`+3:1 END VCALENDAR`,
			`3:1 BEGIN VCALENDAR`,
			`4:1 B:"2"`,
			`5:1 END VCALENDAR`,
			`3:1 fault: VCALENDAR begins inside VCALENDAR of line 1, which has no END; it is ended here`,
			`6:1 fault: "END:VCALENDAR" outside of a calendar; it and all up to the next BEGIN is left out`,
		}},
		{"calendar in an event", lf("BEGIN:VCALENDAR", "BEGIN:VEVENT", "BEGIN:VCALENDAR", "END:VCALENDAR"), []string{
			`1:1 BEGIN VCALENDAR`,
			`2:1 BEGIN VEVENT`,
			`+3:1 END VEVENT`,
			`+3:1 END VCALENDAR`,
			`3:1 BEGIN VCALENDAR`,
			`4:1 END VCALENDAR`,
			`3:1 fault: VCALENDAR begins inside VEVENT of line 2, which has no END; it is ended here`,
		}},
		{"event in an event", lf("BEGIN:VCALENDAR", "BEGIN:VEVENT", "A:1", "BEGIN:VEVENT", "B:2", "END:VEVENT", "END:VCALENDAR"), []string{
			`1:1 BEGIN VCALENDAR`,
			`2:1 BEGIN VEVENT`,
			`3:1 A:"1"`,
			`+4:1 END VEVENT`,
			`4:1 BEGIN VEVENT`,
			`5:1 B:"2"`,
			`6:1 END VEVENT`,
			`7:1 END VCALENDAR`,
			`4:1 fault: VEVENT begins inside VEVENT of line 2, which has no END; it is ended here`,
		}},
		{"event in an alarm in an event", lf("BEGIN:VCALENDAR", "BEGIN:VEVENT", "BEGIN:VALARM", "BEGIN:VEVENT", "END:VEVENT", "END:VCALENDAR"), []string{
			`1:1 BEGIN VCALENDAR`,
			`2:1 BEGIN VEVENT`,
			`3:1 BEGIN VALARM`,
			`+4:1 END VALARM`,
			`+4:1 END VEVENT`,
			`4:1 BEGIN VEVENT`,
			`5:1 END VEVENT`,
			`6:1 END VCALENDAR`,
			`4:1 fault: VEVENT begins inside VALARM of line 3, which has no END; it is ended here`,
		}},
		{"event in an unknown component", lf("BEGIN:VCALENDAR", "BEGIN:X-BOX", "BEGIN:VEVENT", "END:VEVENT", "END:X-BOX", "END:VCALENDAR"), []string{
			`1:1 BEGIN VCALENDAR`,
			`2:1 BEGIN X-BOX`,
			`3:1 BEGIN VEVENT`,
			`4:1 END VEVENT`,
			`5:1 END X-BOX`,
			`6:1 END VCALENDAR`,
		}},
		{"component without END", lf("BEGIN:VCALENDAR", "BEGIN:VEVENT", "BEGIN:VALARM", "END:VEVENT", "END:VCALENDAR"), []string{
			`1:1 BEGIN VCALENDAR`,
			`2:1 BEGIN VEVENT`,
			`3:1 BEGIN VALARM`,
			`+4:1 END VALARM`,
			`4:1 END VEVENT`,
			`5:1 END VCALENDAR`,
			`4:1 fault: END:VEVENT inside VALARM of line 3, which has no END; it is ended here`,
		}},
		{"two without END", lf("BEGIN:VCALENDAR", "BEGIN:VEVENT", "BEGIN:VALARM", "END:VCALENDAR"), []string{
			`1:1 BEGIN VCALENDAR`,
			`2:1 BEGIN VEVENT`,
			`3:1 BEGIN VALARM`,
			`+4:1 END VALARM`,
			`+4:1 END VEVENT`,
			`4:1 END VCALENDAR`,
			`4:1 fault: END:VCALENDAR inside VALARM of line 3, which has no END; it is ended here`,
		}},
		{"END of what is not open", lf("BEGIN:VCALENDAR", "BEGIN:VEVENT", "END:VTODO", "A:1", "END:VEVENT", "END:VCALENDAR"), []string{
			`1:1 BEGIN VCALENDAR`,
			`2:1 BEGIN VEVENT`,
			`4:1 A:"1"`,
			`5:1 END VEVENT`,
			`6:1 END VCALENDAR`,
			`3:1 fault: END:VTODO ends nothing that is open; open is VEVENT of line 2. It is left out`,
		}},
		{"properties behind a component", lf("BEGIN:VCALENDAR", "BEGIN:VEVENT", "END:VEVENT", "A:1", "END:VCALENDAR"), []string{
			`1:1 BEGIN VCALENDAR`,
			`2:1 BEGIN VEVENT`,
			`3:1 END VEVENT`,
			`4:1 A:"1"`,
			`5:1 END VCALENDAR`,
		}},
		{"parameters of BEGIN", lf("BEGIN:VCALENDAR", "BEGIN;X=1:VEVENT", "END;Y=2:VEVENT", "END:VCALENDAR"), []string{
			`1:1 BEGIN VCALENDAR`,
			`2:1 BEGIN VEVENT`,
			`3:1 END VEVENT`,
			`4:1 END VCALENDAR`,
			`2:7 fault: parameters of BEGIN, which has none; they are left out`,
			`3:5 fault: parameters of END, which has none; they are left out`,
		}},
		{"component name that is none", lf("BEGIN:VCALENDAR", "BEGIN:V EVENT", "END:V EVENT", "BEGIN:", "END:", "END:VCALENDAR"), []string{
			`1:1 BEGIN VCALENDAR`,
			`2:1 BEGIN V-EVENT`,
			`3:1 END V-EVENT`,
			`4:1 BEGIN X-NONAME`,
			`5:1 END X-NONAME`,
			`6:1 END VCALENDAR`,
			`2:7 remark: component name "V EVENT", which has letters A-Z, digits and hyphens only; read as V-EVENT`,
			`3:5 remark: component name "V EVENT", which has letters A-Z, digits and hyphens only; read as V-EVENT`,
			`4:7 remark: component name "", which has letters A-Z, digits and hyphens only; read as X-NONAME`,
			`5:5 remark: component name "", which has letters A-Z, digits and hyphens only; read as X-NONAME`,
		}},
		{"BEGIN without colon", lf("BEGIN:VCALENDAR", "BEGIN VEVENT", "BEGIN", "END:VCALENDAR"), []string{
			`1:1 BEGIN VCALENDAR`,
			`4:1 END VCALENDAR`,
			`2:1 fault: 'V' behind the name of "BEGIN VEVENT"; a content line is NAME:value. It is left out`,
			`3:1 fault: no colon in "BEGIN"; a content line is NAME:value. It is left out`,
		}},
		{"text around calendars", lf("X-Header: 1", "more", "BEGIN:VCALENDAR", "END:VCALENDAR", "bye", "bye", "BEGIN:VCALENDAR", "END:VCALENDAR", "bye"), []string{
			`3:1 BEGIN VCALENDAR`,
			`4:1 END VCALENDAR`,
			`7:1 BEGIN VCALENDAR`,
			`8:1 END VCALENDAR`,
			`1:1 fault: "X-Header: 1" outside of a calendar; it and all up to the next BEGIN is left out`,
			`5:1 fault: "bye" outside of a calendar; it and all up to the next BEGIN is left out`,
			`9:1 fault: "bye" outside of a calendar; it and all up to the next BEGIN is left out`,
		}},
		{"END outside", lf("END:VCALENDAR", "BEGIN:VCALENDAR", "END:VCALENDAR", "END:VCALENDAR"), []string{
			`2:1 BEGIN VCALENDAR`,
			`3:1 END VCALENDAR`,
			`1:1 fault: "END:VCALENDAR" outside of a calendar; it and all up to the next BEGIN is left out`,
			`4:1 fault: "END:VCALENDAR" outside of a calendar; it and all up to the next BEGIN is left out`,
		}},
		{"events without a calendar", lf("BEGIN:VEVENT", "A:1", "END:VEVENT", "BEGIN:VEVENT", "END:VEVENT"), []string{
			`+1:1 BEGIN VCALENDAR`,
			`1:1 BEGIN VEVENT`,
			`2:1 A:"1"`,
			`3:1 END VEVENT`,
			`4:1 BEGIN VEVENT`,
			`5:1 END VEVENT`,
			`+6:1 END VCALENDAR`,
			`1:1 remark: VEVENT outside of a VCALENDAR; read as if it stood in one`,
		}},
		{"lines between events without a calendar", lf("BEGIN:VEVENT", "END:VEVENT", "A:1", "BEGIN:VEVENT", "END:VEVENT"), []string{
			`+1:1 BEGIN VCALENDAR`,
			`1:1 BEGIN VEVENT`,
			`2:1 END VEVENT`,
			`4:1 BEGIN VEVENT`,
			`5:1 END VEVENT`,
			`+6:1 END VCALENDAR`,
			`1:1 remark: VEVENT outside of a VCALENDAR; read as if it stood in one`,
			`3:1 fault: "A:1" outside of a calendar; it and all up to the next BEGIN is left out`,
		}},
		{"event, then a calendar", lf("BEGIN:VEVENT", "END:VEVENT", "BEGIN:VCALENDAR", "END:VCALENDAR"), []string{
			`+1:1 BEGIN VCALENDAR`,
			`1:1 BEGIN VEVENT`,
			`2:1 END VEVENT`,
			`+3:1 END VCALENDAR`,
			`3:1 BEGIN VCALENDAR`,
			`4:1 END VCALENDAR`,
			`1:1 remark: VEVENT outside of a VCALENDAR; read as if it stood in one`,
		}},
		{"END:VCALENDAR of events without BEGIN", lf("BEGIN:VEVENT", "END:VEVENT", "END:VCALENDAR"), []string{
			`+1:1 BEGIN VCALENDAR`,
			`1:1 BEGIN VEVENT`,
			`2:1 END VEVENT`,
			`3:1 END VCALENDAR`,
			`1:1 remark: VEVENT outside of a VCALENDAR; read as if it stood in one`,
		}},

		{"empty", "", []string{`1:1 error: the input is empty; a calendar begins with BEGIN:VCALENDAR`}},
		{"byte order mark alone", "\uFEFF", []string{`1:1 error: the input is empty; a calendar begins with BEGIN:VCALENDAR`}},
		{"line ends alone", "\r\n\r\n", []string{`3:1 error: the input is empty; a calendar begins with BEGIN:VCALENDAR`}},
		{"text", lf("Hello", "world"), []string{
			`1:1 fault: "Hello" outside of a calendar; it and all up to the next BEGIN is left out`,
			`1:1 error: no calendar: "Hello" where BEGIN:VCALENDAR should be`,
		}},
		{"HTML", lf("<!DOCTYPE html>", "<html>BEGIN:VCALENDAR</html>"), []string{
			`1:1 fault: "<!DOCTYPE html>" outside of a calendar; it and all up to the next BEGIN is left out`,
			`1:1 error: no calendar: "<!DOCTYPE html>" where BEGIN:VCALENDAR should be`,
		}},
		{"UTF-16", "\xFF\xFEB\x00E\x00G\x00I\x00N\x00\n\x00", []string{
			`1:1 fault: "\xff\xfeB\x00E\x00G\x00I\x00N\x00" (UTF-16; convert it to UTF-8) outside of a calendar; it and all up to the next BEGIN is left out`,
			`1:1 error: no calendar: "\xff\xfeB\x00E\x00G\x00I\x00N\x00" (UTF-16; convert it to UTF-8) where BEGIN:VCALENDAR should be`,
		}},
		{"a vCard", lf("BEGIN:VCARD", "FN:Kim", "END:VCARD"), []string{`1:1 error: BEGIN:VCARD where BEGIN:VCALENDAR should be`}},
		{"calendar behind text", lf("HTTP/1.1 200 OK", "", "BEGIN:VCALENDAR"), []string{
			`3:1 BEGIN VCALENDAR`,
			`1:1 fault: "HTTP/1.1 200 OK" outside of a calendar; it and all up to the next BEGIN is left out`,
			`4:1 error: the input ends inside VCALENDAR, which begins in line 3; it is cut off`,
		}},
		{"cut in a calendar", lf("BEGIN:VCALENDAR", "A:1"), []string{
			`1:1 BEGIN VCALENDAR`,
			`2:1 A:"1"`,
			`3:1 error: the input ends inside VCALENDAR, which begins in line 1; it is cut off`,
		}},
		{"cut in an alarm", lf("BEGIN:VCALENDAR", "BEGIN:VEVENT", "BEGIN:VALARM", "A:1"), []string{
			`1:1 BEGIN VCALENDAR`,
			`2:1 BEGIN VEVENT`,
			`3:1 BEGIN VALARM`,
			`4:1 A:"1"`,
			`5:1 error: the input ends inside VALARM, which begins in line 3; it is cut off`,
		}},
		{"cut in a line", lf("BEGIN:VCALENDAR", "BEGIN:VEVENT") + "SUMMARY:Op", []string{
			`1:1 BEGIN VCALENDAR`,
			`2:1 BEGIN VEVENT`,
			`3:1 SUMMARY:"Op"`,
			`4:1 error: the input ends inside VEVENT, which begins in line 2; it is cut off`,
		}},
		{"cut in an event without a calendar", lf("BEGIN:VEVENT", "A:1"), []string{
			`+1:1 BEGIN VCALENDAR`,
			`1:1 BEGIN VEVENT`,
			`2:1 A:"1"`,
			`1:1 remark: VEVENT outside of a VCALENDAR; read as if it stood in one`,
			`3:1 error: the input ends inside VEVENT, which begins in line 1; it is cut off`,
		}},
		{"cut in the second calendar", lf("BEGIN:VCALENDAR", "END:VCALENDAR", "BEGIN:VCALENDAR"), []string{
			`1:1 BEGIN VCALENDAR`,
			`2:1 END VCALENDAR`,
			`3:1 BEGIN VCALENDAR`,
			`4:1 error: the input ends inside VCALENDAR, which begins in line 3; it is cut off`,
		}},
	} {
		compare(t, c.name, scan(strings.NewReader(c.in), nil), c.want)
	}
}

// TestScanTopmost: the components of RFC 5545 §3.6 and RFC 7953 §3.1 stand in
// nothing but a calendar, so that one ends another; all others stand anywhere.
func TestScanTopmost(t *testing.T) {
	for _, c := range []struct {
		name    string
		topmost bool
	}{
		{"VEVENT", true}, {"VTODO", true}, {"VJOURNAL", true}, {"VFREEBUSY", true}, {"VTIMEZONE", true}, {"VAVAILABILITY", true},
		{"VALARM", false}, {"AVAILABLE", false}, {"PARTICIPANT", false}, {"VLOCATION", false}, {"X-EVENT", false},
	} {
		told := scan(strings.NewReader(lf("BEGIN:VCALENDAR", "BEGIN:VEVENT", "BEGIN:"+c.name, "END:"+c.name, "END:VCALENDAR")), nil)
		if ended := strings.HasPrefix(told[2], "+3:1 END VEVENT"); ended != c.topmost {
			t.Errorf("%s in a VEVENT ends it: %v, want %v:\n%s", c.name, ended, c.topmost, strings.Join(told, "\n"))
		}
		told = scan(strings.NewReader(lf("BEGIN:"+c.name, "END:"+c.name)), nil)
		if alone := strings.HasPrefix(told[0], "+1:1 BEGIN VCALENDAR"); alone != c.topmost {
			t.Errorf("%s alone is read: %v, want %v:\n%s", c.name, alone, c.topmost, strings.Join(told, "\n"))
		}
	}
}
