package outbox

import (
	"cmp"
	"context"
	"crypto/tls"
	"fmt"
	"net"
	"net/smtp"
	"strings"
)

// A client is a connection on which mails are sent. net/smtp opens it; what it does
// with mails is not used, since it asks for SMTPUTF8 wherever that is offered, which
// a server on the way need not have, and does not tell what the server said.
type client struct {
	*smtp.Client
	conn     *timedConn
	release  func() bool // ends the watch of the context
	answered bool        // the server has told what it thinks of a mail
	judged   int         // mails that it has judged
	mail     []byte      // the one that is to be sent
}

// connect opens a connection, up to the login. It ends when one of the contexts does; the
// second one is that of the mails too.
func (s *Server) connect(ctx, all context.Context) (*client, error) {
	host, addr, err := s.split()
	if err != nil {
		return nil, err
	}
	raw, err := s.dial(ctx, addr)
	if err != nil {
		return nil, err
	}
	conn := newTimedConn(raw, cmp.Or(s.Timeout, defaultTimeout))
	c := &client{conn: conn, release: context.AfterFunc(all, conn.stop)}
	defer context.AfterFunc(ctx, conn.stop)()
	if err := c.open(s, host, s.security(raw, addr)); err != nil {
		c.drop()
		return nil, err
	}
	return c, nil
}

// open leads the conversation up to the first mail.
func (c *client) open(s *Server, host string, security Security) (err error) {
	var conn net.Conn = c.conn
	if security == TLS {
		secure := tls.Client(conn, s.config(host))
		if err := secure.Handshake(); err != nil {
			return fmt.Errorf("TLS: %w", err)
		}
		conn = secure
	}
	if c.Client, err = smtp.NewClient(conn, host); err != nil {
		return fmt.Errorf("greeting: %w", err)
	}
	if err := c.Hello(cmp.Or(s.Hello, literal(c.conn.LocalAddr()))); err != nil {
		return fmt.Errorf("EHLO: %w", err)
	}
	if security == StartTLS {
		if ok, _ := c.Extension("STARTTLS"); !ok {
			return hopelessError("it offers no STARTTLS, without which everybody on the way could read the mails; use TLS from the start, or allow plaintext")
		}
		if err := c.StartTLS(s.config(host)); err != nil {
			return fmt.Errorf("STARTTLS: %w", err)
		}
	}
	return c.login(s, security)
}

func (c *client) login(s *Server, security Security) error {
	if s.User == "" {
		return nil
	}
	if security == Plaintext && !isLoopback(c.conn.RemoteAddr()) {
		return hopelessError("no password is sent in plaintext; use STARTTLS or TLS, or no user")
	}
	_, offered := c.Extension("AUTH")
	auth := mechanism(offered, s)
	if auth == nil {
		return hopelessError(fmt.Sprintf("it offers %q to log in, neither PLAIN nor LOGIN", offered))
	}
	if err := c.Auth(auth); err != nil {
		return fmt.Errorf("login as %q: %w", s.User, err)
	}
	return nil
}

// deliver sends the mail that the client has, and gives the server's words when it has accepted it.
func (c *client) deliver(m *entry) (string, *fault) {
	if f := c.envelope(m, isASCII(c.mail)); f != nil {
		return "", f
	}
	w := c.Text.DotWriter() // makes CR LF of LF
	if _, err := w.Write(c.mail); err != nil {
		return "", faultOf(stageData, err)
	}
	c.conn.judge(true)
	defer c.conn.judge(false)
	if err := w.Close(); err != nil {
		return "", faultOf(stageEnd, err)
	}
	code, words, err := c.Text.ReadResponse(250)
	if err != nil {
		return "", faultOf(stageEnd, err)
	}
	return oneLine(fmt.Sprint(code, " ", words)), nil
}

// envelope says from whom and to whom a mail is, all at once if the server takes it so
// (PIPELINING, RFC 2920), which saves half of the time where it is far away.
func (c *client) envelope(m *entry, ascii bool) *fault {
	international := ""
	if !ascii {
		if ok, _ := c.Extension("SMTPUTF8"); !ok {
			return &fault{stageRcpt, noUTF8, errNoUTF8}
		}
		international = " BODY=8BITMIME SMTPUTF8" // RFC 6531 §3.4, §3.6
	}
	lines := []string{"MAIL FROM:<" + m.From + ">" + international, "RCPT TO:<" + m.To + ">", "DATA"}
	codes := []int{250, 25, 354} // 251 is an answer to RCPT too
	atOnce, _ := c.Extension("PIPELINING")
	if atOnce {
		lines = []string{strings.Join(lines, "\r\n"), "", ""}
	}
	for i, at := range []stage{stageMail, stageRcpt, stageData} {
		var err error
		if lines[i] != "" {
			err = c.Text.PrintfLine("%s", lines[i])
		}
		if err == nil {
			_, _, err = c.Text.ReadResponse(codes[i])
		}
		if f := faultOf(at, err); f != nil {
			if atOnce && at == stageRcpt {
				c.noData()
			}
			return f
		}
	}
	return nil
}

// noData takes the answer to a DATA that was sent before its mail had lost its reader.
// A server may ask for the text all the same, which is an empty one then (RFC 2920
// §3.1). What is wrong here shows at the next command.
func (c *client) noData() {
	if _, _, err := c.Text.ReadResponse(354); err != nil {
		return
	}
	if err := c.Text.PrintfLine("."); err == nil {
		_, _, _ = c.Text.ReadResponse(554)
	}
}

// quit ends the conversation as RFC 5321 §4.1.1.10 wants.
func (c *client) quit() {
	c.conn.hurry()
	_ = c.Quit()
	c.drop()
}

// drop closes the connection.
func (c *client) drop() {
	c.release()
	_ = c.conn.Close()
}
