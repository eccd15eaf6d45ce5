package main

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"

	"github.com/plenaria/plenaria/schedule/tzdb/internal/release"
)

// A zone is the contents of a TZif file (RFC 9636), without indicators and
// leap seconds.
type zone struct {
	version byte // '2' or '3'
	types   []localTime
	changes []change
	footer  string // POSIX TZ string for all time after the last change; may be empty
}

// localTime is a local time type: what clocks do between two changes.
type localTime struct {
	offset int32 // seconds east of UTC
	dst    bool
	abbr   string
}

// A change is a transition to types[to] at an instant in POSIX time.
type change struct {
	at int64
	to int
}

const headerSize = 44

// header holds the six counts of a TZif header (RFC 9636 §3.1).
type header struct{ isut, isstd, leap, time, types, chars int }

func parseHeader(data []byte) header {
	n := func(i int) int { return int(binary.BigEndian.Uint32(data[20+4*i:])) }
	return header{n(0), n(1), n(2), n(3), n(4), n(5)}
}

// size is the length of the data block whose instants have the given width.
func (h header) size(width int) int {
	return h.time*(width+1) + h.types*6 + h.chars + h.leap*(width+4) + h.isstd + h.isut
}

// parseTZif reads the 64-bit block and the footer of a TZif file.
func parseTZif(data []byte) (*zone, error) {
	if err := release.CheckTZif(data); err != nil {
		return nil, err
	}
	if data[4] < '2' {
		return nil, errors.New("version 1 file: it has no footer")
	}
	z := &zone{version: data[4]}
	data = data[headerSize+parseHeader(data).size(4):]
	h := parseHeader(data)
	block := data[headerSize : headerSize+h.size(8)]
	if err := z.parseBlock(h, block); err != nil {
		return nil, err
	}
	footer, _, _ := bytes.Cut(data[headerSize+len(block)+1:], []byte("\n"))
	z.footer = string(footer)
	return z, nil
}

func (z *zone) parseBlock(h header, block []byte) error {
	instants, rest := block[:8*h.time], block[8*h.time:]
	indices, rest := rest[:h.time], rest[h.time:]
	types, rest := rest[:6*h.types], rest[6*h.types:]
	chars := rest[:h.chars]
	for t := range slices.Chunk(types, 6) {
		if int(t[5]) >= len(chars) {
			return errors.New("abbreviation outside of the table")
		}
		abbr, _, _ := bytes.Cut(chars[t[5]:], []byte{0})
		z.types = append(z.types, localTime{int32(binary.BigEndian.Uint32(t)), t[4] == 1, string(abbr)})
	}
	for i, to := range indices {
		at := int64(binary.BigEndian.Uint64(instants[8*i:]))
		if int(to) >= len(z.types) || i > 0 && at <= z.changes[i-1].at {
			return fmt.Errorf("change %d: unsorted or of unknown type", i)
		}
		z.changes = append(z.changes, change{at, int(to)})
	}
	if len(z.types) == 0 {
		return errors.New("no local time type")
	}
	return nil
}

// bytes writes z as a TZif file. The 32-bit block holds the least that RFC 9636
// §3.2 allows, one type and one byte of abbreviation, as zic -b slim writes it.
func (z *zone) bytes() []byte {
	var chars []byte
	at := make(map[string]byte)
	for _, t := range z.types {
		if _, ok := at[t.abbr]; !ok {
			at[t.abbr] = byte(len(chars))
			chars = append(append(chars, t.abbr...), 0)
		}
	}
	out := appendHeader(nil, z.version, header{types: 1, chars: 1})
	out = append(out, make([]byte, 6+1)...)
	out = appendHeader(out, z.version, header{time: len(z.changes), types: len(z.types), chars: len(chars)})
	for _, c := range z.changes {
		out = binary.BigEndian.AppendUint64(out, uint64(c.at))
	}
	for _, c := range z.changes {
		out = append(out, byte(c.to))
	}
	for _, t := range z.types {
		out = binary.BigEndian.AppendUint32(out, uint32(t.offset))
		out = append(out, boolByte(t.dst), at[t.abbr])
	}
	return append(append(out, chars...), "\n"+z.footer+"\n"...)
}

func appendHeader(out []byte, version byte, h header) []byte {
	out = append(out, "TZif"...)
	out = append(append(out, version), make([]byte, 15)...)
	for _, n := range []int{h.isut, h.isstd, h.leap, h.time, h.types, h.chars} {
		out = binary.BigEndian.AppendUint32(out, uint32(n))
	}
	return out
}

func boolByte(b bool) byte {
	if b {
		return 1
	}
	return 0
}
