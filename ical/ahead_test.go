package ical

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/plenaria/plenaria/ical/internal/benchfile"
	"github.com/plenaria/plenaria/ical/internal/contentline"
)

// aheadFiles are files with events enough to be read ahead in small pieces: all
// that testdata has, each in the middle of some.
func aheadFiles(t *testing.T) map[string][]byte {
	t.Helper()
	var some bytes.Buffer
	if err := benchfile.Write(&some, benchfile.Events(12)); err != nil {
		t.Fatal(err)
	}
	body := some.String()
	body = body[strings.Index(body, "BEGIN:VEVENT"):strings.LastIndex(body, "END:VCALENDAR")]
	body = strings.ReplaceAll(body, "END:VEVENT\r\n", "END:VEVENT\r\nX-BETWEEN:1\r\n")
	files := map[string][]byte{"events": some.Bytes()}
	for _, pattern := range []string{"testdata/*.ics", "testdata/clients/*.ics", "testdata/hostile/*.ics"} {
		names, err := filepath.Glob(pattern)
		if err != nil || len(names) == 0 {
			t.Fatalf("%s: %d files, %v", pattern, len(names), err)
		}
		for _, name := range names {
			file, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			files[name] = []byte("BEGIN:VCALENDAR\r\n" + body + string(file) + "\r\n" + body + "END:VCALENDAR\r\n")
		}
	}
	return files
}

// TestReadAhead: what several goroutines read is what one reads.
func TestReadAhead(t *testing.T) {
	alone, pieces := contentline.Ahead{Workers: 1}, contentline.Ahead{From: 1, Size: 3000, Workers: 3}
	for name, file := range aheadFiles(t) {
		decode := func(ahead contentline.Ahead, first bool) (any, string) {
			d := newDecoder(bytes.NewReader(file), &DecodeOptions{Name: name})
			d.ahead, d.first = ahead, first
			d.run()
			return d.calendars, fmt.Sprint(d.problems(), d.err())
		}
		components := func(ahead contentline.Ahead, _ bool) (any, string) {
			f, err := readCalendars(contentline.NewScanner(bytes.NewReader(file), nil), ahead, name)
			return f, fmt.Sprint(f.problems, err)
		}
		for _, read := range []func(contentline.Ahead, bool) (any, string){decode, components} {
			for _, first := range []bool{true, false} {
				want, wantProblems := read(alone, first)
				got, gotProblems := read(pieces, first)
				if !reflect.DeepEqual(got, want) || gotProblems != wantProblems {
					t.Errorf("%s: read ahead\n%s\none after the other\n%s\nor what was read differs", name, gotProblems, wantProblems)
				}
			}
		}
	}
}
