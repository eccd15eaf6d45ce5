package ical

import (
	"strings"
	"time"

	"github.com/plenaria/plenaria/ical/internal/contentline"
	"github.com/plenaria/plenaria/schedule"
)

// A replyObject is a VCALENDAR of a mail or of a file.
type replyObject struct {
	*replyReader
	im     *importer
	m      *openMail
	c      *mailCalendar
	method Method
}

// objects reads the calendars of a calendar object. There should be one.
func (in *replyReader) objects(f *calendarFile, c *mailCalendar, m *openMail) {
	ob := &replyObject{replyReader: in, m: m, c: c}
	ob.problemsOf(f.problems)
	if m.seen == nil {
		m.seen, m.zoneCost = map[replyKey]int{}, min(maxMailZones, in.zoneCost)
	}
	for _, one := range f.calendars {
		ob.read(&calendarFile{name: f.name, calendars: []*component{one}})
	}
}

func (ob *replyObject) read(f *calendarFile) {
	ob.im = newImporter(f, *ob.importOptions())
	ob.im.collect()
	cal := ob.im.cals[0]
	cal.zones.reader.left, cal.zones.spelling = ob.m.zoneCost, ob.spelling
	cal.ownZones(ob.im)
	ob.spelling = cal.zones.spelling
	if ob.method = ob.methodIn(cal); ob.method != "" {
		for i := range ob.im.events {
			ob.event(&ob.im.events[i])
		}
		ob.others(cal)
	}
	ob.zoneCost -= ob.m.zoneCost - max(cal.zones.reader.left, 0)
	ob.m.zoneCost = max(cal.zones.reader.left, 0)
	ob.problemsOf(ob.im.problems)
	ob.problemsOf(cal.zones.problems())
}

// methodIn gives the METHOD of a calendar; empty if there is none that is known.
func (ob *replyObject) methodIn(cal *importedCalendar) Method {
	said, inHeader := methodOf(cal.method), methodOf(ob.c.method)
	switch {
	case said != "" && inHeader != "" && said != inHeader:
		ob.remarkAt(cal.c.pos, ErrSyntax, "METHOD is %s, but the header of its part says %s; they must be the same (RFC 6047 §2.4). METHOD counts", said, inHeader)
	case said == "" && inHeader != "":
		ob.remarkAt(cal.c.pos, ErrSyntax, "no METHOD that is known; the header of its part says %s, which counts", inHeader)
		return inHeader
	case said == "" && cal.method != "":
		ob.left(cal.c.pos, schedule.ErrInvalid, "METHOD is %q, which RFC 5546 §1.4 does not know; the calendar object is left out", shortText(cal.method))
	case said == "":
		ob.left(cal.c.pos, schedule.ErrMissing, "no METHOD; a calendar object without one is no message (RFC 5546 §1.4), and is left out")
	}
	return said
}

// others tells of what is no event.
func (ob *replyObject) others(cal *importedCalendar) {
	for _, sub := range cal.c.subs {
		if sub.name != "VEVENT" && sub.name != "VTIMEZONE" {
			ob.left(sub.pos, schedule.ErrInvalid, "a %s is no answer about an event; it is left out", shortText(sub.name))
		}
	}
	if len(ob.im.events) == 0 && !ob.m.told {
		ob.left(cal.c.pos, schedule.ErrMissing, "a calendar object without an event")
	}
}

// event reads what one event of an object says.
func (ob *replyObject) event(ev *importedEvent) {
	if ev.uid == "" {
		ob.left(ev.c.pos, schedule.ErrMissing, "an event without a UID, so that it cannot be told what is answered; it is left out")
		return
	}
	r := Reply{Method: ob.method, UID: ev.uid, Mail: ob.m.ReceivedMail, Pos: ob.place(ev.c.pos)}
	ob.revision(ev, &r)
	ob.occurrence(ev, &r)
	ob.times(ev, &r)
	r.Title = flatText(textIn(ev.c, "SUMMARY"))
	if p := ev.c.first("ORGANIZER"); p != nil {
		r.Organizer = calendarMailbox(p)
	}
	for _, p := range ev.c.named([]string{"REQUEST-STATUS"}) {
		r.RequestStatus = append(r.RequestStatus, flatText(p.text()))
	}
	comments := commentsIn(ev.c)
	for _, p := range ob.speakers(ev) {
		own := r
		ob.speaker(&own, p, comments)
		ob.keep(own, ev.c.pos)
	}
}

// revision reads which revision is answered, and when.
func (ob *replyObject) revision(ev *importedEvent, r *Reply) {
	if p := ev.c.first("SEQUENCE"); p != nil {
		n, ok := 0, false
		if text := strings.TrimSpace(p.value); len(text) > 0 && len(text) <= 10 {
			n, ok = decimal(text)
		}
		if ok = ok && writableSequence(n); !ok {
			ob.remarkAt(p.pos, schedule.ErrInvalid, "SEQUENCE is %q, not 0 to 2147483647; it is taken for 0", shortText(p.value))
			n = 0
		}
		r.Sequence = n
	}
	if r.Stamp = instantOf(ev.c, "DTSTAMP"); !r.Stamp.IsZero() {
		r.Stamp = r.Stamp.UTC()
		return
	}
	if ob.m.ReceivedMail != nil {
		r.Stamp = ob.m.Date
	}
	ob.remarkAt(ev.c.pos, schedule.ErrMissing, "%s has no DTSTAMP that can be read; %s", ev.name(), orNow(r.Stamp))
}

