package ical

import (
	"strconv"
	"strings"
)

// fromTo tells what was, if that is known, and what is.
func fromTo(was, now string) string {
	if was == "" || was == now {
		return now
	}
	return was + " → " + now
}

// sentence tells a change in one line.
func (n mailNews) sentence(colon string) string {
	if n.how == "" {
		return n.text
	}
	return n.text + colon + n.how
}

// subject gives the Subject: what it is, and of what. Of one occurrence it tells the
// date.
func (f *mailFacts) subject() string {
	subject := f.label + f.colon + f.title
	if f.day != "" {
		subject += " – " + f.day
	}
	return subject
}

// plain gives the text of a mail.
func (f *mailFacts) plain() string {
	var b strings.Builder
	line := func(parts ...string) {
		for _, p := range parts {
			b.WriteString(p)
		}
		b.WriteByte('\n')
	}
	for _, n := range f.changes {
		line(n.sentence(f.colon))
	}
	line()
	line(f.title)
	if f.whenText != "" {
		line(f.whenText)
	}
	for _, c := range f.clocks {
		line(c.now.String(), " (", c.wall(), ")")
	}
	f.plainDates(line)
	for _, r := range f.rows {
		line(r.label, f.colon, r.now)
	}
	if f.prose != "" {
		line()
		line(f.prose)
	}
	if f.agenda != "" {
		line()
		line(f.agenda, " · ", f.from)
	}
	return b.String()
}

func (f *mailFacts) plainDates(line func(...string)) {
	d := f.dates
	if d == nil {
		return
	}
	if d.rule != "" {
		line(d.rule)
	}
	line()
	for _, row := range d.list {
		parts := []string{"• "}
		for i, cell := range row {
			if i > 0 {
				parts = append(parts, " · ")
			}
			parts = append(parts, cell)
			if i < len(d.walls) {
				parts = append(parts, " (", d.walls[i], ")")
			}
		}
		line(parts...)
	}
	if d.more > 0 {
		line("… +", strconv.Itoa(d.more))
	}
	if len(f.rows) > 0 {
		line()
	}
}
