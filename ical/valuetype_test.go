package ical

import (
	"strings"
	"testing"

	ics "github.com/arran4/golang-ical"
)

// valueCases are wire values that parsing by golang-ical and Encode keep.
var valueCases = []struct{ name, property, wire string }{
	{"TEXT", "SUMMARY", `Lima\, Perú\; C:\\dir\nline`},
	{"TEXT in lower case", "summary", `Lima\, Perú`},
	{"list", "CATEGORIES", "keynote,panel,talk"},
	{"list with semicolon and break", "CATEGORIES", `key\;note,pa\nnel,C:\\x`},
	{"list of resources", "RESOURCES", "EASEL,PROJECTOR"},
	{"list of RFC 9073", "LOCATION-TYPE", "campus,hotel"},
	{"status", "REQUEST-STATUS", `2.0;Success\, truly`},
	{"status with data", "REQUEST-STATUS", `3.1;Invalid property value;DTSTART:96-Apr-01`},
	{"EXRULE", "EXRULE", "FREQ=WEEKLY;BYDAY=MO,TU"},
	{"RRULE", "RRULE", "FREQ=WEEKLY;BYDAY=MO,TU;COUNT=3"},
	{"GEO", "GEO", "8.98;-79.52"},
	{"EXDATE", "EXDATE;TZID=America/Panama", "20261102T090000,20261103T090000"},
	{"periods", "RDATE;VALUE=PERIOD", "20261102T090000Z/PT1H,20261103T090000Z/PT2H"},
	{"URI with separators", "URL", "https://example.org/a;b,c?d=%5C"},
	{"conference", "CONFERENCE;VALUE=URI", "https://example.org/a;b,c"},
	{"conference without VALUE", "CONFERENCE", "https://example.org/a;b,c"},
	{"address", "ATTENDEE", "mailto:a;b,c@example.org"},
	{"binary", "ATTACH;ENCODING=BASE64;VALUE=BINARY", "AAAA+/=="},
	{"unknown, structured", "X-FOO", "a;b,c"},
	{"unknown, break and backslash", "X-FOO", `a\nb\\c`},
	{"unknown of another type", "X-FOO;VALUE=X-BAR", `a\b;c,d\;e`},
	{"unknown, VALUE=TEXT", "X-FOO;VALUE=TEXT", `a\;b\,c`},
	{"VALUE in lower case", "X-FOO;VALUE=text", `a\;b\,c,d`},
	{"VALUE overrides", "DTSTART;VALUE=TEXT", `a\,b`},
	{"VALUE overrides TEXT", "STYLED-DESCRIPTION;VALUE=URI", `https://example.org/a,b\c`},
	{"name of VALUE in lower case", "COMMENT;value=URI", "https://example.org/a,b"},
	{"known X-", "X-WR-CALNAME", `Reunión\, anual`},
	{"duration", "REFRESH-INTERVAL;VALUE=DURATION", "P1D"},
}

func TestParseEncode(t *testing.T) {
	for _, c := range valueCases {
		file := "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n" + c.property + ":" + c.wire + "\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
		cal, err := ics.ParseCalendar(strings.NewReader(file))
		if err != nil {
			t.Errorf("%s: parse: %v", c.name, err)
			continue
		}
		if got := encode(t, cal); unfold(got) != file {
			t.Errorf("%s: encoded\n%s\nwant\n%s", c.name, got, file)
		}
	}
}

// TestLostInParsing pins what Encode documents: golang-ical has removed the
// backslash before a separator that is none.
func TestLostInParsing(t *testing.T) {
	for _, c := range []struct{ property, wire, want string }{
		{"CATEGORIES", `Food\, drinks,Music`, `Food, drinks,Music`},
		{"REQUEST-STATUS", `2.0;a\;b`, `2.0;a;b`},
		{"X-FOO", `a\;b\,c`, `a;b,c`},
	} {
		cal, err := ics.ParseCalendar(strings.NewReader("BEGIN:VCALENDAR\r\n" + c.property + ":" + c.wire + "\r\nEND:VCALENDAR\r\n"))
		if err != nil {
			t.Fatal(err)
		}
		if got, want := encode(t, cal), "BEGIN:VCALENDAR\r\n"+c.property+":"+c.want+"\r\nEND:VCALENDAR\r\n"; got != want {
			t.Errorf("%s:%s is encoded as\n%s\nwant\n%s", c.property, c.wire, got, want)
		}
	}
}

// TestStore has the Value for a wire value of each form, and the way back.
func TestStore(t *testing.T) {
	for _, c := range []struct {
		name        string
		form        form
		wire, value string
	}{
		{"text", formText, `a\,b\;c\\d\ne`, "a,b;c\\d\ne"},
		{"text ending in a backslash", formText, `a\\`, `a\`},
		{"as it is", formAsIs, `a\,b;c\\d\ne`, `a\,b;c\\d\ne`},
		{"list", formList, `a,b`, `a,b`},
		{"comma inside", formList, `Food\, drinks,Music`, `Food\, drinks,Music`},
		{"semicolon in a list", formList, `a\;b,c`, `a;b,c`},
		{"backslash before a separator", formList, `a\\,b`, `a\\,b`},
		{"backslash before an inner comma", formList, `a\\\,b`, `a\\\,b`},
		{"backslash elsewhere", formList, `C:\\dir,b`, `C:\dir,b`},
		{"two backslashes elsewhere", formList, `\\\\host,b`, `\\host,b`},
		{"backslash at the end", formList, `a,b\\`, `a,b\`},
		{"backslash before a semicolon in a list", formList, `a\\\;b`, `a\;b`},
		{"empty elements", formList, `,,`, `,,`},
		{"status", formStatus, `2.0;a\;b\,c;`, `2.0;a\;b,c;`},
		{"loose", formLoose, `a;b\;c,d\,e\nf`, "a;b\\;c,d\\,e\nf"},
		{"empty", formLoose, ``, ``},
	} {
		if got := c.form.store(c.wire); got != c.value {
			t.Errorf("%s: store(%q) = %q, want %q", c.name, c.wire, got, c.value)
		}
		if got := c.form.wire(c.value); got != c.wire {
			t.Errorf("%s: wire(%q) = %q, want %q", c.name, c.value, got, c.wire)
		}
	}
}

func TestStoreCapitalN(t *testing.T) {
	if got, want := formList.store(`a\Nb`), "a\nb"; got != want {
		t.Errorf("store of a break written \\N = %q, want %q", got, want)
	}
}

func TestStoreParam(t *testing.T) {
	for _, c := range []struct{ value, stored string }{
		{"plain", "plain"},
		{`"a"` + "\n", `"a"` + "\n"},
		{"^", "^"},
		{"a^b", "a^b"},
		{"a^nb", "a^^nb"},
		{"^'", "^^'"},
		{"^^", "^^^"},
		{"^^n", "^^^^n"},
	} {
		if got := storeParam(c.value); got != c.stored {
			t.Errorf("storeParam(%q) = %q, want %q", c.value, got, c.stored)
		}
		if got := loadParam(c.stored); got != c.value {
			t.Errorf("loadParam(%q) = %q, want %q", c.stored, got, c.value)
		}
	}
}
