package main

import (
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/alecthomas/kong"
)

// version is the flag --version.
type version bool

// BeforeReset prints the version and ends the program.
func (version) BeforeReset(k *kong.Kong, a *app) error {
	if err := a.openZones("newest"); err != nil {
		return err
	}
	fmt.Fprintf(a.out, "plenaria %s, tz database %s (%s), %s\n", moduleVersion(), a.db.Version(), a.db.Source(), runtime.Version())
	k.Exit(clean)
	return nil
}

// moduleVersion is the version that the program was installed at.
func moduleVersion() string {
	info, ok := debug.ReadBuildInfo()
	if !ok || info.Main.Version == "" {
		return "(devel)"
	}
	return info.Main.Version
}
