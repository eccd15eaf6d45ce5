package release_test

import (
	"bytes"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/plenaria/plenaria/schedule/tzdb/internal/release"
)

// tzif is a TZif file of one fixed zone, written by hand after RFC 9636 §3.
func tzif(abbr, footer string) []byte {
	header := func(types, chars byte) string {
		return "TZif2" + strings.Repeat("\x00", 15) + strings.Repeat("\x00", 16) +
			"\x00\x00\x00" + string(types) + "\x00\x00\x00" + string(chars)
	}
	first := header(1, 1) + strings.Repeat("\x00", 7)
	second := header(1, byte(len(abbr)+1)) + strings.Repeat("\x00", 6) + abbr + "\x00"
	return []byte(first + second + "\n" + footer + "\n")
}

func sample() *release.Release {
	return &release.Release{
		Version: "2030a",
		Zones: map[string][]byte{
			"Test/One": tzif("ONE", "ONE0"), "Test/Two": tzif("TWO", "TWO0"), "Test/Uno": tzif("ONE", "ONE0"),
		},
		Links: map[string]string{"Old": "Older", "Older": "Test/Two"},
		Countries: []release.Country{
			{Code: "AA", Name: "Åa & Bee", Zones: []string{"Test/One", "Test/Two"}},
			{Code: "BB", Name: "Empty", Zones: []string{}},
		},
	}
}

func TestPackRoundTrip(t *testing.T) {
	packed, err := sample().Pack()
	if err != nil {
		t.Fatal(err)
	}
	got, err := release.Unpack(packed)
	if err != nil {
		t.Fatal(err)
	}
	if want := sample(); !reflect.DeepEqual(got, want) {
		t.Errorf("Unpack(Pack(r)) = %v, want %v", got, want)
	}
	if again, _ := got.Pack(); string(again) != string(packed) {
		t.Error("equal releases give other bytes")
	}
}

// TestIndex: names of equal files share them.
func TestIndex(t *testing.T) {
	head, body, _ := strings.Cut(string(sample().Index()), "\n\n")
	want := `plenaria tzdb 1
V 2030a
Z 111 Test/One Test/Uno
Z 111 Test/Two
L Older Old
L Test/Two Older
C AA	Åa & Bee	Test/One Test/Two
C BB	Empty	`
	if head != want {
		t.Errorf("index\n%s\nwant\n%s", head, want)
	}
	if body != string(tzif("ONE", "ONE0"))+string(tzif("TWO", "TWO0")) {
		t.Errorf("files %q", body)
	}
}

// TestUnpackDamage: a changed byte is an error, or one of those that carry
// nothing (time and system in the gzip header, unused codes of the compression).
func TestUnpackDamage(t *testing.T) {
	packed, err := sample().Pack()
	if err != nil {
		t.Fatal(err)
	}
	errors := 0
	for i := range packed {
		damaged := bytes.Clone(packed)
		damaged[i] ^= 0x10
		got, err := release.Unpack(damaged)
		if err == nil && !reflect.DeepEqual(got, sample()) {
			t.Errorf("byte %d of %d changed: no error, but other data", i, len(packed))
		}
		if err != nil {
			errors++
		}
		if _, err := release.Unpack(packed[:i]); err == nil {
			t.Errorf("cut off after %d bytes: no error", i)
		}
	}
	if errors < len(packed)*8/10 {
		t.Errorf("%d of %d changes were noticed", errors, len(packed))
	}
}

func TestCheckName(t *testing.T) {
	tests := []struct{ name, want string }{
		{"America/Port-au-Prince", ""},
		{"Etc/GMT+5", ""},
		{"W-SU", ""},
		{"", "is empty"},
		{"..", "has '.'; names are made of ASCII letters, digits and the signs / _ - +"},
		{"a/../b", "has '.'; names are made of ASCII letters, digits and the signs / _ - +"},
		{"C:", "has ':'; names are made of ASCII letters, digits and the signs / _ - +"},
		{`a\b`, `has '\\'; names are made of ASCII letters, digits and the signs / _ - +`},
		{"Panamá", "has 'á'; names are made of ASCII letters, digits and the signs / _ - +"},
		{"/a", "has an empty component; names are components joined by single slashes, such as America/Panama"},
		{"a/", "has an empty component; names are components joined by single slashes, such as America/Panama"},
		{strings.Repeat("a", 65), "has 65 bytes; names have at most 64"},
	}
	for _, tt := range tests {
		got := ""
		if err := release.CheckName(tt.name); err != nil {
			got = err.Error()
		}
		if got != tt.want {
			t.Errorf("CheckName(%q) = %q, want %q", tt.name, got, tt.want)
		}
	}
}

// TestTarget: chains of any length end, circles do too.
func TestTarget(t *testing.T) {
	r := sample()
	r.Links["Circle"], r.Links["Back"] = "Back", "Circle"
	tests := []struct {
		name, want string
		ok         bool
	}{
		{"Test/Two", "Test/Two", true}, {"Old", "Test/Two", true}, {"Circle", "", false}, {"None", "", false},
	}
	for _, tt := range tests {
		if got, ok := r.Target(tt.name); got != tt.want || ok != tt.ok {
			t.Errorf("Target(%q) = %q, %v, want %q, %v", tt.name, got, ok, tt.want, tt.ok)
		}
	}
}

// TestReadDirBounds: files too large, and what is no file, are not read.
func TestReadDirBounds(t *testing.T) {
	dir := fstest.MapFS{
		"tzdata.zi": {Data: []byte("# version 2030a\nZ Big 0 - X\nZ Folder 0 - X\nZ Good 0 - X\n")},
		"Big":       {Data: append(tzif("ONE", "ONE0"), make([]byte, 1<<20)...)},
		"Folder/x":  {Data: tzif("ONE", "ONE0")},
		"Good":      {Data: tzif("ONE", "ONE0")},
	}
	r, err := release.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	if names := r.Names(); len(names) != 1 || names[0] != "Good" {
		t.Errorf("names %q, want Good only", names)
	}
}

// FuzzCheckTZif: a file that passes has the blocks that its headers announce.
func FuzzCheckTZif(f *testing.F) {
	good := tzif("ONE", "ONE0")
	f.Add(good)
	f.Add(good[:44])
	f.Add(good[:len(good)-1])
	f.Add([]byte("TZif2" + strings.Repeat("\xff", 60)))
	f.Fuzz(func(t *testing.T, data []byte) {
		if release.CheckTZif(data) == nil && len(data) < 44 {
			t.Errorf("%q passes", data)
		}
	})
}
