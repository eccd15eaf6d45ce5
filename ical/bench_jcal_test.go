package ical

import (
	"bytes"
	"encoding/json"
	"io"
	"testing"

	"github.com/plenaria/plenaria/ical/internal/benchfile"
)

// BenchmarkJCal reads and writes the 10,000 events of BenchmarkWrite as jCal,
// and as iCalendar beside it; encoding/json reads the same text into any.
func BenchmarkJCal(b *testing.B) {
	cal := benchTree(benchfile.Events(benchEvents))
	var file, text bytes.Buffer
	if err := Encode(&file, cal); err != nil {
		b.Fatal(err)
	}
	if err := EncodeJSON(&text, cal); err != nil {
		b.Fatal(err)
	}
	for _, c := range []struct {
		name string
		size int
		run  func() error
	}{
		{"Encode", file.Len(), func() error { return Encode(io.Discard, cal) }},
		{"EncodeJSON", text.Len(), func() error { return EncodeJSON(io.Discard, cal) }},
		{"Decode", file.Len(), func() error { _, _, err := Decode(bytes.NewReader(file.Bytes()), nil); return err }},
		{"DecodeJSON", text.Len(), func() error { _, _, err := DecodeJSON(bytes.NewReader(text.Bytes()), nil); return err }},
		{"json.Unmarshal", text.Len(), func() error { var v any; return json.Unmarshal(text.Bytes(), &v) }},
	} {
		b.Run(c.name, func(b *testing.B) {
			b.SetBytes(int64(c.size))
			b.ReportAllocs()
			for b.Loop() {
				if err := c.run(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