func orNow(stamp time.Time) string {
	if stamp.IsZero() {
		return "every other answer counts as later"
	}
	return "the date of the mail counts"
}

// occurrence reads the RECURRENCE-ID.
func (ob *replyObject) occurrence(ev *importedEvent, r *Reply) {
	p := ev.recurrence
	if p == nil {
		return
	}
	r.Recurrence = strings.TrimSpace(p.value)
	r.ThisAndFuture = strings.EqualFold(p.param("RANGE"), "THISANDFUTURE")
	r.Occurrence = ob.im.timeIn(ev, p)
}

// timeIn reads a time beside those of the event; zero if it is none.
func (im *importer) timeIn(ev *importedEvent, p *property) (t PublishedTime) {
	s := ev.cal.stamp(p)
	switch {
	case s.form == brokenStamp:
		im.remark(p.pos, schedule.ErrInvalid, "%s is %q, which is no date and no time", p.name, shortText(p.value))
		return t
	case s.form == dateStamp:
		t.Wall.Date = s.wall.Date
		return t
	case s.name != nil && !s.name.known:
		s.name.use(s.wall)
		from, to := s.name.window()
		s.name.zone, s.name.known = ev.cal.zones.settle(s.name.tzid, p.pos, from, to)
	}
	return im.publishedTime(s, im.moment(ev, nil, s))
}

// times reads when the event is, or is proposed to be.
func (ob *replyObject) times(ev *importedEvent, r *Reply) {
	var e PublishedEvent
	switch ev.from.form {
	case notAStamp:
	case brokenStamp:
		ob.remarkAt(ev.start.pos, schedule.ErrInvalid, "%s begins at %q, which is no date and no time", ev.name(), shortText(ev.start.value))
	case dateStamp:
		ob.im.publishedDates(ev, &e)
	default:
		ob.im.publishedTimes(ev, &e)
	}
	if ob.method != MethodCounter {
		if ob.method.isOfAttendee() && ev.end == nil && ev.duration == nil { // an answer need not say it
			e.End = PublishedTime{}
		}
		r.Start, r.End = e.Start, e.End
		return
	}
	r.Proposal = &Proposal{Start: e.Start, End: e.End, Place: flatText(textIn(ev.c, "LOCATION")), Repeats: ev.repeats}
	if p := ev.c.first("X-MS-OLK-ORIGINALSTART"); p != nil {
		r.Start = ob.im.timeIn(ev, p)
	}
	if p := ev.c.first("X-MS-OLK-ORIGINALEND"); p != nil {
		r.End = ob.im.timeIn(ev, p)
	}
}

// A replyKey tells the replies of one mail apart.
type replyKey struct {
	method                  Method
	uid, occurrence, person string
	sequence                int
	stamp                   int64
}

// keep adds a reply, unless the mail has said it.
func (ob *replyObject) keep(r Reply, at contentline.Pos) {
	key := replyKey{r.Method, r.UID, r.occurrenceKey(), r.Attendee.Address, r.Sequence, r.Stamp.Unix()}
	if i, told := ob.m.seen[key]; told {
		if !sameReply(&ob.replies[i], &r) {
			ob.left(at, schedule.ErrDuplicateID, "%s says about event %q another thing than before; this one is left out", ob.m.name(), shortText(r.UID))
		}
		return
	}
	if ob.m.replies >= ob.o.Limits.Replies {
		if ob.m.replies == ob.o.Limits.Replies {
			ob.left(at, ErrLimit, "more than %d replies in one mail or file; the others are left out", ob.o.Limits.Replies)
			ob.m.replies++
		}
		return
	}
	ob.m.seen[key] = len(ob.replies)
	ob.m.replies++
	ob.replies = append(ob.replies, r)
}

// sameReply says whether two replies about one event by one person say the same.
func sameReply(a, b *Reply) bool {
	return answerIn(a).compare(answerIn(b)) == 0 && sameProposal(a.Proposal, b.Proposal)
}

func sameProposal(a, b *Proposal) bool {
	if a == nil || b == nil {
		return a == b
	}
	return sameTime(a.Start, b.Start) && sameTime(a.End, b.End) && a.Place == b.Place && a.Repeats == b.Repeats
}

// occurrenceKey tells occurrences apart, however they are written.
func (r *Reply) occurrenceKey() string {
	switch t := r.Occurrence; {
	case t.Wall.IsZero():
		return r.Recurrence
	case t.IsDate():
		return t.Wall.Date.String()
	default:
		return t.At.UTC().Format(time.RFC3339)
	}
}

// left tells what is not among the replies.
func (ob *replyObject) left(at contentline.Pos, kind error, format string, args ...any) {
	ob.m.told = true
	ob.im.fault(at, kind, format, args...)
}

func (ob *replyObject) remarkAt(at contentline.Pos, kind error, format string, args ...any) {
	ob.im.remark(at, kind, format, args...)
}
