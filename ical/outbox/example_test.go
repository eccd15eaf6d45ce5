package outbox_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/plenaria/plenaria/ical"
	"github.com/plenaria/plenaria/ical/outbox"
)

// Two messages are added together with the organizer's file, and sent. The server does
// not know the second reader. A second run has nothing to do.
func Example() {
	dir, err := os.MkdirTemp("", "outbox")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(dir)
	box, err := outbox.Open(filepath.Join(dir, "outbox"))
	if err != nil {
		fmt.Println(err)
		return
	}
	defer box.Close()
	batch, err := box.Begin()
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, to := range []string{"kim@example.org", "lee@example.org"} {
		if _, err := batch.Add(message(to, "opening", ical.MethodRequest, 0)); err != nil {
			fmt.Println(err)
		}
	}
	err = batch.Commit(filepath.Join(dir, "told.ics"), func(w io.Writer) error {
		_, err := io.WriteString(w, "what ical.UpdateInvited writes")
		return err
	})
	if err != nil {
		fmt.Println(err)
	}

	server := newFaultyServer(func(s step) string {
		if s.verb == "RCPT" && s.to == "lee@example.org" {
			return "550 5.1.1 nobody of this name"
		}
		return ""
	}).server()
	for range 2 {
		report, err := box.Send(context.Background(), server, &outbox.SendOptions{PerMinute: 6000})
		fmt.Println(report.Accepted, "accepted,", len(report.Refused), "refused,", len(report.Waiting), "waiting,", err)
	}
	for m := range box.Mails() {
		fmt.Println(m.To, m.State, "-", m.Reason)
	}
	if _, err := outbox.Open(filepath.Join(dir, "outbox")); errors.Is(err, outbox.ErrLocked) {
		fmt.Println(outbox.ErrLocked)
	}
	// Output:
	// 1 accepted, 1 refused, 0 waiting, <nil>
	// 0 accepted, 0 refused, 0 waiting, <nil>
	// kim@example.org accepted - 250 2.0.0 taken as pw4u
	// lee@example.org refused - 550 5.1.1 nobody of this name
	// the outbox is in use by another run
}
