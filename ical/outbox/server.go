package outbox

import (
	"cmp"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"time"
)

// Server is the SMTP server that takes the mails, RFC 5321 and 6409: that of one's
// own provider, not those of the readers.
type Server struct {
	// Addr is the host, with a port unless that is 587 (submission):
	// "mail.example.org", "mail.example.org:465", "[2001:db8::1]:25".
	Addr string
	// Security is how the connection is kept from others; zero: by the port.
	Security Security
	// TLS is the configuration of TLS; nil: the default, with the roots of the
	// system. An empty ServerName is the host of Addr.
	TLS *tls.Config
	// User and Password log in, with AUTH PLAIN or else LOGIN; empty User: no login.
	// They are sent by TLS or to a loopback address only.
	User, Password string
	// Hello is the name of this machine in EHLO; empty: its address on the
	// connection, in brackets (RFC 5321 §4.1.3).
	Hello string
	// Timeout is the longest wait for a connection and for each answer; zero: 5
	// minutes. The answer to a whole mail may take twice as long (RFC 5321
	// §4.5.3.2).
	Timeout time.Duration
	// Dial opens connections; nil: that of net.Dialer. The network is "tcp".
	Dial func(ctx context.Context, network, addr string) (net.Conn, error)
}

// Security is how a connection to a server is kept from others.
type Security int

const (
	// ByPort is TLS from the start on port 465, nothing to a loopback address, and
	// else StartTLS.
	ByPort Security = iota
	// StartTLS is TLS by STARTTLS, RFC 3207. A server that does not offer it gets
	// no mail.
	StartTLS
	// TLS is TLS from the start, RFC 8314 §3.3.
	TLS
	// Plaintext lets everybody on the way read and change the mails. There is no
	// login then, but to a loopback address.
	Plaintext
)

const (
	defaultPort    = "587"
	defaultTimeout = 5 * time.Minute
)

// split gives the host and the whole address.
func (s *Server) split() (host, addr string, err error) {
	host, port, err := net.SplitHostPort(s.Addr)
	if wrong, ok := errors.AsType[*net.AddrError](err); ok && wrong.Err == "missing port in address" {
		host, port, err = net.SplitHostPort(s.Addr + ":" + defaultPort)
	}
	if err != nil || host == "" {
		return "", "", hopelessError(fmt.Sprintf("Server.Addr is %q, which is no host or host:port, such as mail.example.org:587", s.Addr))
	}
	return host, net.JoinHostPort(host, port), nil
}

// config gives the configuration of TLS for a host.
func (s *Server) config(host string) *tls.Config {
	c := &tls.Config{}
	if s.TLS != nil {
		c = s.TLS.Clone()
	}
	c.ServerName = cmp.Or(c.ServerName, host)
	return c
}

// security gives what ByPort means on a connection.
func (s *Server) security(c net.Conn, addr string) Security {
	_, port, _ := net.SplitHostPort(addr)
	switch {
	case s.Security != ByPort:
		return s.Security
	case port == "465":
		return TLS
	case isLoopback(c.RemoteAddr()):
		return Plaintext
	}
	return StartTLS
}

func isLoopback(a net.Addr) bool {
	tcp, ok := a.(*net.TCPAddr)
	return ok && tcp.IP.IsLoopback()
}

// literal gives an address as a name for EHLO, RFC 5321 §4.1.3.
func literal(a net.Addr) string {
	tcp, ok := a.(*net.TCPAddr)
	switch {
	case !ok:
		return "localhost"
	case tcp.IP.To4() != nil:
		return "[" + tcp.IP.To4().String() + "]"
	}
	return "[IPv6:" + tcp.IP.String() + "]"
}

// dial opens a connection.
func (s *Server) dial(ctx context.Context, addr string) (net.Conn, error) {
	ctx, cancel := context.WithTimeout(ctx, cmp.Or(s.Timeout, defaultTimeout))
	defer cancel()
	if s.Dial != nil {
		return s.Dial(ctx, "tcp", addr)
	}
	var d net.Dialer
	return d.DialContext(ctx, "tcp", addr)
}
