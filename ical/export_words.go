package ical

import (
	"slices"

	"github.com/plenaria/plenaria/schedule"
)

// fileWords are what an exporter keeps to that writes an agenda back into the
// file that it comes from.
type fileWords struct {
	uids map[schedule.ID]string
	// parts are those parts of descriptions that the file has; others are not
	// added to it.
	parts map[schedule.ID]descParts
	// roles are those that the file tells by ATTENDEE, and not in descriptions.
	roles map[schedule.ID][]schedule.Role
	// forms are those in which the file has the starts of sessions.
	forms map[schedule.ID]stampForm
	float schedule.Zone // of floating times
	// tzids are the file's names of zones, where it has a VTIMEZONE for them.
	tzids map[schedule.Zone]string
}

// tzid gives the name of a zone in the file.
func (f *fileWords) tzid(z schedule.Zone) string {
	if f != nil {
		if name, ok := f.tzids[z]; ok {
			return name
		}
	}
	return z.String()
}

// form gives the form in which the file has the start of a slot, if that form can
// be kept: UTC, or floating where the session is still on that wall.
func (f *fileWords) form(slot *schedule.Slot) stampForm {
	if f == nil {
		return notAStamp
	}
	form := f.forms[slot.Session.ID]
	if form == floating && (slot.Zone != f.float || slot.EndZone != f.float) {
		return notAStamp
	}
	return form
}

// uid gives the UID that the file has for a slot.
func (f *fileWords) uid(slot *schedule.Slot) (string, bool) {
	if f == nil {
		return "", false
	}
	uid, ok := f.uids[slot.Session.ID]
	return uid, ok
}

// ofFile says what is told in a description: which parts, and which roles.
func (e *exporter) ofFile(s *schedule.Session) (descParts, []schedule.Role) {
	if e.file == nil {
		return allParts, s.Roles
	}
	if _, ok := e.file.uids[s.ID]; !ok {
		return allParts, s.Roles
	}
	told := e.file.roles[s.ID]
	if len(told) == 0 {
		return e.file.parts[s.ID], s.Roles
	}
	var roles []schedule.Role
	for _, r := range s.Roles {
		if !slices.ContainsFunc(told, func(t schedule.Role) bool { return t.Who == r.Who }) {
			roles = append(roles, r)
		}
	}
	return e.file.parts[s.ID], roles
}

// words gives what the file says in its own way.
func (im *importer) words() *fileWords {
	w := &fileWords{uids: map[schedule.ID]string{}, parts: im.parts, roles: map[schedule.ID][]schedule.Role{}, forms: map[schedule.ID]stampForm{}}
	w.float, w.tzids = im.floatingZone(), im.fileZones()
	sessions := sessionsOf(im.agenda)
	for i := range im.events {
		ev := &im.events[i]
		if ev.became.kind != becameSession {
			continue
		}
		if s := sessions[ev.became.id]; s != nil {
			w.uids[s.ID], w.roles[s.ID], w.forms[s.ID] = ev.uid, s.Roles, ev.from.form
		}
	}
	return w
}

// fileZones gives the file's names of zones that it has a VTIMEZONE for: the zone's
// own name if that is one, else the first. A file of several calendars has none
// that is good in all of them.
func (im *importer) fileZones() map[schedule.Zone]string {
	if len(im.cals) != 1 {
		return nil
	}
	names := map[schedule.Zone]string{}
	for _, n := range im.cals[0].sortedZones() {
		if !n.known || timezoneOf(im.cals[0].c, n.tzid) < 0 {
			continue
		}
		if _, ok := names[n.zone]; !ok || n.tzid == n.zone.String() {
			names[n.zone] = n.tzid
		}
	}
	return names
}

// timezoneOf gives the index of the VTIMEZONE of a TZID; -1 if there is none.
func timezoneOf(c *component, tzid string) int {
	return slices.IndexFunc(c.subs, func(sub *component) bool {
		p := sub.first("TZID")
		return sub.name == "VTIMEZONE" && p != nil && p.text() == tzid
	})
}

// voiceLangs gives the language in which the file speaks, if it is ours.
func (im *importer) voiceLangs() []schedule.Lang {
	for i := range im.made {
		if im.made[i].ours {
			return []schedule.Lang{im.made[i].voice.lang}
		}
	}
	return nil
}
