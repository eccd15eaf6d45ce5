package schedule

import (
	"math/rand/v2"
	"testing"
)

// TestCursorsLookBriefly counts the periods that a cursor looks at before it
// gives something or nothing: never more than the calendar needs to repeat, and
// few where a rule gives anything soon.
func TestCursorsLookBriefly(t *testing.T) {
	start, err := ParseDateTime("2021-05-25T09:00")
	if err != nil {
		t.Fatal(err)
	}
	tests := map[string]int{
		"FREQ=HOURLY;INTERVAL=24;BYHOUR=5":                           0, // nothing, by arithmetic
		"FREQ=HOURLY;INTERVAL=2;BYHOUR=10":                           0,
		"FREQ=MINUTELY;INTERVAL=60;BYMINUTE=30":                      0,
		"FREQ=SECONDLY;INTERVAL=60;BYSECOND=30":                      0,
		"FREQ=HOURLY;BYHOUR=9;BYSETPOS=5":                            0,
		"FREQ=SECONDLY;BYSECOND=0;BYSETPOS=5":                        0,
		"FREQ=DAILY;BYHOUR=9;BYSETPOS=5":                             0,
		"FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30":                        400,
		"FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30":                       4800,
		"FREQ=MONTHLY;BYDAY=10MO":                                    4800,
		"FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30":                         2, // by the tables of years
		"FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=30":                        2,
		"FREQ=MINUTELY;BYMONTH=2;BYMONTHDAY=30":                      2,
		"FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30":                      2,
		"FREQ=DAILY;INTERVAL=7;BYDAY=MO":                             20871, // always a Tuesday
		"FREQ=HOURLY;INTERVAL=168;BYDAY=MO":                          20871,
		"FREQ=SECONDLY;INTERVAL=604800;BYDAY=MO":                     20871,
		"FREQ=YEARLY;INTERVAL=2;BYYEARDAY=366":                       200,
		"FREQ=SECONDLY;BYMONTH=1;BYHOUR=3;BYSECOND=9":                5, // the first of them
		"FREQ=MINUTELY;INTERVAL=7;BYDAY=SU;BYHOUR=4":                 4,
		"FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TU,WE;BYMONTH=6;BYSETPOS=9": 20873,
		"FREQ=DAILY;INTERVAL=9223372036854775807":                    2,
	}
	for text, most := range tests {
		r, err := ParseRule(text)
		if err != nil {
			t.Errorf("%s: %v", text, err)
			continue
		}
		x := newExpansion(&r, start.seconds(), Zone{}, false, false)
		c := newCursor(x, start.seconds()+1)
		if c.next(); c.tries > most {
			t.Errorf("%s: looked at %d periods, want %d at most", text, c.tries, most)
		}
	}
	far := DateTime{Date: Date{9000, 6, 1}}
	for _, text := range []string{"FREQ=SECONDLY", "FREQ=DAILY;INTERVAL=3;BYDAY=MO", "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=-1", "FREQ=YEARLY;BYWEEKNO=20"} {
		r, _ := ParseRule(text)
		c := newCursor(newExpansion(&r, start.seconds(), Zone{}, false, false), far.seconds())
		if _, ok := c.next(); !ok || c.tries > 12 {
			t.Errorf("%s: looked at %d periods to get to the year 9000", text, c.tries)
		}
	}
}

// TestEndOfCount: the end of a COUNT is found by counting whole periods, and is
// the one that walking finds.
func TestEndOfCount(t *testing.T) {
	start, err := ParseDateTime("2021-05-25T09:00")
	if err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(1, 1))
	rules := []string{
		"FREQ=YEARLY;BYDAY=MO", "FREQ=YEARLY;BYWEEKNO=1,53", "FREQ=MONTHLY;BYMONTHDAY=31", "FREQ=WEEKLY;BYDAY=TU,SU;BYHOUR=9,10",
		"FREQ=MONTHLY;INTERVAL=5;BYDAY=-1FR,2MO;BYMONTH=1,7", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", "FREQ=WEEKLY;INTERVAL=3;BYMONTH=6,7",
		"FREQ=DAILY;BYDAY=MO;BYHOUR=9,10", "FREQ=DAILY;INTERVAL=3;BYDAY=MO", "FREQ=HOURLY;INTERVAL=2;BYDAY=SU", "FREQ=MINUTELY;INTERVAL=30;BYHOUR=9,10;BYMONTH=2",
		"FREQ=HOURLY;BYMINUTE=10,20;BYHOUR=3", "FREQ=HOURLY;INTERVAL=7;BYHOUR=3,4", "FREQ=DAILY;BYHOUR=1,2,3;BYSETPOS=-1", "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=-1,1",
		"FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30,29", "FREQ=SECONDLY;INTERVAL=7",
	}
	for range 1000 {
		rule, err := ParseRule(rules[r.IntN(len(rules))])
		if err != nil {
			t.Fatal(err)
		}
		rule.Count = 1 + r.IntN(400)
		x := newExpansion(&rule, start.seconds(), Zone{}, false, r.IntN(2) == 0)
		want := x.start
		c := newCursor(x, x.begin)
		for range x.more {
			wall, ok := c.next()
			if !ok {
				want = x.last
				break
			}
			want = wall
		}
		if got := x.end(); got != want {
			t.Errorf("%s ends at %s, want %s", rule, wallOf(got), wallOf(want))
		}
	}
}
