package main

import (
	"errors"
	"flag"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

var update = flag.Bool("update", false, "rewrite the expected outputs in testdata/script")

// TestMain makes the command a program of the scripts, with the pinned time-zone
// database and a clock that stands still: 2021-11-18 09:50 in Panama.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"plenaria": func() {
		a := &app{in: os.Stdin, out: &output{Writer: os.Stdout}, err: os.Stderr, now: func() time.Time {
			return time.Date(2021, time.November, 18, 14, 50, 0, 0, time.UTC)
		}}
		// Answers in the environment stand for somebody at a terminal.
		a.listen()
		a.asks = os.Getenv("ASKS") != ""
		args := os.Args[1:]
		if len(args) > 0 {
			args = append([]string{"--tzdata=pinned"}, args...)
		}
		os.Exit(a.run(args))
	}})
}

func TestScripts(t *testing.T) {
	testscript.Run(t, params())
}

// TestScriptsElsewhere runs those scripts that print clocks and words where the
// machine's zone and locale are others.
func TestScriptsElsewhere(t *testing.T) {
	p := params("TZ=Pacific/Apia", "LC_ALL=ko_KR.UTF-8", "LANG=ko_KR.UTF-8")
	p.Dir, p.UpdateScripts = "", false
	for _, name := range []string{"invite", "organizer", "replies", "show", "story", "when"} {
		p.Files = append(p.Files, "testdata/script/"+name+".txtar")
	}
	testscript.Run(t, p)
}

// params are those of all scripts: each has the folders agendas and story of testdata,
// and former releases of the time-zone database in $RELEASES.
func params(env ...string) testscript.Params {
	return testscript.Params{
		Dir:                 "testdata/script",
		UpdateScripts:       *update,
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Cmds:                map[string]func(*testscript.TestScript, bool, []string){"status": status, "crowd": crowd, "smtpd": smtpd, "readmail": readmail},
		Setup: func(e *testscript.Env) error {
			releases, err := filepath.Abs("../../testdata/tzdata")
			e.Vars = append(append(e.Vars, env...), "RELEASES="+releases, "GORACE="+os.Getenv("GORACE"))
			return errors.Join(err, os.CopyFS(e.WorkDir+"/agendas", os.DirFS("../../testdata/agendas")),
				os.CopyFS(e.WorkDir+"/story", os.DirFS("../../testdata/story")))
		},
	}
}
