package contentline

// What readers of other forms of iCalendar have in common with the Scanner.

// WithDefaults gives a copy with the defaults in place.
func (l Limits) WithDefaults() Limits { return l.withDefaults() }

// IsTopmost says whether a component, whose name is in upper case, stands in a
// VCALENDAR and in nothing else.
func IsTopmost(component string) bool { return topmost[component] }

// Errorf makes an error of its own words that wraps a kind, such as [ErrSyntax].
func Errorf(kind error, format string, args ...any) error { return errorf(kind, format, args...) }
