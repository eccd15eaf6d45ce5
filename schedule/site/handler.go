package site

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/base64"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// Handler serves the newest version of a site. The zero Handler is ready and has
// nothing to show: it answers 503 until [Handler.Show]. It is safe for concurrent
// use, and is not to be copied.
//
// It answers GET and HEAD, and OPTIONS with what there is; other methods get 405.
// Each file has an ETag, by which a client that has it already gets 304, and is
// sent compressed to who takes gzip. Apart from the files there is one resource,
// "agenda", which is a page, a calendar or JSON as the client asks with Accept;
// a client that takes none of these gets 406.
//
// Mounted below a path it wants the path away, and the last slash with it:
//
//	mux.Handle("/agenda/", http.StripPrefix("/agenda/", h))
type Handler struct {
	// MaxAge is for how long copies may be used without asking; zero: not at all.
	MaxAge time.Duration

	version atomic.Pointer[version]
	news    news
}

// Show puts a site in place of the one before.
func (h *Handler) Show(s *Site) {
	v := &version{live: s.live, files: make(map[string]*served, len(s.Files)+1)}
	sum := sha256.New()
	for i := range s.Files {
		f := &served{File: &s.Files[i], tag: tag(s.Files[i].Body)}
		v.files[f.Path] = f
		sum.Write([]byte(f.Path + f.tag))
	}
	v.files[""] = v.files["index.html"]
	v.name = base64.RawURLEncoding.EncodeToString(sum.Sum(nil)[:12])
	h.version.Store(v)
	h.news.tell(v.name, "")
}

// Fault leaves the site as it is and shows an error on live pages, until the next
// Show. Nil takes it away.
func (h *Handler) Fault(err error) {
	text := ""
	if err != nil {
		text = err.Error()
	}
	name := ""
	if v := h.version.Load(); v != nil {
		name = v.name
	}
	h.news.tell(name, text)
}

// version is a site ready to be served.
type version struct {
	name  string // changes with the contents
	live  bool
	files map[string]*served
}

// served is a file with what was made of it for serving.
type served struct {
	*File
	tag  string
	once sync.Once
	gzip []byte // nil: not worth it
}

func tag(body []byte) string {
	sum := sha256.Sum256(body)
	return base64.RawURLEncoding.EncodeToString(sum[:16])
}

// minPacked is from which size on a file is sent compressed.
const minPacked = 1000

// compressed gives the file packed by gzip, nil where that gains nothing.
func (f *served) compressed() []byte {
	f.once.Do(func() {
		if len(f.Body) < minPacked {
			return
		}
		var b bytes.Buffer
		z := gzip.NewWriter(&b)
		z.Write(f.Body) // a buffer takes everything
		z.Close()
		if b.Len() < len(f.Body)*9/10 {
			f.gzip = b.Bytes()
		}
	})
	return f.gzip
}

// ServeHTTP answers one request.
func (h *Handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	v := h.version.Load()
	if v == nil {
		h.nothingYet(w)
		return
	}
	path := strings.TrimPrefix(r.URL.Path, "/")
	if v.live && path == eventsName && r.Method == http.MethodGet {
		h.events(w, r)
		return
	}
	f := v.files[path]
	if path == negotiated {
		f = v.negotiate(r.Header.Values("Accept"))
		w.Header().Set("Vary", "Accept")
	}
	switch {
	case f == nil && path == negotiated:
		refuse(w, http.StatusNotAcceptable, "this is text/html, text/calendar or application/json")
	case f == nil:
		refuse(w, http.StatusNotFound, "there is nothing here; the agenda is in index.html and agenda.ics")
	case r.Method == http.MethodOptions:
		w.Header().Set("Allow", allowed)
		w.WriteHeader(http.StatusNoContent)
	case r.Method != http.MethodGet && r.Method != http.MethodHead:
		w.Header().Set("Allow", allowed)
		refuse(w, http.StatusMethodNotAllowed, "this can be read only")
	default:
		h.serve(w, r, f)
	}
}

const allowed = "GET, HEAD, OPTIONS"

// nothingYet answers before the first site, with the fault if there is one.
func (h *Handler) nothingYet(w http.ResponseWriter) {
	text := h.news.now().fault
	if text == "" {
		text = "the agenda is not there yet"
	}
	w.Header().Set("Retry-After", "5")
	w.Header().Set("Refresh", "2") // for browsers, whose page has no script to wait with
	refuse(w, http.StatusServiceUnavailable, text)
}

func refuse(w http.ResponseWriter, status int, text string) {
	w.Header().Set("Cache-Control", "no-cache")
	http.Error(w, text, status)
}

// serve sends a file, or says that the client has it.
func (h *Handler) serve(w http.ResponseWriter, r *http.Request, f *served) {
	body, etag := f.Body, `"`+f.tag+`"`
	header := w.Header()
	h.headers(header, f)
	if acceptsGzip(r.Header.Values("Accept-Encoding")) {
		if packed := f.compressed(); packed != nil {
			body, etag = packed, `"`+f.tag+`-gzip"`
			header.Set("Content-Encoding", "gzip")
		}
	}
	header.Set("ETag", etag)
	if matches(r.Header.Values("If-None-Match"), etag) {
		header.Del("Content-Type")
		header.Del("Content-Encoding")
		w.WriteHeader(http.StatusNotModified)
		return
	}
	header.Set("Content-Length", strconv.Itoa(len(body)))
	if r.Method == http.MethodGet {
		w.Write(body) // an error means that nobody listens any more
	}
}

// headers sets what does not depend on the request.
func (h *Handler) headers(header http.Header, f *served) {
	header.Set("Content-Type", f.Type)
	header.Set("X-Content-Type-Options", "nosniff")
	header.Set("Cache-Control", "no-cache")
	if seconds := int64(h.MaxAge / time.Second); seconds > 0 {
		header.Set("Cache-Control", "public, max-age="+strconv.FormatInt(seconds, 10))
	}
	header.Add("Vary", "Accept-Encoding")
	if f.Lang != "" {
		header.Set("Content-Language", string(f.Lang))
	}
	if f.policy != "" {
		header.Set("Content-Security-Policy", f.policy)
	} else if f.Type == typeCalendar || f.Type == typeJSON {
		header.Set("Access-Control-Allow-Origin", "*") // pages elsewhere may show the agenda
	}
}
