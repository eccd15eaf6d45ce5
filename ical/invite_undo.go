package ical

import (
	"fmt"
	"io"
	"slices"

	"github.com/plenaria/plenaria/ical/internal/contentline"
	"github.com/plenaria/plenaria/schedule"
)

// WriteCancel writes a file that takes back all events of a publication: METHOD:CANCEL
// (RFC 5546 §3.2.5), every event with STATUS:CANCELLED, a SEQUENCE that is one
// higher, and the Stamp. Clients that are given it take the events out again, or
// show that they are cancelled. It is for those who have imported the file;
// [Invitations] sends to those who were invited. Of o count Stamp, which is
// required, and ProdID.
//
// A file of METHOD:CANCEL for one event alone, as RFC 5546 wants it in a mail, is
// that of a publication of one event.
func WriteCancel(w io.Writer, p *Publication, o *UpdateOptions) error {
	if p == nil || o == nil || o.Stamp.IsZero() {
		return fmt.Errorf("%w: a file that cancels needs a publication and UpdateOptions.Stamp", ErrUnwritable)
	}
	u := &updater{was: p, o: *o}
	out := contentline.NewWriter(w)
	for _, c := range p.file.calendars {
		whole := &component{name: vcalendar, props: slices.Clone(c.props)}
		whole.replace([]string{"METHOD"}, []property{{name: "METHOD", value: string(MethodCancel)}}, []string{"VERSION", "PRODID", "CALSCALE"})
		for _, sub := range c.subs {
			if sub.name == "VTIMEZONE" {
				whole.subs = append(whole.subs, sub)
			}
		}
		for i := range p.Events {
			old := &p.Events[i]
			if old.ev.cal.c != c {
				continue
			}
			gone := cancelledEvent(old)
			if old.Status != schedule.Cancelled {
				if err := u.restamp(gone, old, []Difference{DifferentStatus}); err != nil {
					return err
				}
			}
			whole.subs = append(whole.subs, gone.ev.c)
		}
		writeComponent(out, whole)
	}
	return out.Flush()
}
