package main

import (
	"encoding/base64"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/mail"
	"os"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
)

// readmail writes what somebody sees of a mail, its subject, text and page, into a
// file: "readmail MAIL FILE".
func readmail(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: readmail MAIL FILE")
	}
	m, err := mail.ReadMessage(strings.NewReader(ts.ReadFile(args[0])))
	ts.Check(err)
	subject, err := (&mime.WordDecoder{}).DecodeHeader(m.Header.Get("Subject"))
	ts.Check(err)
	var b strings.Builder
	fmt.Fprintln(&b, subject)
	ts.Check(readParts(&b, m.Header.Get("Content-Type"), m.Body))
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), []byte(strings.ReplaceAll(b.String(), "\r\n", "\n")), 0o666))
}

func readParts(w io.Writer, contentType string, body io.Reader) error {
	kind, params, err := mime.ParseMediaType(contentType)
	if err != nil || !strings.HasPrefix(kind, "multipart/") {
		return err
	}
	parts := multipart.NewReader(body, params["boundary"])
	for {
		p, err := parts.NextPart()
		if err != nil {
			return nil // there are no more
		}
		if p.Header.Get("Content-Transfer-Encoding") == "base64" {
			body = base64.NewDecoder(base64.StdEncoding, p)
		} else {
			body = p // quoted-printable is undone already
		}
		kind := p.Header.Get("Content-Type")
		if strings.HasPrefix(kind, "text/plain") || strings.HasPrefix(kind, "text/html") {
			text, err := io.ReadAll(body)
			if err != nil {
				return err
			}
			fmt.Fprintf(w, "\n== %s\n%s", kind, text)
		} else if err := readParts(w, kind, body); err != nil {
			return err
		}
	}
}
