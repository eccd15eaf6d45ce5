package ical

import (
	"net/mail"
	"slices"
	"strings"

	"github.com/plenaria/plenaria/schedule"
)

// speakers gives the ATTENDEEs who say something: in a REPLY each that answers, in a
// COUNTER or REFRESH the one who sends it (RFC 5546 §3.2.3, §3.2.6, §3.2.7), in what
// an organizer sends the only one. A nil is nobody.
func (ob *replyObject) speakers(ev *importedEvent) []*property {
	var all, answered []*property
	for i := range ev.c.props {
		if p := &ev.c.props[i]; p.name == "ATTENDEE" && calendarMailbox(p).Address != "" {
			if all = append(all, p); answerOf(p.param("PARTSTAT")) != AnswerNeedsAction {
				answered = append(answered, p)
			}
		}
	}
	switch {
	case !ob.method.isOfAttendee():
		if len(all) != 1 {
			return []*property{nil}
		}
	case len(all) == 0:
		ob.left(ev.c.pos, schedule.ErrMissing, "%s has no ATTENDEE, so that it cannot be told who answers; it is left out", ev.name())
	case ob.method == MethodReply && len(answered) > 0:
		return answered
	case ob.method != MethodReply && len(all) > 1:
		return ob.sender(ev, all)
	}
	return all
}

// sender gives the ATTENDEE who has sent the mail.
func (ob *replyObject) sender(ev *importedEvent, all []*property) []*property {
	for _, p := range all {
		if r := (Reply{Method: ob.method, Attendee: calendarMailbox(p), Mail: ob.m.ReceivedMail}); r.Mail != nil && !r.SenderDiffers() {
			return []*property{p}
		}
	}
	ob.left(ev.c.pos, schedule.ErrInvalid, "%s has %d ATTENDEEs, none of whom has sent it, so that it cannot be told who says it; it is left out", ev.name(), len(all))
	return nil
}

// speaker sets what one ATTENDEE says.
func (ob *replyObject) speaker(r *Reply, p *property, comments []string) {
	if p != nil {
		r.Attendee = calendarMailbox(p)
		r.DelegatedTo, r.DelegatedFrom = addressesIn(p, "DELEGATED-TO"), addressesIn(p, "DELEGATED-FROM")
		if list := addressesIn(p, "SENT-BY"); len(list) > 0 {
			r.SentBy = list[0]
		}
		if p.param("PARTSTAT") != "" || r.Method == MethodReply {
			r.Answer = answerOf(p.param("PARTSTAT"))
		}
		if text := p.list("X-RESPONSE-COMMENT"); len(text) > 0 { // Google
			comments = append(slices.Clip(comments), strings.Join(text, ","))
		}
	}
	r.Comment = joinedTexts(comments)
}

// commentsIn gives what was written beside an answer. Apple's server has properties
// of its own.
func commentsIn(c *component) (list []string) {
	for _, p := range c.named([]string{"COMMENT", "X-CALENDARSERVER-PRIVATE-COMMENT", "X-CALENDARSERVER-ATTENDEE-COMMENT"}) {
		list = append(list, p.text())
	}
	return list
}

// joinedTexts joins texts that differ, a line each.
func joinedTexts(list []string) string {
	var kept []string
	for _, text := range list {
		if text = strings.TrimSpace(plainLines(text)); text != "" && !slices.Contains(kept, text) {
			kept = append(kept, text)
		}
	}
	return strings.Join(kept, "\n")
}

// plainLines ends all lines in LF.
func plainLines(s string) string {
	return strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(s)
}

// addressesIn reads a parameter whose values are calendar users.
func addressesIn(p *property, name string) (list []string) {
	for _, v := range p.list(name) {
		if a := cleanAddress(mailAddress(v)); a != "" && !slices.Contains(list, a) && len(list) < 100 {
			list = append(list, a)
		}
	}
	return list
}

// calendarMailbox gives the address and the name of a calendar user.
func calendarMailbox(p *property) mail.Address {
	a := mail.Address{Name: flatText(p.commonName()), Address: cleanAddress(userAddress(p))}
	if a.Address == "mailto:" {
		a.Address = ""
	}
	return a
}
