package render

import (
	"bufio"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/clipperhouse/displaywidth"

	"github.com/plenaria/plenaria/schedule"
)

// gap stands between two columns.
const gap = "  "

// Text writes the programme as a table of aligned columns. Widths are terminal
// cells by Unicode's East Asian Width with ambiguous characters narrow, in
// every environment. Lines end in LF and carry no trailing spaces. The error
// is the writer's.
func Text(w io.Writer, tl *schedule.Timeline, o *Options) error {
	t := newTable(tl, o)
	t.wrap(o.ready(tl.Agenda).Width)
	b := bufio.NewWriter(w)
	writeLine(b, t.title)
	writeLine(b, t.dates)
	writeZones(b, t.zones)
	for i := range t.sections {
		s := &t.sections[i]
		b.WriteByte('\n')
		writeLine(b, s.head)
		writeZones(b, s.zones)
		s.writeText(b, t.widths())
	}
	return b.Flush()
}

// writeLine writes a line unless it is empty. The writer keeps its error.
func writeLine(b *bufio.Writer, line string) {
	if line != "" {
		b.WriteString(line)
		b.WriteByte('\n')
	}
}

// zonesWidth is where a line of many zones is broken.
const zonesWidth = 100

// writeZones writes the line of zones, broken between two zones.
func writeZones(b *bufio.Writer, zones string) {
	var line string
	for zone := range strings.SplitSeq(zones, between) {
		if line != "" && displaywidth.String(line+between+zone) > zonesWidth {
			writeLine(b, line)
			line = ""
		}
		if line != "" {
			line += between
		}
		line += zone
	}
	writeLine(b, line)
}

// writeText writes the headings, a rule and the rows.
func (s *section) writeText(b *bufio.Writer, widths []int) {
	heads := make([]cell, len(s.columns))
	rules := make([]cell, len(s.columns))
	for c, head := range s.columns {
		heads[c] = cell{head}
		rules[c] = cell{strings.Repeat("─", widths[c])}
	}
	b.WriteByte('\n')
	writeRow(b, heads, widths)
	writeRow(b, rules, widths)
	for _, row := range s.rows {
		writeRow(b, row, widths)
	}
}

// writeRow writes as many lines as the tallest cell has.
func writeRow(b *bufio.Writer, row []cell, widths []int) {
	height := 1
	for _, c := range row {
		height = max(height, len(c))
	}
	for n := range height {
		var line strings.Builder
		for c := range row {
			text := ""
			if n < len(row[c]) {
				text = row[c][n]
			}
			line.WriteString(text)
			line.WriteString(strings.Repeat(" ", max(0, widths[c]-displaywidth.String(text))))
			line.WriteString(gap)
		}
		b.WriteString(strings.TrimRight(line.String(), " "))
		b.WriteByte('\n')
	}
}

// widths gives the width of each column over all sections, so that they stand
// below each other.
func (t *table) widths() []int {
	var widths []int
	for i := range t.sections {
		s := &t.sections[i]
		for len(widths) < len(s.columns) {
			widths = append(widths, 0)
		}
		for c, head := range s.columns {
			widths[c] = max(widths[c], displaywidth.String(head))
		}
		for _, row := range s.rows {
			for c := range row {
				for _, line := range row[c] {
					widths[c] = max(widths[c], displaywidth.String(line))
				}
			}
		}
	}
	return widths
}

// wrap breaks the lines of the two last columns: the programme's at width, the
// notes' at half of it.
func (t *table) wrap(width int) {
	for i := range t.sections {
		for _, row := range t.sections[i].rows {
			n := len(row)
			row[n-2] = wrapCell(row[n-2], width)
			row[n-1] = wrapCell(row[n-1], width/2)
		}
	}
}

// wrapCell breaks a cell at the line ends of its texts, such as a note written
// as a list, and each of these lines at width.
func wrapCell(c cell, width int) cell {
	var lines cell
	for _, text := range c {
		for line := range strings.SplitSeq(text, "\n") {
			lines = append(lines, wrapLine(line, width)...)
		}
	}
	return lines
}

// wrapLine breaks a line at spaces, but not behind a single character other
// than a digit, which is the mark of a list or belongs to what follows it. A
// word that is longer than the width stands on a line of its own.
func wrapLine(line string, width int) []string {
	if displaywidth.String(line) <= width {
		return []string{line}
	}
	var lines []string
	var current, mark string
	for word := range strings.SplitSeq(line, " ") {
		word, mark = mark+word, ""
		if utf8.RuneCountInString(word) == 1 && (word < "0" || word > "9") {
			mark = word + " "
			continue
		}
		switch {
		case current == "":
			current = word
		case displaywidth.String(current)+1+displaywidth.String(word) <= width:
			current += " " + word
		default:
			lines = append(lines, current)
			current = word
		}
	}
	return append(lines, strings.TrimSpace(current+" "+mark))
}
