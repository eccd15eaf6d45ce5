package outbox_test

import (
	"crypto/tls"
	"encoding/base64"
	"fmt"
	"io"
	"net/mail"
	"slices"
	"strings"
)

// data takes a mail.
func (v *conversation) data() bool {
	switch say := v.ask("DATA"); {
	case say == answerCut || say == hang || say == cut:
		return v.do(say, "354 go ahead")
	case say != "":
		return v.do(say, "")
	}
	fmt.Fprint(v.conn, "354 go ahead\r\n")
	if v.ask("BODY") == cut {
		_, _ = v.in.ReadString('\n')
		return false
	}
	var text strings.Builder
	for {
		line, err := v.in.ReadString('\n')
		if err != nil {
			return false
		}
		if !strings.HasSuffix(line, "\r\n") {
			v.complain("a line of a mail does not end in CR LF: %q", line)
		}
		if line == ".\r\n" {
			break
		}
		text.WriteString(strings.TrimPrefix(line, "."))
	}
	m, err := mail.ReadMessage(strings.NewReader(text.String()))
	if err != nil {
		v.complain("no mail: %v", err)
		return false
	}
	return v.take(m.Header.Get("Message-ID"), text.String())
}

func (v *conversation) take(id, text string) bool {
	switch say := v.ask("END"); say {
	case "", answerCut:
		v.commit(id, text)
		_, err := fmt.Fprintf(v.conn, "250 2.0.0 taken as %s\r\n", strings.Trim(id, "<>")[:4])
		v.from, v.to = "", ""
		return err == nil && say == ""
	case commitCut:
		v.commit(id, text)
		return false
	case cut:
		return false
	case hang:
		_, _ = io.Copy(io.Discard, v.in)
		return false
	default:
		fmt.Fprint(v.conn, say, "\r\n")
		v.from, v.to = "", ""
		return !strings.HasPrefix(say, "421")
	}
}

func (v *conversation) commit(id, text string) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.mails++
	v.taken[id]++
	v.order = append(v.order, id)
	v.readers = append(v.readers, v.to)
	if len(v.texts) < 10 {
		v.texts = append(v.texts, text)
	}
}

// login takes user "kim" with password "secret", in both ways.
func (v *conversation) login(arg string) bool {
	if _, secure := v.conn.(*tls.Conn); !secure && v.tls != nil {
		v.complain("a login in plaintext")
	}
	mechanism, given, _ := strings.Cut(arg, " ")
	said := []string{decode(given)}
	if mechanism == "LOGIN" {
		said = said[:0]
		for _, prompt := range []string{"Username:", "Password:"} {
			fmt.Fprintf(v.conn, "334 %s\r\n", base64.StdEncoding.EncodeToString([]byte(prompt)))
			line, err := v.in.ReadString('\n')
			if err != nil {
				return false
			}
			said = append(said, decode(strings.TrimSpace(line)))
		}
	}
	good := [][]string{{"\x00kim\x00secret"}, {"kim", "secret"}}
	if slices.ContainsFunc(good, func(g []string) bool { return slices.Equal(g, said) }) {
		return v.answer("AUTH", "235 welcome")
	}
	fmt.Fprint(v.conn, "535 5.7.8 wrong name or password\r\n")
	_, err := v.in.ReadString('\n') // net/smtp says "*" then
	fmt.Fprint(v.conn, "501 aborted\r\n")
	return err == nil
}

func decode(s string) string {
	b, _ := base64.StdEncoding.DecodeString(s)
	return string(b)
}
