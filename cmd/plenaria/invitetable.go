package main

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/plenaria/plenaria/ical"
	"github.com/plenaria/plenaria/schedule"
)

// An inviteRow is a message without its body.
type inviteRow struct {
	to      *schedule.Participant
	method  ical.Method
	role    schedule.RoleKind
	event   eventName
	once    *ical.PublishedEvent // an occurrence as the message has it; nil: see event
	changes []ical.Difference
}

// note keeps of a message what the table tells.
func (r *inviteRun) note(inv *ical.Invitation) {
	row := inviteRow{inv.To, inv.Method, inv.Role, eventName{inv.UID, inv.Recurrence}, nil, inv.Changes}
	if inv.Recurrence != "" { // which the file has perhaps no event for
		p, err := ical.Published(bytes.NewReader(inv.Calendar), &ical.ImportOptions{Zone: r.agenda.Zone, Database: r.db})
		if err == nil && len(p.Events) == 1 {
			row.once = &p.Events[0]
		}
	}
	r.rows = append(r.rows, row)
}

// report tells what has been done, or would be.
func (r *inviteRun) report(c *inviteCmd) error {
	r.remarks()
	if !c.isDry() {
		fmt.Fprintln(r.err, r.sum(c))
		return nil
	}
	return r.write("", func(w io.Writer) error {
		r.table(w, c.Lang)
		_, err := fmt.Fprintln(w, r.sum(c))
		return err
	})
}

// table prints who gets what, on whose clock, in the organizer's language.
func (r *inviteRun) table(w io.Writer, langs []schedule.Lang) {
	t := newEventTable(r.agenda, langs, r.is, r.was.Publication)
	var order []string
	people := map[string][]int{}
	cells := make([][]string, len(r.rows))
	for i := range r.rows {
		row := &r.rows[i]
		if people[row.to.Email] == nil {
			order = append(order, row.to.Email)
		}
		people[row.to.Email] = append(people[row.to.Email], i)
		cells[i] = t.inviteCells(row, r.titles)
	}
	lines := aligned(cells)
	for _, email := range order {
		fmt.Fprintln(w, r.paintOut.bold(t.reader(&r.rows[people[email][0]])))
		for _, i := range people[email] {
			fmt.Fprintln(w, "  "+lines[i])
		}
	}
}

// event gives what a row is about, as it is now, or was.
func (t *eventTable) event(row *inviteRow) *ical.PublishedEvent {
	return cmp.Or(t.is[row.event], row.once, t.was[row.event])
}

// reader heads the messages to somebody.
func (t *eventTable) reader(row *inviteRow) string {
	text := fmt.Sprintf("%s <%s>", row.to.Name.In(t.langs...).Text, row.to.Email)
	zone := row.to.Zone
	if zone.IsZero() {
		zone = t.zone
	}
	if e := t.event(row); e != nil && !e.Start.IsDate() {
		text += " · " + t.loc.Zone(zone.String(), zone.Offset(e.Start.At))
	}
	return text
}

func (t *eventTable) inviteCells(row *inviteRow, titles sessionTitles) []string {
	zone := row.to.Zone
	if zone.IsZero() {
		zone = t.zone
	}
	when, title := "", ""
	if e := t.event(row); e != nil {
		when, title = t.when(e, zone), cmp.Or(titles.in(t.langs, row.event.uid), e.Title)
	}
	role := ""
	if row.role != "" {
		role = t.loc.Role(row.role, 1)
	}
	return []string{string(row.method), when, title, role, t.why(row.changes, row.event)}
}

