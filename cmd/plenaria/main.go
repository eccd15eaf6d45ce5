// Command plenaria checks, prints and exports the agenda of a conference whose
// people sit in different time zones.
//
//	go install github.com/plenaria/plenaria/cmd/plenaria@latest
//
//	plenaria new agenda.yaml                            an agenda to start from
//	plenaria check agenda.yaml                          what is wrong with it, and where
//	plenaria show agenda.yaml --zone Asia/Seoul --lang ko
//	plenaria export agenda.yaml -o agenda.ics           for every calendar program
//	plenaria update agenda.yaml -o agenda.ics           its next version
//	plenaria invite agenda.yaml --smtp mail.example.org  everybody, to what is theirs
//	plenaria replies agenda.yaml answers.mbox           who comes to what
//
// "plenaria --help" lists the commands, "plenaria show --help" explains one, and
// "plenaria man" prints all of it as a man page. The program is one file: it
// carries its own time-zone database and uses the machine's where that is newer.
// Where a C compiler is installed Go links it with the machine's C library, unless
// CGO_ENABLED=0 is set; then the file runs on every machine of its kind.
//
// The exit status is 0 if all is well, 1 if the agenda has findings or there are
// changes, 2 if the command was called wrongly or something could not be read or written.
package main

import (
	"io"
	"os"
	"time"

	"golang.org/x/term"
)

func main() {
	a := &app{in: os.Stdin, out: &output{Writer: os.Stdout}, err: os.Stderr, now: time.Now}
	a.asks = isTerminal(os.Stdin) && isTerminal(os.Stderr)
	a.shows = isTerminal(os.Stderr)
	a.prints = isTerminal(os.Stdout)
	plain := os.Getenv("NO_COLOR") != "" || os.Getenv("TERM") == "dumb" // https://no-color.org
	a.paintOut = paint(!plain && a.prints)
	a.paintErr = paint(!plain && a.shows)
	a.listen()
	os.Exit(a.run(os.Args[1:]))
}

func isTerminal(f *os.File) bool { return term.IsTerminal(int(f.Fd())) }

// app is what the commands have of the outer world.
type app struct {
	in  io.Reader
	out *output
	err io.Writer
	// asks says that somebody sits at a terminal who can be asked; prints and
	// shows that out and err are terminals.
	asks, prints, shows bool
	paintOut, paintErr  paint
	// now tells the time, which is asked only where no time is given.
	now func() time.Time

	zones
	interrupts
}
