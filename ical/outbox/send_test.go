package outbox_test

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/plenaria/plenaria/ical"
	"github.com/plenaria/plenaria/ical/outbox"
)

// only gives a script that says something at a verb, for readers of odd number or for
// all.
func only(verb, say string, which func(step) bool) func(step) string {
	return func(s step) string {
		if s.verb == verb && which(s) {
			return say
		}
		return ""
	}
}

func first(s step) bool       { return s.nth == 1 && odd(s.to) }
func oddReaders(s step) bool  { return odd(s.to) }
func everyTime(step) bool     { return true }
func fourthMail(s step) bool  { return s.mails >= 3 }
func evenConn(s step) bool    { return s.conn%2 == 0 }
func firstTwice(s step) bool  { return s.nth <= 2 && odd(s.to) }
func notTheFirst(s step) bool { return s.conn > 1 }

// A faultCase is what a server does, and what must come out.
type faultCase struct {
	script func(step) string
	want   [4]int // waiting, accepted, refused
	err    error
	twins  int
	says   string // in the reason of mails that are not accepted, or in the error
}

// faultCases gives the cases for n readers.
func faultCases(n int) map[string]faultCase {
	half := [4]int{0, n / 2, n / 2}
	waiting := [4]int{n / 2, n / 2, 0}
	all, none := [4]int{0, n, 0}, [4]int{n, 0, 0}
	return map[string]faultCase{
		"nothing is wrong":                         {nil, all, nil, 0, ""},
		"reader refused":                           {only("RCPT", "550 5.1.1 no such user", oddReaders), half, nil, 0, "550 5.1.1 no such user"},
		"mail refused at DATA":                     {only("DATA", "554 5.7.1 no", oddReaders), half, nil, 0, "554 5.7.1 no"},
		"mail refused at its end":                  {only("END", "554 5.7.1 spam", oddReaders), half, nil, 0, "554 5.7.1 spam"},
		"reader's mailbox is full for ever":        {only("RCPT", "452 4.2.2 full", oddReaders), waiting, nil, 0, "452 4.2.2 full"},
		"mail is not wanted now for ever":          {only("END", "451 4.7.1 later", oddReaders), waiting, nil, 0, "451 4.7.1 later"},
		"greylisting of all":                       {only("RCPT", "450 4.2.0 greylisted", func(s step) bool { return s.nth == 1 }), all, nil, 0, ""},
		"greylisting at the end of the mail":       {only("END", "451 4.7.1 greylisted", firstTwice), all, nil, 0, ""},
		"421 at RCPT":                              {only("RCPT", "421 4.7.0 busy", first), all, nil, 0, ""},
		"421 at the end of the mail":               {only("END", "421 4.7.0 busy", first), all, nil, 0, ""},
		"cut at the greeting":                      {only("CONNECT", cut, evenConn), all, nil, 0, ""},
		"cut behind the greeting":                  {only("CONNECT", answerCut, evenConn), all, nil, 0, ""},
		"cut at EHLO":                              {only("EHLO", cut, evenConn), all, nil, 0, ""},
		"cut at MAIL":                              {only("MAIL", cut, fourthMail), all, nil, 0, ""},
		"cut behind MAIL":                          {only("MAIL", answerCut, fourthMail), all, nil, 0, ""},
		"cut at RCPT":                              {only("RCPT", cut, first), all, nil, 0, ""},
		"cut behind RCPT":                          {only("RCPT", answerCut, first), all, nil, 0, ""},
		"cut at DATA":                              {only("DATA", cut, first), all, nil, 0, ""},
		"cut in the middle of the mail":            {only("BODY", cut, first), all, nil, 0, ""},
		"cut behind the mail, which is not taken":  {only("END", cut, first), all, nil, 0, ""},
		"cut behind the mail, which is taken":      {only("END", commitCut, first), all, nil, n / 2, ""},
		"cut behind the answer":                    {only("END", answerCut, oddReaders), all, nil, 0, ""},
		"cut at RSET":                              {func(s step) string { return or(only("RCPT", "450 later", first)(s), only("RSET", cut, everyTime)(s)) }, all, nil, 0, ""},
		"no more than three mails on a connection": {only("MAIL", "421 4.7.0 too many mails", fourthMail), all, nil, 0, ""},
		"no more than three mails, which is told without a code": {only("MAIL", "hm", fourthMail), all, nil, 0, ""},
		"no answer at the greeting":                              {only("CONNECT", hang, evenConn), all, nil, 0, ""},
		"no answer to RCPT":                                      {only("RCPT", hang, first), all, nil, 0, ""},
		"no answer to the mail":                                  {only("END", hang, first), all, nil, 0, ""},
		"a reader always cut off":                                {only("RCPT", cut, func(s step) bool { return s.to == reader(7) }), [4]int{1, n - 1, 0}, nil, 0, "no answer to RCPT TO"},
		"no answer at all":                                       {only("CONNECT", hang, everyTime), none, outbox.ErrUnavailable, 0, "6 connections in a row"},
		"cut always":                                             {only("EHLO", cut, everyTime), none, outbox.ErrUnavailable, 0, "EHLO"},
		"closed at RCPT":                                         {only("RCPT", "421 4.3.2 closing", everyTime), none, outbox.ErrUnavailable, 0, "421 4.3.2 closing"},
		"closed at the greeting":                                 {only("CONNECT", "421 4.3.2 closed for the night", everyTime), none, outbox.ErrUnavailable, 0, "closed for the night"},
		"always busy at MAIL":                                    {only("MAIL", "452 4.3.1 no room", everyTime), none, outbox.ErrUnavailable, 0, "452 4.3.1 no room"},
		"unwelcome at the greeting":                              {only("CONNECT", "554 5.7.1 your network is blocked", everyTime), none, outbox.ErrServer, 0, "554 5.7.1 your network is blocked"},
		"EHLO refused": {func(s step) string {
			return or(only("EHLO", "550 5.7.1 bad name", everyTime)(s), only("HELO", "550 5.7.1 bad", everyTime)(s))
		}, none, outbox.ErrServer, 0, "550 5.7.1 bad"},
		"HELO only":       {only("EHLO", "500 what?", everyTime), all, nil, 0, ""},
		"sender refused":  {only("MAIL", "553 5.1.8 not your address", everyTime), none, outbox.ErrServer, 0, "553 5.1.8 not your address"},
		"login wanted":    {only("RCPT", "530 5.7.0 authentication required", everyTime), none, outbox.ErrServer, 0, "530 5.7.0 authentication required"},
		"all are refused": {only("RCPT", "554 5.7.1 relay access denied", everyTime), [4]int{n - 20, 0, 20}, outbox.ErrServer, 0, "the first 20 mails, the last one with: 554 5.7.1 relay"},
		"it goes away after the first connection": {func(s step) string {
			return or(only("CONNECT", cut, notTheFirst)(s), only("MAIL", cut, func(s step) bool { return s.mails == n/2 })(s))
		}, waiting, outbox.ErrUnavailable, 0, "greeting"},
	}
}

