package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/plenaria/plenaria/ical"
)

// beginsAnew refuses to begin an organizer's file where there are traces of earlier
// invitations to the same sessions: who got those would take what a new file begins with
// for older, and nobody would know of whom to take something back.
func (r *inviteRun) beginsAnew(c *inviteCmd) error {
	if r.was.Publication != nil {
		if c.Anew {
			return fmt.Errorf("--anew is for an organizer's own file that is lost; %s is there. Move it away first if everybody is to be invited as if for the first time", near(r.was.name))
		}
		return nil
	}
	if c.Anew {
		return nil
	}
	traces, err := r.traces(c)
	if err != nil || len(traces) == 0 {
		return err
	}
	return fmt.Errorf("there is no %s, but earlier invitations to these sessions are in %s. Without that file nobody can tell who was told what, and calendars would take new invitations for older ones.\n"+
		"Put it back from a backup or another folder, or name it with --published; if none of these mails was ever sent, delete them; to begin anew all the same, give --anew",
		near(r.was.name), strings.Join(traces, ", "))
}

// traces names what there is of earlier invitations beside the organizer's file: outboxes,
// mbox files and folders of mails, whoever wrote or got them, and the response list.
func (r *inviteRun) traces(c *inviteCmd) (found []string, err error) {
	places := placesBeside(r.was.name, c.outbox())
	if len(places) == 0 && r.o.Answers == nil {
		return nil, nil
	}
	known, events, err := r.threads()
	if err != nil {
		return nil, err
	}
	for _, p := range places {
		if slices.ContainsFunc(p.files, func(file string) bool { return mentions(file, known) }) {
			found = append(found, near(p.name))
		}
	}
	if r.o.Answers != nil && slices.ContainsFunc(r.o.Answers.List(), func(a ical.Response) bool { return events[a.UID] }) {
		found = append(found, near(orBeside(c.Replies, c.File, responsesExt)))
	}
	return found, nil
}

// threads gives the Message-IDs that begin a thread, of each reader and event that there
// would be an invitation to, and the UIDs of these events.
func (r *inviteRun) threads() (ids, events map[string]bool, err error) {
	ids, events = map[string]bool{}, map[string]bool{}
	for inv, err := range ical.Invitations(nil, r.tl, &r.o) {
		if err != nil {
			return nil, nil, err
		}
		events[inv.UID] = true
		m := inv.Message()
		m.Update = false // that of the first mail, which later ones name as what they reply to
		if id, err := m.ID(); err == nil {
			ids[id] = true
		}
	}
	return ids, events, nil
}

// A mailPlace is an mbox file or a folder that has mails, and the files to look into.
type mailPlace struct {
	name  string
	files []string
}

// placesBeside finds mails beside a file, and in an outbox that may be elsewhere.
func placesBeside(name, outbox string) (list []mailPlace) {
	names := globbed(filepath.Dir(name), "[^.]*") // a dot begins what was not finished
	if outbox != "" && !slices.ContainsFunc(names, func(n string) bool { return isSameFile(n, outbox) }) {
		names = append(names, outbox)
	}
	for _, n := range names {
		p := mailPlace{name: n}
		switch info, err := os.Stat(n); {
		case err != nil: // what cannot be read has nothing of ours
		case info.IsDir():
			for _, inside := range []string{"*.eml", "journal.tsv", filepath.Join("*[0-9]", "mails.mbox")} {
				p.files = append(p.files, globbed(n, inside)...)
			}
		case filepath.Ext(n) == ".mbox" || filepath.Ext(n) == ".eml":
			p.files = []string{n}
		}
		if len(p.files) > 0 {
			list = append(list, p)
		}
	}
	return list
}

// isSameFile reports whether there is one file, or folder, with both names.
func isSameFile(a, b string) bool {
	x, errX := os.Stat(a)
	y, errY := os.Stat(b)
	return errX == nil && errY == nil && os.SameFile(x, y)
}

// globbed gives the files in a folder whose names are like a pattern.
func globbed(folder, pattern string) []string {
	literal := strings.NewReplacer(`*`, `[*]`, `?`, `[?]`, `[`, `[[]`).Replace(folder)
	list, _ := filepath.Glob(filepath.Join(literal, pattern))
	return list
}

// mentions reports whether a file names one of some Message-IDs.
func mentions(file string, ids map[string]bool) bool {
	info, err := os.Stat(file)
	if err != nil || !info.Mode().IsRegular() {
		return false
	}
	f, err := os.Open(file)
	if err != nil {
		return false
	}
	defer f.Close()
	lines := bufio.NewReader(f)
	for {
		line, err := lines.ReadSlice('\n') // a longer line than the buffer comes in pieces
		if bytes.IndexByte(line, '@') >= 0 && slices.ContainsFunc(bytes.FieldsFunc(line, besideID), func(word []byte) bool { return ids[string(word)] }) {
			return true
		}
		if err != nil && !errors.Is(err, bufio.ErrBufferFull) {
			return false // io.EOF, or what cannot be read
		}
	}
}

func besideID(r rune) bool { return strings.ContainsRune("<>, \t\r\n", r) }
