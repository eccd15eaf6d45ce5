package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/alecthomas/kong"

	"github.com/plenaria/plenaria/schedule"
)

// cli is the command line: the source of the parser, the help, the man page and
// the completions.
type cli struct {
	New     newCmd     `cmd:"" help:"Write a commented agenda to start from."`
	Check   checkCmd   `cmd:"" help:"Tell all faults and remarks of agendas, with their places."`
	Show    showCmd    `cmd:"" help:"Print an agenda on anybody's clock and in their language."`
	Diff    diffCmd    `cmd:"" help:"Tell what has changed between two versions of an agenda."`
	Export  exportCmd  `cmd:"" help:"Write an agenda as a calendar file (iCalendar)."`
	Update  updateCmd  `cmd:"" help:"Write the next version of a published calendar file."`
	Cancel  cancelCmd  `cmd:"" help:"Write a calendar file that takes a published one back."`
	Invite  inviteCmd  `cmd:"" help:"Write invitations, their changes and cancellations as mails, to each person their own."`
	Send    sendCmd    `cmd:"" help:"Send the mails that wait in an outbox, or tell which do."`
	Replies repliesCmd `cmd:"" help:"Read what people have answered, and tell who comes to what."`
	Import  importCmd  `cmd:"" help:"Make an agenda of a calendar file, a table or another agenda."`
	Site    siteCmd    `cmd:"" help:"Write an agenda as a web site: pages, calendar files, JSON."`
	Serve   serveCmd   `cmd:"" help:"Show the web site in a browser while you edit."`
	When    whenCmd    `cmd:"" help:"Tell what is on now and what comes next."`
	Fmt     fmtCmd     `cmd:"" help:"Bring agendas into the canonical form and give ids to sessions without one."`
	Zones   zonesCmd   `cmd:"" help:"Find time zones; write their definitions as calendar files."`

	Completion completionCmd `cmd:"" help:"Print the completion script of a shell."`
	Man        manCmd        `cmd:"" help:"Print this help as a man page."`

	Tzdata  string  `help:"Time-zone database: newest (of the two), pinned (the program's own), system, or a zoneinfo folder." placeholder:"newest" default:"newest"`
	Version version `help:"Print the version and that of the time-zone database."`
}

const description = "Agendas for conferences whose people sit in different time zones."

// Exit statuses.
const (
	clean    = 0
	findings = 1
	failure  = 2 // wrong use, or something that cannot be read or written
)

// exit ends a command that has told everything, with a status: that of kong after
// --help too, which exits by itself.
type exit int

func (e exit) Error() string { return fmt.Sprint("exit status ", int(e)) }

// errFindings ends a command that has told its findings already.
var errFindings error = exit(findings)

// run runs one command and gives the exit status. Output that could not be written is
// a failure whatever the command has made of it.
func (a *app) run(args []string) int {
	err := a.command(args)
	if a.out.err == nil {
		return a.failed(err)
	}
	if _, ended := errors.AsType[exit](err); err != nil && !ended && !errors.Is(err, a.out.err) {
		a.failed(err)
	}
	a.failed(a.out.err)
	return failure
}

// command runs one command. It tells itself when the command line is wrong.
func (a *app) command(args []string) (err error) {
	defer func() {
		switch e := recover().(type) {
		case nil:
		case exit:
			err = e
		default:
			panic(e)
		}
	}()
	var c cli
	parser, err := kong.New(&c, a.kongOptions()...)
	if err != nil {
		panic(err) // the grammar is wrong
	}
	if len(args) == 0 {
		args = []string{"--help"}
	}
	ctx, err := parser.Parse(args)
	switch {
	case err != nil && a.out.err != nil: // --help
		return a.out.err
	case err != nil:
		return a.misused(err)
	}
	if err := a.openZones(c.Tzdata); err != nil {
		return err
	}
	ctx.Bind(a, parser.Model)
	return ctx.Run()
}

func (a *app) kongOptions() []kong.Option {
	return []kong.Option{
		kong.Name("plenaria"), kong.Description(description),
		kong.Writers(a.out, a.err),
		kong.Exit(func(status int) { panic(exit(status)) }),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, NoExpandSubcommands: true, WrapUpperBound: 100}),
		kong.ExplicitGroups([]kong.Group{
			{Key: "filter", Title: "To choose sessions (flags of one name add up, others have to hold together):"},
			{Key: "each", Title: "A file for each person:"},
			{Key: "mail", Title: "Where the mails go:"},
			{Key: "decline", Title: "To decline a proposal:"},
			{Key: "smtp", Title: "To send the mails:"},
			{Key: "vtimezone", Title: "To write definitions of zones:"},
			{Key: "drift", Title: "To compare with what was published:"},
		}),
		kong.Bind(a),
	}
}

// misused tells that the command line is wrong.
func (a *app) misused(err error) error {
	command := "plenaria"
	if e, ok := errors.AsType[*kong.ParseError](err); ok && e.Context.Command() != "" {
		name, _, _ := strings.Cut(e.Context.Command(), " ")
		command += " " + name
	}
	fmt.Fprintf(a.err, "%s %v\nRun \"%s --help\" to see how it is used.\n", a.paintErr.bad("plenaria:"), err, command)
	return exit(failure)
}

// failed tells an error and gives the exit status.
func (a *app) failed(err error) int {
	if err == nil {
		return clean
	}
	if status, ok := errors.AsType[exit](err); ok {
		return int(status)
	}
	if problems, ok := errors.AsType[schedule.Problems](err); ok {
		a.printProblems(a.err, a.paintErr, problems)
		return findings
	}
	if problem, ok := errors.AsType[schedule.Problem](err); ok {
		a.printProblems(a.err, a.paintErr, schedule.Problems{problem})
		return findings
	}
	for line := range strings.SplitSeq(err.Error(), "\n") {
		fmt.Fprintf(a.err, "%s %s\n", a.paintErr.bad("plenaria:"), line)
	}
	return failure
}
