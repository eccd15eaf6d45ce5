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

// lost finds a line of comment in the source that is not in the new text. The
// YAML library hands comments over as it understands them; should it miss one,
// nothing is written.
func (src *source) lost(formatted []byte) *schedule.Problem {
	kept := map[string]bool{}
	for line := range strings.Lines(string(formatted)) {
		kept[strings.TrimSpace(line)] = true
	}
	for n := range src.starts() {
		line := strings.TrimSpace(src.line(n + 1))
		if strings.HasPrefix(line, "#") && !kept[line] {
			return src.problem(src.starts()[n], &fault{ErrSyntax, fmt.Sprintf("this comment cannot be kept where it stands: %s; move it above a session", shown(line))})
		}
	}
	return nil
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
