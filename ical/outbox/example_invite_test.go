package outbox_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/plenaria/plenaria/ical"
	"github.com/plenaria/plenaria/ical/outbox"
	"github.com/plenaria/plenaria/schedule"
	"github.com/plenaria/plenaria/schedule/tzdb"
)

// seminar is a weekly series in Santiago with two guests, in their languages.
func seminar() (*schedule.Agenda, error) {
	santiago, err := schedule.ZoneIn(tzdb.Pinned(), "America/Santiago")
	if err != nil {
		return nil, err
	}
	seoul, err := schedule.ZoneIn(tzdb.Pinned(), "Asia/Seoul")
	if err != nil {
		return nil, err
	}
	return &schedule.Agenda{
		ID:        "seminar-2027",
		Title:     schedule.Text{{Lang: "es", Text: "Seminario"}, {Lang: "ko", Text: "세미나"}},
		Zone:      santiago,
		Langs:     []schedule.Lang{"es", "ko"},
		Organizer: "office",
		Participants: []schedule.Participant{
			{ID: "office", Kind: schedule.Organization, Name: schedule.Text{{Lang: "es", Text: "Oficina"}}, Email: "office@example.org"},
			{ID: "ana", Name: schedule.Text{{Text: "Ana Pérez"}}, Email: "ana@example.org", Zone: santiago, Langs: []schedule.Lang{"es"}},
			{ID: "kim", Name: schedule.Text{{Text: "김민지"}}, Email: "kim@example.org", Zone: seoul, Langs: []schedule.Lang{"ko"}},
		},
		Days: []schedule.Day{{
			Date: schedule.Date{Year: 2027, Month: 9, Day: 1},
			Sessions: []schedule.Session{{
				ID:     "weekly",
				Title:  schedule.Text{{Lang: "es", Text: "Encuentro"}, {Lang: "ko", Text: "모임"}},
				Start:  20 * schedule.Hour,
				End:    21 * schedule.Hour,
				Repeat: &schedule.Repeat{Rule: "FREQ=WEEKLY;COUNT=5"},
			}},
		}},
	}, nil
}

// told reads the organizer's own file; before the first run there is none.
func told(stateFile string) (*ical.Publication, error) {
	f, err := os.Open(stateFile)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	p, err := ical.Published(f, &ical.ImportOptions{Name: stateFile})
	if err != nil {
		return nil, err
	}
	return p, p.Problems.Err()
}

// tell adds to the outbox what everybody has to be told of an agenda, notes it in the
// organizer's own file, and sends it.
func tell(a *schedule.Agenda, now time.Time, folder string, server *outbox.Server) error {
	if err := a.Check().Err(); err != nil {
		return err
	}
	timeline, err := a.Resolve(schedule.Reject)
	if err != nil {
		return err
	}
	box, err := outbox.Open(filepath.Join(folder, "outbox")) // first: its lock keeps other runs from the file
	if err != nil {
		return err
	}
	defer box.Close()
	stateFile := filepath.Join(folder, "told.ics")
	before, err := told(stateFile)
	if err != nil {
		return err
	}
	o := &ical.InviteOptions{
		UpdateOptions: ical.UpdateOptions{Options: ical.Options{Stamp: now, Series: ical.RecurringEvents}},
		Guests:        []ical.Guests{{}}, // all participants, to all sessions
	}
	if o.Unsent, err = box.Unsent(nil); err != nil {
		return err
	}
	batch, err := box.Begin()
	if err != nil {
		return err
	}
	for inv, err := range ical.Invitations(before, timeline, o) {
		if err != nil {
			return err
		}
		m := inv.Message()
		fmt.Println(" ", m.To.Address, inv.Method, inv.Recurrence, m.Subject)
		if _, err := batch.Add(m); err != nil {
			return err
		}
	}
	err = batch.Commit(stateFile, func(w io.Writer) error {
		_, err := ical.UpdateInvited(w, before, timeline, o)
		return err
	})
	if err != nil {
		return err
	}
	report, err := box.Send(context.Background(), server, nil)
	fmt.Println(" ", report.Accepted, "accepted,", len(report.Refused), "refused,", len(report.Waiting), "waiting")
	return err
}

// From an agenda to mails, and again whenever it has changed: who is told what is found
// by comparing it with the organizer's own file, which the outbox puts in its place
// together with the mails.
func Example_invitations() {
	folder, err := os.MkdirTemp("", "seminar")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(folder)
	agenda, err := seminar()
	if err != nil {
		fmt.Println(err)
		return
	}
	server := newFaultyServer(nil).server() // else &outbox.Server{Addr: "mail.example.org", User: …, Password: …}
	weekly := &agenda.Days[0].Sessions[0]
	day := func(n int) time.Time { return time.Date(2027, 8, n, 12, 0, 0, 0, time.UTC) }

	fmt.Println("The invitations:")
	if err := tell(agenda, day(1), folder, server); err != nil {
		fmt.Println(err)
	}
	fmt.Println("The series is an hour later:")
	weekly.Start, weekly.End = 21*schedule.Hour, 22*schedule.Hour
	if err := tell(agenda, day(2), folder, server); err != nil {
		fmt.Println(err)
	}
	fmt.Println("There is none on the 15th:")
	weekly.Repeat.Except = []schedule.DateTime{{Date: schedule.Date{Year: 2027, Month: 9, Day: 15}, Clock: 21 * schedule.Hour}}
	if err := tell(agenda, day(3), folder, server); err != nil {
		fmt.Println(err)
	}
	fmt.Println("Nothing has changed:")
	if err := tell(agenda, day(4), folder, server); err != nil {
		fmt.Println(err)
	}
	// Output:
	// The invitations:
	//   ana@example.org REQUEST  Invitación: Encuentro
	//   kim@example.org REQUEST  초대: 모임
	//   2 accepted, 0 refused, 0 waiting
	// The series is an hour later:
	//   ana@example.org REQUEST  Actualización: Encuentro
	//   kim@example.org REQUEST  변경: 모임
	//   2 accepted, 0 refused, 0 waiting
	// There is none on the 15th:
	//   ana@example.org CANCEL 20270915T210000 Cancelado: Encuentro – mié, 15 sept
	//   kim@example.org CANCEL 20270915T210000 취소: 모임 – 9월 16일 (목)
	//   2 accepted, 0 refused, 0 waiting
	// Nothing has changed:
	//   0 accepted, 0 refused, 0 waiting
}
