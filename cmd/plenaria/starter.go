package main

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/plenaria/plenaria/schedule"
	"github.com/plenaria/plenaria/schedule/datefmt"
)

// starter is what a new agenda is made of.
type starter struct {
	id    schedule.ID
	title string
	zone  string
	date  schedule.Date
	days  int
	langs []schedule.Lang
	also  []string
}

// head is the agenda up to its days. Its verbs are the id, the title, the zone,
// the languages and the other zones.
const head = `# An agenda for plenaria. What stands behind a # is for you alone.
#
#   plenaria check FILE                 tells what is wrong, with line and column
#   plenaria show FILE                  prints the programme
#   plenaria export FILE -o FILE.ics    writes it for calendar programs
plenaria: 1

# The id stays for ever: calendars know the sessions by it and by their own ids.
id: %s
title: %s

# Every clock below is what the clock on the wall shows there.
zone: %s

# A text without a language is in the first of these; to give several, write
# {en: Welcome, es: Bienvenida}.
languages: [%s]

# Zones whose clocks are shown beside the host's.
%s

# The agenda's page on the web, and what the ids of calendar entries end with.
# url: https://example.org/agenda
# domain: agenda.example.org

# Persons, organizations and delegations. The word before the colon is what the
# sessions call them by.
people:
  host: {name: The host, kind: organization}
  # kim: {name: Kim Min-ji, org: host, country: KR, email: kim@example.org, zone: Asia/Seoul, languages: [ko]}
# "plenaria invite" sends each person with an email their sessions, from that of the
# organizer.
# organizer: host

rooms:
  main: {name: Main hall, address: 1 Example Street}
  side: Side room

# tracks:
#   security: {en: Cybersecurity}

days:
`

// day is one day. Its verbs are the date and the label.
const day = `  - date: %s
    label: %s
    hours: 09:00-17:00
    room: main # of all sessions that name none
    sessions:
`

func (s *starter) text() string {
	also := "# also: [Asia/Seoul]"
	if len(s.also) > 0 {
		also = "also: [" + strings.Join(s.also, ", ") + "]"
	}
	var b strings.Builder
	fmt.Fprintf(&b, head, quote(string(s.id)), quote(s.title), s.zone, joinLangs(s.langs), also)
	for n := 1; n <= s.days; n++ {
		fmt.Fprintf(&b, day, s.date.AddDays(n-1), s.inAll(func(l datefmt.Locale) string { return l.DayLabel(n) }))
		s.sessions(&b, n)
	}
	return b.String()
}

// sessions writes the sessions of day n, which show the ways to say when.
func (s *starter) sessions(b *strings.Builder, n int) {
	first := n == 1
	note := func(text string) {
		if first {
			b.WriteString("      # " + text + "\n")
		}
	}
	note("From and to. Every session but a break has an id of its own.")
	fmt.Fprintf(b, "      - at: 09:00-09:30\n        id: opening-%d\n        kind: ceremony\n        title: %s\n", n, s.kind(schedule.Ceremony))
	if first {
		b.WriteString("        speakers: [host]\n        # note: Seats are free\n")
	}
	note("How long it takes: it begins where the one above ends.")
	fmt.Fprintf(b, "      - {for: 1h, id: keynote-%d, kind: keynote, title: %s}\n", n, s.kind(schedule.Keynote))
	fmt.Fprintf(b, "      - {for: 30m, kind: break, title: %s}\n", s.kind(schedule.Break))
	note("At the same time in two rooms.")
	fmt.Fprintf(b, "      - at: 11:00-12:30\n        id: sessions-%d\n        title: %s\n        parallel:\n", n,
		s.inAll(func(l datefmt.Locale) string { return l.Parallel(2) }))
	fmt.Fprintf(b, "          - {id: panel-%d, kind: panel, title: %s}\n", n, s.kind(schedule.Panel))
	fmt.Fprintf(b, "          - {id: workshop-%d, kind: workshop, room: side, title: %s}\n", n, s.kind(schedule.Workshop))
}

// kind writes the name of a kind of session as a title.
func (s *starter) kind(k schedule.Kind) string {
	return s.inAll(func(l datefmt.Locale) string { return l.Kind(k) })
}

// inAll writes a text in those of the languages that there are words for.
func (s *starter) inAll(text func(datefmt.Locale) string) string {
	var parts []string
	for _, lang := range s.langs {
		if l := datefmt.For(lang); primary(l.Lang()) == primary(lang) {
			parts = append(parts, fmt.Sprintf("%s: %s", lang, quote(text(l))))
		}
	}
	switch len(parts) {
	case 0:
		return quote(text(datefmt.For()))
	case 1:
		if len(s.langs) == 1 {
			_, only, _ := strings.Cut(parts[0], ": ")
			return only
		}
	}
	return "{" + strings.Join(parts, ", ") + "}"
}

func joinLangs(langs []schedule.Lang) string {
	tags := make([]string, len(langs))
	for i, l := range langs {
		tags[i] = string(l)
	}
	return strings.Join(tags, ", ")
}

// quote writes a text for YAML: plain where it is letters, digits, spaces and
// hyphens that nobody takes for anything else, and between double quotes, as
// JSON has them, elsewhere.
func quote(text string) string {
	odd := func(r rune) bool {
		return r != ' ' && r != '-' && !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r)
	}
	first, _ := utf8.DecodeRuneInString(text)
	switch word := strings.ToLower(text); {
	case !unicode.IsLetter(first), strings.HasSuffix(text, " "), strings.ContainsFunc(text, odd),
		slices.Contains([]string{"y", "n", "yes", "no", "on", "off", "true", "false", "null"}, word):
		quoted, _ := json.Marshal(text) // a string can always be written
		return string(quoted)
	}
	return text
}
