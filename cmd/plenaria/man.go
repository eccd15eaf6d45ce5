package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/alecthomas/kong"
)

type manCmd struct{}

func (manCmd) Help() string {
	return `The page is made of the same source as --help, so that no file has to be kept or
installed for it.

Examples:

    plenaria man | man -l -
    plenaria man > ~/.local/share/man/man1/plenaria.1`
}

func (manCmd) Run(a *app, model *kong.Application) error {
	return a.write("", func(w io.Writer) error {
		manPage(w, model)
		return nil
	})
}

// manPage writes the man page in the macros of man(7).
func manPage(w io.Writer, model *kong.Application) {
	fmt.Fprintf(w, ".TH PLENARIA 1 \"\" \"plenaria %s\" \"User Commands\"\n", roff(moduleVersion()))
	fmt.Fprintf(w, ".SH NAME\nplenaria \\- %s\n", roff(strings.TrimSuffix(strings.ToLower(description[:1])+description[1:], ".")))
	fmt.Fprint(w, ".SH SYNOPSIS\n")
	for _, n := range commands(model) {
		fmt.Fprintf(w, ".B plenaria %s\n%s\n.br\n", roff(n.Name), roff(arguments(n)))
	}
	fmt.Fprint(w, ".SH COMMANDS\n")
	for _, n := range commands(model) {
		fmt.Fprintf(w, ".SS \"plenaria %s %s\"\n%s\n", roff(n.Name), roff(arguments(n)), roff(n.Help))
		manDetail(w, n.Detail)
		for _, p := range n.Positional {
			manItem(w, "\\fI"+roff(strings.ToUpper(p.Name))+"\\fR", p.Help)
		}
		for _, f := range n.Flags {
			manFlag(w, f)
		}
	}
	fmt.Fprint(w, ".SH OPTIONS\nThese go with every command.\n")
	for _, f := range model.Flags {
		manFlag(w, f)
	}
	fmt.Fprint(w, ".SH EXIT STATUS\n")
	for _, s := range [...]struct{ status, means string }{
		{"0", "All is well."}, {"1", "The agenda has findings, or there are changes."}, {"2", "The command was called wrongly, or something could not be read or written."},
	} {
		manItem(w, s.status, s.means)
	}
	fmt.Fprint(w, ".SH ENVIRONMENT\n")
	manItem(w, passwordVariable, "The password of --smtp-user.")
	manItem(w, "NO_COLOR", "If it is set to anything, nothing is coloured.")
}

// arguments sums up the arguments of a command.
func arguments(n *kong.Node) string {
	var parts []string
	for _, p := range n.Positional {
		name := strings.ToUpper(p.Name)
		if p.IsCumulative() {
			name += "..."
		}
		if !p.Required {
			name = "[" + name + "]"
		}
		parts = append(parts, name)
	}
	if len(n.Flags) > 0 {
		parts = append(parts, "[OPTIONS]")
	}
	return strings.Join(parts, " ")
}

// manDetail writes paragraphs, and indented lines as they are.
func manDetail(w io.Writer, detail string) {
	for paragraph := range strings.SplitSeq(detail, "\n\n") {
		if paragraph == "" {
			continue
		}
		fmt.Fprint(w, ".PP\n")
		if strings.HasPrefix(paragraph, "    ") {
			fmt.Fprintf(w, ".nf\n%s\n.fi\n", roff(paragraph))
		} else {
			fmt.Fprintln(w, roff(paragraph))
		}
	}
}

func manFlag(w io.Writer, f *kong.Flag) {
	name := "\\fB" + roff("--"+f.Name) + "\\fR"
	if f.Short != 0 {
		name = "\\fB" + roff("-"+string(f.Short)) + "\\fR, " + name
	}
	if !f.IsBool() {
		name += "=\\fI" + roff(f.FormatPlaceHolder()) + "\\fR"
	}
	manItem(w, name, f.Help)
}

func manItem(w io.Writer, name, help string) { fmt.Fprintf(w, ".TP\n%s\n%s\n", name, roff(help)) }

// roff escapes a text: backslashes, hyphens that are to be copied, and what
// would be a request at the start of a line.
func roff(text string) string {
	text = strings.NewReplacer(`\`, `\e`, "-", `\-`).Replace(text)
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		if strings.HasPrefix(line, ".") || strings.HasPrefix(line, "'") {
			lines[i] = `\&` + line
		}
	}
	return strings.Join(lines, "\n")
}
