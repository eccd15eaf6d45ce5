package site

import (
	"strconv"
	"strings"
)

// negotiated is the resource whose form the client chooses.
const negotiated = "agenda"

// negotiate gives the file of the best form for an Accept header (RFC 9110
// §12.5.1); nil if none will do. Of forms that are as good the page comes first,
// then the calendar.
func (v *version) negotiate(accept []string) *served {
	forms := [...]struct{ mediaType, path string }{
		{"text/html", "index.html"}, {"text/calendar", "agenda.ics"}, {"application/json", "agenda.json"},
	}
	var best *served
	most := 0.0
	for _, f := range forms {
		if q := quality(accept, f.mediaType); q > most {
			best, most = v.files[f.path], q
		}
	}
	return best
}

// quality gives what an Accept header says of a media type, by the most special
// range that has it; 1 if there is no header.
func quality(accept []string, mediaType string) (q float64) {
	if len(accept) == 0 {
		return 1
	}
	kind, _, _ := strings.Cut(mediaType, "/")
	special := 0
	for item, value := range weighted(accept) {
		rank := 0
		switch item {
		case mediaType:
			rank = 3
		case kind + "/*":
			rank = 2
		case "*/*":
			rank = 1
		}
		if rank > special {
			special, q = rank, value
		}
	}
	return q
}

// acceptsGzip reports what an Accept-Encoding header says of gzip (RFC 9110
// §12.5.3).
func acceptsGzip(headers []string) bool {
	any := 0.0
	for item, q := range weighted(headers) {
		switch item {
		case "gzip", "x-gzip":
			return q > 0
		case "*":
			any = q
		}
	}
	return any > 0
}

// weighted yields the items of a header with their weights (RFC 9110 §12.4.2), in
// small letters. A weight that cannot be read is 0: better nothing than what was
// perhaps refused. Other parameters are passed over.
func weighted(headers []string) func(func(string, float64) bool) {
	return func(yield func(string, float64) bool) {
		for _, item := range list(headers) {
			name, parameters, _ := strings.Cut(item, ";")
			q := 1.0
			for p := range strings.SplitSeq(parameters, ";") {
				key, value, _ := strings.Cut(strings.TrimSpace(p), "=")
				if strings.EqualFold(key, "q") {
					q = weight(value)
				}
			}
			if !yield(strings.ToLower(strings.TrimSpace(name)), q) {
				return
			}
		}
	}
}

func weight(text string) float64 {
	q, err := strconv.ParseFloat(text, 64)
	if err != nil || !(q >= 0 && q <= 1) {
		return 0
	}
	return q
}

// list gives the items of headers that are lists (RFC 9110 §5.6.1).
func list(headers []string) (items []string) {
	for _, h := range headers {
		for item := range strings.SplitSeq(h, ",") {
			if item = strings.TrimSpace(item); item != "" {
				items = append(items, item)
			}
		}
	}
	return items
}

// matches reports whether an If-None-Match header has an entity tag, by the weak
// comparison (RFC 9110 §13.1.2). Our tags hold no commas.
func matches(headers []string, etag string) bool {
	for _, item := range list(headers) {
		if item == "*" || strings.TrimPrefix(item, "W/") == etag {
			return true
		}
	}
	return false
}
