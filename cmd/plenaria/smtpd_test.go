package main

import (
	"encoding/base64"
	"fmt"
	"net"
	"net/textproto"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"github.com/rogpeppe/go-internal/testscript"
)

// smtpd starts a mail server on this machine for the rest of a script: "smtpd NAME
// [user:password]". Its address is the variable NAME; what it accepts stands in the
// file NAME.log, a line a mail. It refuses readers that the file NAME.refuse has, and
// does not want those of NAME.later now.
func smtpd(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 1 || len(args) > 2 {
		ts.Fatalf("usage: smtpd NAME [user:password]")
	}
	s := &mailServer{base: ts.MkAbs(args[0])}
	if len(args) == 2 {
		s.login = args[1]
	}
	addr, end, err := s.start()
	ts.Check(err)
	ts.Setenv(args[0], addr)
	ts.Defer(end)
}

// start begins to serve, and gives the address.
func (s *mailServer) start() (addr string, end func(), err error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", nil, err
	}
	var gone sync.WaitGroup
	gone.Go(func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			s.serve(textproto.NewConn(c))
		}
	})
	return l.Addr().String(), func() { _ = l.Close(); gone.Wait() }, os.WriteFile(s.base+".log", nil, 0o666)
}

// A mailServer speaks as much of RFC 5321 as the tests need, to one client at a time.
type mailServer struct {
	base  string // path of its files, without what follows the dot
	login string // user:password; empty: there is no login
}

func (s *mailServer) serve(c *textproto.Conn) {
	defer c.Close()
	from, to, known := "", "", s.login == ""
	_ = c.PrintfLine("220 here")
	for {
		line, err := c.ReadLine()
		if err != nil {
			return
		}
		verb, rest, _ := strings.Cut(line, " ")
		answer := "250 fine"
		switch verb := strings.ToUpper(verb); {
		case verb == "EHLO" && s.login != "":
			answer = "250-here\r\n250 AUTH PLAIN"
		case verb == "EHLO":
		case verb == "AUTH":
			known = rest == "PLAIN "+base64.StdEncoding.EncodeToString([]byte("\x00"+strings.Replace(s.login, ":", "\x00", 1)))
			if answer = "235 fine"; !known {
				answer = "535 wrong password"
			}
		case !known:
			answer = "530 log in first"
		case verb == "MAIL":
			from = address(rest)
		case verb == "RCPT":
			to = address(rest)
			answer = s.judge(to)
		case verb == "DATA":
			_ = c.PrintfLine("354 go on")
			mail, err := c.ReadDotLines()
			if err != nil {
				return
			}
			s.accept(from, to, mail)
		case verb == "QUIT":
			_ = c.PrintfLine("221 bye")
			return
		}
		_ = c.PrintfLine("%s", answer)
	}
}

// judge answers to RCPT.
func (s *mailServer) judge(to string) string {
	for _, sort := range [][2]string{{".refuse", "550 5.1.1 no such user"}, {".later", "451 4.7.1 come back later"}} {
		if list, err := os.ReadFile(s.base + sort[0]); err == nil && strings.Contains(string(list), to) {
			return sort[1]
		}
	}
	return "250 fine"
}

// accept notes a mail.
func (s *mailServer) accept(from, to string, mail []string) {
	method := ""
	for _, line := range mail {
		if _, m, ok := strings.Cut(line, "method="); ok && method == "" {
			method = strings.Trim(m, `";`)
		}
	}
	f, err := os.OpenFile(s.base+".log", os.O_APPEND|os.O_WRONLY, 0o666)
	if err != nil {
		panic(fmt.Sprintf("%s: %v", filepath.Base(s.base), err))
	}
	fmt.Fprintln(f, from, to, method)
	f.Close()
}

// address gives what is in angle brackets.
func address(s string) string {
	_, s, _ = strings.Cut(s, "<")
	s, _, _ = strings.Cut(s, ">")
	return s
}
