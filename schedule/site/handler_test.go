package site_test

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"html"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"github.com/plenaria/plenaria/schedule/site"
)

// ask sends a request to a handler, with headers as "Name: value".
func ask(h http.Handler, method, target string, headers ...string) *http.Response {
	r := httptest.NewRequest(method, target, nil)
	for _, line := range headers {
		name, value, _ := strings.Cut(line, ": ")
		r.Header.Add(name, value)
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w.Result()
}

func showing(s *site.Site) *site.Handler {
	h := new(site.Handler)
	h.Show(s)
	return h
}

// TestHandler: what each request is answered. A header of "-" is not there.
func TestHandler(t *testing.T) {
	h := showing(build(t, agenda, nil))
	tests := map[string]struct {
		method, target string
		headers        []string
		status         int
		want           map[string]string
	}{
		"the first page": {"GET", "/", nil, 200, map[string]string{
			"Content-Type": "text/html; charset=utf-8", "Content-Language": "en", "Cache-Control": "no-cache",
			"X-Content-Type-Options": "nosniff", "Vary": "Accept-Encoding", "Access-Control-Allow-Origin": "-", "Content-Encoding": "-"}},
		"by its name":                      {"GET", "/index.html", nil, 200, nil},
		"another language":                 {"GET", "/ko.html", nil, 200, map[string]string{"Content-Language": "ko"}},
		"a calendar":                       {"GET", "/agenda.ics", nil, 200, map[string]string{"Content-Type": "text/calendar; charset=utf-8", "Access-Control-Allow-Origin": "*"}},
		"a part":                           {"GET", "/country/kr.ics", nil, 200, map[string]string{"Content-Type": "text/calendar; charset=utf-8"}},
		"JSON":                             {"GET", "/agenda.json", nil, 200, map[string]string{"Content-Type": "application/json"}},
		"HEAD has the length":              {"HEAD", "/feeds.json", nil, 200, map[string]string{"Content-Type": "application/json"}},
		"a query changes nothing":          {"GET", "/?tz=Asia/Seoul", nil, 200, nil},
		"nothing there":                    {"GET", "/nothing", nil, 404, map[string]string{"Cache-Control": "no-cache"}},
		"a folder":                         {"GET", "/country/", nil, 404, nil},
		"no way out":                       {"GET", "/../../etc/passwd", nil, 404, nil},
		"nothing there to post to":         {"POST", "/nothing", nil, 404, nil},
		"posting":                          {"POST", "/agenda.ics", nil, 405, map[string]string{"Allow": "GET, HEAD, OPTIONS"}},
		"deleting":                         {"DELETE", "/", nil, 405, map[string]string{"Allow": "GET, HEAD, OPTIONS"}},
		"what can be done":                 {"OPTIONS", "/", nil, 204, map[string]string{"Allow": "GET, HEAD, OPTIONS"}},
		"gzip":                             {"GET", "/", []string{"Accept-Encoding: br, gzip"}, 200, map[string]string{"Content-Encoding": "gzip"}},
		"gzip by a star":                   {"GET", "/", []string{"Accept-Encoding: *;q=0.1"}, 200, map[string]string{"Content-Encoding": "gzip"}},
		"no gzip":                          {"GET", "/", []string{"Accept-Encoding: gzip;q=0, *"}, 200, map[string]string{"Content-Encoding": "-"}},
		"a weight that is none":            {"GET", "/", []string{"Accept-Encoding: gzip;q=much"}, 200, map[string]string{"Content-Encoding": "-"}},
		"a tag that is unknown":            {"GET", "/", []string{`If-None-Match: "x", W/"y"`}, 200, nil},
		"any tag":                          {"GET", "/", []string{`If-None-Match: *`}, 304, nil},
		"a browser asks for the agenda":    {"GET", "/agenda", []string{"Accept: text/html,application/xhtml+xml,*/*;q=0.8"}, 200, map[string]string{"Content-Type": "text/html; charset=utf-8"}},
		"a calendar program does":          {"GET", "/agenda", []string{"Accept: text/calendar, */*;q=0.1"}, 200, map[string]string{"Content-Type": "text/calendar; charset=utf-8"}},
		"a program does":                   {"GET", "/agenda", []string{"Accept: application/*"}, 200, map[string]string{"Content-Type": "application/json"}},
		"somebody without a wish":          {"GET", "/agenda", nil, 200, map[string]string{"Content-Type": "text/html; charset=utf-8"}},
		"somebody who refuses pages":       {"GET", "/agenda", []string{"Accept: */*, text/html;q=0"}, 200, map[string]string{"Content-Type": "text/calendar; charset=utf-8"}},
		"somebody who wants what is not":   {"GET", "/agenda", []string{"Accept: image/png, text/plain"}, 406, map[string]string{"Vary": "Accept"}},
		"Accept does not matter elsewhere": {"GET", "/agenda.ics", []string{"Accept: text/html"}, 200, nil},
		"no events without live pages":     {"GET", "/events", nil, 404, nil},
	}
	for name, tt := range tests {
		res := ask(h, tt.method, tt.target, tt.headers...)
		if res.StatusCode != tt.status {
			t.Errorf("%s: status %d, want %d", name, res.StatusCode, tt.status)
		}
		for header, want := range tt.want {
			if got := res.Header.Get(header); got != strings.TrimPrefix(want, "-") {
				t.Errorf("%s: %s is %q, want %q", name, header, got, want)
			}
		}
	}
}

// TestHandlerBodies: each file comes as it was built, packed or not, and HEAD
// tells the same without it.
func TestHandlerBodies(t *testing.T) {
	s := build(t, agenda, nil)
	h := showing(s)
	for _, f := range s.Files {
		for _, encoding := range []string{"identity", "gzip"} {
			res := ask(h, "GET", "/"+f.Path, "Accept-Encoding: "+encoding)
			body, _ := io.ReadAll(res.Body)
			if got := unpacked(t, res, body); !bytes.Equal(got, f.Body) {
				t.Errorf("%s as %s: %d bytes, want %d", f.Path, encoding, len(got), len(f.Body))
			}
			head := ask(h, "HEAD", "/"+f.Path, "Accept-Encoding: "+encoding)
			if nothing, _ := io.ReadAll(head.Body); len(nothing) > 0 {
				t.Errorf("%s: HEAD gave %d bytes", f.Path, len(nothing))
			}
			for _, name := range []string{"Content-Length", "Content-Encoding", "Content-Type", "ETag"} {
				if got, want := head.Header.Get(name), res.Header.Get(name); got != want {
					t.Errorf("%s: HEAD has %s %q, GET has %q", f.Path, name, got, want)
				}
			}
			again := ask(h, "GET", "/"+f.Path, "Accept-Encoding: "+encoding, "If-None-Match: W/"+res.Header.Get("ETag"))
			if rest, _ := io.ReadAll(again.Body); again.StatusCode != 304 || len(rest) > 0 || again.Header.Get("ETag") != res.Header.Get("ETag") {
				t.Errorf("%s as %s: asked again by its tag: status %d, %d bytes, %q", f.Path, encoding, again.StatusCode, len(rest), again.Header)
			}
		}
	}
	if a, b := ask(h, "GET", "/").Header.Get("ETag"), ask(h, "GET", "/", "Accept-Encoding: gzip").Header.Get("ETag"); a == b {
		t.Error("packed and unpacked bytes have one ETag")
	}
}

func unpacked(t *testing.T, res *http.Response, body []byte) []byte {
	t.Helper()
	if res.Header.Get("Content-Encoding") != "gzip" {
		return body
	}
	z, err := gzip.NewReader(bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	all, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// TestHandlerPolicy: the header says what the page says itself.
func TestHandlerPolicy(t *testing.T) {
	for name, o := range map[string]*site.Options{"static": nil, "live": {Live: true}} {
		res := ask(showing(build(t, agenda, o)), "GET", "/")
		body, _ := io.ReadAll(res.Body)
		policy := res.Header.Get("Content-Security-Policy")
		if policy == "" || !strings.Contains(html.UnescapeString(string(body)), policy) {
			t.Errorf("%s: the policy %q is not that of the page", name, policy)
		}
	}
}

func TestHandlerMaxAgeAndPrefix(t *testing.T) {
	h := &site.Handler{MaxAge: 300e9}
	h.Show(build(t, agenda, nil))
	mux := http.NewServeMux()
	mux.Handle("/agenda/", http.StripPrefix("/agenda/", h))
	for _, target := range []string{"/agenda/", "/agenda/room/main.ics"} {
		res := ask(mux, "GET", target)
		if got := res.Header.Get("Cache-Control"); res.StatusCode != 200 || got != "public, max-age=300" {
			t.Errorf("%s: status %d, Cache-Control %q", target, res.StatusCode, got)
		}
	}
}

// TestHandlerBefore: without a site there is an honest answer.
func TestHandlerBefore(t *testing.T) {
	h := new(site.Handler)
	res := ask(h, "GET", "/")
	if res.StatusCode != 503 || res.Header.Get("Retry-After") == "" || res.Header.Get("Refresh") == "" {
		t.Errorf("status %d, header %q", res.StatusCode, res.Header)
	}
	h.Fault(errors.New("agenda.yaml:4:7: no zone"))
	body, _ := io.ReadAll(ask(h, "GET", "/").Body)
	if !strings.Contains(string(body), "agenda.yaml:4:7: no zone") {
		t.Errorf("the answer %q does not tell the fault", body)
	}
}

// TestHandlerLive: a page that waits hears of a fault and of a new version; the
// old version stays meanwhile.
func TestHandlerLive(t *testing.T) {
	h := showing(build(t, agenda, &site.Options{Live: true}))
	server := httptest.NewServer(h)
	defer server.Close()
	res, err := http.Get(server.URL + "/events")
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	lines := bufio.NewScanner(res.Body)
	next := func() (e struct{ Version, Fault string }) {
		t.Helper()
		for lines.Scan() {
			if data, ok := strings.CutPrefix(lines.Text(), "data: "); ok {
				if err := json.Unmarshal([]byte(data), &e); err != nil {
					t.Fatal(err)
				}
				return e
			}
		}
		t.Fatal("no event", lines.Err())
		return e
	}
	first := next()
	h.Fault(errors.New("line\n4"))
	if broken := next(); broken.Version != first.Version || broken.Fault != "line\n4" {
		t.Errorf("with a fault the event is %+v, want version %q", broken, first.Version)
	}
	if status := ask(h, "GET", "/").StatusCode; status != 200 {
		t.Errorf("with a fault the page has status %d, want the last good one", status)
	}
	h.Show(build(t, strings.Replace(agenda, "Opening", "Welcome", 1), &site.Options{Live: true}))
	if second := next(); second.Version == first.Version || second.Fault != "" {
		t.Errorf("the new version's event is %+v after %+v", second, first)
	}
}

// TestHandlerAtOnce reads while versions change: every answer is of one of them.
func TestHandlerAtOnce(t *testing.T) {
	one := build(t, agenda, nil)
	two := build(t, strings.ReplaceAll(agenda, "Opening", "Welcome"), nil)
	known := map[string]bool{bodies(one)["agenda.ics"]: true, bodies(two)["agenda.ics"]: true}
	h := showing(one)
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			for range 50 {
				res := ask(h, "GET", "/agenda.ics", "Accept-Encoding: gzip")
				body, _ := io.ReadAll(res.Body)
				z, err := gzip.NewReader(bytes.NewReader(body))
				if err != nil {
					t.Error(err)
					return
				}
				text, _ := io.ReadAll(z)
				if !known[string(text)] {
					t.Errorf("an answer of %d bytes is of no version", len(text))
				}
			}
		})
	}
	for range 50 {
		h.Show(two)
		h.Fault(errors.New("x"))
		h.Show(one)
	}
	all.Wait()
}
