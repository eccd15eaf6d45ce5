package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// order lists the skeletons of CLDR that may serve a style, best first. If wide, a
// pattern found under a narrower skeleton is widened, as UTS #35, "Matching
// Skeletons", says: E becomes EEEE, MMM becomes MMMM.
type order struct {
	skeletons []string
	wide      bool
}

// The orders of single dates.
var (
	dayOrder   = order{[]string{"MMMMEEEEd", "MMMMEd", "MMMEEEEd", "MMMEd"}, true}
	shortOrder = order{[]string{"MMMEd"}, false}
)

// The orders of ranges with a year.
var (
	fullRange  = order{[]string{"yMMMMEEEEd", "yMMMEEEEd", "yMMMMEd", "yMMMEd"}, true}
	longRange  = order{[]string{"yMMMMd", "yMMMd"}, true}
	shortRange = order{[]string{"yMMMEd", "yMEd"}, false}
)

// rangeOrders are those of the styles Full, Long, Day and Short where the years
// are the same and where they differ: then styles without a year have it too.
var rangeOrders = [...][2]order{
	{fullRange, fullRange}, {longRange, longRange}, {dayOrder, fullRange}, {shortOrder, shortRange},
}

// available gives the pattern of the first skeleton that the locale has.
func (g *gregorian) available(o order) (string, error) {
	for _, skeleton := range o.skeletons {
		if p, ok := g.DateTimeFormats.AvailableFormats[skeleton]; ok {
			return o.widen(p, "MMMM"), nil
		}
	}
	return "", fmt.Errorf("no pattern for any of %q", o.skeletons)
}

// interval gives the halves of the interval pattern of the first skeleton that
// the locale has, for the greatest difference diff: "d", "M" or "y". The months
// must be as in like, the pattern of a single date: a skeleton that names them
// where like has numbers is passed over if there is another (pt-PT, yMMMEd), and
// they are written out only where like does so (zh would get 九月).
func (g *gregorian) interval(o order, diff, like string) ([2]string, error) {
	found := ""
	for _, skeleton := range o.skeletons {
		raw, ok := g.DateTimeFormats.IntervalFormats[skeleton]
		if !ok {
			continue
		}
		var patterns map[string]string
		if err := json.Unmarshal(raw, &patterns); err != nil {
			return [2]string{}, err
		}
		found = cmp.Or(found, patterns[diff])
		if strings.Contains(like, "MMM") || !strings.Contains(patterns[diff], "MMM") {
			found = patterns[diff]
			break
		}
	}
	if found == "" {
		return [2]string{}, fmt.Errorf("no interval pattern for any of %q", o.skeletons)
	}
	return split(o.widen(found, like))
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
