package agendafile

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/plenaria/plenaria/schedule"
)

// Format brings the text of an agenda file into the form of [Write] and keeps
// its comments with what they are about. A session that needs an ID and has none
// gets one by [NameSessions]; named lists these IDs. Formatting what Format gave
// changes nothing.
//
// The error is [schedule.Problems], as that of [Read].
func Format(text []byte, opts *Options) (formatted []byte, named []schedule.ID, err error) {
	src, problem := readSource(bytes.NewReader(text), opts)
	if problem == nil {
		problem = src.checkText()
	}
	if problem != nil {
		return nil, nil, schedule.Problems{*problem}
	}
	rd := newReader(src, opts.zones())
	a := rd.read()
	if a == nil {
		return nil, nil, rd.log.list().Err()
	}
	named = NameSessions(a)
	rd.check(a)
	problems := append(rd.log.list(), writable(a)...)
	if err := problems.Err(); err != nil {
		return nil, nil, err
	}
	formatted = rd.format(a)
	if problem := src.lost(formatted); problem != nil {
		return nil, nil, schedule.Problems{*problem}
	}
	return formatted, named, nil
}

// format writes the agenda that was read, with the comments of its file.
func (rd *reader) format(a *schedule.Agenda) []byte {
	root := newWriter(a).agenda(a)
	root.annotate(rd.root.node)
	e := &emitter{}
	doc := notes{}
	doc.take(rd.doc)
	for _, part := range [][]string{doc.head, lines(doc.line), root.notes.head, lines(root.notes.line)} {
		e.comment(part, 0)
		if len(part) > 0 {
			e.b.WriteByte('\n')
		}
	}
	e.mapping(&root, 0, false)
	for _, part := range [][]string{root.notes.foot, doc.foot} {
		if len(part) > 0 {
			e.b.WriteByte('\n')
		}
		e.comment(part, 0)
	}
	return []byte(e.b.String())
}

// lost finds a comment of the source that is not in the new text. The YAML
// library hands over comments as it understands them, and drops some, as behind
// an opening bracket; then nothing is written.
func (src *source) lost(formatted []byte) *schedule.Problem {
	seen := map[string]int{}
	for i, start := range src.starts() {
		line := src.line(i + 1)
		at := commentIn(line)
		if at < 0 {
			continue
		}
		comment := strings.TrimSpace(line[at:])
		if seen[comment]++; bytes.Count(formatted, []byte(comment)) < seen[comment] {
			return src.problem(start+at, &fault{ErrSyntax, fmt.Sprintf("the comment %s cannot be kept where it stands; move it above a session or a key", shown(comment))})
		}
	}
	return nil
}

// commentIn gives where the comment of a line begins, -1 if it has none. A line
// inside of a text may look as if it had one; that is in the new text, too.
func commentIn(line string) int {
	var quote byte
	for i := range len(line) {
		switch c := line[i]; {
		case quote == '"' && c == '\\':
			return -1 // what follows is not worth the trouble
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '#' && (i == 0 || line[i-1] == ' ' || line[i-1] == '\t'):
			return i
		case (c == '"' || c == '\'') && (i == 0 || strings.IndexByte(" \t[{,:", line[i-1]) >= 0):
			quote = c
		}
	}
	return -1
}

// NameSessions gives an ID to each session that needs one and has none, made of
// its title by [NewID], and lists the new IDs. An English title is taken before
// the original one. Where the title gives none, the ID is made of the kind and
// the start, such as talk-1118-0930; where an ID is taken, a number follows.
func NameSessions(a *schedule.Agenda) (named []schedule.ID) {
	n := namer{taken: map[schedule.ID]bool{}}
	sessions(a, func(_ *schedule.Day, s *schedule.Session) { n.taken[s.ID] = true })
	sessions(a, func(d *schedule.Day, s *schedule.Session) {
		if s.ID == "" && s.Kind != schedule.Break {
			s.ID = n.free(proposed(d, s))
			named = append(named, s.ID)
		}
	})
	return named
}

// sessions calls visit for each session, the parallel ones included.
func sessions(a *schedule.Agenda, visit func(*schedule.Day, *schedule.Session)) {
	for i := range a.Days {
		d := &a.Days[i]
		for j := range d.Sessions {
			visit(d, &d.Sessions[j])
			for k := range d.Sessions[j].Parallel {
				visit(d, &d.Sessions[j].Parallel[k])
			}
		}
	}
}

func proposed(d *schedule.Day, s *schedule.Session) schedule.ID {
	for _, title := range []string{s.Title.In("en").Text, s.Title.Original()} {
		if id := NewID(title); id != "" {
			return id
		}
	}
	kind := s.Kind
	if kind == "" {
		kind = schedule.Talk
	}
	clock := strings.ReplaceAll((s.Start - s.Start%schedule.Minute).String(), ":", "")
	return schedule.ID(fmt.Sprintf("%s-%02d%02d-%s", kind, d.Date.Month, d.Date.Day, clock))
}

// namer knows the IDs that are taken.
type namer struct{ taken map[schedule.ID]bool }

// free gives the first of id, id-2, id-3 … that is not taken, and takes it.
func (n *namer) free(id schedule.ID) schedule.ID {
	free := id
	for i := 2; n.taken[free]; i++ {
		free = schedule.ID(fmt.Sprint(id, "-", i))
	}
	n.taken[free] = true
	return free
}
