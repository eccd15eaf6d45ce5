package site

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"fmt"
	"net/http"
	"sync"
	"time"
)

// What a live site has beside the files of others.
const (
	styleName  = "style.css"
	scriptName = "script.js"
	liveName   = "live.js"
	eventsName = "events"
)

//go:embed live.js
var liveScript []byte

// alive adds the script that reloads a page. The policy of a live page allows
// scripts from files beside it, and none in itself.
func alive(page []byte) []byte {
	end := bytes.LastIndex(page, []byte("</body>"))
	if end < 0 {
		end = len(page)
	}
	return bytes.Join([][]byte{page[:end], []byte(`<script src="` + liveName + `"></script>` + "\n"), page[end:]}, nil)
}

// state is what live pages are told.
type state struct{ version, fault string }

// news tells the state to who waits for it.
type news struct {
	mu      sync.Mutex
	state   state
	changed chan struct{} // closed at the next change; nil before anybody waits
}

// tell sets the state.
func (n *news) tell(version, fault string) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.state = state{version, fault}
	if n.changed != nil {
		close(n.changed)
		n.changed = nil
	}
}

func (n *news) now() state {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.state
}

// wait gives the state and a channel that is closed when it changes.
func (n *news) wait() (state, <-chan struct{}) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.changed == nil {
		n.changed = make(chan struct{})
	}
	return n.state, n.changed
}

// heartbeat is how often something is sent to a page that waits, so that nobody
// between takes the connection for dead.
const heartbeat = 20 * time.Second

// events sends the state and every change of it, as server-sent events (HTML
// §9.2), until the client goes.
func (h *Handler) events(w http.ResponseWriter, r *http.Request) {
	rc := http.NewResponseController(w)
	rc.SetWriteDeadline(time.Time{}) // a server without deadlines has none to lift
	w.Header().Set("Content-Type", "text/event-stream; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	beat := time.NewTicker(heartbeat)
	defer beat.Stop()
	for {
		now, changed := h.news.wait()
		data, _ := json.Marshal(map[string]string{"version": now.version, "fault": now.fault}) // strings can always be written
		if _, err := fmt.Fprintf(w, "data: %s\n\n", data); err != nil || rc.Flush() != nil {
			return
		}
		for waiting := true; waiting; {
			select {
			case <-changed:
				waiting = false
			case <-beat.C:
				if _, err := fmt.Fprint(w, ":\n\n"); err != nil || rc.Flush() != nil {
					return
				}
			case <-r.Context().Done():
				return
			}
		}
	}
}