// TestFaults sends to 1,000 readers, with the pauses and timeouts of the defaults, and
// to some by servers that take commands ahead, also by five connections.
func TestFaults(t *testing.T) {
	testFaults(t, 1000, nil, false, 0)
	testFaults(t, 100, []string{"PIPELINING"}, false, 0)
	testFaults(t, 100, []string{"PIPELINING"}, true, 0)
	testFaults(t, 200, []string{"PIPELINING"}, false, 5)
}

func testFaults(t *testing.T, n int, offers []string, eager bool, connections int) {
	folder := filepath.Join(t.TempDir(), "box")
	b := open(t, folder)
	add(t, b, readers(n)...)
	b.Close()
	for name, test := range faultCases(n) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				b, s := open(t, copyOf(t, folder)), newFaultyServer(test.script)
				s.offers, s.eager = offers, eager
				r, err := b.Send(t.Context(), s.server(), &outbox.SendOptions{PerConnection: n * 6 / 10, Connections: connections})
				test.check(t, b, s, r, err)
			})
		})
	}
}

func (test *faultCase) check(t *testing.T, b *outbox.Box, s *faultyServer, r outbox.Report, err error) {
	if !errors.Is(err, test.err) || (err != nil) != (test.err != nil) {
		t.Errorf("Send's error is %v, want %v", err, test.err)
	}
	if got := states(b); got != test.want {
		t.Errorf("waiting, accepted, refused: %v, want %v", got, test.want)
	}
	if err := s.isTaken(b, test.twins); err != nil {
		t.Error(err)
	}
	if got := [4]int{len(r.Waiting), r.Accepted, len(r.Refused)}; got != test.want {
		t.Errorf("Report has %v, want %v", got, test.want)
	}
	if err != nil {
		if !strings.Contains(err.Error(), test.says) {
			t.Errorf("the error is %q, want %q in it", err, test.says)
		}
		return
	}
	for _, m := range append(r.Refused, r.Waiting...) {
		if !strings.Contains(m.Reason, test.says) {
			t.Errorf("%s: %q, want %q in it", m.To, m.Reason, test.says)
		}
	}
}

func or(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// TestRunAgain: what one run leaves the next one sends, and nothing else.
func TestRunAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b, bad := filled(t, readers(10)...), true
		s := newFaultyServer(func(s step) string {
			switch {
			case bad && s.verb == "RCPT" && odd(s.to):
				return "550 no such user"
			case bad && s.verb == "RCPT" && s.to == reader(4):
				return "451 later"
			}
			return ""
		})
		send(t, b, s.server(), nil)
		if got, want := states(b), [4]int{1, 4, 5}; got != want {
			t.Fatalf("first run: %v, want %v", got, want)
		}
		bad = false
		if r := send(t, b, s.server(), nil); r.Accepted != 1 || states(b) != [4]int{0, 5, 5} {
			t.Errorf("second run: %+v", r)
		}
		if r := send(t, b, s.server(), &outbox.SendOptions{RetryRefused: true}); r.Accepted != 5 {
			t.Errorf("with RetryRefused: %+v", r)
		}
		if r := send(t, b, s.server(), &outbox.SendOptions{RetryRefused: true}); r.Accepted != 0 {
			t.Errorf("with nothing to do: %+v", r)
		}
		if err := s.isTaken(b, 0); err != nil {
			t.Error(err)
		}
	})
}

