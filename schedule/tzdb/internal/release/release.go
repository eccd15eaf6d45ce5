// Package release holds one release of the time-zone database as plain data:
// it reads an installed zoneinfo directory and packs a release into the blob
// that package tzdb embeds.
package release

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// MaxName is the longest zone name accepted, in bytes. The longest name of the
// database, America/Argentina/ComodRivadavia, has 32.
const MaxName = 64

// A Release is one version of the database. Its maps and byte slices are
// shared by whoever holds it: nobody writes to them after it is built.
type Release struct {
	Version   string            // "2026f"
	Zones     map[string][]byte // zone name to its TZif file (RFC 9636)
	Links     map[string]string // link name to its target, a zone or another link
	Countries []Country         // sorted by code
}

// A Country is one row of iso3166.tab with its rows of zone.tab.
type Country struct {
	Code  string
	Name  string
	Zones []string // in the order of zone.tab
}

// Names returns the names of all zones and links, sorted.
func (r *Release) Names() []string {
	names := slices.AppendSeq(make([]string, 0, len(r.Zones)+len(r.Links)), maps.Keys(r.Zones))
	names = slices.AppendSeq(names, maps.Keys(r.Links))
	slices.Sort(names)
	return names
}

// Target follows the links from name to the end of the chain. It reports false
// for a chain that ends in no zone or that runs in a circle.
func (r *Release) Target(name string) (string, bool) {
	for range len(r.Links) + 1 {
		if _, ok := r.Zones[name]; ok {
			return name, true
		}
		next, ok := r.Links[name]
		if !ok {
			return "", false
		}
		name = next
	}
	return "", false
}

// Check reports everything that makes r unusable: malformed names or TZif
// files, names that are both zone and link, links that end in no zone. The
// errors are in the order of the names.
func (r *Release) Check() error {
	errs := []error{CheckVersion(r.Version)}
	if len(r.Zones) == 0 {
		errs = append(errs, errors.New("no zones: a database needs at least one"))
	}
	for _, name := range slices.Compact(r.Names()) {
		errs = append(errs, r.checkName(name))
	}
	return errors.Join(errs...)
}

func (r *Release) checkName(name string) error {
	if err := CheckName(name); err != nil {
		return fmt.Errorf("zone name %s %w", Quote(name), err)
	}
	data, isZone := r.Zones[name]
	target, isLink := r.Links[name]
	if isZone && isLink {
		return fmt.Errorf("%q is both a zone and a link to %s: keep one of them", name, Quote(target))
	}
	if isZone {
		if err := CheckTZif(data); err != nil {
			return fmt.Errorf("zone %q: %w", name, err)
		}
		return nil
	}
	if _, ok := r.Target(name); !ok {
		return fmt.Errorf("link %q: its target %s leads to no zone of this database", name, Quote(target))
	}
	return nil
}

// CheckVersion accepts a non-empty printable ASCII word of at most 64 bytes.
func CheckVersion(version string) error {
	bad := func(c rune) bool { return c <= ' ' || c > '~' }
	if version == "" || len(version) > MaxName || strings.ContainsFunc(version, bad) {
		return fmt.Errorf("version %s is not a word such as 2026f", Quote(version))
	}
	return nil
}

// CheckName says in the form "has ..." or "is ..." what keeps name from being
// the name of a zone. Names are ASCII components joined by "/", as in the
// database's theory.html; so no name can leave the zoneinfo directory.
func CheckName(name string) error {
	if name == "" {
		return errors.New("is empty")
	}
	if len(name) > MaxName {
		return fmt.Errorf("has %d bytes; names have at most %d", len(name), MaxName)
	}
	if i := strings.IndexFunc(name, notInName); i >= 0 {
		r := []rune(name[i:])[0]
		return fmt.Errorf("has %q; names are made of ASCII letters, digits and the signs / _ - +", r)
	}
	for part := range strings.SplitSeq(name, "/") {
		if part == "" {
			return errors.New("has an empty component; names are components joined by single slashes, such as America/Panama")
		}
	}
	return nil
}

// notInName refuses also the full stop, which the database's naming rules
// allow but no name has: without it there is no "..".
func notInName(r rune) bool {
	switch {
	case 'a' <= r && r <= 'z', 'A' <= r && r <= 'Z', '0' <= r && r <= '9':
		return false
	}
	return !strings.ContainsRune("/_-+", r)
}

// Quote quotes s for a message, shortened when it is absurdly long.
func Quote(s string) string {
	if len(s) > MaxName {
		return fmt.Sprintf("%q...", strings.ToValidUTF8(s[:MaxName], ""))
	}
	return fmt.Sprintf("%q", s)
}

// tzifHeader is the length of a TZif header (RFC 9636 §3.1).
const tzifHeader = 44

// CheckTZif checks the frame of a TZif file: magic, block sizes, footer, and
// that its instants do not count leap seconds. It does not judge the contents.
func CheckTZif(data []byte) error {
	if len(data) < tzifHeader || string(data[:4]) != "TZif" {
		return errors.New("not a TZif file (RFC 9636): it does not start with a TZif header")
	}
	rest, err := skipBlock(data, 4)
	if err != nil {
		return err
	}
	if data[4] == 0 {
		return nil // version 1: 32-bit block only
	}
	if rest, err = skipBlock(rest, 8); err != nil {
		return err
	}
	if len(rest) < 2 || rest[0] != '\n' || bytes.IndexByte(rest[1:], '\n') < 0 {
		return errors.New("TZif file without the footer that version 2 needs (RFC 9636 §3.3)")
	}
	return nil
}

// skipBlock skips one header and its data block, whose instants have the given
// size in bytes (RFC 9636 §3.2).
func skipBlock(data []byte, size int64) ([]byte, error) {
	if len(data) < tzifHeader || string(data[:4]) != "TZif" {
		return nil, errors.New("TZif file cut off before its second header")
	}
	var n [6]int64 // isutcnt, isstdcnt, leapcnt, timecnt, typecnt, charcnt
	for i := range n {
		n[i] = int64(binary.BigEndian.Uint32(data[20+4*i:]))
	}
	if n[2] != 0 {
		return nil, errors.New("its instants count leap seconds (a file of the right/ tree); plenaria counts POSIX time")
	}
	block := n[0] + n[1] + n[3]*(size+1) + n[4]*6 + n[5]
	if int64(len(data)-tzifHeader) < block {
		return nil, fmt.Errorf("TZif file cut off: its header announces %d bytes, %d follow", block, len(data)-tzifHeader)
	}
	return data[tzifHeader+block:], nil
}
