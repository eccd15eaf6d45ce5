// Command mail writes mails for the judge of mails, into a folder:
//
//	go run ./.ci/judges/mail folder
//
// folder/NAME.eml is what [ical.Message] writes, all of them together are
// folder/all.mbox. NAME.json has what was put into each, from its fields alone.
//
// With the address of a server, the file with its certificate, and a password it
// sends the same mails from an outbox, see send.go:
//
//	go run ./.ci/judges/mail folder/outbox mail.example.org:587 certificate.pem secret
package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"log"
	"net/mail"
	"os"
	"path/filepath"
	"strings"
)

func main() {
	log.SetFlags(0)
	switch len(os.Args) {
	case 2:
	case 5:
		if err := send(os.Args[1], os.Args[2], os.Args[3], os.Args[4]); err != nil {
			log.Fatal(err)
		}
		return
	default:
		log.Fatal("usage: mail folder [server certificate password]")
	}
	var box bytes.Buffer
	for i, c := range cases() {
		if err := write(os.Args[1], fmt.Sprintf("%02d", i+1), c, &box); err != nil {
			log.Fatalf("%s: %v", c.why, err)
		}
	}
	if err := os.WriteFile(filepath.Join(os.Args[1], "all.mbox"), box.Bytes(), 0o644); err != nil {
		log.Fatal(err)
	}
}

// A wanted mail is what a reader must see. Replies is the file that it replies to.
type wanted struct {
	Why, Subject, Date, Text, HTML, Calendar, Method, Lang, Unsubscribe, Replies string
	From, To, ReplyTo                                                            mail.Address
	OneClick                                                                     bool
}

// write writes the files of one mail and adds it to the mbox.
func write(folder, name string, c mailCase, box *bytes.Buffer) error {
	var eml bytes.Buffer
	_, err := c.WriteTo(&eml)
	want, err2 := json.MarshalIndent(wanted{
		Why: c.why, Subject: oneLine(c.Subject), Date: c.Date.UTC().Format("2006-01-02T15:04:05Z"), Text: c.Text, HTML: c.HTML, Calendar: string(c.Calendar),
		Method: string(c.Method), Lang: string(c.Lang), Unsubscribe: c.Unsubscribe, Replies: c.replies, OneClick: c.OneClick,
		From: named(c.From), To: named(c.To), ReplyTo: named(c.ReplyTo),
	}, "", " ")
	path := filepath.Join(folder, name)
	return errors.Join(err, err2, c.WriteMbox(box), os.WriteFile(path+".eml", eml.Bytes(), 0o644), os.WriteFile(path+".json", want, 0o644))
}

// oneLine: the only promise about names and subjects that is not "as it was".
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

func named(m mail.Address) mail.Address {
	return mail.Address{Name: oneLine(m.Name), Address: m.Address}
}
