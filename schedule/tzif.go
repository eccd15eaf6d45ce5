package schedule

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
)

// errTZif is wrapped by every complaint about the bytes of a zone.
var errTZif = errors.New("not a TZif file (RFC 9636)")

// tzif is what a TZif file says, in its own terms.
type tzif struct {
	at     []int64 // onsets, seconds since 1970-01-01T00:00Z, ascending
	kind   []uint8 // index into types of what begins at each onset
	types  []localType
	footer string // POSIX TZ string for the time after the last onset; may be ""
}

// localType is one local time type record (RFC 9636 §3.2).
type localType struct {
	offset int32 // seconds east of Greenwich
	dst    bool
	abbr   string
}

const tzifHeader = 44

// parseTZif reads version 2 or later by its 64-bit block, and version 1 by its
// only one.
func parseTZif(b []byte) (*tzif, error) {
	n, err := tzifCounts(b)
	if err != nil {
		return nil, err
	}
	if n.version == 0 {
		return n.block(b[tzifHeader:], 4)
	}
	skip := tzifHeader + n.size(4)
	if len(b) < skip {
		return nil, fmt.Errorf("%w: it ends inside its first block", errTZif)
	}
	b = b[skip:]
	if n, err = tzifCounts(b); err != nil {
		return nil, err
	}
	f, err := n.block(b[tzifHeader:], 8)
	if err != nil {
		return nil, err
	}
	rest := b[tzifHeader+n.size(8):]
	if len(rest) < 2 || rest[0] != '\n' || rest[len(rest)-1] != '\n' {
		return nil, fmt.Errorf("%w: its footer is cut off", errTZif)
	}
	f.footer = string(rest[1 : len(rest)-1])
	return f, nil
}

// tzifCount holds the six counts of a header (RFC 9636 §3.1).
type tzifCount struct {
	version                                byte
	isut, isstd, leap, times, types, chars int
}

func tzifCounts(b []byte) (n tzifCount, err error) {
	if len(b) < tzifHeader || string(b[:4]) != "TZif" {
		return n, fmt.Errorf("%w: it does not begin with a TZif header", errTZif)
	}
	n.version = b[4]
	for i, p := range []*int{&n.isut, &n.isstd, &n.leap, &n.times, &n.types, &n.chars} {
		v := binary.BigEndian.Uint32(b[20+4*i:])
		if v > math.MaxUint16 {
			return n, fmt.Errorf("%w: a count of %d in its header", errTZif, v)
		}
		*p = int(v)
	}
	if n.types == 0 || n.types > 256 {
		return n, fmt.Errorf("%w: %d local time types", errTZif, n.types)
	}
	return n, nil
}

// size gives the bytes of a data block whose times take width bytes.
func (n tzifCount) size(width int) int {
	return n.times*width + n.times + n.types*6 + n.chars + n.leap*(width+4) + n.isstd + n.isut
}

func (n tzifCount) block(b []byte, width int) (*tzif, error) {
	if len(b) < n.size(width) {
		return nil, fmt.Errorf("%w: it ends inside its data", errTZif)
	}
	if n.leap != 0 {
		return nil, fmt.Errorf("%w: it counts leap seconds, which clocks on walls do not; use the plain file, not the one under right/", errTZif)
	}
	f := &tzif{at: make([]int64, n.times), kind: make([]uint8, n.times)}
	for i := range f.at {
		if width == 8 {
			f.at[i] = int64(binary.BigEndian.Uint64(b[i*8:]))
		} else {
			f.at[i] = int64(int32(binary.BigEndian.Uint32(b[i*4:])))
		}
		if i > 0 && f.at[i] <= f.at[i-1] {
			return nil, fmt.Errorf("%w: its onsets are not in order", errTZif)
		}
	}
	b = b[n.times*width:]
	for i := range f.kind {
		if f.kind[i] = b[i]; int(b[i]) >= n.types {
			return nil, fmt.Errorf("%w: an onset names type %d of %d", errTZif, b[i], n.types)
		}
	}
	b = b[n.times:]
	return f, f.readTypes(b[:n.types*6], string(b[n.types*6:n.types*6+n.chars]))
}

func (f *tzif) readTypes(b []byte, chars string) error {
	for ; len(b) > 0; b = b[6:] {
		t := localType{offset: int32(binary.BigEndian.Uint32(b)), dst: b[4] != 0}
		if t.offset <= -86400 || t.offset >= 86400 {
			return fmt.Errorf("%w: an offset of %d s", errTZif, t.offset)
		}
		if int(b[5]) >= len(chars) {
			return fmt.Errorf("%w: an abbreviation outside the file", errTZif)
		}
		t.abbr = chars[b[5]:]
		for i := range len(t.abbr) {
			if t.abbr[i] == 0 {
				t.abbr = t.abbr[:i]
				break
			}
		}
		f.types = append(f.types, t)
	}
	return nil
}
