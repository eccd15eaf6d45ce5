package outbox

import (
	"errors"
	"net/smtp"
	"strings"
)

// A plainAuth is PLAIN of RFC 4616. That of net/smtp knows loopback by three names;
// here whoever uses it has seen that nobody else reads.
type plainAuth struct{ user, password string }

func (a plainAuth) Start(*smtp.ServerInfo) (string, []byte, error) {
	return "PLAIN", []byte("\x00" + a.user + "\x00" + a.password), nil
}

func (a plainAuth) Next(_ []byte, more bool) ([]byte, error) {
	if more {
		return nil, errors.New("the server asks for more than AUTH PLAIN has")
	}
	return nil, nil
}

// A loginAuth is LOGIN, which has no RFC, is what Outlook speaks, and is all that
// some servers offer: a prompt for the name, a prompt for the password.
type loginAuth struct {
	user, password string
	asked          int
}

func (a *loginAuth) Start(*smtp.ServerInfo) (string, []byte, error) { return "LOGIN", nil, nil }

func (a *loginAuth) Next(_ []byte, more bool) ([]byte, error) {
	if !more {
		return nil, nil
	}
	a.asked++ // the words of the prompts are not the same everywhere, their order is
	switch a.asked {
	case 1:
		return []byte(a.user), nil
	case 2:
		return []byte(a.password), nil
	}
	return nil, errors.New("the server asks for more than AUTH LOGIN has")
}

// mechanism chooses how to log in; nil: the server offers neither way.
func mechanism(offered string, s *Server) smtp.Auth {
	for _, name := range []string{"PLAIN", "LOGIN"} {
		for word := range strings.FieldsSeq(offered) {
			switch {
			case !strings.EqualFold(word, name):
			case name == "PLAIN":
				return plainAuth{s.User, s.Password}
			default:
				return &loginAuth{user: s.User, password: s.Password}
			}
		}
	}
	return nil
}
