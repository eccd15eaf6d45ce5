package main

import (
	"cmp"
	"fmt"
	"io"
	"time"

	"github.com/plenaria/plenaria/schedule"
)

type zonesCmd struct {
	Query []string      `arg:"" optional:"" help:"A city, a country or its code, an offset such as +09:00 or UTC-5, a name of a zone or of Windows. Several words are one query; with --vtimezone they are names of zones."`
	At    time.Time     `help:"Show the clocks at this instant; without it, now." format:"2006-01-02T15:04:05Z07:00" placeholder:"RFC3339" xor:"at"`
	Date  string        `help:"Show the clocks at noon of this date." placeholder:"YYYY-MM-DD" xor:"at"`
	Lang  schedule.Lang `help:"Language of the cities, such as ko." default:"en" placeholder:"en"`
	Next  int           `help:"How many of the coming changes of each clock to show." default:"2" placeholder:"2"`
	Names bool          `help:"Print nothing but the names."`

	Vtimezone bool   `help:"Write VTIMEZONEs, the definitions of zones in calendar files: one file a zone, America__Panama.ics, for the zones named or for all." group:"vtimezone"`
	Output    string `short:"o" help:"Folder of these files; for one zone without it, the standard output." placeholder:"DIR" group:"vtimezone"`
	Form      string `help:"Their form: client, open or full. The two last do not heed --to." enum:"client,open,full" default:"client" placeholder:"client" group:"vtimezone"`
	From      int    `help:"First year that they have to be right in." default:"1970" placeholder:"1970" group:"vtimezone"`
	To        int    `help:"Last year that they have to be right in." default:"2037" placeholder:"2037" group:"vtimezone"`
}

func (zonesCmd) Help() string {
	return `Examples:

    plenaria zones seoul
    plenaria zones Chile --date 2027-04-08
    plenaria zones +05:30
    plenaria zones "SA Pacific Standard Time"
    plenaria zones --vtimezone America/Panama
    plenaria zones --vtimezone -o zoneinfo`
}

func (c *zonesCmd) Run(a *app) error {
	at, err := c.instant(a)
	if err != nil {
		return err
	}
	if c.Vtimezone {
		return c.writeVTimezones(a)
	}
	s := &zoneSearch{db: a.db, at: at, lang: c.Lang}
	found := s.find(c.Query)
	if len(found) == 0 {
		return fmt.Errorf("no zone for %q; try a large city of the country, or its code such as PA", joinWords(c.Query))
	}
	return a.write("", func(w io.Writer) error {
		if c.Names {
			for _, name := range found {
				fmt.Fprintln(w, name)
			}
			return nil
		}
		return c.print(w, s, found)
	})
}

// instant is when the clocks are looked at.
func (c *zonesCmd) instant(a *app) (time.Time, error) {
	switch {
	case !c.At.IsZero():
		return c.At, nil
	case c.Date == "":
		return a.now(), nil
	}
	d, err := schedule.ParseDate(c.Date)
	if err != nil {
		return time.Time{}, fmt.Errorf("--date: %w", err)
	}
	return schedule.UTC().Resolve(schedule.DateTime{Date: d, Clock: 12 * schedule.Hour}, schedule.Compatible)
}

// few is up to how many zones are told at length.
const few = 5

// print tells what the clocks of zones do.
func (c *zonesCmd) print(w io.Writer, s *zoneSearch, found []string) error {
	fmt.Fprintf(w, "tz database %s (%s), clocks at %s\n", s.db.Version(), s.db.Source(), s.at.UTC().Format("2006-01-02 15:04 UTC"))
	rows := make([][]string, 0, len(found))
	for _, name := range found {
		z, err := schedule.ZoneIn(s.db, name)
		if err != nil {
			return err
		}
		if len(found) > few {
			rows = append(rows, s.row(z))
			continue
		}
		fmt.Fprintln(w)
		for _, line := range s.lines(z, c.Next) {
			fmt.Fprintln(w, line)
		}
	}
	if len(rows) > 0 {
		fmt.Fprintln(w)
		columns(w, rows)
	}
	return nil
}

// row is a zone in one line of a table.
func (s *zoneSearch) row(z schedule.Zone) []string {
	span := z.At(s.at)
	until := ""
	if !span.End.IsZero() {
		until = "until " + z.Wall(span.End.Add(-time.Second)).Date.String()
	}
	return []string{z.String(), s.locale().City(z.String()), s.locale().Offset(span.Offset), until}
}

// lines are a zone at length.
func (s *zoneSearch) lines(z schedule.Zone, changes int) []string {
	span := z.At(s.at)
	wall := z.Wall(s.at)
	lines := []string{
		z.String(),
		fmt.Sprintf("  %s · %s", s.locale().City(z.String()), cmp.Or(s.country(z.String()), "no country")),
		fmt.Sprintf("  %s %s, %s (%s)", wall.Date, minutes(wall.Clock), s.locale().Offset(span.Offset), span.Abbr),
	}
	if windows, ok := s.db.WindowsName(z.String()); ok {
		lines = append(lines, "  Windows: "+windows)
	}
	if links := s.links(z.String()); links != "" {
		lines = append(lines, "  also called "+links)
	}
	if span.End.IsZero() {
		return append(lines, "  no change ahead")
	}
	for range changes {
		if span.End.IsZero() {
			break
		}
		lines = append(lines, s.change(z, span))
		span = z.At(span.End)
	}
	return lines
}

// change tells the end of a span, on the wall before it.
func (s *zoneSearch) change(z schedule.Zone, span schedule.Span) string {
	next := z.At(span.End)
	at := span.End.Add(time.Duration(span.Offset) * time.Second).UTC().Format("2006-01-02 15:04")
	return fmt.Sprintf("  %s: %s, to %s (%s)", at, s.locale().Difference(next.Offset-span.Offset), s.locale().Offset(next.Offset), next.Abbr)
}

// minutes writes a clock without its seconds.
func minutes(c schedule.Clock) schedule.Clock { return c - c%schedule.Minute }
