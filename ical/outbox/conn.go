package outbox

import (
	"errors"
	"net"
	"sync"
	"time"
)

// Limits of a conversation with a server.
const (
	answerLimit = 64 << 10        // octets of one answer, which RFC 5321 §4.5.3.1.5 has at 512 a line
	lastWait    = 5 * time.Second // for the answer to a whole mail, when the run is to end
)

var errLongAnswer = errors.New("the answer is longer than 64 kB")

// A timedConn is a connection on which no answer is waited for without an end, which
// net/smtp does: each write gives the answer to it the whole timeout and the whole
// limit of octets.
type timedConn struct {
	net.Conn
	mu       sync.Mutex
	timeout  time.Duration
	unread   int  // octets that the answer may have yet
	flooded  bool // it had more, which ends the conversation
	judged   bool // a whole mail is at the server, which has not answered
	stopping bool
}

func newTimedConn(c net.Conn, timeout time.Duration) *timedConn {
	t := &timedConn{Conn: c, timeout: timeout}
	t.arm()
	return t
}

func (c *timedConn) arm() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.unread = answerLimit
	if !c.stopping {
		_ = c.SetDeadline(time.Now().Add(c.timeout)) // a closed connection fails when it is used
	}
}

// judge is called before the end of a mail is sent, and behind the answer.
func (c *timedConn) judge(waits bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.judged = waits
	if waits {
		c.timeout *= 2 // RFC 5321 §4.5.3.2.6
	} else {
		c.timeout /= 2
	}
}

// hurry is for a farewell, whose answer matters to nobody.
func (c *timedConn) hurry() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.timeout = min(c.timeout, lastWait)
}

// stop ends all waiting at once; only who has a whole mail is given a moment to say
// that it was accepted, since it would be sent again.
func (c *timedConn) stop() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.stopping = true
	deadline := time.Now()
	if c.judged {
		deadline = deadline.Add(min(lastWait, c.timeout))
	}
	_ = c.SetDeadline(deadline)
}

func (c *timedConn) Write(p []byte) (int, error) {
	if c.flooded {
		return 0, errLongAnswer
	}
	c.arm()
	return c.Conn.Write(p)
}

func (c *timedConn) Read(p []byte) (int, error) {
	c.mu.Lock()
	left := c.unread
	c.mu.Unlock()
	if left == 0 {
		c.flooded = true
		return 0, errLongAnswer
	}
	n, err := c.Conn.Read(p[:min(len(p), left)])
	c.mu.Lock()
	c.unread = max(c.unread-n, 0)
	c.mu.Unlock()
	return n, err
}
