package outbox

import (
	"bufio"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"github.com/plenaria/plenaria/ical"
)

// Unsent gives what readers were not sent though the state file says that they were told:
// for [ical.InviteOptions], so that a mail which takes the place of another one says all
// that its reader does not know. The state files are organizers' own ones, as they were
// before each batch; what a batch without one is about is left out. Of o count those
// options that count for [ical.Published], but Name. Errors are those of the files.
func (b *Box) Unsent(o *ical.ImportOptions) ([]ical.Unsent, error) {
	first := b.firstUnsent()
	states := map[string]*stateBefore{}
	var list []ical.Unsent
	for _, e := range b.mails {
		for about := range strings.SplitSeq(e.about, ",") {
			if first[eventKey{e.thread, about}] != e {
				continue
			}
			if states[e.batch] == nil {
				state, err := b.stateBefore(e.batch, o)
				if err != nil {
					return nil, err
				}
				states[e.batch] = state
			}
			if state := states[e.batch]; state.known {
				list = append(list, ical.Unsent{UID: unescape(e.uid), Recurrence: unescape(about), Address: e.To, Since: state.says})
			}
		}
	}
	return list, nil
}

// An eventKey is an event or an occurrence of it, to one reader.
type eventKey struct{ thread, about string }

// firstUnsent gives of each event the first mail since the last one that its reader has, or
// may have.
func (b *Box) firstUnsent() map[eventKey]*entry {
	first := map[eventKey]*entry{}
	for _, e := range b.mails {
		if e.method != ical.MethodRequest && e.method != ical.MethodCancel {
			continue
		}
		reached := e.State == Accepted || e.perhaps
		for about := range strings.SplitSeq(e.about, ",") {
			key := eventKey{e.thread, about}
			switch {
			case reached:
				delete(first, key)
			case first[key] == nil:
				first[key] = e
			}
		}
		if reached && e.about == "" {
			b.forgetOccurrences(e, first)
		}
	}
	return first
}

// forgetOccurrences drops what came before a mail about a whole series.
func (b *Box) forgetOccurrences(e *entry, first map[eventKey]*entry) {
	for j := e.before; j >= 0; j = b.mails[j].before {
		for about := range strings.SplitSeq(b.mails[j].about, ",") {
			delete(first, eventKey{e.thread, about})
		}
	}
}

// A stateBefore is what a state file said before a batch.
type stateBefore struct {
	known bool
	says  *ical.Publication // nil: there was no file
}

func (b *Box) stateBefore(batch string, o *ical.ImportOptions) (*stateBefore, error) {
	dir := filepath.Join(b.dir, batch)
	note, err := readNote(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return &stateBefore{}, nil
	} else if err != nil {
		return nil, err
	}
	if note[digestWas] == noDigest {
		return &stateBefore{known: true}, nil
	}
	name := filepath.Join(dir, beforeName)
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	says, err := ical.Published(bufio.NewReader(f), o)
	if err != nil {
		return nil, fmt.Errorf("%s, which is the state file as it was before: %w", name, err)
	}
	return &stateBefore{known: true, says: says}, nil
}

// unescape gives what was escaped for the list.
func unescape(s string) string {
	if plain, err := url.PathUnescape(s); err == nil {
		return plain
	}
	return s
}
