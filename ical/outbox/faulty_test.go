package outbox_test

import (
	"bufio"
	"context"
	"crypto/tls"
	"fmt"
	"io"
	"net"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/plenaria/plenaria/ical/outbox"
)

// A step is what a faulty server is asked about: a command, or the beginning of a
// connection or of a mail's text, or its end.
type step struct {
	verb  string // CONNECT, EHLO, HELO, STARTTLS, AUTH, MAIL, RCPT, DATA, BODY, END, RSET, QUIT
	to    string // from RCPT on
	conn  int    // number of the connection, from 1
	mails int    // that were taken on it before
	nth   int    // how many times this verb came for this reader, from 1
}

// Answers of a script beside lines for the client; empty: what a good server does.
const (
	cut       = "cut"        // close the connection without an answer
	hang      = "hang"       // never answer
	answerCut = "answer cut" // do what a good server does, then close
	commitCut = "commit cut" // at END: take the mail, and close without an answer
)

// A faultyServer is an SMTP server that does as its script says, and counts. It takes
// a mail when it is about to answer, except by commitCut.
type faultyServer struct {
	script   func(step) string
	offers   []string // lines of EHLO
	tls      *tls.Config
	implicit bool // TLS from the start
	eager    bool // it asks for the text of a mail without readers
	deaf     bool // it complains of nothing, as what it is told is no SMTP
	mu       sync.Mutex
	conns    int
	seen     map[string]int // verb and reader
	taken    map[string]int // by Message-ID
	order    []string       // Message-IDs as they were taken
	readers  []string       // the readers of these
	texts    []string       // the first 10 mails
	commands []string       // all lines of clients, in the first 10 connections
	wrong    []string       // what no client should do
}

func newFaultyServer(script func(step) string) *faultyServer {
	if script == nil {
		script = func(step) string { return "" }
	}
	return &faultyServer{script: script, seen: map[string]int{}, taken: map[string]int{}}
}

// dial connects a client in memory, so that nothing waits outside of a bubble of
// synctest.
func (s *faultyServer) dial(context.Context, string, string) (net.Conn, error) {
	client, server := net.Pipe()
	go s.serve(server)
	return client, nil
}

// listen takes connections on loopback until the test ends.
func (s *faultyServer) listen(t testing.TB) (addr string) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			if s.implicit {
				c = tls.Server(c, s.tls)
			}
			go s.serve(c)
		}
	}()
	return l.Addr().String()
}

// server gives the options of a client in memory.
func (s *faultyServer) server() *outbox.Server {
	return &outbox.Server{Addr: "mail.example.org", Security: outbox.Plaintext, Dial: s.dial}
}

// refuse notes where a client wants to go to, and that there is no such host.
func refuse(dialed *string) func(context.Context, string, string) (net.Conn, error) {
	return func(_ context.Context, _, addr string) (net.Conn, error) {
		*dialed = addr
		return nil, &net.DNSError{Err: "no such host", Name: addr, IsNotFound: true}
	}
}

// A conversation is one connection.
type conversation struct {
	*faultyServer
	conn          net.Conn
	in            *bufio.Reader
	number, mails int
	from, to      string
}

func (s *faultyServer) serve(c net.Conn) {
	s.mu.Lock()
	s.conns++
	v := &conversation{faultyServer: s, conn: c, in: bufio.NewReader(c), number: s.conns}
	s.mu.Unlock()
	defer func() { v.conn.Close() }()
	if !v.answer("CONNECT", "220 faulty ESMTP") {
		return
	}
	for {
		line, err := v.in.ReadString('\n')
		if err != nil {
			return
		}
		s.mu.Lock()
		if v.number <= 10 {
			s.commands = append(s.commands, line)
		}
		s.mu.Unlock()
		if !v.command(strings.TrimRight(line, "\r\n"), line) {
			return
		}
	}
}

func (v *conversation) command(line, raw string) bool {
	verb, arg, _ := strings.Cut(line, " ")
	switch {
	case !strings.HasSuffix(raw, "\r\n"):
		v.complain("a line does not end in CR LF: %q", raw)
	case verb == "EHLO":
		return v.answer(verb, strings.Join(append(append([]string{}, v.greetings()...), "250 HELP"), "\r\n"))
	case verb == "HELO":
		return v.answer(verb, "250 faulty")
	case verb == "STARTTLS" && v.tls != nil:
		if !v.answer(verb, "220 go ahead") {
			return false
		}
		v.conn = tls.Server(v.conn, v.tls)
		v.in = bufio.NewReader(v.conn)
		return true
	case verb == "AUTH":
		return v.login(arg)
	case verb == "MAIL" && v.from == "":
		v.from = arg
		return v.answer(verb, "250 ok")
	case verb == "RCPT" && v.from != "" && v.to == "":
		v.to = strings.TrimSuffix(strings.TrimPrefix(arg, "TO:<"), ">")
		return v.answer(verb, "250 ok")
	case verb == "DATA" && v.to != "":
		return v.data()
	case verb == "DATA" && v.eager:
		fmt.Fprint(v.conn, "354 go ahead\r\n")
		if text, err := v.in.ReadString('\n'); err == nil && text != ".\r\n" {
			v.complain("the text of a mail without readers is %q", text)
		}
		fmt.Fprint(v.conn, "554 no valid recipients\r\n")
		return true
	case slices.Contains(v.offers, "PIPELINING") && (verb == "RCPT" || verb == "DATA"):
	case verb == "RSET":
		v.from, v.to = "", ""
		return v.answer(verb, "250 ok")
	case verb == "QUIT":
		v.answer(verb, "221 bye")
		return false
	default:
		v.complain("unexpected %q", line)
	}
	fmt.Fprint(v.conn, "503 what?\r\n")
	return true
}

func (v *conversation) greetings() []string {
	list := []string{"250-faulty"}
	for _, o := range v.offers {
		if _, secure := v.conn.(*tls.Conn); o == "STARTTLS" && secure {
			continue
		}
		list = append(list, "250-"+o)
	}
	return list
}

func (v *conversation) complain(format string, args ...any) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if !v.deaf {
		v.wrong = append(v.wrong, fmt.Sprintf(format, args...))
	}
}

// ask asks the script.
func (v *conversation) ask(verb string) string {
	v.mu.Lock()
	v.seen[verb+" "+v.to]++
	s := step{verb: verb, to: v.to, conn: v.number, mails: v.mails, nth: v.seen[verb+" "+v.to]}
	v.mu.Unlock()
	return v.script(s)
}

// answer does what the script wants, or says what is good, and whether to go on. What
// a refused command would have begun is undone.
func (v *conversation) answer(verb, good string) bool {
	say := v.ask(verb)
	if say != "" && say[0] >= '4' {
		v.undo(verb)
	}
	return v.do(say, good)
}

// do says something, and whether to go on.
func (v *conversation) do(say, good string) bool {
	switch {
	case say == "":
		_, err := fmt.Fprint(v.conn, good, "\r\n")
		return err == nil
	case say == answerCut:
		fmt.Fprint(v.conn, good, "\r\n")
		return false
	case say == cut:
		return false
	case say == hang:
		_, _ = io.Copy(io.Discard, v.in) // until the client leaves
		return false
	default:
		fmt.Fprint(v.conn, say, "\r\n")
		return !strings.HasPrefix(say, "421")
	}
}

// undo forgets what a refused command said.
func (v *conversation) undo(verb string) {
	switch verb {
	case "MAIL":
		v.from = ""
	case "RCPT":
		v.to = ""
	}
}
