// Package csvcell keeps spreadsheets from running what stands in a cell of a CSV
// file: a title or a name that begins with an equals sign is a formula to them.
package csvcell

import "strings"

// Guard makes a text safe for spreadsheets. Before one that they would take for a
// formula, which begins with = + - @, one of these in the wide letters of East Asia,
// a tab or a carriage return, it puts an apostrophe, and so before one that looks
// guarded already. All others stay as they are.
func Guard(text string) string {
	if isFormula(strings.TrimLeft(text, "'")) {
		return "'" + text
	}
	return text
}

// Unguard gives the text of a cell that Guard made.
func Unguard(cell string) string {
	if rest, ok := strings.CutPrefix(cell, "'"); ok && isFormula(strings.TrimLeft(rest, "'")) {
		return rest
	}
	return cell
}

func isFormula(text string) bool {
	for _, start := range [...]string{"=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"} {
		if strings.HasPrefix(text, start) {
			return true
		}
	}
	return false
}
