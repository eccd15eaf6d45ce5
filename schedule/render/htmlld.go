package render

import (
	"github.com/plenaria/plenaria/schedule"
)

// ldEvent is an Event of schema.org.
type ldEvent struct {
	Context    string    `json:"@context,omitempty"`
	Type       string    `json:"@type"`
	Name       string    `json:"name"`
	Language   string    `json:"inLanguage,omitempty"`
	About      string    `json:"description,omitempty"`
	Start      string    `json:"startDate,omitempty"` // with an offset, as its readers require; a date alone for whole days
	End        string    `json:"endDate,omitempty"`
	Status     string    `json:"eventStatus,omitempty"`
	Attendance string    `json:"eventAttendanceMode,omitempty"`
	Location   []ldThing `json:"location,omitempty"`
	URL        string    `json:"url,omitempty"`
	Organizer  *ldThing  `json:"organizer,omitempty"`
	Performers []ldThing `json:"performer,omitempty"`
	Events     []ldEvent `json:"subEvent,omitempty"`
}

// ldThing is a Person, an Organization, a Place or a VirtualLocation.
type ldThing struct {
	Type    string `json:"@type"`
	Name    string `json:"name,omitempty"`
	URL     string `json:"url,omitempty"`
	Address string `json:"address,omitempty"`
}

// schemaOrg is the address of its terms.
const schemaOrg = "https://schema.org"

// jsonLD describes the agenda and its sessions, breaks left out.
func (m *htmlMaker) jsonLD() *ldEvent {
	a := m.tl.Agenda
	e := &ldEvent{
		Context: schemaOrg, Type: "Event", Name: m.page.Title.Text,
		Language: m.page.Title.Lang, URL: m.page.URL,
	}
	if who := m.people[a.Organizer]; who != nil {
		thing := m.ldPerson(who)
		e.Organizer = &thing
	}
	for _, i := range m.shown {
		if s := &m.tl.Slots[i]; s.Session.Kind != schedule.Break {
			e.Events = append(e.Events, m.ldSession(s))
		}
	}
	m.ldSpan(e)
	online, onSite := false, false
	for i := range e.Events {
		online = online || e.Events[i].Attendance != "" && e.Events[i].Attendance != schemaOrg+"/OfflineEventAttendanceMode"
		onSite = onSite || len(e.Events[i].Location) > 0 && e.Events[i].Location[0].Type == "Place"
	}
	e.Attendance = attendance(online, onSite)
	return e
}

// ldSpan says from when to when the event lasts.
func (m *htmlMaker) ldSpan(e *ldEvent) {
	from, to := m.tl.Window()
	if !from.IsZero() {
		e.Start, e.End = rfc3339(from, m.tl.Agenda.Zone), rfc3339(to, m.tl.Agenda.Zone)
		return
	}
	for i := range m.tl.Slots {
		s := &m.tl.Slots[i]
		if first := s.From.String(); e.Start == "" || first < e.Start {
			e.Start = first
		}
		e.End = max(e.End, s.Through.String())
	}
}

func (m *htmlMaker) ldSession(s *schedule.Slot) ldEvent {
	x := s.Session
	title := m.html(x.Title)
	if title.Text == "" {
		title = htmlText{Text: m.loc.Kind(x.Kind), Lang: m.page.Lang}
	}
	e := ldEvent{Type: "Event", Name: title.Text, Language: title.Lang, About: m.html(x.Abstract).Text, URL: m.ldURL(s)}
	if s.AllDay() {
		e.Start, e.End = s.From.String(), s.Through.String()
	} else {
		e.Start, e.End = rfc3339(s.Start, s.Zone), rfc3339(s.End, s.EndZone)
	}
	if x.Status == schedule.Cancelled {
		e.Status = schemaOrg + "/EventCancelled"
	}
	if room := m.rooms[s.Room]; room != nil {
		e.Location = append(e.Location, ldThing{Type: "Place", Name: m.html(room.Name).Text, Address: room.Address})
	}
	if url := safeURL(x.StreamURL); url != "" {
		e.Location = append(e.Location, ldThing{Type: "VirtualLocation", URL: url})
		e.Attendance = attendance(true, s.Room != "")
	}
	for _, r := range x.Roles {
		if who := m.people[r.Who]; who != nil && r.As != schedule.Attendee && r.As != schedule.Interpreter {
			e.Performers = append(e.Performers, m.ldPerson(who))
		}
	}
	return e
}

// attendance names how one takes part; "" where nothing is known of a stream.
func attendance(online, onSite bool) string {
	switch {
	case online && onSite:
		return schemaOrg + "/MixedEventAttendanceMode"
	case online:
		return schemaOrg + "/OnlineEventAttendanceMode"
	}
	return ""
}

// ldURL gives the session's own page, else its place on this one.
func (m *htmlMaker) ldURL(s *schedule.Slot) string {
	if link := absolute(m.page.URL, safeURL(s.Session.Link)); s.Session.Link != "" && link != "" {
		return link
	}
	if id := anchor(s); id != "" && m.page.URL != "" {
		return m.page.URL + "#" + id
	}
	return ""
}

func (m *htmlMaker) ldPerson(p *schedule.Participant) ldThing {
	kind := "Organization"
	if p.Kind == "" || p.Kind == schedule.Person {
		kind = "Person"
	}
	return ldThing{Type: kind, Name: m.html(p.Name).Text}
}
