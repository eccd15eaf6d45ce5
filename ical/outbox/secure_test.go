package outbox_test

import (
	"crypto/ed25519"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"math/big"
	"net"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/plenaria/plenaria/ical/outbox"
)

// certificate makes one for 127.0.0.1 and mail.example.org, and the roots that know it.
func certificate(t *testing.T) (*tls.Config, *x509.CertPool) {
	t.Helper()
	public, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := x509.Certificate{
		SerialNumber: big.NewInt(1), NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
		DNSNames: []string{"mail.example.org"}, IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, IsCA: true, BasicConstraintsValid: true,
	}
	der, err := x509.CreateCertificate(rand.Reader, &template, &template, public, private)
	if err != nil {
		t.Fatal(err)
	}
	parsed, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	roots := x509.NewCertPool()
	roots.AddCert(parsed)
	return &tls.Config{Certificates: []tls.Certificate{{Certificate: [][]byte{der}, PrivateKey: private}}}, roots
}

// TestSecurity: over real connections, what is encrypted, who may log in and what is
// told when that is not to be had.
func TestSecurity(t *testing.T) {
	config, roots := certificate(t)
	tlsOffer, login := []string{"STARTTLS"}, []string{"STARTTLS", "AUTH LOGIN PLAIN"}
	trusting := &tls.Config{RootCAs: roots}
	tests := map[string]struct {
		offers   []string
		script   func(step) string
		server   outbox.Server
		implicit bool
		err      error
		says     string
		never    string // what the server must not be sent
	}{
		"STARTTLS":                               {tlsOffer, nil, outbox.Server{Security: outbox.StartTLS, TLS: trusting}, false, nil, "", ""},
		"STARTTLS and PLAIN":                     {login, nil, outbox.Server{Security: outbox.StartTLS, TLS: trusting, User: "kim", Password: "secret"}, false, nil, "", ""},
		"STARTTLS and LOGIN":                     {[]string{"STARTTLS", "AUTH CRAM-MD5 LOGIN"}, nil, outbox.Server{Security: outbox.StartTLS, TLS: trusting, User: "kim", Password: "secret"}, false, nil, "", ""},
		"TLS from the start":                     {login, nil, outbox.Server{Security: outbox.TLS, TLS: trusting, User: "kim", Password: "secret"}, true, nil, "", ""},
		"loopback without TLS":                   {tlsOffer, nil, outbox.Server{}, false, nil, "", "STARTTLS"},
		"no STARTTLS":                            {nil, nil, outbox.Server{Security: outbox.StartTLS, TLS: trusting}, false, outbox.ErrServer, "no STARTTLS", "MAIL"},
		"STARTTLS refused":                       {tlsOffer, only("STARTTLS", "554 5.7.3 no", everyTime), outbox.Server{Security: outbox.StartTLS, TLS: trusting}, false, outbox.ErrServer, "STARTTLS: 554 5.7.3 no", "MAIL"},
		"STARTTLS not now":                       {tlsOffer, only("STARTTLS", "454 4.7.0 not now", func(s step) bool { return s.conn < 3 }), outbox.Server{Security: outbox.StartTLS, TLS: trusting}, false, nil, "", ""},
		"STARTTLS cut":                           {tlsOffer, only("STARTTLS", cut, everyTime), outbox.Server{Security: outbox.StartTLS, TLS: trusting}, false, outbox.ErrUnavailable, "STARTTLS", "MAIL"},
		"a certificate that nobody knows":        {tlsOffer, nil, outbox.Server{Security: outbox.StartTLS}, false, outbox.ErrServer, "certificate", "MAIL"},
		"a certificate of another host":          {tlsOffer, nil, outbox.Server{Security: outbox.StartTLS, TLS: &tls.Config{RootCAs: roots, ServerName: "other.example.org"}}, false, outbox.ErrServer, "other.example.org", "MAIL"},
		"TLS from the start where there is none": {tlsOffer, nil, outbox.Server{Security: outbox.TLS, TLS: trusting}, false, outbox.ErrServer, "TLS", "MAIL"},
		"a wrong password":                       {login, nil, outbox.Server{Security: outbox.StartTLS, TLS: trusting, User: "kim", Password: "wrong"}, false, outbox.ErrServer, `login as "kim": 535 5.7.8`, "MAIL"},
		"a wrong password with LOGIN":            {[]string{"STARTTLS", "AUTH LOGIN"}, nil, outbox.Server{Security: outbox.StartTLS, TLS: trusting, User: "kim", Password: "wrong"}, false, outbox.ErrServer, `login as "kim": 535 5.7.8`, "MAIL"},
		"no way to log in":                       {[]string{"STARTTLS", "AUTH GSSAPI"}, nil, outbox.Server{Security: outbox.StartTLS, TLS: trusting, User: "kim", Password: "secret"}, false, outbox.ErrServer, `"GSSAPI"`, "MAIL"},
		"an answer without end":                  {nil, only("EHLO", strings.Repeat("250-x\r\n", 1<<16), everyTime), outbox.Server{}, false, outbox.ErrUnavailable, "64 kB", "MAIL"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			b, s := filled(t, readers(3)...), newFaultyServer(test.script)
			s.offers, s.tls, s.implicit = test.offers, config, test.implicit
			s.deaf = test.server.Security == outbox.TLS && !test.implicit // what is said in TLS is nonsense without
			server := test.server
			server.Addr = s.listen(t)
			_, err := b.Send(t.Context(), &server, &outbox.SendOptions{Pauses: []time.Duration{1, 1}})
			if !errors.Is(err, test.err) || err != nil && !strings.Contains(err.Error(), test.says) {
				t.Errorf("Send's error is %v, want %v with %q", err, test.err, test.says)
			}
			if err := s.isTaken(b, 0); err != nil {
				t.Error(err)
			}
			if got := states(b); err == nil && got != [4]int{0, 3, 0} || err != nil && got != [4]int{3, 0, 0} {
				t.Errorf("%v", got)
			}
			s.mu.Lock()
			defer s.mu.Unlock()
			if i := slices.IndexFunc(s.commands, func(c string) bool { return test.never != "" && strings.HasPrefix(c, test.never) }); i >= 0 {
				t.Errorf("the server got %q", s.commands[i])
			}
		})
	}
}

