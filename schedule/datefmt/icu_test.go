package datefmt

import (
	"crypto/sha256"
	"encoding/hex"
	"os"
	"strings"
	"testing"

	"github.com/plenaria/plenaria/schedule"
)

// judged are the styles of testdata/icu.txt, in its order. The file is what ICU
// 78.2 (CLDR 48.0) prints: node testdata/icu.mjs > testdata/icu.txt.
var judged = []struct {
	name  string
	style Style
}{{"Full", Full}, {"Long", Long}, {"Day", Day}, {"Short", Short}, {"Numeric", Numeric}, {"NumericWeekday", NumericWeekday}}

// TestICU compares with an independent implementation of CLDR: all 366 days of
// a leap year in six styles by a sum, every 13th day word for word, ranges and
// clocks. Where we differ on purpose icuDiffers has our text and the reason.
func TestICU(t *testing.T) {
	data, err := os.ReadFile("testdata/icu.txt")
	if err != nil {
		t.Fatal(err)
	}
	var l Locale
	dates, used := 0, map[string]bool{}
	for line := range strings.Lines(string(data)) {
		f := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		switch f[0] {
		case "locale":
			l = For(schedule.Lang(f[1]))
			if string(l.Lang()) != f[1] {
				t.Fatalf("For(%q) = %s", f[1], l)
			}
		case "sum":
			if got := yearSum(l, styleOf(t, f[1])); got != f[2] {
				t.Errorf("%s: the 366 days in style %s have sum %s, want %s", l, f[1], got, f[2])
			}
		case "date":
			dates++
			for i, want := range f[2:] {
				if got := l.Date(date(t, f[1]), judged[i].style); got != want {
					t.Errorf("%s: Date(%s, %s) = %q, want %q", l, f[1], judged[i].name, got, want)
				}
			}
		case "range":
			a, b, _ := strings.Cut(f[1], "/")
			for i, want := range f[2:] {
				key := l.String() + " " + judged[i].name + " " + f[1]
				checkICU(t, used, key, l.DateRange(date(t, a), date(t, b), judged[i].style), want)
			}
		case "clocks":
			a, b, _ := strings.Cut(f[1], "/")
			checkICU(t, used, l.String()+" clocks "+f[1], l.Clocks(clock(t, a), clock(t, b), 0, 0), f[2])
		}
	}
	if want := len(locales) * 29; dates != want {
		t.Errorf("judged %d dates, want %d", dates, want)
	}
	for _, d := range icuDiffers {
		if !used[d.key] {
			t.Errorf("icuDiffers has %q, but nothing differs there", d.key)
		}
	}
}

// checkICU wants ours to be what ICU has, or else what icuDiffers has.
func checkICU(t *testing.T, used map[string]bool, key, got, icu string) {
	t.Helper()
	if got == icu {
		return
	}
	for _, d := range icuDiffers {
		if d.key == key {
			used[key] = true
			icu = d.want
		}
	}
	if got != icu {
		t.Errorf("%s = %q, want %q", key, got, icu)
	}
}

func yearSum(l Locale, s Style) string {
	h := sha256.New()
	for i := range 366 {
		d := schedule.Date{Year: 2024, Month: 1, Day: 1}.AddDays(i)
		h.Write(append(l.AppendDate(nil, d, s), '\n'))
	}
	return hex.EncodeToString(h.Sum(nil))
}

func styleOf(t *testing.T, name string) Style {
	for _, j := range judged {
		if j.name == name {
			return j.style
		}
	}
	t.Fatalf("no style %q", name)
	return 0
}

func date(t *testing.T, s string) schedule.Date {
	t.Helper()
	d, err := schedule.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func clock(t *testing.T, s string) schedule.Clock {
	t.Helper()
	c, err := schedule.ParseClock(s)
	if err != nil {
		t.Fatal(err)
	}
	return c
}
