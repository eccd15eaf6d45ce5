package schedule_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/plenaria/plenaria/schedule"
)

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

func date(s string) schedule.Date { return must(schedule.ParseDate(s)) }

func clock(s string) schedule.Clock { return must(schedule.ParseClock(s)) }

func in(lang schedule.Lang, text string) schedule.Text {
	return schedule.Text{{Lang: lang, Text: text}}
}

// agenda makes an agenda that lacks nothing but what a test adds.
func agenda(t testing.TB, zoneName string, days ...schedule.Day) *schedule.Agenda {
	t.Helper()
	return &schedule.Agenda{ID: "test", Title: in("en", "Test"), Zone: zone(t, zoneName), Days: days}
}

func day(on string, sessions ...schedule.Session) schedule.Day {
	return schedule.Day{Date: date(on), Sessions: sessions}
}

// item makes a session of an id and "HH:MM-HH:MM".
func item(id schedule.ID, clocks string) schedule.Session {
	start, end, _ := strings.Cut(clocks, "-")
	return schedule.Session{ID: id, Title: in("en", string(id)), Start: clock(start), End: clock(end)}
}

// with changes a session.
func with(s schedule.Session, change func(*schedule.Session)) schedule.Session {
	change(&s)
	return s
}

// slots writes a timeline with its instants, one slot a line.
func slots(tl *schedule.Timeline) string {
	var b strings.Builder
	for i := range tl.Slots {
		s := &tl.Slots[i]
		fmt.Fprintf(&b, "%d %s", s.Day, s.Session.ID)
		if s.AllDay() {
			fmt.Fprintf(&b, " %s..%s", s.From, s.Through)
		} else {
			fmt.Fprintf(&b, " %s %s", s.Start.Format("2006-01-02T15:04Z"), s.End.Format("2006-01-02T15:04Z"))
		}
		if s.Parent >= 0 {
			fmt.Fprintf(&b, " of %s", tl.Slots[s.Parent].Session.ID)
		}
		if !s.Occurrence.IsZero() {
			fmt.Fprintf(&b, " @%s", s.Occurrence)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// views writes items as a viewer sees them: "id 08:30 00:10⁺¹".
func views(items []schedule.View) string {
	var b strings.Builder
	for i, v := range items {
		if i > 0 {
			b.WriteString(", ")
		}
		fmt.Fprintf(&b, "%s ", v.Slot.Session.ID)
		if v.Slot.AllDay() {
			fmt.Fprintf(&b, "%s..%s", v.Start.Date, v.End.Date)
			continue
		}
		fmt.Fprintf(&b, "%s%s %s%s", v.Start.Clock, mark(v.StartShift), v.End.Clock, mark(v.EndShift))
	}
	return b.String()
}

func mark(shift int) string {
	if shift == 0 {
		return ""
	}
	return fmt.Sprintf("%+d", shift)
}

// dates writes the viewer's dates, one a line.
func dates(days []schedule.ViewDay) string {
	var b strings.Builder
	for _, d := range days {
		fmt.Fprintf(&b, "%s: %s\n", d.Date, views(d.Items))
	}
	return b.String()
}

// hostDays writes the host's days with their hours, one a line.
func hostDays(days []schedule.HostDay) string {
	var b strings.Builder
	for _, d := range days {
		fmt.Fprintf(&b, "%s %s–%s", d.Day.Date, d.Opens, d.Closes)
		fmt.Fprintf(&b, "%s: %s\n", mark(d.ClosesShift), views(d.Items))
	}
	return b.String()
}

func equal(t testing.TB, what, got, want string) {
	t.Helper()
	want = strings.TrimPrefix(want, "\n")
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

func resolve(t testing.TB, a *schedule.Agenda, p schedule.Policy) *schedule.Timeline {
	t.Helper()
	tl, err := a.Resolve(p)
	if err != nil {
		t.Fatalf("Resolve: %v", err)
	}
	return tl
}
