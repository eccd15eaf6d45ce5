package outbox

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/mail"
	"net/url"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/plenaria/plenaria/ical"
)

// Mail is what the outbox knows of a mail.
type Mail struct {
	// ID is the Message-ID, without its angle brackets. No two mails of an outbox
	// have the same.
	ID string
	// From and To are the addresses of the sender and of the one reader.
	From, To string
	// State is how far the mail is.
	State State
	// Reason is what the server said last, or why the mail is superseded; empty:
	// nothing yet. It is one line without control characters.
	Reason string
}

// State is how far a mail is.
type State int

const (
	// Waiting is a mail that is to be sent, or to be sent again.
	Waiting State = iota
	// Accepted is one for which the server has taken the responsibility.
	Accepted
	// Refused is one that the server does not want, and that is not sent again
	// unless that is asked for.
	Refused
	// Superseded is one that was never sent and never will be, since a newer mail says
	// all that it would, or since it cancels what its reader was never told.
	Superseded
)

var stateNames = [...]string{"waiting", "accepted", "refused", "superseded"}

// String gives a word for the state.
func (s State) String() string {
	if s < 0 || int(s) >= len(stateNames) {
		return "State(" + strconv.Itoa(int(s)) + ")"
	}
	return stateNames[s]
}

// An entry is a mail and where it lies: a line in the list of its batch.
type entry struct {
	Mail
	batch    string // the name of its folder
	offset   int64  // of its first header in the mbox
	size     int    // octets there
	digest   string // of these octets
	thread   string // the first mail about the same event to the same reader
	retrying bool   // Refused, and to be sent again in this run
	place    int    // in the queue of a run
	before   int    // the mail of the thread before this one; -1: none
	begun    bool   // it was being sent, and nothing says how that ended
	perhaps  bool   // a server may have accepted it, though nobody knows
	needless bool   // Superseded: it cancels what its reader was never told
	unnoted  bool   // the journal does not have its State yet
	told
}

// told is what a mail tells of its event.
type told struct {
	uid    string // escaped
	method ical.Method
	about  string // the RECURRENCE-IDs, each escaped, a comma between two; empty: all of the event
	number int    // SEQUENCE
	stamp  string // DTSTAMP
	isNew  bool   // the first that its reader is told of it
}

const (
	mboxName   = "mails.mbox"
	listName   = "list.tsv"
	newWord    = "new" // in its last column
	stampForm  = "20060102T150405Z"
	listHeader = "offset\toctets\tSHA-256\tfrom\tto\tMessage-ID\tfirst Message-ID of the thread\tUID\tMETHOD\tRECURRENCE-ID\tSEQUENCE\tDTSTAMP\tnew\n"
)

// toldBy gives what a message tells.
func toldBy(m *ical.Message) (told, error) {
	item, err := m.Item()
	if err != nil {
		return told{}, err
	}
	t := told{uid: strings.Clone(url.PathEscape(item.UID)), method: item.Method, number: item.Sequence, isNew: item.New}
	for i, id := range item.Recurrences {
		if i > 0 {
			t.about += ","
		}
		t.about += url.PathEscape(id)
	}
	t.about = strings.Clone(t.about) // a part of the calendar object would keep all of it
	if !item.Stamp.IsZero() {
		t.stamp = item.Stamp.UTC().Format(stampForm)
	}
	return t, nil
}

// newEntry reads what the list has from the header of a mail.
func newEntry(body []byte, offset int64) (*entry, error) {
	m, err := mail.ReadMessage(bytes.NewReader(body))
	if err != nil {
		return nil, fmt.Errorf("header: %w", err)
	}
	e := &entry{offset: offset, size: len(body), digest: digestOf(body)}
	for name, to := range map[string]*string{"From": &e.From, "To": &e.To} {
		a, err := mail.ParseAddress(m.Header.Get(name))
		if err != nil {
			return nil, fmt.Errorf("header %s: %w", name, err)
		}
		*to = a.Address
	}
	e.ID = strings.Trim(m.Header.Get("Message-ID"), "<> ")
	e.thread = strings.Trim(m.Header.Get("In-Reply-To"), "<> ")
	if e.thread == "" {
		e.thread = e.ID
	}
	return e, e.check()
}

// check refuses what could be a command, a line or a field of its own.
func (e *entry) check() error {
	for i, word := range []string{e.From, e.To, e.ID, e.thread} {
		at := strings.IndexByte(word, '@')
		if at <= 0 || i > 1 && !isASCII(word) || strings.ContainsFunc(word, func(r rune) bool { return r <= ' ' || r == 0x7f || r == '<' || r == '>' || !unicode.IsPrint(r) }) {
			return fmt.Errorf("%q is no address or Message-ID as a mail has them", word)
		}
	}
	return nil
}

func isASCII[T string | []byte](text T) bool {
	for i := range len(text) {
		if text[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// digestOf gives half of the SHA-256: this is no defence, only to see that a mail
// program has changed the mbox.
func digestOf(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:16])
}

// line gives the entry as a line of the list.
func (e *entry) line() string {
	isNew := ""
	if e.isNew {
		isNew = newWord
	}
	return fmt.Sprintf("%d\t%d\t%s\t%s\t%s\t<%s>\t<%s>\t%s\t%s\t%s\t%d\t%s\t%s\n",
		e.offset, e.size, e.digest, e.From, e.To, e.ID, e.thread, e.uid, e.method, e.about, e.number, e.stamp, isNew)
}

// parseEntry reads a line of the list.
func parseEntry(line string) (*entry, error) {
	f := strings.Split(line, "\t")
	if len(f) != strings.Count(listHeader, "\t")+1 {
		return nil, fmt.Errorf("%d fields, expected %d", len(f), strings.Count(listHeader, "\t")+1)
	}
	offset, err := strconv.ParseInt(f[0], 10, 64)
	if err != nil {
		return nil, err
	}
	size, err := strconv.Atoi(f[1])
	if err != nil {
		return nil, err
	}
	if offset < 0 || size <= 0 || size > mailLimit {
		return nil, fmt.Errorf("no mail is at %d with %d octets", offset, size)
	}
	e := &entry{Mail: Mail{From: f[3], To: f[4], ID: strings.Trim(f[5], "<>")}, offset: offset, size: size, digest: f[2], thread: strings.Trim(f[6], "<>")}
	if e.told, err = parseTold(f[7:]); err != nil {
		return nil, err
	}
	return e, e.check()
}

// parseTold reads the last fields of a line of the list.
func parseTold(f []string) (t told, err error) {
	t = told{uid: f[0], method: ical.Method(f[1]), about: f[2], stamp: f[4], isNew: f[5] == newWord}
	if t.number, err = strconv.Atoi(f[3]); err != nil {
		return t, err
	}
	if _, err := time.Parse(stampForm, t.stamp); err != nil && t.stamp != "" {
		return t, err
	}
	return t, nil
}
