package ical_test

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/plenaria/plenaria/ical"
	"github.com/plenaria/plenaria/schedule"
)

// TestImportPeople: one participant for each address, whatever the case of its
// letters, and an ID of their own for those whose addresses begin alike.
func TestImportPeople(t *testing.T) {
	for _, c := range []struct {
		name  string
		users []string // of two events
		want  string   // who is listed, then who is in each event
	}{
		{"one", []string{"mailto:kim@example.org", "mailto:kim@example.org"},
			"kim kim@example.org; kim; kim"},
		{"capital letters", []string{"mailto:Kim@Example.ORG", "MAILTO:kim@example.org"},
			"kim Kim@Example.ORG; kim; kim"},
		{"two hosts", []string{"mailto:kim@example.org mailto:kim@example.com", "mailto:kim@example.com mailto:Kim@example.com mailto:kim@example.org"},
			"kim kim@example.org, kim-2 kim@example.com; kim kim-2; kim-2 kim"},
		{"three hosts", []string{"mailto:kim@a.org mailto:kim@b.org mailto:kim@c.org", "mailto:kim@c.org mailto:KIM@b.org"},
			"kim kim@a.org, kim-2 kim@b.org, kim-3 kim@c.org; kim kim-2 kim-3; kim-3 kim-2"},
		{"an ID that a number would give", []string{"mailto:kim@a.org mailto:kim-2@a.org mailto:kim@b.org", "mailto:kim@b.org mailto:kim-2@a.org"},
			"kim kim@a.org, kim-2 kim-2@a.org, kim-3 kim@b.org; kim kim-2 kim-3; kim-3 kim-2"},
		{"an ID that a number gave", []string{"mailto:kim@a.org mailto:kim@b.org mailto:kim-2@a.org", "mailto:kim-2@a.org mailto:kim@b.org"},
			"kim kim@a.org, kim-2 kim@b.org, kim-2-2 kim-2@a.org; kim kim-2 kim-2-2; kim-2-2 kim-2"},
		{"a dot, a plus, a domain of one label", []string{"mailto:min.ji@a.org mailto:min+ji@a.org", "mailto:kim@localhost"},
			"min.ji min.ji@a.org, min-ji min+ji@a.org, kim kim@localhost; min.ji min-ji; kim"},
		{"percent and a header", []string{"mailto:kim%40example.org?subject=a", "mailto:kim@example.org"},
			"kim kim@example.org; kim; kim"},
		{"hangul", []string{"mailto:김@example.org", "mailto:김@example.org"}, "김 김@example.org; 김; 김"},
		{"no mail address", []string{"urn:uuid:1", "urn:uuid:1 mailto:@a.org"}, "urn-uuid-1, x; urn-uuid-1; urn-uuid-1 x"},
		{"a host that is none", []string{"mailto:kim@-a_b", "mailto:kim@a..b"}, "kim, kim-2; kim; kim-2"},
	} {
		var file strings.Builder
		for i, users := range c.users {
			fmt.Fprintf(&file, "BEGIN:VEVENT\nUID:e%d\nSUMMARY:A\nDTSTART:20211118T%d0000Z\nDTEND:20211118T220000Z\n", i, 10+i)
			for u := range strings.FieldsSeq(users) {
				fmt.Fprintf(&file, "ATTENDEE:%s\n", u)
			}
			file.WriteString("END:VEVENT\n")
		}
		im := imported(t, calendarOf(file.String()), nil)
		if diff := cmp.Diff(c.want, peopleOf(im.Agenda)); diff != "" {
			t.Errorf("%s: -want +got:\n%s", c.name, diff)
		}
		checkWrittenBack(t, c.name, calendarOf(file.String()), im)
	}
}

// peopleOf lists participants, and who is in each session.
func peopleOf(a *schedule.Agenda) string {
	var all []string
	for i := range a.Participants {
		p := &a.Participants[i]
		all = append(all, strings.TrimSpace(string(p.ID)+" "+p.Email))
	}
	list := []string{strings.Join(all, ", ")}
	for i := range a.Days {
		for j := range a.Days[i].Sessions {
			var who []string
			for _, r := range a.Days[i].Sessions[j].Roles {
				who = append(who, string(r.Who))
			}
			list = append(list, strings.Join(who, " "))
		}
	}
	return strings.Join(list, "; ")
}

// TestImportPeopleWrittenBack: who is taken out of a session is so in the file, also
// one of two whose addresses begin alike.
func TestImportPeopleWrittenBack(t *testing.T) {
	const event = "BEGIN:VEVENT\nUID:e\nSUMMARY:A\nDTSTART:20211118T100000Z\nDTEND:20211118T110000Z\n" +
		"ATTENDEE:mailto:kim@example.org\nATTENDEE:mailto:kim@example.com\nATTENDEE:mailto:Lee@example.org\nEND:VEVENT\n"
	for who, line := range map[schedule.ID]string{
		"kim":   "ATTENDEE:mailto:kim@example.org\n",
		"kim-2": "ATTENDEE:mailto:kim@example.com\n",
		"lee":   "ATTENDEE:mailto:Lee@example.org\n",
	} {
		im := imported(t, calendarOf(event), nil)
		s := &im.Agenda.Days[0].Sessions[0]
		s.Roles = slices.DeleteFunc(s.Roles, func(r schedule.Role) bool { return r.Who == who })
		checkWrittenBack(t, string(who), calendarOf(strings.Replace(event, line, "", 1)), im)
	}
}

// checkWrittenBack writes an import into its file.
func checkWrittenBack(t *testing.T, name, file string, im *ical.Imported) {
	t.Helper()
	tl, err := im.Agenda.Resolve(schedule.Compatible)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	var out bytes.Buffer
	if err := ical.Write(&out, tl, &ical.Options{Kept: im}); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	if got := strings.ReplaceAll(out.String(), "\r\n", "\n"); got != file {
		t.Errorf("%s: written back -want +got:\n%s", name, cmp.Diff(file, got))
	}
}
