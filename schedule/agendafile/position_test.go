package agendafile_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/plenaria/plenaria/schedule/agendafile"
	"github.com/plenaria/plenaria/schedule/tzdb"
)

func TestLocate(t *testing.T) {
	const text = `plenaria: 1
id: x
title: X
zone: America/Panama
days:
  - date: 2026-12-02
    sessions:
      - {id: a, at: 09:00-10:00, title: A}
      - id: b
        at: 10:00-11:00
        title: B
        parallel: [{id: c, title: C}]
`
	o := &agendafile.Options{Name: "x.yaml", Zones: tzdb.Pinned()}
	paths := []string{"days[0].sessions[0].start", "days[0].sessions[1].end", "days[0].sessions[1].parallel[0].start", "days[0].sessions[9]", "zone", "nothing"}
	var got []string
	for _, p := range agendafile.Locate([]byte(text), o, paths...) {
		got = append(got, p.String())
	}
	want := []string{"x.yaml:8:21", "x.yaml:10:13", "x.yaml:12:20", "x.yaml:8:7", "x.yaml:4:7", "x.yaml:1:1"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	for _, broken := range []string{"", "}", "plenaria: 9\n", string(make([]byte, 10))} {
		if p := agendafile.Locate([]byte(broken), o, "zone"); len(p) != 1 || p[0].String() != "" {
			t.Errorf("%q: %v", broken, p)
		}
	}
}
