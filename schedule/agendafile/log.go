package agendafile

import (
	"fmt"

	"github.com/plenaria/plenaria/schedule"
)

// maxProblems bounds the list of problems, and with it what a file that is
// wrong everywhere costs.
const maxProblems = 1000

// log collects problems.
type log struct {
	problems schedule.Problems
	more     int // how many there are beyond maxProblems
}

// full reports whether further problems are only counted.
func (l *log) full() bool { return len(l.problems) >= maxProblems }

// addf reports a fault at a spot, whose path is made only if it is kept.
func (l *log) addf(pos schedule.Position, s *spot, is error, format string, args ...any) {
	if l.full() {
		l.more++
		return
	}
	l.problems = append(l.problems, schedule.Problem{
		Path: s.path(), Pos: pos, Err: &fault{is, fmt.Sprintf(format, args...)},
	})
}

// add keeps a problem.
func (l *log) add(p schedule.Problem) {
	if l.full() {
		l.more++
		return
	}
	l.problems = append(l.problems, p)
}

// list gives the problems sorted, and how many were left out.
func (l *log) list() schedule.Problems {
	l.problems.Sort()
	if l.more == 0 {
		return l.problems
	}
	last := l.problems[len(l.problems)-1].Pos
	return append(l.problems, schedule.Problem{Pos: last, Err: &fault{ErrTooLarge, fmt.Sprintf(
		"and %s more problems; mend these first", grouped(l.more))}})
}
