package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/alecthomas/kong"
)

type completionCmd struct {
	Shell string `arg:"" enum:"bash,zsh,fish" help:"bash, zsh or fish."`
}

func (completionCmd) Help() string {
	return `Examples:

    source <(plenaria completion bash)                                 in ~/.bashrc
    plenaria completion zsh > "${fpath[1]}/_plenaria"
    plenaria completion fish > ~/.config/fish/completions/plenaria.fish`
}

func (c *completionCmd) Run(a *app, model *kong.Application) error {
	return a.write("", func(w io.Writer) error {
		switch c.Shell {
		case "bash":
			bash(w, model)
		case "zsh":
			zsh(w, model)
		case "fish":
			fish(w, model)
		}
		return nil
	})
}

// listZones is the command that gives the values of a flag for a zone.
const listZones = "plenaria zones --names 2>/dev/null"

// commands gives the commands of the program.
func commands(model *kong.Application) []*kong.Node { return model.Leaves(true) }

func names(nodes []*kong.Node) []string {
	list := make([]string, len(nodes))
	for i, n := range nodes {
		list[i] = n.Name
	}
	return list
}

// flags gives the flags of a command, the common ones included.
func flags(n *kong.Node) (list []*kong.Flag) {
	for _, group := range n.AllFlags(true) {
		list = append(list, group...)
	}
	return list
}

// takesZone reports whether the values of a flag are zones.
func takesZone(f *kong.Flag) bool { return f.Name == "zone" || f.Name == "also" }

// words gives the values that a flag or an argument can have; nil if any.
func words(v *kong.Value) []string {
	if v.Enum == "" {
		return nil
	}
	return v.EnumSlice()
}

func bash(w io.Writer, model *kong.Application) {
	fmt.Fprintf(w, `# Completion of plenaria for bash.
_plenaria() {
	local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} command= word
	COMPREPLY=()
	for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
		case $word in
		%s) command=$word; break ;;
		esac
	done
	case $command/$prev in
`, strings.Join(names(commands(model)), "|"))
	for _, n := range commands(model) {
		for _, f := range flags(n) {
			switch {
			case takesZone(f):
				fmt.Fprintf(w, "\t%s/--%s) COMPREPLY=($(compgen -W \"$(%s)\" -- \"$cur\")); return ;;\n", n.Name, f.Name, listZones)
			case words(f.Value) != nil:
				fmt.Fprintf(w, "\t%s/--%s) COMPREPLY=($(compgen -W %q -- \"$cur\")); return ;;\n", n.Name, f.Name, strings.Join(words(f.Value), " "))
			case !f.IsBool():
				fmt.Fprintf(w, "\t%s/--%s) return ;;\n", n.Name, f.Name)
			}
		}
	}
	fmt.Fprintf(w, "\tesac\n\tcase $command/$cur in\n\t/*) COMPREPLY=($(compgen -W \"%s --help --version\" -- \"$cur\")) ;;\n", strings.Join(names(commands(model)), " "))
	for _, n := range commands(model) {
		fmt.Fprintf(w, "\t%s/-*) COMPREPLY=($(compgen -W %q -- \"$cur\")) ;;\n", n.Name, "--"+strings.Join(flagNames(n), " --"))
		if values := argumentWords(n); values != nil {
			fmt.Fprintf(w, "\t%s/*) COMPREPLY=($(compgen -W %q -- \"$cur\")) ;;\n", n.Name, strings.Join(values, " "))
		}
	}
	fmt.Fprint(w, "\tesac\n}\ncomplete -o default -F _plenaria plenaria\n")
}

func flagNames(n *kong.Node) []string {
	var list []string
	for _, f := range flags(n) {
		list = append(list, f.Name)
	}
	return list
}

// argumentWords gives the values that the first argument can have.
func argumentWords(n *kong.Node) []string {
	if len(n.Positional) == 0 {
		return nil
	}
	return words(n.Positional[0])
}

func zsh(w io.Writer, model *kong.Application) {
	quoted := strings.NewReplacer("'", "'\\''", "[", "\\[", "]", "\\]", ":", "\\:")
	fmt.Fprint(w, "#compdef plenaria\n\n_plenaria() {\n\tlocal state line\n\tlocal -a commands=(\n")
	for _, n := range commands(model) {
		fmt.Fprintf(w, "\t\t'%s:%s'\n", n.Name, strings.ReplaceAll(n.Help, "'", "'\\''"))
	}
	fmt.Fprint(w, "\t)\n\t_arguments -C '--help[Show help]' '--version[Show the version]' '1:command:->command' '*::argument:->rest'\n"+
		"\tcase $state in\n\tcommand) _describe command commands ;;\n\trest)\n\t\tcase $words[1] in\n")
	for _, n := range commands(model) {
		fmt.Fprintf(w, "\t\t%s) _arguments", n.Name)
		for _, f := range flags(n) {
			value := ""
			switch {
			case takesZone(f):
				value = ":zone:($(" + listZones + "))"
			case words(f.Value) != nil:
				value = ":value:(" + strings.Join(words(f.Value), " ") + ")"
			case f.Name == "output":
				value = ":file:_files"
			case !f.IsBool():
				value = ":value: "
			}
			fmt.Fprintf(w, " \\\n\t\t\t'*--%s[%s]%s'", f.Name, quoted.Replace(f.Help), value)
		}
		argument := "*:file:_files"
		if values := argumentWords(n); values != nil {
			argument = "*:value:(" + strings.Join(values, " ") + ")"
		}
		fmt.Fprintf(w, " \\\n\t\t\t'%s' ;;\n", argument)
	}
	fmt.Fprint(w, "\t\tesac ;;\n\tesac\n}\n\n_plenaria \"$@\"\n")
}

func fish(w io.Writer, model *kong.Application) {
	quoted := strings.NewReplacer(`\`, `\\`, "'", `\'`)
	for _, n := range commands(model) {
		fmt.Fprintf(w, "complete -c plenaria -n __fish_use_subcommand -f -a %s -d '%s'\n", n.Name, quoted.Replace(n.Help))
	}
	for _, n := range commands(model) {
		seen := "complete -c plenaria -n '__fish_seen_subcommand_from " + n.Name + "'"
		if values := argumentWords(n); values != nil {
			fmt.Fprintf(w, "%s -f -a '%s'\n", seen, strings.Join(values, " "))
		}
		for _, f := range flags(n) {
			line := seen + " -l " + f.Name
			if f.Short != 0 {
				line += " -s " + string(f.Short)
			}
			switch {
			case takesZone(f):
				line += " -x -a '(" + listZones + ")'"
			case words(f.Value) != nil:
				line += " -x -a '" + strings.Join(words(f.Value), " ") + "'"
			case f.Name == "output":
				line += " -r"
			case !f.IsBool():
				line += " -x"
			}
			fmt.Fprintf(w, "%s -d '%s'\n", line, quoted.Replace(f.Help))
		}
	}
}
