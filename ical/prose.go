package ical

import (
	"strings"

	"github.com/plenaria/plenaria/schedule"
)

// prose is a text while it is put together: paragraphs with an empty line
// between them, without markup. It is kept in the pieces that it is made of,
// so that nothing is copied, and keeps account of its language.
type prose struct {
	pieces []string
	fresh  bool // a line has just begun
	lang   oneLang
}

func (p *prose) reset() { p.pieces, p.fresh, p.lang = p.pieces[:0], true, oneLang{} }

func (p *prose) isEmpty() bool { return len(p.pieces) == 0 }

// paragraph begins a paragraph.
func (p *prose) paragraph() {
	if !p.isEmpty() {
		p.plain("\n\n")
	}
	p.fresh = true
}

// newline begins a line, unless one has just begun.
func (p *prose) newline() {
	if !p.fresh {
		p.plain("\n")
	}
	p.fresh = true
}

// plain appends what is of no language: names, marks, addresses.
func (p *prose) plain(s string) {
	p.pieces = append(p.pieces, s)
	p.fresh = false
}

// text appends a text of the agenda, without the space around it.
func (p *prose) text(t schedule.Translation) {
	p.plain(strings.TrimSpace(t.Text))
	p.lang.add(t.Lang)
}

// label appends what stands before a value, in the file's own words.
func (p *prose) label(v *voice, label string) {
	p.plain(label)
	p.lang.add(v.lang)
}

// line writes a property with the text; nothing if it is empty.
func (p *prose) line(s sink, name string) {
	if !p.begin(s, name) {
		return
	}
	for _, piece := range p.pieces {
		s.Text(piece)
	}
	s.EndLine()
}

// list writes a property with a list of the pieces; nothing if there are none.
func (p *prose) list(s sink, name string) {
	if !p.begin(s, name) {
		return
	}
	for i, piece := range p.pieces {
		if i > 0 {
			s.Raw(",")
		}
		s.Text(piece)
	}
	s.EndLine()
}

// begin writes a property up to its value, if there is one.
func (p *prose) begin(s sink, name string) bool {
	if p.isEmpty() {
		return false
	}
	s.Name(name)
	if p.lang.lang != "" {
		s.Param("LANGUAGE", string(p.lang.lang))
	}
	return true
}

// oneLang finds the language that several texts have in common. Tags of one
// primary subtag count as one language, which is then called as the first was.
type oneLang struct {
	lang  schedule.Lang
	begun bool
}

func (o *oneLang) add(lang schedule.Lang) {
	switch {
	case !o.begun:
		o.lang, o.begun = lang, true
	case o.lang != lang && !strings.EqualFold(primary(o.lang), primary(lang)):
		o.lang = ""
	}
}

// primary gives the primary subtag of a tag, RFC 5646 §2.1.
func primary(l schedule.Lang) string {
	tag, _, _ := strings.Cut(string(l), "-")
	return tag
}

// typographic replaces the quotation marks that parameter values cannot hold.
// RFC 6868 has an encoding, ^', which not every reader decodes.
func typographic(s string) string {
	if !strings.Contains(s, `"`) {
		return s
	}
	var b strings.Builder
	before := ' '
	for _, r := range s {
		switch {
		case r != '"':
			b.WriteRune(r)
		case before == ' ' || before == '(':
			b.WriteRune('“')
		default:
			b.WriteRune('”')
		}
		before = r
	}
	return b.String()
}
