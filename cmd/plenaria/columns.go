package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/clipperhouse/displaywidth"
)

// columns writes rows of cells so that they stand below each other.
func columns(w io.Writer, rows [][]string) {
	for _, line := range aligned(rows) {
		fmt.Fprintln(w, line)
	}
}

// aligned gives a line for each row; in all of them the cells of a column begin at the
// same place. A column with nothing in it takes none.
func aligned(rows [][]string) []string {
	var widths []int
	for _, row := range rows {
		for len(widths) < len(row) {
			widths = append(widths, 0)
		}
		for c, cell := range row {
			widths[c] = max(widths[c], displaywidth.String(cell))
		}
	}
	lines := make([]string, len(rows))
	for i, row := range rows {
		var line strings.Builder
		for c, cell := range row {
			if widths[c] == 0 {
				continue
			}
			line.WriteString(cell + strings.Repeat(" ", widths[c]-displaywidth.String(cell)+2))
		}
		lines[i] = strings.TrimRight(line.String(), " ")
	}
	return lines
}
