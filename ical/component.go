package ical

import "github.com/plenaria/plenaria/ical/internal/contentline"

// A component is one BEGIN to END of a file that is read, with what is in it in
// the order of the file.
type component struct {
	name  string          // in upper case
	pos   contentline.Pos // of its BEGIN
	props []property
	subs  []*component
	facts *eventFacts // of a VEVENT that was read, with these props; nil: unknown
}

// A property is one content line of a component.
type property struct {
	name   string // in upper case
	params []param
	value  string // as on the wire: unfolded, still escaped
	pos    contentline.Pos
	mark   userMark // of value, if it is a calendar user's; zero is right for all
}

// A param is one parameter of a property, with RFC 6868 and quotes undone.
type param struct {
	name   string // in upper case
	values []string
}
