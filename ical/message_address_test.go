package ical_test

import (
	"bytes"
	"net/mail"
	"strings"
	"testing"

	"github.com/plenaria/plenaria/ical"
)

// TestMessageInternational: addresses with letters of any script stand in the header as they
// are (RFC 6532), and nothing else of the mail is beyond ASCII.
func TestMessageInternational(t *testing.T) {
	const address = "민지.kim@example.org"
	file := eml(t, invitation(func(m *ical.Message) {
		m.Calendar = bytes.ReplaceAll(m.Calendar, []byte("mailto:kim@example.org"), []byte("mailto:%EB%AF%BC%EC%A7%80.kim@example.org"))
		m.To.Address, m.From.Address, m.ReplyTo.Address = address, "josé@example.org", "ayuda.ñ@example.org"
	}))
	m, err := mail.ReadMessage(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{"From": "josé@example.org", "To": address, "Reply-To": "ayuda.ñ@example.org"} {
		if got, err := mail.ParseAddress(m.Header.Get(name)); err != nil || got.Address != want {
			t.Errorf("%s: %v, %v, want %s", name, got, err, want)
		}
	}
	for _, address := range []string{address, "josé@example.org", "ayuda.ñ@example.org"} {
		file = bytes.ReplaceAll(file, []byte("<"+address+">"), nil)
	}
	if i := bytes.IndexFunc(file, func(r rune) bool { return r > '~' }); i >= 0 {
		t.Errorf("beyond ASCII: %q", file[max(i-20, 0):min(i+20, len(file))])
	}
}

// TestInviteUnmailable: who has an address that no mail can have keeps nobody else from
// theirs, and is invited when it is mended.
func TestInviteUnmailable(t *testing.T) {
	a := storyOne(t)
	all, _ := invite(t, "", a, ical.InviteOptions{UpdateOptions: at(stampOne)})
	mend := func(address string) {
		for i := range a.Participants {
			if a.Participants[i].ID == "kim" {
				a.Participants[i].Email = address
			}
		}
	}
	mend("kim@한국.example")
	list, file := invite(t, "", a, ical.InviteOptions{UpdateOptions: at(stampOne)})
	if len(list) != len(all)-2 || strings.Contains(strings.ReplaceAll(file, "\r\n ", ""), "CN=Kim") {
		t.Errorf("%d invitations, want 2 fewer than %d; the file has Kim: %v", len(list), len(all), summary(list))
	}
	mend("kim@xn--3e0b707e.example")
	if list, _ = invite(t, file, a, ical.InviteOptions{UpdateOptions: at(stampOne)}); len(list) != 2 || list[0].To.Email != "kim@xn--3e0b707e.example" {
		t.Errorf("behind that: %v, want the 2 invitations of Kim", summary(list))
	}
}
