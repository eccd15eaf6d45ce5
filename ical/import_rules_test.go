package ical_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/plenaria/plenaria/ical"
	"github.com/plenaria/plenaria/schedule"
)

// rulesOf gives the rules in a file.
func rulesOf(file string) (rules []string) {
	for line := range strings.SplitSeq(file, "\r\n") {
		if strings.HasPrefix(line, "RRULE:") || strings.HasPrefix(line, "EXRULE:") {
			rules = append(rules, line)
		}
	}
	return rules
}

// TestLeftOutRules: a rule that cannot be read leaves an event that takes place
// once, is told with what becomes of the event, is listed as lost, and stays in
// the file, as others may read it.
func TestLeftOutRules(t *testing.T) {
	const (
		chinese = "RRULE:RSCALE=CHINESE;FREQ=YEARLY"
		daily   = "RRULE:FREQ=DAILY;COUNT=2"
		stays   = "; the event stays, without what the rule gives"
	)
	for name, row := range map[string]struct {
		rules, takesPlace, told string
	}{
		"another calendar": {chinese, "02 09:00-10:00",
			`in.ics:10:1: event "s@example.org": RRULE RSCALE=CHINESE;FREQ=YEARLY is left out: RSCALE=CHINESE counts in another calendar (RFC 7529), which is not supported; only RSCALE=GREGORIAN is` + stays},
		"a leap month of another calendar": {"RRULE:RSCALE=HEBREW;FREQ=YEARLY;BYMONTH=5L;BYMONTHDAY=8;SKIP=FORWARD", "02 09:00-10:00",
			`in.ics:10:1: event "s@example.org": RRULE RSCALE=HEBREW;FREQ=YEARLY;BYMONTH=5L;BYMONTHDAY=8;SKIP=FORWARD is left out: RSCALE=HEBREW counts in another calendar (RFC 7529), which is not supported; only RSCALE=GREGORIAN is` + stays},
		"dates that are moved": {"RRULE:RSCALE=GREGORIAN;FREQ=MONTHLY;SKIP=BACKWARD;COUNT=2", "02 09:00-10:00",
			`in.ics:10:1: event "s@example.org": RRULE RSCALE=GREGORIAN;FREQ=MONTHLY;SKIP=BACKWARD;COUNT=2 is left out: SKIP=BACKWARD moves dates that a month does not have (RFC 7529), which is not supported; only SKIP=OMIT is` + stays},
		"beside one that can be read": {chinese + "\n" + daily, "02 09:00-10:00, 03 09:00-10:00",
			`in.ics:10:1: event "s@example.org": RRULE RSCALE=CHINESE;FREQ=YEARLY is left out: RSCALE=CHINESE counts in another calendar (RFC 7529), which is not supported; only RSCALE=GREGORIAN is` + stays},
		"of what is left out": {daily + "\nEXRULE:RSCALE=CHINESE;FREQ=YEARLY", "02 09:00-10:00, 03 09:00-10:00",
			`in.ics:11:1: event "s@example.org": EXRULE RSCALE=CHINESE;FREQ=YEARLY is left out: RSCALE=CHINESE counts in another calendar (RFC 7529), which is not supported; only RSCALE=GREGORIAN is; what it leaves out takes place`},
		"the calendar that all rules count in": {"RRULE:RSCALE=GREGORIAN;FREQ=DAILY;COUNT=2;SKIP=OMIT", "02 09:00-10:00, 03 09:00-10:00", ""},
	} {
		t.Run(name, func(t *testing.T) {
			file := strings.ReplaceAll(seriesOf(row.rules), "\n", "\r\n")
			im := imported(t, file, nil)
			same(t, "takes place", takesPlace(t, im.Agenda), row.takesPlace)
			told := ""
			if err := im.Problems.Faults().Err(); err != nil {
				told = err.Error()
			}
			same(t, "problems", told, row.told)
			lost := slices.ContainsFunc(im.Lost(), func(l ical.Loss) bool { return strings.HasSuffix(l.Property, "RULE") })
			if lost != (row.told != "") {
				t.Errorf("lost: %v", im.Lost())
			}
			same(t, "written back", writeKept(t, im, ical.Options{}), file)
		})
	}
}

// TestLeftOutRulesStay: a rule that cannot be read stays also where the event is
// at another time, but gives way to another rule.
func TestLeftOutRulesStay(t *testing.T) {
	im := imported(t, seriesOf("RRULE:RSCALE=CHINESE;FREQ=YEARLY\nEXRULE:FREQ=DAILY;COUNT=0"), nil)
	s := sessionOf(t, im.Agenda, "s")
	s.Start, s.End = s.Start+schedule.Hour, s.End+schedule.Hour
	got := rulesOf(writeKept(t, im, ical.Options{}))
	same(t, "rules at another time", strings.Join(got, " "), "RRULE:RSCALE=CHINESE;FREQ=YEARLY EXRULE:FREQ=DAILY;COUNT=0")
	s.Repeat = &schedule.Repeat{Rule: "FREQ=WEEKLY;COUNT=2"}
	got = rulesOf(writeKept(t, im, ical.Options{}))
	same(t, "with a rule of its own", strings.Join(got, " "), "RRULE:FREQ=WEEKLY;COUNT=2")
}

func same(t *testing.T, what, got, want string) {
	t.Helper()
	if got != want {
		t.Errorf("%s:\n%s\nwant\n%s", what, got, want)
	}
}
