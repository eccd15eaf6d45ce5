package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/plenaria/plenaria/ical/outbox"
)

// passwordVariable is where a password is looked for that no file has.
const passwordVariable = "PLENARIA_SMTP_PASSWORD"

// smtpFlags say how mails are sent.
type smtpFlags struct {
	Smtp             string `help:"Send by this server, your provider's: HOST or HOST:PORT; the port is 587 if it is not named." placeholder:"HOST:PORT" group:"smtp"`
	SmtpUser         string `help:"Log in with this name. The password is that of --smtp-password-file, or of the variable PLENARIA_SMTP_PASSWORD." placeholder:"NAME" group:"smtp"`
	SmtpPasswordFile string `help:"File with the password in its first line; - reads the standard input." placeholder:"FILE" type:"path" group:"smtp"`
	SmtpTls          string `help:"How the connection is encrypted: auto (from the start on port 465, not to this machine, else starttls), starttls, tls (from the start), none (no login then)." enum:"auto,starttls,tls,none" default:"auto" placeholder:"auto" group:"smtp"`
	Rate             int    `help:"Mails a minute at most; without it, as fast as the server takes them." placeholder:"N" group:"smtp"`
	Connections      int    `help:"Connections to the server at once at most, up to 20; without it, one. More are faster where it is far away, if it takes them." placeholder:"N" group:"smtp"`
	NoWait           bool   `help:"Do not wait for what the server does not want now; the next run tries again. Without it, it is tried again for up to 15 minutes." group:"smtp"`
	RetryRefused     bool   `help:"Send again what the server has refused in earlier runs." group:"smtp"`
}

var securities = map[string]outbox.Security{"auto": outbox.ByPort, "starttls": outbox.StartTLS, "tls": outbox.TLS, "none": outbox.Plaintext}

// server gives the server that sends.
func (f *smtpFlags) server(a *app) (*outbox.Server, error) {
	s := &outbox.Server{Addr: f.Smtp, Security: securities[f.SmtpTls], User: f.SmtpUser}
	switch {
	case f.Rate < 0:
		return nil, fmt.Errorf("--rate %d is no number of mails a minute", f.Rate)
	case f.Connections < 0 || f.Connections > 20:
		return nil, fmt.Errorf("--connections %d is not a number from 1 to 20", f.Connections)
	case f.SmtpUser == "" && f.SmtpPasswordFile != "":
		return nil, errors.New("a password goes with --smtp-user")
	case f.SmtpUser == "":
		return s, nil
	case f.SmtpTls == "none":
		return nil, errors.New("--smtp-tls none shows the password to everybody on the way; there is no login then")
	case f.SmtpPasswordFile == "":
		s.Password = os.Getenv(passwordVariable)
	default:
		text, err := a.read(f.SmtpPasswordFile)
		if err != nil {
			return nil, err
		}
		line, _, _ := strings.Cut(string(text), "\n")
		s.Password = strings.TrimSuffix(line, "\r")
	}
	if s.Password == "" {
		return nil, fmt.Errorf("there is no password for %s; put it into a file for --smtp-password-file, or into the variable %s", f.SmtpUser, passwordVariable)
	}
	return s, nil
}

// send sends what waits in an outbox and tells what has become of it.
func (f *smtpFlags) send(a *app, box *outbox.Box, name string) error {
	server, err := f.server(a)
	if err != nil {
		return err
	}
	o := &outbox.SendOptions{PerMinute: f.Rate, RetryRefused: f.RetryRefused, Connections: f.Connections}
	if f.NoWait {
		o.Pauses = []time.Duration{}
	}
	if a.shows {
		o.Progress = a.sending
	}
	defer a.carefully()()
	report, err := box.Send(a.context(), server, o)
	if a.shows {
		fmt.Fprint(a.err, "\r\x1b[K")
	}
	if err != nil {
		report.Waiting = nil // all that are left, which the error counts
	}
	a.sent(a.err, &report, f.Smtp, name, err)
	switch {
	case errors.Is(err, context.Canceled):
		return errors.New("stopped; the next run goes on where this one has ended")
	case err != nil:
		return err
	case len(report.Waiting) > 0:
		return fmt.Errorf("%s in %s; the next run tries again", counted(len(report.Waiting), "mail waits", "mails wait"), near(name))
	case len(report.Refused) > 0:
		return errFindings
	}
	return nil
}

// sending tells on a terminal how far a run is.
func (a *app) sending(p outbox.Progress) {
	fmt.Fprintf(a.err, "\r\x1b[Ksending: %d of %d", p.Accepted, p.Accepted+p.Refused+p.Waiting)
	if p.Refused > 0 {
		fmt.Fprintf(a.err, ", %d refused", p.Refused)
	}
	if p.Pause >= patience {
		fmt.Fprintf(a.err, "; going on in %s %s", p.Pause.Round(time.Second), p.Reason)
	}
}

// sent tells what has become of the mails.
func (a *app) sent(w io.Writer, report *outbox.Report, server, name string, err error) {
	if n := report.Superseded; n > 0 {
		fmt.Fprintf(w, "%s: %s not sent, as newer ones leave nothing of them to be told\n", near(name), counted(n, "mail is", "mails are"))
	}
	switch n := report.Accepted; {
	case n > 0:
		fmt.Fprintf(w, "%s: %s accepted\n", server, counted(n, "mail", "mails"))
	case err == nil && len(report.Refused)+len(report.Waiting) == 0:
		fmt.Fprintf(w, "%s: nothing waits\n", near(name))
	}
	columns(w, slices.Concat(mailRows(report.Refused), mailRows(report.Waiting)))
}

// mailRows gives a row for each reader: state, address, how many mails, why.
func mailRows(list []outbox.Mail) (rows [][]string) {
	type reader struct {
		state outbox.State
		to    string
	}
	counts, at := map[reader]int{}, map[reader]int{}
	for _, m := range list {
		r := reader{m.State, m.To}
		if counts[r]++; counts[r] == 1 {
			at[r] = len(rows)
			rows = append(rows, []string{m.State.String(), m.To, "", ""})
		}
		row := rows[at[r]]
		row[2], row[3] = counted(counts[r], "mail", "mails"), cmp.Or(row[3], m.Reason)
	}
	return rows
}
