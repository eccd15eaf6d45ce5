package ical

import "github.com/plenaria/plenaria/schedule"

// oddTimes tells what an event says twice about its times, and which of it counts.
func (im *importer) oddTimes(ev *importedEvent) {
	if ev.from.form == utcStamp {
		im.zonedUTC(ev, ev.start)
	}
	if ev.to.form == utcStamp {
		im.zonedUTC(ev, ev.end)
	}
	if ev.end != nil && ev.duration != nil {
		im.remark(ev.duration.pos, ErrSyntax, "%s has both DTEND and DURATION, which exclude each other (RFC 5545 §3.6.1); DTEND counts", ev.name())
	}
}

// zonedUTC tells, once for each TZID, that a time has it and is in UTC.
func (im *importer) zonedUTC(ev *importedEvent, p *property) {
	if len(p.params) == 0 {
		return
	}
	tzid := p.param("TZID")
	if tzid == "" || im.zonedTold[tzid] {
		return
	}
	if im.zonedTold == nil {
		im.zonedTold = map[string]bool{}
	}
	im.zonedTold[tzid] = true
	im.remark(p.pos, schedule.ErrInvalid, "%s: %s has TZID=%s and a time in UTC, %s, which exclude each other (RFC 5545 §3.2.19); "+
		"such times are read as UTC, this is the first of that TZID", ev.name(), p.name, shortText(tzid), shortText(p.value))
}
