// Package render prints a timeline for people and programs: as a table in
// plain text or Markdown, as CSV, as JSON and as a web page, on any walls and
// in any language.
//
// A table has one column of clocks a zone, so that the host's clock and the
// reader's stand side by side, and one row a session:
//
//	Panama UTC−05:00 · Seoul UTC+09:00, +14 h
//
//	Panama         Seoul              Program
//	08:30 – 09:00  22:30 – 23:00      Opening remarks
//	09:45 – 10:30  23:45 – 00:30⁺¹    Digital services across borders
//
// # Days and dates
//
// A day belongs to the host, a date to the reader. By default the rows are
// gathered by the host's days, and a clock that falls on another date than the
// day's carries a mark: ⁺¹ is the next date, ⁻¹ the one before. Where one zone
// alone is asked for, a column of dates takes the place of the marks. With
// [ByDate] the rows are gathered by the dates of the first zone.
//
// # The page
//
// [HTML] writes one file a language, which works from a folder as from a
// server: without scripts it has the table of the host's clock and the others',
// with them also the clock of whoever reads it. Paper gets the table alone.
//
// The page carries what the clocks of all zones do during the event, so that
// its clocks are the library's and not those of an old browser:
//
//	[[-18000], "America/|Bogota~CO|Panama~PA…"], [[32400], "Asia/|Seoul~KR…"], …
//
// Zones of one clock share a line there, and a column of the table. What follows
// a name is its country, and its city in the page's language if the name does
// not say it. All 597 names of release 2026f take 9 to 15 kB for an event of
// some days.
//
// # Changes
//
// What [schedule.Diff] found between two versions of an agenda is told on the
// reader's walls and in the reader's language by [ChangesText],
// [ChangesMarkdown] and [ChangesJSON], and for a row of versions by
// [ChangesFeed]:
//
//	Keynote address
//	  Moved (Panama): Thu, Nov 18, 11:30 – 12:00 → Thu, Nov 18, 12:00 – 12:30
//	  Moved (Seoul): Fri, Nov 19, 01:30 – 02:00 → Fri, Nov 19, 02:00 – 02:30
//
// # What decides the output
//
// The timeline and the options, nothing else: neither the environment's
// language nor its zone, nor its idea of how wide a character is. Columns of
// text are aligned by terminal cells, two for an East Asian wide character.
package render
