package ical

import (
	"errors"
	"strings"
)

// withoutReply tells what a mail without a reply is.
func (in *replyReader) withoutReply(m *openMail, p *receivedPart) {
	switch {
	case len(m.failed) > 0:
		in.fault(m.line, ErrUndelivered, "%s: not delivered to %s", m.name(), strings.Join(m.failed, ", "))
	case m.report == "delivery-status":
		in.fault(m.line, ErrAutomatic, "%s: a report about the delivery of a mail, which does not say that it failed", m.name())
	case m.report == "disposition-notification":
		in.fault(m.line, ErrAutomatic, "%s: a mail of ours was read, or put away; this is no answer", m.name())
	case p.fields["x-failed-recipients"] != "":
		in.fault(m.line, ErrUndelivered, "%s: not delivered to %s", m.name(), shortText(flatText(p.fields["x-failed-recipients"])))
	case m.isFromMailer():
		in.fault(m.line, ErrUndelivered, "%s: a mail server says that a mail was not delivered; its text tells to whom", m.name())
	case m.sealed != "":
		in.fault(m.line, ErrUnreadable, "%s: %s", m.name(), m.sealed)
	case isAutomatic(p):
		in.fault(m.line, ErrAutomatic, "%s: an automatic answer, such as that somebody is away", m.name())
	default:
		in.fault(m.line, ErrByHand, "%s has no calendar object; somebody has to read it", m.name())
	}
}

// isFromMailer says whether a mail server has written it, by a form older than RFC
// 3464.
func (m *openMail) isFromMailer() bool {
	local, _, _ := strings.Cut(m.From.Address, "@")
	return local == "mailer-daemon" || local == "postmaster"
}

// isAutomatic says whether a program has written a mail: RFC 3834 §5, and what
// programs had before it.
func isAutomatic(p *receivedPart) bool {
	auto, _, _ := strings.Cut(p.fields["auto-submitted"], ";")
	auto = strings.TrimSpace(auto)
	return auto != "" && !strings.EqualFold(auto, "no") || p.fields["x-autoreply"] != "" || p.fields["x-autorespond"] != "" ||
		strings.EqualFold(p.fields["precedence"], "auto_reply") || p.fields["return-path"] == "<>"
}

// failedIn gives the addresses that a report says were not reached, RFC 3464 §2.3.
func failedIn(p *receivedPart) (list []string) {
	b, _ := p.decoded(p.body)
	text := strings.ReplaceAll(string(b), "\r\n", "\n")
	for group := range strings.SplitSeq(text, "\n\n") {
		fields := map[string]string{}
		for line := range strings.SplitSeq(group, "\n") {
			if name, value, ok := strings.Cut(line, ":"); ok && len(fields) < 50 {
				fields[strings.ToLower(strings.TrimSpace(name))] = strings.TrimSpace(value)
			}
		}
		if !strings.EqualFold(fields["action"], "failed") || len(list) >= 100 {
			continue
		}
		_, address, ok := strings.Cut(fields["original-recipient"], ";")
		if !ok {
			_, address, _ = strings.Cut(fields["final-recipient"], ";")
		}
		entry := shortText(cleanAddress(address))
		if status := flatText(fields["status"]); status != "" {
			entry += " (" + shortText(status) + ")"
		}
		list = append(list, entry)
	}
	return list
}

// kindOf gives the sentinel of an error of a calendar file.
func kindOf(err error) error {
	for _, kind := range []error{ErrLimit, ErrTruncated, ErrNoCalendar} {
		if errors.Is(err, kind) {
			return kind
		}
	}
	return ErrSyntax
}
