package release

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// The packed form is gzip over a text index, an empty line, and the distinct
// TZif files one after the other in the order of the index:
//
//	plenaria tzdb 1
//	V 2026f
//	Z 182 America/Panama            one line a distinct file: length, names
//	L Etc/UTC UTC                   target, link
//	C PA	Panama	America/Panama  code, name, zones; tab-separated
const packMagic = "plenaria tzdb 1"

// maxUnpacked bounds the memory that Unpack takes; 2026f has 0.26 MB.
const maxUnpacked = 8 << 20

// Index returns the uncompressed packed form. It depends on r alone.
func (r *Release) Index() []byte {
	var head, body bytes.Buffer
	fmt.Fprintf(&head, "%s\nV %s\n", packMagic, r.Version)
	for _, group := range r.distinct() {
		data := r.Zones[group[0]]
		fmt.Fprintf(&head, "Z %d %s\n", len(data), strings.Join(group, " "))
		body.Write(data)
	}
	for _, name := range slices.Sorted(maps.Keys(r.Links)) {
		fmt.Fprintf(&head, "L %s %s\n", r.Links[name], name)
	}
	for _, c := range r.Countries {
		fmt.Fprintf(&head, "C %s\t%s\t%s\n", c.Code, c.Name, strings.Join(c.Zones, " "))
	}
	head.WriteByte('\n')
	return append(head.Bytes(), body.Bytes()...)
}

// distinct groups the names of zones that have the same file, both sorted.
func (r *Release) distinct() [][]string {
	at := make(map[string]int)
	var groups [][]string
	for _, name := range slices.Sorted(maps.Keys(r.Zones)) {
		i, seen := at[string(r.Zones[name])]
		if !seen {
			i = len(groups)
			at[string(r.Zones[name])] = i
			groups = append(groups, nil)
		}
		groups[i] = append(groups[i], name)
	}
	return groups
}

// Pack returns r as Unpack reads it. The header carries no time and no file
// name, so that equal releases give equal bytes.
func (r *Release) Pack() ([]byte, error) {
	var out bytes.Buffer
	z, err := gzip.NewWriterLevel(&out, gzip.BestCompression)
	if err != nil {
		return nil, err
	}
	if _, err := z.Write(r.Index()); err != nil {
		return nil, err
	}
	if err := z.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// Inflate returns the uncompressed packed form: what [Release.Index] returned.
func Inflate(packed []byte) ([]byte, error) {
	z, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, fmt.Errorf("packed time-zone database: %w", err)
	}
	var index bytes.Buffer
	index.Grow(6 * len(packed)) // what a release needs, in one piece
	n, err := index.ReadFrom(io.LimitReader(z, maxUnpacked+1))
	if err != nil {
		return nil, fmt.Errorf("packed time-zone database: %w", err)
	}
	if n > maxUnpacked {
		return nil, fmt.Errorf("packed time-zone database: more than %d bytes", maxUnpacked)
	}
	return index.Bytes(), nil
}

// Unpack reads what Pack wrote.
func Unpack(packed []byte) (*Release, error) {
	index, err := Inflate(packed)
	if err != nil {
		return nil, err
	}
	head, body, ok := bytes.Cut(index, []byte("\n\n"))
	if !ok {
		return nil, errors.New("packed time-zone database: no empty line after the index")
	}
	u := unpacker{
		body: body,
		r:    &Release{Zones: make(map[string][]byte, 512), Links: make(map[string]string, 256)},
	}
	if err := u.index(string(head)); err != nil {
		return nil, err
	}
	return u.r, u.r.Check()
}

type unpacker struct {
	r    *Release
	body []byte // what no Z line has taken yet
}

func (u *unpacker) index(head string) error {
	n := 0
	for line := range strings.SplitSeq(head, "\n") {
		n++
		if n == 1 && line == packMagic {
			continue
		}
		if n == 1 || !u.line(line) {
			return fmt.Errorf("packed time-zone database: line %d: cannot read %s", n, Quote(line))
		}
	}
	if len(u.body) != 0 {
		return fmt.Errorf("packed time-zone database: %d bytes belong to no zone", len(u.body))
	}
	return nil
}

func (u *unpacker) line(line string) bool {
	kind, rest, _ := strings.Cut(line, " ")
	switch kind {
	case "V":
		u.r.Version = rest
		return true
	case "Z":
		return u.zone(rest)
	case "L":
		target, link, ok := strings.Cut(rest, " ")
		u.r.Links[link] = target
		return ok
	case "C":
		return u.country(rest)
	}
	return false
}

func (u *unpacker) zone(rest string) bool {
	size, names, _ := strings.Cut(rest, " ")
	n, err := strconv.Atoi(size)
	if err != nil || n < 0 || n > len(u.body) {
		return false
	}
	data := u.body[:n:n]
	u.body = u.body[n:]
	for name := range strings.SplitSeq(names, " ") {
		u.r.Zones[name] = data
	}
	return true
}

func (u *unpacker) country(rest string) bool {
	fields := strings.Split(rest, "\t")
	if len(fields) != 3 {
		return false
	}
	u.r.Countries = append(u.r.Countries, Country{fields[0], fields[1], strings.Fields(fields[2])})
	return true
}
