package outbox

import (
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"net/textproto"
	"strconv"
	"strings"
	"unicode"
)

// A stage is a step of a conversation with a server.
type stage int

const (
	stageConnect stage = iota // up to the login
	stageMail                 // MAIL FROM
	stageRcpt                 // RCPT TO
	stageData                 // DATA and the mail
	stageEnd                  // the answer to a whole mail
)

var stageNames = [...]string{"the connection", "MAIL FROM", "RCPT TO", "DATA", "the end of the mail"}

// A fault is why a mail was not accepted.
type fault struct {
	stage stage
	code  int // 0: there was no answer
	err   error
}

// faultOf tells an answer of the server from a connection that is of no use.
func faultOf(at stage, err error) *fault {
	if err == nil {
		return nil
	}
	if answer, ok := errors.AsType[*textproto.Error](err); ok && answer.Code >= 400 {
		return &fault{at, answer.Code, plain(err, answer)}
	}
	return &fault{at, 0, err}
}

// plain gives an error with the server's words as they are, not in quotes.
func plain(err error, answer *textproto.Error) error {
	return errors.New(strings.Replace(err.Error(), answer.Error(), fmt.Sprint(answer.Code, " ", answer.Msg), 1))
}

// words gives what the server said, in one line.
func (f *fault) words() string {
	if f.code != 0 || f.stage == stageConnect {
		return oneLine(f.err.Error())
	}
	return "no answer to " + stageNames[f.stage] + ": " + oneLine(f.err.Error())
}

// noUTF8 is what a server says of an address that the next one cannot take, RFC 6531 §3.5.
const noUTF8 = 553

var errNoUTF8 = errors.New("it is not sent: this server offers no SMTPUTF8 (RFC 6531), without which no mail can have an address with letters beyond ASCII")

// A verdict is what a fault means for the mail and for the connection.
type verdict int

const (
	verdictAccepted    verdict = iota
	verdictRefused             // the mail is not wanted
	verdictBusyReader          // no mail for this reader now
	verdictBusyMail            // this mail not now
	verdictUnsettled           // the connection is gone, and this mail may be why
	verdictUnavailable         // the connection is gone
	verdictStop                // the server wants none of our mails
)

// verdict judges by the code and the step, RFC 5321 §4.2.1 and §4.3.2.
func (f *fault) verdict() verdict {
	switch {
	case f == nil:
		return verdictAccepted
	case f.code == 0 && f.stage <= stageMail && isHopeless(f.err):
		return verdictStop
	case f.code == 0 || f.code == 421: // "closing transmission channel"
		if f.stage <= stageMail {
			return verdictUnavailable
		}
		return verdictUnsettled
	case f.code < 500 && f.stage <= stageMail:
		return verdictUnavailable
	case f.code < 500 && f.stage == stageRcpt:
		return verdictBusyReader
	case f.code < 500:
		return verdictBusyMail
	case f.stage <= stageMail || isAboutUs(f.code):
		return verdictStop
	}
	return verdictRefused
}

// isOpen says whether the server was given a whole mail and has not said what it does
// with it.
func (f *fault) isOpen() bool { return f != nil && f.stage == stageEnd && f.code == 0 }

// isAboutUs tells the codes that are no answer to a recipient or a mail: commands
// that are not known or come too early (RFC 5321 §4.2.2), and a login or encryption
// that is wanted (RFC 4954 §6).
func isAboutUs(code int) bool {
	switch code {
	case 500, 502, 503, 504, 530, 534, 535, 538:
		return true
	}
	return false
}

// isHopeless tells what will not be otherwise when it is tried again.
func isHopeless(err error) bool {
	if wrong, ok := errors.AsType[*net.DNSError](err); ok {
		return wrong.IsNotFound
	}
	if wrong, ok := errors.AsType[*net.OpError](err); ok && strings.HasSuffix(wrong.Op, " error") {
		return true // an alert of TLS: "remote error", "local error"
	}
	return isFault[hopelessError](err) || isFault[*tls.CertificateVerificationError](err) || isFault[tls.RecordHeaderError](err)
}

func isFault[E error](err error) bool {
	_, ok := errors.AsType[E](err)
	return ok
}

// A hopelessError is our own reason to send nothing.
type hopelessError string

func (e hopelessError) Error() string { return string(e) }

const wordsLimit = 400 // octets of a server's words that are kept

// oneLine makes a text fit for a line of the journal and for a terminal.
func oneLine(s string) string {
	var b strings.Builder
	for _, r := range s {
		switch {
		case unicode.IsSpace(r):
			r = ' '
		case !unicode.IsPrint(r):
			b.WriteString(strings.Trim(strconv.QuoteRune(r), "'"))
			continue
		}
		if b.Len() >= wordsLimit {
			b.WriteString(" …")
			break
		}
		b.WriteRune(r)
	}
	return strings.TrimSpace(b.String())
}
