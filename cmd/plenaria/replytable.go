package main

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/plenaria/plenaria/ical"
	"github.com/plenaria/plenaria/schedule"
	"github.com/plenaria/plenaria/schedule/datefmt"
)

// A replyTable tells who has answered what.
type replyTable struct {
	agenda    *schedule.Agenda
	langs     []schedule.Lang
	loc       datefmt.Locale
	list      []ical.Response
	people    map[string]*schedule.Participant // by address in small letters
	titles    sessionTitles
	first     map[string]time.Time // of the first session, by address
	counts    map[datefmt.Word]int
	proposals int
}

func newReplyTable(agenda *schedule.Agenda, langs []schedule.Lang, list []ical.Response) *replyTable {
	if len(langs) == 0 {
		langs = agenda.Langs
	}
	t := &replyTable{agenda: agenda, langs: langs, loc: datefmt.For(langs...), list: list,
		people: map[string]*schedule.Participant{}, titles: titlesOf(agenda), first: map[string]time.Time{}, counts: map[datefmt.Word]int{}}
	for i := range agenda.Participants {
		p := &agenda.Participants[i]
		if key := strings.ToLower(p.Email); key != "" && t.people[key] == nil {
			t.people[key] = p
		}
	}
	for i := range list {
		t.counts[answerWord(&list[i])]++
		if at := list[i].Start.At; !at.IsZero() && t.first[list[i].Address].IsZero() {
			t.first[list[i].Address] = at // the list is sorted
		}
		if list[i].Proposal != nil && !isSettled(&list[i]) {
			t.proposals++
		}
	}
	return t
}

// isSettled says whether a proposal was declined, or the event has been moved to where it
// wants it.
func isSettled(r *ical.Response) bool {
	c := r.Proposal
	return !c.Declined.IsZero() || c.Sequence < r.Revision && !c.Start.At.IsZero() && c.Start.At.Equal(r.Start.At) && c.End.At.Equal(r.End.At)
}

// title gives the title of an event in the language of the table.
func (t *replyTable) title(r *ical.Response) string {
	return cmp.Or(t.titles.in(t.langs, r.UID), printable(r.Title), r.UID)
}

// answerWords are in the order of the sums.
var answerWords = [...]datefmt.Word{datefmt.WordAccepted, datefmt.WordTentative, datefmt.WordDeclined, datefmt.WordDelegated, datefmt.WordNoAnswer, datefmt.WordUninvited}

// answerWord gives the word for an answer.
func answerWord(r *ical.Response) datefmt.Word {
	if r.Invited == ical.InvitedByNobody {
		return datefmt.WordUninvited
	}
	switch r.Answer {
	case ical.AnswerAccepted:
		return datefmt.WordAccepted
	case ical.AnswerTentative:
		return datefmt.WordTentative
	case ical.AnswerDeclined:
		return datefmt.WordDeclined
	case ical.AnswerDelegated:
		return datefmt.WordDelegated
	}
	return datefmt.WordNoAnswer
}

func answerOrder(r *ical.Response) int { return slices.Index(answerWords[:], answerWord(r)) }

// print prints the answers, gathered by session or by person, and their sum.
func (t *replyTable) print(w io.Writer, p paint, byPerson bool) error {
	var heads []string
	groups := map[string][]int{}
	cells := make([][]string, len(t.list))
	for i := range t.list {
		r := &t.list[i]
		head := t.session(r, schedule.Zone{}, "  ")
		what := t.name(r)
		if byPerson {
			head = t.person(r)
			what = t.session(r, t.zone(r), "\t")
		}
		if r.Invited == ical.InvitedByDelegation {
			what += " ← " + strings.Join(r.DelegatedFrom, ", ")
		}
		if groups[head] == nil {
			heads = append(heads, head)
		}
		groups[head] = append(groups[head], i)
		cells[i] = append([]string{t.answer(r)}, strings.Split(what, "\t")...)
	}
	lines := aligned(cells)
	for _, head := range heads {
		if !byPerson {
			slices.SortStableFunc(groups[head], func(i, j int) int { return answerOrder(&t.list[i]) - answerOrder(&t.list[j]) })
		}
		fmt.Fprintln(w, p.bold(head))
		for _, i := range groups[head] {
			fmt.Fprintln(w, "  "+lines[i])
			t.remarks(w, &t.list[i])
		}
	}
	_, err := fmt.Fprintln(w, t.sum())
	return err
}