// TestNoServer: who names no server is told so, also with a nil Server.
func TestNoServer(t *testing.T) {
	for name, server := range map[string]*outbox.Server{"nil": nil, "zero": {}} {
		_, err := filled(t, readers(1)...).Send(t.Context(), server, nil)
		if !errors.Is(err, outbox.ErrServer) || !strings.Contains(err.Error(), `Server.Addr is ""`) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestOrder: nothing about an event overtakes what was added before it, to whichever
// step the server says 4yz.
func TestOrder(t *testing.T) {
	for _, verb := range []string{"RCPT", "DATA", "END"} {
		synctest.Test(t, func(t *testing.T) {
			var list []*ical.Message
			for i, m := range []ical.Method{ical.MethodRequest, ical.MethodRequest, ical.MethodCancel} {
				for j := range 20 { // none replaces another, as each is about an occurrence of its own
					id := fmt.Sprintf("2026090%dT003000Z", i+1)
					list = append(list, about(message(reader(j), "one", m, i), id), about(message(reader(j), "two", m, i), id))
				}
			}
			b, tries := filled(t, list...), 0
			s := newFaultyServer(only(verb, "451 later", func(s step) bool { tries++; return odd(s.to) && tries%3 != 0 }))
			for range 20 {
				send(t, b, s.server(), nil)
			}
			if got, want := states(b), [4]int{0, len(list), 0}; got != want {
				t.Errorf("%s: %v, want %v", verb, got, want)
			}
			at := map[string]int{}
			for i, id := range s.order {
				at[strings.Trim(id, "<>")] = i
			}
			last := map[string]int{}
			for _, m := range list {
				id, err := m.ID()
				if err != nil {
					t.Fatal(err)
				}
				thread := m.To.Address + string(m.Calendar[strings.Index(string(m.Calendar), "UID:"):][:7])
				if was, ok := last[thread]; ok && at[id] < was {
					t.Errorf("%s: a mail to %s is before the one that was added before it", verb, m.To.Address)
				}
				last[thread] = at[id]
			}
		})
	}
}

// TestOrderOfPauses: one mail waits by itself, the next one because its reader does, for
// a shorter time. The third one is about an occurrence of the same event as the first, and
// waits for that.
func TestOrderOfPauses(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		request, cancel := message(reader(0), "one", ical.MethodRequest, 0), about(message(reader(0), "one", ical.MethodCancel, 1), "20260908T003000Z")
		b := filled(t, request, message(reader(0), "two", ical.MethodRequest, 0), cancel)
		s := newFaultyServer(func(s step) string {
			if s.verb == "RCPT" && (s.nth == 1 || s.nth == 3) || s.verb == "END" && s.nth == 1 {
				return "451 later"
			}
			return ""
		})
		send(t, b, s.server(), &outbox.SendOptions{Pauses: []time.Duration{10 * time.Minute, time.Minute}})
		var got []string
		for i, id := range s.order {
			if m, _ := request.ID(); id == "<"+m+">" {
				got = append(got, fmt.Sprint("REQUEST ", i))
			}
			if m, _ := cancel.ID(); id == "<"+m+">" {
				got = append(got, fmt.Sprint("CANCEL ", i))
			}
		}
		if want := "[REQUEST 1 CANCEL 2]"; fmt.Sprint(got) != want {
			t.Errorf("%v, want %v", got, want)
		}
	})
}

// TestCancel ends the context at each step of one of the mails: the server is let
// answer when it has a whole mail, so that no mail is there twice.
func TestCancel(t *testing.T) {
	for _, verb := range []string{"CONNECT", "EHLO", "MAIL", "RCPT", "DATA", "BODY", "END", "RSET"} {
		synctest.Test(t, func(t *testing.T) {
			b := filled(t, readers(20)...)
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			done := false
			s := newFaultyServer(func(s step) string {
				if s.verb == verb && (s.to == reader(7) || s.to == "") && !done {
					done = true
					cancel()
					time.Sleep(time.Second) // less than the client waits for an answer
				}
				if s.verb == "RCPT" && s.to == reader(7) && verb == "RSET" {
					return "550 no"
				}
				return ""
			})
			if _, err := b.Send(ctx, s.server(), nil); !errors.Is(err, context.Canceled) {
				t.Errorf("%s: %v, want %v", verb, err, context.Canceled)
			}
			time.Sleep(time.Minute) // the server does what it has begun
			if err := s.isTaken(b, 0); err != nil {
				t.Errorf("%s: %v", verb, err)
			}
			send(t, b, s.server(), nil)
			if got := states(b); got[outbox.Waiting] != 0 {
				t.Errorf("%s: %v, want none waiting", verb, got)
			}
			if err := s.isTaken(b, 0); err != nil {
				t.Errorf("%s: %v", verb, err)
			}
		})
	}
}
