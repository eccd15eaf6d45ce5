package render

import (
	"slices"
	"testing"
)

// A note of several lines stays in its column: a line end inside a cell would
// go on at the left edge of the table.
func TestWrapCellBreaksAtLineEnds(t *testing.T) {
	got := wrapCell(cell{"Please bring:\n- slides\n- a badge and a photo", "Room A"}, 15)
	want := cell{"Please bring:", "- slides", "- a badge and", "a photo", "Room A"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}
