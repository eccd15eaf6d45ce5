package ical

import (
	"fmt"

	"github.com/plenaria/plenaria/ical/internal/contentline"
	"github.com/plenaria/plenaria/schedule"
)

// place gives the position in the input of a place in the calendar object.
func (ob *replyObject) place(p contentline.Pos) schedule.Position {
	if !ob.c.exact {
		return ob.at(ob.c.line)
	}
	return schedule.Position{File: ob.o.Name, Line: p.Line + ob.c.line - 1, Column: p.Column}
}

// problemsOf takes problems with positions in the calendar object. Where that was
// encoded, they tell its lines in words.
func (ob *replyObject) problemsOf(list schedule.Problems) {
	for _, p := range list {
		at := contentline.Pos{Line: p.Pos.Line, Column: p.Pos.Column}
		if !ob.c.exact && at.Line > 0 {
			p.Err = &kindError{p.Err, fmt.Sprintf("line %d of the calendar object: %v", at.Line, p.Err)}
		}
		if p.Pos = ob.at(ob.c.line); at.Line > 0 {
			p.Pos = ob.place(at)
		}
		ob.add(p)
	}
}
