package ical_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/plenaria/plenaria/ical"
)

// replyMbox is an mbox of n answers, each of somebody else, as Outlook writes them.
func replyMbox(n int) []byte {
	var b bytes.Buffer
	var outlook string
	for _, m := range oddClients() {
		if m.name == "outlook" {
			outlook = m.input
		}
	}
	header, _, _ := strings.Cut(outlook, "\n\n")
	for i := range n {
		object := clientObject(outlookID, "METHOD:REPLY\n"+koreaZone, fmt.Sprintf("UID:opening@example.org\nDTSTAMP:20260801T100000Z\nSEQUENCE:2\n"+
			"DTSTART;TZID=\"Korea Standard Time\":20260901T093000\nDTEND;TZID=\"Korea Standard Time\":20260901T103000\nATTENDEE;PARTSTAT=ACCEPTED:mailto:a%d@example.org", i))
		fmt.Fprintf(&b, "From a@example.org Sat Aug  1 10:00:00 2026\n%s\n\n%s\n", strings.ReplaceAll(header, "kim@", fmt.Sprintf("a%d@", i)),
			joinParts("b", textPart, "Content-Type: text/calendar; charset=\"utf-8\"; method=REPLY\nContent-Transfer-Encoding: base64\n\n"+in64(object)))
	}
	return b.Bytes()
}

// BenchmarkReadReply reads mboxes; ns/mail stays as it is.
func BenchmarkReadReply(b *testing.B) {
	for _, n := range []int{100, 1000, 10_000} {
		file := replyMbox(n)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			b.SetBytes(int64(len(file)))
			for b.Loop() {
				list, problems, err := ical.ReadReply(bytes.NewReader(file), replyOptions())
				if len(list) != n || len(problems) > 0 || err != nil {
					b.Fatal(len(list), problems, err)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*n), "ns/mail")
		})
	}
}

// BenchmarkResponses applies replies of people who are not invited, who cost most, and
// writes the list.
func BenchmarkResponses(b *testing.B) {
	for _, n := range []int{100, 1000, 10_000} {
		list := must2(ical.ReadReply(bytes.NewReader(replyMbox(n)), replyOptions()))
		p := published(b, invitedFile())
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				l := ical.NewResponses(p)
				for i := range list {
					l.Apply(&list[i], nil)
				}
				var out bytes.Buffer
				if err := l.WriteCSV(&out); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*n), "ns/reply")
		})
	}
}

func must2[A, B any](a A, _ B, err error) A {
	if err != nil {
		panic(err)
	}
	return a
}
