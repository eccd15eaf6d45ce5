package ical

import (
	"slices"
	"strings"
	"sync"

	"github.com/plenaria/plenaria/ical/internal/contentline"
	"github.com/plenaria/plenaria/schedule"
	"github.com/plenaria/plenaria/schedule/datefmt"
	"github.com/plenaria/plenaria/schedule/tzdb"
)

// A topicTable has the tracks, by name, and what each CATEGORIES says.
type topicTable struct {
	tracks map[string]schedule.ID
	list   []schedule.Track
	ids    idMaker
	known  map[string]topics
}

// topics are what a CATEGORIES says.
type topics struct {
	kind      schedule.Kind
	track     schedule.ID
	countries []string
	lost      []string
	// countryNames are what countries are called.
	countryNames []string
}

// setTopics reads CATEGORIES: a word for a kind of session in any of our
// languages is the kind, the first of the others is the track. A session has one
// track. In a file of ours the description says which is the track, and the
// others are names of countries.
func (im *importer) setTopics(m *madeSession, p *property) {
	if p == nil {
		return
	}
	key := p.value
	if m.ours {
		key = m.track + "\x00" + key
	}
	t, ok := im.topics.known[key]
	if !ok {
		t = im.readTopics(m, p)
		if im.topics.known == nil {
			im.topics.known = map[string]topics{}
		}
		im.topics.known[key] = t
	}
	s := m.session
	s.Kind, s.Track, s.Countries = t.kind, t.track, slices.Clone(t.countries)
	for _, word := range t.lost {
		im.lose(p, "", "a session has one track; not kept: "+shortText(word))
	}
}

func (im *importer) readTopics(m *madeSession, p *property) (t topics) {
	for word := range contentline.Elements([]byte(p.value), ',') {
		name := strings.TrimSpace(string(contentline.Text(word)))
		kind, isKind := kindWords()[strings.ToLower(name)]
		code := ""
		if m.ours && name != m.track {
			code = countryCodes()[name]
		}
		switch {
		case name == "":
		case m.ours && name == m.track || !m.ours && !isKind && t.track == "":
			t.track = im.track(name, p)
		case isKind && t.kind == "":
			t.kind = kind
		case code != "":
			t.countries, t.countryNames = append(t.countries, code), append(t.countryNames, name)
		default:
			t.lost = append(t.lost, name)
		}
	}
	if len(t.lost) > 0 { // countries in a language that we do not know: all or none
		t.lost = append(t.lost, t.countryNames...)
		t.countries = nil
	}
	return t
}

// track finds or makes a track of a name.
func (im *importer) track(name string, p *property) schedule.ID {
	t := &im.topics
	if id, ok := t.tracks[name]; ok {
		return id
	}
	if t.tracks == nil {
		t.tracks = map[string]schedule.ID{}
	}
	id := t.ids.unique(schedule.ID(slug(name)))
	t.tracks[name] = id
	t.list = append(t.list, schedule.Track{ID: id, Name: im.langs.text(im.langs.of(p), name)})
	return id
}

// importLangs are the languages that our files speak.
var importLangs = [...]schedule.Lang{"en", "en-GB", "es", "es-419", "pt", "pt-PT", "fr", "ko", "ja", "zh", "de", "nl"}

// kindWords has the kinds by what our files call them, in small letters.
var kindWords = sync.OnceValue(func() map[string]schedule.Kind {
	words := map[string]schedule.Kind{}
	for _, lang := range importLangs {
		l := datefmt.For(lang)
		for _, k := range [...]schedule.Kind{
			schedule.Keynote, schedule.Panel, schedule.Ceremony, schedule.Break, schedule.Workshop, schedule.Visit,
			schedule.Meeting, schedule.Travel, schedule.Social, schedule.Milestone, schedule.Registration,
		} {
			if word := strings.ToLower(l.Kind(k)); words[word] == "" {
				words[word] = k
			}
		}
	}
	return words
})

// countryCodes has the codes of countries by their English names.
var countryCodes = sync.OnceValue(func() map[string]string {
	codes := map[string]string{}
	for _, c := range tzdb.Pinned().Countries() {
		codes[c.Name] = c.Code
	}
	return codes
})
