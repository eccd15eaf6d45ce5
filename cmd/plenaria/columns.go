package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/clipperhouse/displaywidth"
)

// columns writes rows of cells so that they stand below each other.
func columns(w io.Writer, rows [][]string) {
	var widths []int
	for _, row := range rows {
		for len(widths) < len(row) {
			widths = append(widths, 0)
		}
		for c, cell := range row {
			widths[c] = max(widths[c], displaywidth.String(cell))
		}
	}
	for _, row := range rows {
		var line strings.Builder
		for c, cell := range row {
			line.WriteString(cell + strings.Repeat(" ", widths[c]-displaywidth.String(cell)+2))
		}
		fmt.Fprintln(w, strings.TrimRight(line.String(), " "))
	}
}
