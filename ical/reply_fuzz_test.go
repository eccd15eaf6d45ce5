package ical_test

import (
	"bytes"
	"encoding/csv"
	"strings"
	"testing"
	"time"

	"github.com/plenaria/plenaria/ical"
)

// FuzzReadReply: whatever comes, ReadReply ends without a panic, twice with the same
// result, and tells of every input; what it gives goes into a list, and the list into
// a table and JSON and back.
func FuzzReadReply(f *testing.F) {
	for _, m := range oddMails() {
		if len(m.input) < 16<<10 {
			f.Add([]byte(m.input))
		}
	}
	f.Fuzz(func(t *testing.T, input []byte) {
		o := replyOptions()
		o.Limits = ical.ReplyLimits{Mail: 1 << 20, Total: 4 << 20, Replies: 100}
		first := readReplies(string(input), o)
		if again := readReplies(string(input), o); again != first {
			t.Fatalf("two readings differ:\n%s\n%s", first, again)
		}
		list, problems, err := ical.ReadReply(bytes.NewReader(input), o)
		if len(list) == 0 && len(problems.Faults()) == 0 && err == nil {
			t.Fatal("nothing is told")
		}
		last := bytes.Count(input, []byte("\n")) + bytes.Count(input, []byte("\r")) + 1
		for _, p := range problems {
			if p.Pos.Line > last {
				t.Fatalf("a position behind the input: %v", p)
			}
		}
		l := listOf(t, list)
		for i := range list {
			checkReply(t, &list[i])
			if list[i].Pos.Line < 1 || list[i].Pos.Line > last {
				t.Fatalf("a position behind the input: %v", list[i].Pos)
			}
			l.Apply(&list[i], &ical.ApplyOptions{AnySender: true})
		}
		checkStored(t, l)
	})
}

// checkReply looks at what every reply has.
func checkReply(t *testing.T, r *ical.Reply) {
	t.Helper()
	says := r.Method == ical.MethodReply || r.Method == ical.MethodCounter || r.Method == ical.MethodRefresh
	switch {
	case r.UID == "" || r.Method == "":
		t.Fatalf("a reply to nothing: %+v", r)
	case says && r.Attendee.Address == "", r.Method == ical.MethodReply && r.Answer == "", (r.Method == ical.MethodCounter) != (r.Proposal != nil):
		t.Fatalf("nobody says, or nothing is said: %+v", r)
	case r.Sequence < 0 || strings.ContainsAny(r.Attendee.Address, " \r\n<>"):
		t.Fatalf("not clean: %+v", r)
	}
	if r.Method == ical.MethodCounter {
		if b, err := ical.DeclineCounter(r, &ical.DeclineOptions{Stamp: time.Unix(1785578400, 0), Organizer: r.Attendee}); err == nil {
			back, problems, err := ical.ReadReply(bytes.NewReader(b), replyOptions())
			if err != nil || len(problems.Faults()) > 0 || len(back) != 1 || back[0].UID != r.UID {
				t.Fatalf("a declined proposal is not read: %v %v\n%s", problems, err, b)
			}
		}
	}
}

// listOf makes a list that knows the events of the replies.
func listOf(t *testing.T, list []ical.Reply) *ical.Responses {
	t.Helper()
	var b bytes.Buffer
	c := csv.NewWriter(&b)
	c.Write([]string{"uid", "address", "invited"})
	seen := map[string]bool{}
	for i, r := range list {
		if strings.ContainsRune(r.UID, '\r') || strings.HasPrefix(r.UID, "'") || seen[r.UID] {
			continue
		}
		seen[r.UID] = true
		c.Write([]string{r.UID, r.Attendee.Address + "x", []string{"yes", "no"}[i%2]})
	}
	c.Flush()
	l, err := ical.ReadResponsesCSV(&b, "list.csv")
	if err != nil {
		t.Fatal(err)
	}
	return l
}
