package schedule_test

import (
	"errors"
	"fmt"
	"testing"

	"github.com/plenaria/plenaria/schedule"
)

func TestPosition(t *testing.T) {
	tests := []struct {
		pos  schedule.Position
		want string
	}{
		{schedule.Position{}, ""},
		{schedule.Position{File: "agenda.yaml"}, "agenda.yaml"},
		{schedule.Position{File: "agenda.yaml", Line: 41}, "agenda.yaml:41"},
		{schedule.Position{File: "agenda.yaml", Line: 41, Column: 13}, "agenda.yaml:41:13"},
		{schedule.Position{Line: 41, Column: 13}, "41:13"},
	}
	for _, test := range tests {
		if got := test.pos.String(); got != test.want {
			t.Errorf("%#v.String() = %q, want %q", test.pos, got, test.want)
		}
	}
}

func TestProblems(t *testing.T) {
	wrong := func(path string, line int, remark bool, err error) schedule.Problem {
		p := schedule.Problem{Path: path, Remark: remark, Err: err}
		if line > 0 {
			p.Pos = schedule.Position{File: "a.yaml", Line: line, Column: 3}
		}
		return p
	}
	noRoom := fmt.Errorf("no room: %w", schedule.ErrUnknownID)
	ps := schedule.Problems{
		wrong("days[10].room", 0, false, noRoom),
		wrong("days[2].sessions[1].room", 0, false, noRoom),
		wrong("days[2].room", 0, true, schedule.ErrOutside),
		wrong("days[2].room", 0, false, noRoom),
		wrong("days[02].room", 0, false, schedule.ErrMissing),
		wrong("zone", 7, false, schedule.ErrMissing),
		wrong("title", 12, false, schedule.ErrMissing),
		wrong("days", 0, false, schedule.ErrMissing),
		wrong("", 0, false, schedule.ErrMissing),
	}
	ps.Sort()
	equal(t, "sorted", ps.Error(), `
missing
days: missing
days[02].room: missing
days[2].room: no room: unknown ID
days[2].room: remark: outside the declared hours
days[2].sessions[1].room: no room: unknown ID
days[10].room: no room: unknown ID
a.yaml:7:3: zone: missing
a.yaml:12:3: title: missing`)
	if got := len(ps.Faults()) + len(ps.Remarks()); len(ps.Remarks()) != 1 || got != len(ps) {
		t.Errorf("%d faults and %d remarks of %d problems", len(ps.Faults()), len(ps.Remarks()), len(ps))
	}
	var err error = ps
	if !errors.Is(err, schedule.ErrUnknownID) || errors.Is(err, schedule.ErrClash) {
		t.Errorf("errors.Is: ErrUnknownID %v, ErrClash %v; want true, false",
			errors.Is(err, schedule.ErrUnknownID), errors.Is(err, schedule.ErrClash))
	}
	if p, ok := errors.AsType[schedule.Problem](err); !ok || p.Err != schedule.ErrMissing {
		t.Errorf("errors.AsType[Problem] = %v, %v", p, ok)
	}
}

func TestNoProblems(t *testing.T) {
	var none schedule.Problems
	remarks := schedule.Problems{{Path: "zone", Remark: true, Err: schedule.ErrShift}}
	for name, ps := range map[string]schedule.Problems{"none": none, "remarks": remarks} {
		if err := ps.Err(); err != nil {
			t.Errorf("%s.Err() = %v, want nil", name, err)
		}
	}
	if err := append(remarks, schedule.Problem{Err: schedule.ErrMissing}).Err(); err == nil || err.Error() != "missing" {
		t.Errorf("Err() = %v, want the fault alone", err)
	}
}
