package outbox_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/plenaria/plenaria/ical"
	"github.com/plenaria/plenaria/ical/outbox"
	"github.com/plenaria/plenaria/schedule"
)

// meeting has two sessions with three people, and a change for each revision: 2 moves
// the second session, 3 cancels the first.
func meeting(t *testing.T, revision int) *schedule.Timeline {
	t.Helper()
	text := func(s string) schedule.Text { return schedule.Text{{Lang: "en", Text: s}} }
	roles := func(who ...schedule.ID) (list []schedule.Role) {
		for _, id := range who {
			list = append(list, schedule.Role{Who: id, As: schedule.Speaker})
		}
		return list
	}
	a := &schedule.Agenda{
		ID: "meeting", Zone: schedule.UTC(), Title: text("Meeting"), Langs: []schedule.Lang{"en"}, Organizer: "host",
		Participants: []schedule.Participant{{ID: "host", Name: text("Host"), Kind: schedule.Organization, Email: "host@example.org"}},
	}
	for _, id := range []schedule.ID{"kim", "lee", "mora"} {
		a.Participants = append(a.Participants, schedule.Participant{ID: id, Name: text(string(id)), Email: string(id) + "@example.org"})
	}
	one := schedule.Session{ID: "one", Title: text("One"), Start: 9 * schedule.Hour, End: 10 * schedule.Hour, Roles: roles("kim", "lee")}
	two := schedule.Session{ID: "two", Title: text("Two"), Start: 11 * schedule.Hour, End: 12 * schedule.Hour, Roles: roles("lee", "mora")}
	if revision >= 2 {
		two.Start, two.End = two.Start+schedule.Hour, two.End+schedule.Hour
	}
	if revision >= 3 {
		one.Status = schedule.Cancelled
	}
	a.Days = []schedule.Day{{Date: schedule.Date{Year: 2026, Month: time.September, Day: 1}, Sessions: []schedule.Session{one, two}}}
	tl, err := a.Resolve(schedule.Reject)
	if err != nil {
		t.Fatal(err)
	}
	return tl
}

// An organizer tells everybody what is new, in a folder.
type organizer struct {
	dir    string
	server *faultyServer
	hour   int // each run has a stamp of its own

	options *outbox.SendOptions
}

var errKilled = errors.New("killed")

// tell is one run of a program that invites: it goes on from the state file, and sends.
// end is called when the new state is written, before its file is in its place.
func (o *organizer) tell(t *testing.T, revision int, end func() error) error {
	t.Helper()
	b := open(t, filepath.Join(o.dir, "box"))
	defer b.Close()
	o.hour++
	state := filepath.Join(o.dir, "told.ics")
	var told *ical.Publication
	if file, err := os.ReadFile(state); err == nil {
		if told, err = ical.Published(bytes.NewReader(file), nil); err != nil {
			t.Fatal(err)
		}
	}
	options := &ical.InviteOptions{UpdateOptions: ical.UpdateOptions{Options: ical.Options{Stamp: time.Date(2026, 7, 1, o.hour, 0, 0, 0, time.UTC)}}}
	var err error
	if options.Unsent, err = b.Unsent(nil); err != nil {
		t.Fatal(err)
	}
	batch, err := b.Begin()
	if err != nil {
		t.Fatal(err)
	}
	for inv, err := range ical.Invitations(told, meeting(t, revision), options) {
		if err != nil {
			t.Fatal(err)
		}
		if _, err := batch.Add(inv.Message()); err != nil {
			t.Fatal(err)
		}
	}
	err = batch.Commit(state, func(w io.Writer) error {
		_, err := ical.UpdateInvited(w, told, meeting(t, revision), options)
		return errors.Join(err, end())
	})
	if err != nil {
		return err
	}
	_, err = b.Send(t.Context(), o.server.server(), o.options)
	return err
}

// arrived gives the mails of a server: reader and METHOD.
func (o *organizer) arrived() (list []string) {
	for i, text := range o.server.texts {
		_, object, _ := strings.Cut(text, "method=")
		method, _, _ := strings.Cut(object, "\r\n")
		list = append(list, strings.TrimSuffix(o.server.readers[i], "@example.org")+" "+method)
	}
	return list
}

// TestStory: three revisions of a meeting are told; where a run is killed as its batch
// is committed and the same is told again, the readers get what they get when nothing
// goes wrong.
func TestStory(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		told := func(killed func(o *organizer, revision int)) []string {
			o := &organizer{dir: t.TempDir(), server: newFaultyServer(nil)}
			for revision := 1; revision <= 3; revision++ {
				killed(o, revision)
				if err := o.tell(t, revision, func() error { return nil }); err != nil {
					t.Fatal(err)
				}
			}
			return o.arrived()
		}
		want := []string{"kim REQUEST", "lee REQUEST", "lee REQUEST", "mora REQUEST", "lee REQUEST", "mora REQUEST", "kim CANCEL", "lee CANCEL"}
		cases := map[string]func(o *organizer, revision int){
			"nothing is wrong": func(*organizer, int) {},
			"told again": func(o *organizer, revision int) {
				if err := o.tell(t, revision, func() error { return nil }); err != nil {
					t.Fatal(err)
				}
			},
			"write fails": func(o *organizer, revision int) {
				if err := o.tell(t, revision, func() error { return errKilled }); !errors.Is(err, errKilled) {
					t.Fatal(err)
				}
			},
			"killed before the state file": func(o *organizer, revision int) { o.killed(t, revision, false) },
			"killed behind the state file": func(o *organizer, revision int) { o.killed(t, revision, true) },
		}
		for name, killed := range cases {
			if diff := cmp.Diff(want, told(killed)); diff != "" {
				t.Errorf("%s: what readers get (-want +got):\n%s", name, diff)
			}
		}
	})
}

// killed leaves the folder as a killed process does: a batch that was not promoted,
// and the state file as it was or as it is to be.
func (o *organizer) killed(t *testing.T, revision int, behind bool) {
	t.Helper()
	state, box := filepath.Join(o.dir, "told.ics"), filepath.Join(o.dir, "box")
	was, err := os.ReadFile(state)
	closed := *o
	closed.server = newFaultyServer(only("CONNECT", cut, everyTime))
	if err := closed.tell(t, revision, func() error { return nil }); !errors.Is(err, outbox.ErrUnavailable) {
		t.Fatal(err)
	}
	o.hour = closed.hour
	batch := filepath.Join(box, fmt.Sprintf("%06d", revision))
	if err := os.Rename(batch, batch+".new"); err != nil {
		t.Fatal(err)
	}
	switch {
	case behind:
	case err != nil: // there was none
		if err := os.Remove(state); err != nil {
			t.Fatal(err)
		}
	default:
		writeFile(t, state, string(was))
	}
}
