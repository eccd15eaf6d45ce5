package agendafile_test

import (
	"fmt"

	"github.com/plenaria/plenaria/schedule/agendafile"
	"github.com/plenaria/plenaria/schedule/tzdb"
)

func ExampleFormat() {
	formatted, named, err := agendafile.Format([]byte(`
plenaria: 1
id: week
title: Digital Week
zone: America/Panama
days:
  - sessions:
      # The minister comes.
      - {title: "Opening remarks", at: 09:00, for: 30m}
    date: 2027-04-08 # a Thursday
`), &agendafile.Options{Zones: tzdb.Pinned()})
	if err != nil {
		panic(err)
	}
	fmt.Print(string(formatted), named)
	// Output:
	// plenaria: 1
	// id: week
	// title: Digital Week
	// zone: America/Panama
	//
	// days:
	//   - date: 2027-04-08 # a Thursday
	//     sessions:
	//       # The minister comes.
	//       - {at: 09:00-09:30, id: opening-remarks, title: Opening remarks}
	// [opening-remarks]
}
