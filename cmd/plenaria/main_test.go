package main

import (
	"flag"
	"os"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

var update = flag.Bool("update", false, "rewrite the expected outputs in testdata/script")

// TestMain makes the command a program of the scripts, with the pinned time-zone
// database and a clock that stands still: 2021-11-18 09:50 in Panama.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"plenaria": func() {
		a := &app{in: os.Stdin, out: os.Stdout, err: os.Stderr, now: func() time.Time {
			return time.Date(2021, time.November, 18, 14, 50, 0, 0, time.UTC)
		}}
		// Answers in the environment stand for somebody at a terminal.
		a.asks = os.Getenv("ASKS") != ""
		args := os.Args[1:]
		if len(args) > 0 {
			args = append([]string{"--tzdata=pinned"}, args...)
		}
		os.Exit(a.run(args))
	}})
}

func TestScripts(t *testing.T) {
	for name, env := range map[string][]string{
		"plain":              nil,
		"in Apia and Korean": {"TZ=Pacific/Apia", "LC_ALL=ko_KR.UTF-8", "LANG=ko_KR.UTF-8"},
	} {
		t.Run(name, func(t *testing.T) {
			testscript.Run(t, testscript.Params{
				Dir:                 "testdata/script",
				UpdateScripts:       *update && env == nil,
				RequireExplicitExec: true,
				RequireUniqueNames:  true,
				Cmds:                map[string]func(*testscript.TestScript, bool, []string){"status": status},
				Setup: func(e *testscript.Env) error {
					agendas, err := os.OpenRoot("../../testdata/agendas")
					if err != nil {
						return err
					}
					defer agendas.Close()
					e.Vars = append(e.Vars, env...)
					return os.CopyFS(e.WorkDir+"/agendas", agendas.FS())
				},
			})
		})
	}
}
