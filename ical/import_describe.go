package ical

import (
	"strings"

	"github.com/plenaria/plenaria/schedule"
)

// describe sets what a session is about and where it is. It does not touch its Roles,
// nor what a peopleTable has.
func (im *importer) describe(m *madeSession) {
	ev, s := m.ev, m.session
	w := where{}
	var link, topics *property
	props := ev.c.props
	for i := range props {
		p := &props[i]
		switch p.name {
		case "SUMMARY":
			im.addText(&s.Title, p, ev.text(p, &im.texts))
		case "DESCRIPTION":
			im.addText(&s.Abstract, p, ev.text(p, &im.texts))
		case "LOCATION":
			keepFirst(&w.location, p)
		case "GEO":
			keepFirst(&w.geo, p)
		case "X-APPLE-STRUCTURED-LOCATION":
			keepFirst(&w.apple, p)
		case "CATEGORIES":
			if topics != nil {
				im.lose(p, "", "a second CATEGORIES")
			}
			keepFirst(&topics, p)
		case "STATUS":
			im.status(s, p)
		case "URL":
			keepFirst(&link, p)
		case "CONFERENCE", "X-GOOGLE-CONFERENCE", "X-MICROSOFT-SKYPETEAMSMEETINGURL":
			im.setStream(s, p.value, p)
		case "RELATED-TO":
			if kind := p.param("RELTYPE"); kind == "" || strings.EqualFold(kind, "PARENT") {
				m.related = p
			} else {
				im.lose(p, "RELTYPE", "a relation that is none of an agenda's")
			}
		}
	}
	if ev.cal.method == "CANCEL" {
		s.Status = schedule.Cancelled
	}
	im.setLink(s, link)
	im.setPlace(ev, s, &w)
	im.recognize(m)
	im.setTopics(m, topics)
	im.setTitle(ev, s)
}

// status reads STATUS, RFC 5545 §3.8.1.11.
func (im *importer) status(s *schedule.Session, p *property) {
	switch {
	case strings.EqualFold(p.value, "CONFIRMED"):
	case strings.EqualFold(p.value, "TENTATIVE"):
		s.Status = schedule.Tentative
	case strings.EqualFold(p.value, "CANCELLED"), strings.EqualFold(p.value, "CANCELED"):
		s.Status = schedule.Cancelled
	default:
		im.remark(p.pos, schedule.ErrInvalid, "STATUS is %q, which is none of TENTATIVE, CONFIRMED and CANCELLED; it is taken for CONFIRMED", shortText(p.value))
	}
}

// setLink reads URL: the link to join, if that is the same, else the page.
func (im *importer) setLink(s *schedule.Session, p *property) {
	switch {
	case p == nil || p.value == "" || p.value == s.StreamURL:
	case isURI(p.value):
		s.Link = p.value
	default:
		im.lose(p, "", "not a whole address of the web")
	}
}

// setTitle gives a session without a SUMMARY its ID as a title, as an agenda
// must have one.
func (im *importer) setTitle(ev *importedEvent, s *schedule.Session) {
	if !s.Title.IsZero() {
		return
	}
	s.Title = im.langs.text("", string(s.ID))
	im.remark(ev.c.pos, schedule.ErrMissing, "%s has no SUMMARY; its title is its ID, %s", ev.name(), s.ID)
}
