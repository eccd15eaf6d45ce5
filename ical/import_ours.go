package ical

import (
	"strings"
	"sync"

	"github.com/plenaria/plenaria/schedule"
	"github.com/plenaria/plenaria/schedule/datefmt"
)

// A description that Write makes ends in the time on the wall of the place, which
// depends on the session and would be told twice if it stayed in the abstract.
// What is recognized is taken out; what is not stays.

// A voiceTable has the words by which such a description is recognized.
type voiceTable struct {
	made map[schedule.Lang]*voice
}

// in gives the voice of a language, made once.
func (t *voiceTable) in(lang schedule.Lang) *voice {
	v := t.made[lang]
	if v == nil {
		made := voiceIn([]schedule.Lang{lang})
		v = &made
		if t.made == nil {
			t.made = map[schedule.Lang]*voice{}
		}
		t.made[lang] = v
	}
	return v
}

// localTimes has the words before the time on the wall, by language.
var localTimes = sync.OnceValue(func() map[string]schedule.Lang {
	words := map[string]schedule.Lang{}
	for _, lang := range importLangs {
		l := datefmt.For(lang)
		if word := l.Word(datefmt.WordLocalTime); words[word] == "" {
			words[word] = lang
		}
	}
	return words
})

// recognize finds out whether a description is one of ours, and takes from it
// what no property says: the label of the day, the track, the page beside the link
// to join.
func (im *importer) recognize(m *madeSession) {
	text := m.session.Abstract.Original()
	at := lastLine(text)
	line, label := text[at:], ""
	v := im.voiceOf(line)
	if v == nil {
		return
	}
	if before := strings.TrimSuffix(text[:at], "\n"); before != "" && !strings.HasSuffix(before, "\n") {
		label = before[strings.LastIndexByte(before, '\n')+1:]
		if at := len(before) - len(label); at > 0 && !strings.HasSuffix(before[:at], "\n\n") {
			return // not a paragraph of two lines
		}
	}
	m.ours, m.voice, m.label = true, v, label
	for paragraph := range strings.SplitSeq(text, "\n\n") {
		for l := range strings.SplitSeq(paragraph, "\n") {
			if track, ok := strings.CutPrefix(l, v.track); ok {
				m.track = track
			}
			if link, ok := strings.CutPrefix(l, v.link); ok && isLink(link) && m.session.Link == "" {
				m.session.Link = link
			}
		}
	}
}

// lastLine gives where the last line of a text begins. It looks for line breaks from
// the front, which is many times as fast as strings.LastIndexByte where there are few.
func lastLine(text string) (at int) {
	for {
		n := strings.IndexByte(text[at:], '\n')
		if n < 0 {
			return at
		}
		at += n + 1
	}
}

// voiceOf gives the voice in which a line tells the time on the wall; nil if it
// does not.
func (im *importer) voiceOf(line string) *voice {
	if len(line) > maxLocalTime {
		return nil
	}
	i := strings.IndexByte(line, ':')
	if j := strings.Index(line, "："); j >= 0 && (i < 0 || j < i) {
		i = j
	}
	if i < 0 {
		return nil
	}
	lang, ok := localTimes()[strings.TrimSpace(line[:i])]
	if !ok {
		return nil
	}
	v := im.voices.in(lang)
	if !strings.HasPrefix(line, v.localTime) {
		return nil
	}
	return v
}

// maxLocalTime is how long the line may be that tells the time on the wall.
const maxLocalTime = 300
