package outbox

import (
	"strings"
	"testing"
	"time"
)

// FuzzEntry: whatever a list has, an entry that is read can be no command of its own,
// lies somewhere, and is written as it was read.
func FuzzEntry(f *testing.F) {
	f.Add("39\t10\t00ff\ta@example.org\tb@example.org\t<x@example.org>\t<y@example.org>\tone@example.org\tREQUEST\tAsia%2FSeoul:20260908T093000,20260915T003000Z\t2\t20260701T120000Z\tnew")
	f.Add("39\t10\t00ff\ta@example.org\t민지@example.org\t<x@example.org>\t<y@example.org>\t%09\tCANCEL\t\t0\t\t")
	f.Add("39\t10\t00ff\ta@example.org\tb@example.org> SIZE=1\t<x@example.org>\t<y@example.org>\t\t\t\t0\t\t")
	f.Add("-1\t99999999999\t\t\t\t\t\t\t\t\t-1\tthen\t")
	f.Fuzz(func(t *testing.T, line string) {
		e, err := parseEntry(line)
		if err != nil {
			return
		}
		if strings.ContainsAny(e.From+e.To+e.ID, " \t\r\n<>\x00") || e.offset < 0 || e.size <= 0 || e.size > mailLimit {
			t.Errorf("%q was read as %+v", line, e)
		}
		again, err := parseEntry(strings.TrimSuffix(e.line(), "\n"))
		if err != nil || *again != *e {
			t.Errorf("%+v was written as %q, which is %+v, %v", e, e.line(), again, err)
		}
	})
}

// FuzzJournal: whatever a journal has, and wherever it was cut, it is read without a
// panic, or told to be wrong; and what is read is written as it was.
func FuzzJournal(f *testing.F) {
	f.Add("2026-07-01T12:00:05Z\taccepted\tb@example.org\t<x@example.org>\t250 ok\n")
	f.Add("2026-07-01T12:00:05Z\tdeferred\tb@example.org\t<x@example.org>\t450 later\n2026-07-01T12:00:05Z\tref")
	f.Add("2026-07-01T12:00:05Z\tsending\tb@example.org\t<x@example.org>\t\n2026-07-01T12:00:05Z\tunanswered\tb@example.org\t<x@example.org>\tcut\n2026-07-01T12:00:05Z\tneedless\tb@example.org\t<x@example.org>\tit")
	f.Add("2026-07-01T1\x00\x00\ttorn\n")
	f.Fuzz(func(t *testing.T, text string) {
		_, _ = readJournal(strings.NewReader(text), func(r record) {
			if r.when.Year() > 9999 || r.when.Location() != time.UTC || strings.Contains(r.words, "\r") {
				return // which we do not write
			}
			again, err := parseRecord(strings.TrimSuffix(r.line(), "\n"))
			if err != nil || again.id != r.id || again.event != r.event || again.words != r.words {
				t.Errorf("%+v was written as %q, which is %+v, %v", r, r.line(), again, err)
			}
		})
	})
}