// TestPlaintextLogin: a password never goes to a server elsewhere without encryption.
func TestPlaintextLogin(t *testing.T) {
	b, s := filled(t, readers(1)...), newFaultyServer(nil)
	s.offers = []string{"AUTH PLAIN"}
	server := s.server() // a connection in memory has no loopback address
	server.User, server.Password = "kim", "secret"
	if _, err := b.Send(t.Context(), server, nil); !errors.Is(err, outbox.ErrServer) || !strings.Contains(err.Error(), "plaintext") {
		t.Errorf("Send's error is %v, want %v that tells of plaintext", err, outbox.ErrServer)
	}
	if got := strings.Join(s.commands, ""); strings.Contains(got, "AUTH") {
		t.Errorf("the server got %q", got)
	}
}

// TestAddr: what is no address, and that the port is 587 unless said otherwise.
func TestAddr(t *testing.T) {
	b := filled(t, readers(1)...)
	for addr, want := range map[string]string{
		"mail.example.org": "mail.example.org:587", "mail.example.org:25": "mail.example.org:25",
		"[2001:db8::1]:25": "[2001:db8::1]:25", "[2001:db8::1]": "[2001:db8::1]:587",
		"": "", "a:b:c": "", ":25": "", "2001:db8::1": "",
	} {
		dialed := ""
		s := outbox.Server{Addr: addr, Security: outbox.Plaintext, Dial: refuse(&dialed)}
		if _, err := b.Send(t.Context(), &s, nil); !errors.Is(err, outbox.ErrServer) || dialed != want {
			t.Errorf("%q: dialed %q, %v, want %q", addr, dialed, err, want)
		}
	}
}
