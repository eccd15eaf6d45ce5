package agendafile

import (
	"fmt"
	"strings"
)

// nearest gives the candidate that somebody who wrote word most likely meant;
// "" when none is near.
func nearest(word string, candidates []string) string {
	best, bound := "", (len([]rune(word))+1)/3+1
	if word == "" || bound > maxSuggest {
		return ""
	}
	for _, c := range candidates {
		if strings.EqualFold(word, c) {
			return c
		}
		if d := edits(strings.ToLower(word), strings.ToLower(c), bound); d < bound {
			best, bound = c, d
		}
	}
	return best
}

// maxSuggest bounds the length of words that are compared, in edits.
const maxSuggest = 20

// edits counts the insertions, deletions, replacements and swaps of neighbours
// that make b of a. From bound on it may give any number not below bound.
func edits(a, b string, bound int) int {
	s, t := []rune(a), []rune(b)
	if max(len(s), len(t))-min(len(s), len(t)) >= bound {
		return bound
	}
	before, last, row := make([]int, len(t)+1), make([]int, len(t)+1), make([]int, len(t)+1)
	for j := range last {
		last[j] = j
	}
	for i := range s {
		row[0] = i + 1
		for j := range t {
			cost := 1
			if s[i] == t[j] {
				cost = 0
			}
			row[j+1] = min(row[j]+1, last[j+1]+1, last[j]+cost)
			if i > 0 && j > 0 && s[i] == t[j-1] && s[i-1] == t[j] {
				row[j+1] = min(row[j+1], before[j-1]+1)
			}
		}
		before, last, row = last, row, before
	}
	return last[len(t)]
}

// didYouMean ends a sentence with the nearest candidate, or with all of them
// when none is near.
func didYouMean(word string, candidates []string) string {
	if near := nearest(word, candidates); near != "" {
		return fmt.Sprintf("; did you mean %q?", near)
	}
	return "; write " + joined(candidates, "or")
}

// joined writes "a, b or c".
func joined(words []string, last string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + " " + last + " " + words[len(words)-1]
}

// shown quotes a text of the file for a message, cut to a readable length.
func shown(text string) string {
	const most = 40
	if r := []rune(text[:min(len(text), 8*most)]); len(r) > most {
		return fmt.Sprintf("%q…", string(r[:most]))
	}
	return fmt.Sprintf("%q", text)
}
