package datefmt

import (
	"math/rand/v2"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/plenaria/plenaria/schedule"
)

// ruleStart is a Tuesday.
var ruleStart = schedule.DateTime{Date: schedule.Date{Year: 2026, Month: time.May, Day: 26}, Clock: 9 * schedule.Hour}

func parseRule(t testing.TB, text string) schedule.Rule {
	t.Helper()
	r, err := schedule.ParseRule(text)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// TestRule checks the phrases of testdata/rules.txt, each written and read by
// people.
func TestRule(t *testing.T) {
	text, err := os.ReadFile("testdata/rules.txt")
	if err != nil {
		t.Fatal(err)
	}
	n := map[string]int{}
	for block := range strings.SplitSeq(strings.TrimSpace(string(text)), "\n\n") {
		lines := strings.Split(block, "\n")
		if strings.HasPrefix(lines[0], "#") {
			continue
		}
		start := ruleStart
		rule, open := strings.CutPrefix(lines[0], "open ")
		if open {
			start = schedule.DateTime{}
		}
		for _, line := range lines[1:] {
			lang, want, _ := strings.Cut(line, " ")
			n[lang]++
			if got := For(schedule.Lang(lang)).Rule(parseRule(t, rule), start); got != want {
				t.Errorf("%s in %s:\n got %s\nwant %s", rule, lang, got, want)
			}
		}
	}
	for _, lang := range []string{"en", "es", "ko"} {
		if n[lang] < 50 {
			t.Errorf("%d phrases in %s; the table is not whole", n[lang], lang)
		}
	}
}

func TestRuleThatIsNone(t *testing.T) {
	for _, r := range []schedule.Rule{{}, {Freq: schedule.Daily, Count: -1}, {Freq: schedule.Weekly, ByWeekNo: []int{1}}} {
		if got := For("en").Rule(r, ruleStart); got != "" {
			t.Errorf("%+v is %q, want nothing", r, got)
		}
	}
}

// TestRuleSaysAll: a phrase changes with each part of a rule. Random rules
// lose one part after the other.
func TestRuleSaysAll(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 7))
	said := 0
	for range 3000 {
		text := randomRule(r)
		rule, err := schedule.ParseRule(text)
		if err != nil {
			continue
		}
		parts := strings.Split(text, ";")
		for i := 1; i < len(parts); i++ {
			less := strings.Join(append(parts[:i:i], parts[i+1:]...), ";")
			other, err := schedule.ParseRule(less)
			if err != nil {
				continue
			}
			said++
			for _, lang := range []schedule.Lang{"en", "es", "ko"} {
				l := For(lang)
				if a, b := l.Rule(rule, schedule.DateTime{}), l.Rule(other, schedule.DateTime{}); a == b {
					t.Errorf("%s and %s are both %q", text, less, a)
				}
			}
		}
	}
	if said < 3000 {
		t.Errorf("only %d parts were left out", said)
	}
}

// randomRule writes a rule of parts that a phrase has to tell, none of which
// goes without saying.
func randomRule(r *rand.Rand) string {
	pick := func(list ...string) string { return list[r.IntN(len(list))] }
	parts := []string{"FREQ=" + pick("YEARLY", "MONTHLY", "WEEKLY", "DAILY", "HOURLY", "MINUTELY", "SECONDLY")}
	put := func(chance int, part string) {
		if r.IntN(chance) == 0 {
			parts = append(parts, part)
		}
	}
	put(3, "INTERVAL="+pick("2", "3", "10"))
	put(4, "BYMONTH="+pick("1", "6,7", "1,2,3,12"))
	put(6, "BYWEEKNO="+pick("1", "20,-1", "5,6,7"))
	put(6, "BYYEARDAY="+pick("1", "100,-1", "5,6,7"))
	put(4, "BYMONTHDAY="+pick("1", "13,-1", "5,6,7"))
	put(2, "BYDAY="+pick("MO", "TU,TH", "MO,TU,WE,TH,FR", "1MO", "-1FR,TU", "20MO"))
	put(4, "BYHOUR="+pick("9", "9,14", "9,10,11,12"))
	put(4, "BYMINUTE="+pick("15", "0,30"))
	put(6, "BYSECOND="+pick("10", "0,20,40"))
	put(4, "BYSETPOS="+pick("1", "-1", "2,-2"))
	if r.IntN(3) == 0 {
		parts = append(parts, pick("COUNT=1", "COUNT=10", "UNTIL=20261231", "UNTIL=20261231T090000", "UNTIL=20261231T090000Z"))
	}
	return strings.Join(parts, ";")
}

// FuzzRule: any rule that is read has a phrase.
func FuzzRule(f *testing.F) {
	f.Add("FREQ=WEEKLY;COUNT=4", "2021-05-25T09:00")
	f.Add("FREQ=YEARLY;BYWEEKNO=53,-53;BYDAY=MO;WKST=SU;UNTIL=00010101", "9999-12-31T47:59")
	f.Add("FREQ=MONTHLY;BYDAY=-53MO,53SU,FR;BYMONTHDAY=-31,31;BYSETPOS=366,-366;BYSECOND=60", "0001-01-01T00:00")
	f.Fuzz(func(t *testing.T, text, start string) {
		rule, err := schedule.ParseRule(text)
		if err != nil {
			return
		}
		w, _ := schedule.ParseDateTime(start)
		for i := range locales {
			if got := (Locale{uint8(i)}).Rule(rule, w); got == "" || strings.Contains(got, "  ") || strings.TrimSpace(got) != got {
				t.Fatalf("%s in %s: %q", text, Locale{uint8(i)}, got)
			}
		}
	})
}
