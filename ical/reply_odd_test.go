package ical_test

import (
	"encoding/base64"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/plenaria/plenaria/ical"
)

// An oddMail is a mail as programs, gateways, people or enemies make it. All of them
// are our own.
type oddMail struct {
	name, why, input string
	// want is what is read: of each reply who and what; of the problems the kinds in
	// the order of the alphabet, with ! before faults, ? before remarks and how many
	// there are; behind "error" the kind of an error.
	want string
}

// oddMails are all of them.
func oddMails() []oddMail {
	return slices.Concat(oddClients(), oddStructures(), oddBoundaries(), oddEncodings(), oddCharsets(), oddHeaders(), oddObjects(), oddWithout(), oddLarge(), oddInputs())
}

// accepted is a calendar object with which Kim accepts.
var accepted = saying("REPLY", "ATTENDEE;PARTSTAT=ACCEPTED:mailto:kim@example.org")

// declinedObject is one with which she declines.
var declinedObject = saying("REPLY", "ATTENDEE;PARTSTAT=DECLINED:mailto:kim@example.org")

// mailOf makes a mail of Kim: fields of the header, then the body.
func mailOf(fields, body string) string {
	if fields != "" {
		fields += "\n"
	}
	return "From: Kim <kim@example.org>\nTo: agenda@example.org\nSubject: Accepted: Opening\nDate: Sat, 01 Aug 2026 19:00:00 +0900\n" + fields + "\n" + body
}

// calendarMail makes a mail that is a calendar object.
func calendarMail(body string) string {
	return mailOf("Content-Type: text/calendar; method=REPLY", body)
}

// multi makes a mail of several parts, each of a header and a body that an empty line
// separates.
func multi(kind string, parts ...string) string {
	return mailOf("Content-Type: multipart/"+kind+`; boundary="b"`, joinParts("b", parts...))
}

func joinParts(boundary string, parts ...string) string {
	var b strings.Builder
	for _, p := range parts {
		fmt.Fprintf(&b, "--%s\n%s\n", boundary, p)
	}
	return b.String() + "--" + boundary + "--\n"
}

// calendarPart makes a part with a calendar object.
func calendarPart(object string) string {
	return "Content-Type: text/calendar; method=REPLY; charset=UTF-8\n\n" + object
}

const textPart = "Content-Type: text/plain\n\nKim has accepted."

// in64 encodes in lines of 76.
func in64(s string) string {
	text := base64.StdEncoding.EncodeToString([]byte(s))
	var b strings.Builder
	for len(text) > 76 {
		b.WriteString(text[:76] + "\n")
		text = text[76:]
	}
	return b.String() + text + "\n"
}

// outcomeOf is what ReadReply makes of an input, in the words of oddMail.want.
func outcomeOf(input string, o *ical.ReplyOptions) string {
	list, problems, err := ical.ReadReply(strings.NewReader(input), o)
	var words []string
	for _, r := range list {
		who, _, _ := strings.Cut(r.Attendee.Address, "@")
		word := strings.TrimSpace(who + " " + string(r.Answer))
		if r.Method != ical.MethodReply {
			word = strings.TrimSpace(string(r.Method) + " " + word)
		}
		if r.SenderDiffers() {
			word += " by another"
		}
		words = append(words, word)
	}
	if len(words) > 25 {
		words = []string{fmt.Sprint(len(words), " replies")}
	}
	kinds := map[string]int{}
	for _, p := range problems {
		mark := "!"
		if p.Remark {
			mark = "?"
		}
		kinds[mark+kindName(p)]++
	}
	for _, kind := range slices.Sorted(maps.Keys(kinds)) {
		words = append(words, kind)
		if n := kinds[kind]; n > 1 {
			words[len(words)-1] += fmt.Sprint(" ×", n)
		}
	}
	if err != nil {
		words = append(words, "error "+kindName(err))
	}
	return strings.Join(words, "; ")
}

// TestOddMails: what is read of each, and that each has a reason of its own.
func TestOddMails(t *testing.T) {
	list := oddMails()
	names, reasons := map[string]bool{}, map[string]bool{}
	for _, m := range list {
		if names[m.name] || reasons[m.why] || m.why == "" {
			t.Errorf("%s: a second one of that name or reason, or without a reason", m.name)
		}
		names[m.name], reasons[m.why] = true, true
		t.Run(m.name, func(t *testing.T) {
			if got := outcomeOf(m.input, replyOptions()); got != m.want {
				t.Errorf("%s\ngot  %s\nwant %s\n%.1500s", m.why, got, m.want, readReplies(m.input, replyOptions()))
			}
		})
	}
	if len(list) < 200 {
		t.Errorf("%d mails, want 200", len(list))
	}
}