// sum tells how many mails there are, where they are, and what is next.
func (r *inviteRun) sum(c *inviteCmd) string {
	if len(r.rows) == 0 {
		return shown(c.File) + ": nothing new for anybody"
	}
	people := map[string]bool{}
	invited, cancelled, again := 0, 0, 0
	for i := range r.rows {
		people[strings.ToLower(r.rows[i].to.Email)] = true
		switch {
		case slices.Contains(r.rows[i].changes, ical.DifferentNothing):
			again++
		case r.rows[i].method == ical.MethodCancel:
			cancelled++
		case slices.Contains(r.rows[i].changes, ical.DifferentNew):
			invited++
		}
	}
	var parts []string
	for _, part := range []struct {
		n         int
		one, many string
	}{{invited, "invitation", "invitations"}, {len(r.rows) - invited - cancelled - again, "change", "changes"},
		{cancelled, "cancellation", "cancellations"}, {again, "once more", "once more"}} {
		if part.n > 0 {
			parts = append(parts, counted(part.n, part.one, part.many))
		}
	}
	text := fmt.Sprintf("%s to %s: %s", counted(len(r.rows), "mail", "mails"), counted(len(people), "person", "people"), strings.Join(parts, ", "))
	if r.known > 0 {
		text += fmt.Sprintf(" (%s in the outbox before; none is sent twice)", counted(r.known, "was", "were"))
	}
	if r.needless > 0 {
		text += fmt.Sprintf(" (%s not sent: what would be cancelled never was)", counted(r.needless, "cancellation is", "cancellations are"))
	}
	if r.replaced > 0 {
		text += fmt.Sprintf(" (%s not sent any more)", counted(r.replaced, "older one in the outbox is", "older ones in the outbox are"))
	}
	if c.isDry() {
		return text + "\nNothing was written or sent; give -o DIR, --mbox FILE or --smtp HOST:PORT for that."
	}
	text += fmt.Sprintf(", in %s\n%s says who was told what; keep it, and give it to nobody", c.place(), near(r.was.name))
	if c.Outbox != "" && c.Smtp == "" && r.needless < len(r.rows) {
		text += fmt.Sprintf("\n\"plenaria send %s --smtp HOST:PORT\" sends them", near(c.Outbox))
	}
	return text
}

// place is where the mails are.
func (c *inviteCmd) place() string {
	switch {
	case c.Mbox == stdin:
		return "the standard output"
	case c.Mbox != "":
		return near(c.Mbox)
	case c.Output != "":
		return near(c.Output)
	}
	return near(c.outbox())
}

// remarks tells what an organizer may not expect.
func (r *inviteRun) remarks() {
	if names := r.withoutAddress(); len(names) > 0 {
		const most = 5
		list := strings.Join(names[:min(len(names), most)], ", ")
		if len(names) > most {
			list += " …"
		}
		fmt.Fprintf(r.err, "%s %s: %s\n", r.paintErr.warn("remark:"), counted(len(names), "person with a role has no address and gets no mail", "people with a role have no address and get no mail"), list)
	}
	for i := range r.agenda.Participants {
		p := &r.agenda.Participants[i]
		if err := ical.CheckAddress(p.Email); p.Email != "" && err != nil {
			fmt.Fprintf(r.err, "%s %s gets no mail: %v\n", r.paintErr.warn("remark:"), p.Name.In(r.agenda.Langs...).Text, err)
		}
	}
	over := func(e ical.PublishedEvent) bool { return !e.Start.IsDate() && !e.End.At.After(r.o.Stamp) }
	if len(r.rows) == 0 && len(r.is.Events) > 0 && !slices.ContainsFunc(r.is.Events, func(e ical.PublishedEvent) bool { return !over(e) }) {
		fmt.Fprintf(r.err, "%s all sessions were over at %s; nobody is invited to what is over\n", r.paintErr.warn("remark:"), r.o.Stamp.UTC().Format(time.RFC3339))
	}
}

// withoutAddress gives the people with a role who cannot be told.
func (r *inviteRun) withoutAddress() (names []string) {
	busy := map[schedule.ID]bool{}
	for i := range r.tl.Slots {
		s := r.tl.Slots[i].Session
		for _, role := range s.Roles {
			busy[role.Who] = true
		}
		for j := range s.Parts {
			for _, role := range s.Parts[j].Roles {
				busy[role.Who] = true
			}
		}
	}
	for i := range r.agenda.Participants {
		p := &r.agenda.Participants[i]
		if person := p.Kind == "" || p.Kind == schedule.Person; person && p.Email == "" && busy[p.ID] {
			names = append(names, p.Name.In(r.agenda.Langs...).Text)
		}
	}
	return names
}
