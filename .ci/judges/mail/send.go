package main

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net/mail"
	"os"
	"strings"
	"time"

	"github.com/plenaria/plenaria/ical"
	"github.com/plenaria/plenaria/ical/outbox"
)

// send adds all mails to an outbox, and two more, to a reader whom the server does not
// know and to one whose mail it does not want at once; sends what waits; and says what
// has become of each.
func send(folder, server, certificate, password string) error {
	roots := x509.NewCertPool()
	pem, err := os.ReadFile(certificate)
	if err != nil {
		return err
	}
	if !roots.AppendCertsFromPEM(pem) {
		return fmt.Errorf("%s: no certificate", certificate)
	}
	box, err := outbox.Open(folder)
	if err != nil {
		return err
	}
	defer box.Close()
	if err := addAll(box); err != nil {
		return err
	}
	_, err = box.Send(context.Background(), &outbox.Server{
		Addr: server, Security: outbox.StartTLS, TLS: &tls.Config{RootCAs: roots}, User: "agenda", Password: password, Timeout: time.Minute,
	}, &outbox.SendOptions{Pauses: []time.Duration{}, PerConnection: 10, Connections: 3})
	for m := range box.Mails() {
		fmt.Printf("%s\t%s\t%s\n", m.State, m.To, m.Reason)
	}
	return err
}

func addAll(box *outbox.Box) error {
	batch, err := box.Begin()
	if err != nil {
		return err
	}
	for _, m := range append(messages(), to("nobody"), to("later")) {
		if _, err := batch.Add(m); err != nil {
			return errors.Join(err, batch.Cancel())
		}
	}
	return batch.Commit("", nil)
}

func messages() (list []*ical.Message) {
	for _, c := range cases() {
		list = append(list, c.Message)
	}
	return list
}

// to gives a message to somebody else.
func to(name string) *ical.Message {
	m := message("REQUEST", "Opening", "Text", "")
	m.To = mail.Address{Address: name + "@example.org"}
	m.Calendar = []byte(strings.Replace(string(m.Calendar), "kim.min-ji%2Bx@sub.example.org", m.To.Address, 1))
	return m
}