// answer gives what somebody has said.
func (t *replyTable) answer(r *ical.Response) string {
	text := t.loc.Word(answerWord(r))
	if len(r.DelegatedTo) > 0 && r.Answer == ical.AnswerDelegated {
		text += " → " + shortList(r.DelegatedTo)
	}
	if r.Answer != "" && r.Answer != ical.AnswerNeedsAction && !r.Current && r.Invited != ical.InvitedByNobody {
		text += " (" + t.loc.Word(datefmt.WordOutdated) + ")"
	}
	return text
}

// remarks prints comments and proposals.
func (t *replyTable) remarks(w io.Writer, r *ical.Response) {
	const indent = "    "
	comment := func(text string) {
		for line := range strings.SplitSeq(text, "\n") {
			if line = strings.TrimSpace(line); line != "" {
				fmt.Fprintf(w, "%s%s\n", indent, printable(line))
			}
		}
	}
	comment(r.Comment)
	c := r.Proposal
	if c == nil || isSettled(r) {
		return
	}
	word := t.loc.Word(datefmt.WordProposal)
	if c.Start != (ical.EventTime{}) {
		zones := []schedule.Zone{t.agenda.Zone}
		if z := t.zone(r); z != t.agenda.Zone {
			zones = append(zones, z)
		}
		for _, z := range zones {
			fmt.Fprintf(w, "%s%s (%s): %s\n", indent, word, t.loc.City(z.String()), t.when(c.Start, c.End, z))
		}
	}
	if c.Place != "" {
		fmt.Fprintf(w, "%s%s: %s\n", indent, word, printable(c.Place))
	}
	if c.Comment != r.Comment {
		comment(c.Comment)
	}
}

// printable leaves out what could write over the terminal.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f || r >= 0x80 && r < 0xa0 || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 {
			return -1
		}
		return r
	}, s)
}

// name gives the name of who has answered, as the agenda has it.
func (t *replyTable) name(r *ical.Response) string {
	if p := t.people[r.Address]; p != nil {
		return p.Name.In(t.langs...).Text
	}
	if r.Name != "" {
		return printable(r.Name) + " <" + r.Address + ">"
	}
	return r.Address
}

func (t *replyTable) person(r *ical.Response) string {
	name := t.name(r)
	if t.people[r.Address] != nil {
		name += " <" + r.Address + ">"
	}
	z := t.zone(r)
	if at, ok := t.first[r.Address]; ok {
		name += " · " + t.loc.Zone(z.String(), z.Offset(at))
	}
	return name
}

// zone gives the zone of who has answered, else the host's.
func (t *replyTable) zone(r *ical.Response) schedule.Zone {
	if p := t.people[r.Address]; p != nil && !p.Zone.IsZero() {
		return p.Zone
	}
	return t.agenda.Zone
}

// session gives when and what an event is; with the zero Zone on the host's wall.
func (t *replyTable) session(r *ical.Response, z schedule.Zone, between string) string {
	title := t.title(r)
	if r.Start == (ical.EventTime{}) {
		return title
	}
	if z.IsZero() {
		z = t.agenda.Zone
	}
	return t.when(r.Start, r.End, z) + between + title
}

// when writes times on a wall.
func (t *replyTable) when(from, to ical.EventTime, z schedule.Zone) string {
	if to == (ical.EventTime{}) {
		to = from
	}
	if from.At.IsZero() {
		return t.loc.DateRange(from.Wall.Date, to.Wall.Date, datefmt.Short)
	}
	start, end := z.Wall(from.At), z.Wall(to.At)
	start.Clock, end.Clock = minutes(start.Clock), minutes(end.Clock)
	return t.loc.Span(start, end, datefmt.Short)
}

// sum counts the answers.
func (t *replyTable) sum() string {
	var parts []string
	for _, word := range answerWords {
		if n := t.counts[word]; n > 0 {
			parts = append(parts, fmt.Sprintf("%s: %d", t.loc.Word(word), n))
		}
	}
	if t.proposals > 0 {
		parts = append(parts, fmt.Sprintf("%s: %d", t.loc.Word(datefmt.WordProposal), t.proposals))
	}
	return strings.Join(parts, " · ")
}
