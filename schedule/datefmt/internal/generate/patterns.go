package main

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// order lists the skeletons of CLDR that may serve a style, best first. A
// pattern found under a narrower skeleton is widened, as UTS #35, "Matching
// Skeletons", says: E becomes EEEE, MMM becomes MMMM.
type order struct {
	single   []string
	interval []string
	wide     bool
}

// The styles of package datefmt that have an interval pattern of their own.
var (
	fullOrder = order{nil, []string{"yMMMMEEEEd", "yMMMEEEEd", "yMMMMEd", "yMMMEd"}, true}
	longOrder = order{nil, []string{"yMMMMd", "yMMMd"}, true}
	dayOrder  = order{
		[]string{"MMMMEEEEd", "MMMMEd", "MMMEEEEd", "MMMEd"},
		[]string{"MMMMEEEEd", "MMMMEd", "MMMEEEEd", "MMMEd"}, true}
	shortOrder = order{[]string{"MMMEd"}, []string{"MMMEd"}, false}
)

// available gives the pattern of the first skeleton that the locale has.
func (g *gregorian) available(o order) (string, error) {
	for _, skeleton := range o.single {
		if p, ok := g.DateTimeFormats.AvailableFormats[skeleton]; ok {
			return o.widen(p, "MMMM"), nil
		}
	}
	return "", fmt.Errorf("no pattern for any of %q", o.single)
}

// interval gives the halves of the interval pattern of the first skeleton that
// the locale has, for the greatest difference diff: "d", "M" or "y". Months are
// widened only where like, the pattern of a single date, writes them out: zh
// has numbers in the one and would get 九月 in the other.
func (g *gregorian) interval(o order, diff, like string) ([2]string, error) {
	for _, skeleton := range o.interval {
		raw, ok := g.DateTimeFormats.IntervalFormats[skeleton]
		if !ok {
			continue
		}
		var patterns map[string]string
		if err := json.Unmarshal(raw, &patterns); err != nil {
			return [2]string{}, err
		}
		return split(o.widen(patterns[diff], like))
	}
	return [2]string{}, fmt.Errorf("no interval pattern for any of %q", o.interval)
}

func (o order) widen(pattern, like string) string {
	if !o.wide {
		return pattern
	}
	var b strings.Builder
	for _, f := range fields(pattern) {
		switch {
		case f.letter == 'E' || f.letter == 'c':
			b.WriteString(strings.Repeat(string(f.letter), 4))
		case f.letter == 'M' && len(f.text) == 3 && strings.Contains(like, "MMMM"):
			b.WriteString("MMMM")
		default:
			b.WriteString(f.text)
		}
	}
	return b.String()
}

// field is a run of one pattern letter, or literal text (letter 0).
type field struct {
	letter rune
	text   string
}

// fields cuts a pattern (UTS #35, "Date Field Symbol Table").
func fields(pattern string) []field {
	var out []field
	quoted := false
	for _, r := range pattern {
		letter := rune(0)
		if r == '\'' {
			quoted = !quoted
		} else if !quoted && (r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z') {
			letter = r
		}
		if n := len(out); n > 0 && out[n-1].letter == letter {
			out[n-1].text += string(r)
			continue
		}
		out = append(out, field{letter, string(r)})
	}
	return out
}

// split cuts an interval pattern where a field comes for the second time
// (UTS #35, "Interval Formats"): what stands before is of the first date.
func split(pattern string) ([2]string, error) {
	seen, at := map[rune]bool{}, 0
	for _, f := range fields(pattern) {
		if f.letter != 0 && seen[f.letter] {
			return [2]string{pattern[:at], pattern[at:]}, nil
		}
		seen[f.letter] = true
		at += len(f.text)
	}
	return [2]string{}, fmt.Errorf("interval pattern %q repeats no field", pattern)
}

// plain puts a common space for the thin and the narrow no-break space. See
// "Spaces" in the docs of package datefmt.
var plain = strings.NewReplacer("\u2009", " ", "\u202f", " ")

// printable are the fields that package datefmt prints.
var printable = []string{"y", "M", "MM", "MMM", "MMMM", "d", "dd", "E", "EEE", "EEEE", "ccc", "cccc"}

// known fails for a pattern that package datefmt cannot print.
func known(pattern string) error {
	if strings.Count(pattern, "'")%2 != 0 || strings.Contains(pattern, "''") {
		return fmt.Errorf("pattern %q has an odd quote or one that stands for itself", pattern)
	}
	for _, f := range fields(pattern) {
		if f.letter != 0 && !slices.Contains(printable, f.text) {
			return fmt.Errorf("pattern %q has the field %q", pattern, f.text)
		}
	}
	return nil
}

// between gives the literal between the placeholders of a pattern such as
// "{1}, {0}".
func between(pattern, first, second string) (string, error) {
	rest, ok := strings.CutPrefix(pattern, first)
	sep, ok2 := strings.CutSuffix(rest, second)
	if !ok || !ok2 || strings.ContainsAny(sep, "{}'") {
		return "", fmt.Errorf("pattern %q is not %s…%s", pattern, first, second)
	}
	return sep, nil
}
