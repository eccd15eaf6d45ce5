package datefmt

import (
	"strconv"
	"strings"
	"testing"

	"github.com/plenaria/plenaria/schedule"
)

// TestDate has, in the languages we read, what ICU is not asked for.
func TestDate(t *testing.T) {
	tests := []struct {
		lang  schedule.Lang
		date  string
		style Style
		want  string
	}{
		{"ko", "2021-11-18", Compact, "11.18."},
		{"ko", "2021-11-08", Compact, "11.8."}, // CLDR fills no digits here
		{"ko", "2021-11-18", CompactWeekday, "11.18.(목)"},
		{"ko", "2021-11-18", Numeric, "11. 18."},
		{"en", "2021-11-18", Compact, "11/18"},
		{"de", "2021-11-18", CompactWeekday, "Do., 18.11."}, // only ko drops spaces
		{"ja", "2021-11-18", ISO, "2021-11-18"},
		{"fr", "2021-05-01", Full, "samedi 1 mai 2021"}, // CLDR has no "1er"
		{"es", "0001-01-01", Long, "1 de enero de 1"},
		{"es", "9999-12-31", Long, "31 de diciembre de 9999"},
	}
	for _, tt := range tests {
		if got := For(tt.lang).Date(date(t, tt.date), tt.style); got != tt.want {
			t.Errorf("%s: Date(%s, %d) = %q, want %q", tt.lang, tt.date, tt.style, got, tt.want)
		}
	}
}

func TestDateNotValid(t *testing.T) {
	l := For("es")
	bad := schedule.Date{Year: 2021, Month: 13, Day: 40}
	for _, tt := range []struct{ name, got, want string }{
		{"zero", l.Date(schedule.Date{}, Full), ""},
		{"no month 13", l.Date(bad, Day), "2021-13-40"},
		{"no such style", l.Date(date(t, "2021-11-18"), ISO+1), "2021-11-18"},
		{"negative style", l.Date(date(t, "2021-11-18"), -1), "2021-11-18"},
		{"range to nowhere", l.DateRange(date(t, "2021-11-18"), bad, Full), "2021-11-18/2021-13-40"},
		{"weekday of nothing", l.Weekday(schedule.Date{}, false), ""},
	} {
		if tt.got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, tt.got, tt.want)
		}
	}
}

func TestDateRange(t *testing.T) {
	tests := []struct {
		lang    schedule.Lang
		a, b    string
		style   Style
		want    string
		because string
	}{
		{"ko", "2021-11-18", "2021-11-18", Compact, "11.18.", "one date"},
		{"ko", "2021-11-18", "2021-11-19", Compact, "11.18. ~ 11.19.", "both whole"},
		{"ko", "2021-11-18", "2021-11-19", CompactWeekday, "11.18.(목) ~ 11.19.(금)", "both whole"},
		{"ko", "2021-12-31", "2022-01-01", Compact, "2021.12.31. ~ 2022.1.1.", "years differ"},
		{"ko", "2021-11-18", "2021-11-19", Numeric, "11. 18. ~ 11. 19.", "as single dates, where CLDR has 11/18"},
		{"de", "2021-11-18", "2021-11-19", Numeric, "18.11. – 19.11.", "as single dates, where CLDR has 18.–19.11."},
		{"en", "2021-12-31", "2022-01-01", NumericWeekday, "Fri, 12/31/2021 – Sat, 1/1/2022", "years differ"},
		{"pt", "2021-11-18", "2021-11-19", Numeric, "18/11 – 19/11", "both whole"},
		{"zh", "2021-11-18", "2021-11-19", ISO, "2021-11-18/2021-11-19", "ISO 8601"},
		{"en", "2021-11-19", "2021-11-18", Long, "November 19 – 18, 2021", "backwards as it stands"},
	}
	for _, tt := range tests {
		if got := For(tt.lang).DateRange(date(t, tt.a), date(t, tt.b), tt.style); got != tt.want {
			t.Errorf("%s: DateRange(%s, %s, %d) = %q, want %q (%s)", tt.lang, tt.a, tt.b, tt.style, got, tt.want, tt.because)
		}
	}
}

// TestDateSaysEverything: whatever the locale and the style, the day, the month
// and where promised the weekday and the year can be read from the text.
func TestDateSaysEverything(t *testing.T) {
	for i := range locales {
		l, row := Locale{uint8(i)}, &locales[i]
		for s := range ISO {
			for n := range 366 {
				d := schedule.Date{Year: 2024, Month: 1, Day: 1}.AddDays(n)
				text := l.Date(d, s)
				month := strconv.Itoa(int(d.Month))
				named := strings.Contains(text, row.months[wide][d.Month-1]) || strings.Contains(text, row.months[abbreviated][d.Month-1])
				if !named && !strings.Contains(text, month) {
					t.Fatalf("%s: Date(%s, %d) = %q has no month", l, d, s, text)
				}
				if !strings.Contains(text, strconv.Itoa(d.Day)) {
					t.Fatalf("%s: Date(%s, %d) = %q has no day", l, d, s, text)
				}
				if (s == Full || s == Long) != strings.Contains(text, "2024") {
					t.Fatalf("%s: Date(%s, %d) = %q: is the year there?", l, d, s, text)
				}
				weekday := strings.Contains(text, row.days[abbreviated][d.Weekday()]) || strings.Contains(text, row.days[wide][d.Weekday()])
				if want := s == Full || s == Day || s == Short || s == NumericWeekday || s == CompactWeekday; want && !weekday {
					t.Fatalf("%s: Date(%s, %d) = %q has no weekday", l, d, s, text)
				}
			}
		}
	}
}

// TestDatesDiffer: two days of a year never look alike.
func TestDatesDiffer(t *testing.T) {
	for i := range locales {
		for s := range ISO + 1 {
			seen := map[string]schedule.Date{}
			for n := range 366 {
				d := schedule.Date{Year: 2024, Month: 1, Day: 1}.AddDays(n)
				text := Locale{uint8(i)}.Date(d, s)
				if o, ok := seen[text]; ok {
					t.Errorf("%s: %s and %s are both %q in style %d", locales[i].tag, o, d, text, s)
				}
				seen[text] = d
			}
		}
	}
}

func TestWeekday(t *testing.T) {
	d := date(t, "2021-11-18") // a Thursday
	tests := []struct {
		lang        schedule.Lang
		long, short string
	}{
		{"en", "Thursday", "Thu"},
		{"es", "jueves", "jue"},
		{"pt", "quinta-feira", "qui."},
		{"pt-PT", "quinta-feira", "quinta"},
		{"ko", "목요일", "목"},
		{"ja", "木曜日", "木"},
		{"zh", "星期四", "周四"},
		{"de", "Donnerstag", "Do"}, // with a full stop inside a date only
	}
	for _, tt := range tests {
		l := For(tt.lang)
		if long, short := l.Weekday(d, false), l.Weekday(d, true); long != tt.long || short != tt.short {
			t.Errorf("%s: Weekday = %q and %q, want %q and %q", tt.lang, long, short, tt.long, tt.short)
		}
	}
}

func TestNoOddSpaces(t *testing.T) {
	for i := range locales {
		l := Locale{uint8(i)}
		for s := range ISO {
			text := l.DateRange(date(t, "2024-12-30"), date(t, "2025-01-02"), s) + l.Clocks(0, 1, 0, 0)
			if strings.ContainsAny(text, "\u2009\u202f\u00a0") {
				t.Errorf("%s: %q has a space that is not U+0020", l, text)
			}
		}
	}
}
