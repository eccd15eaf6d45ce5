package agendafile_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/plenaria/plenaria/schedule/agendafile"
)

// hostile are files that are made to cost time or memory. Each has few enough
// bytes to be read whole, unless its size is the point.
func hostile() map[string]struct {
	text func() string
	want string // the first message, without a.yaml:
	more int    // how many further ones there are
} {
	lines := func(n int, format string) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, format, i)
		}
		return b.String()
	}
	days := head + "days:\n- date: 2026-07-10\n  sessions:\n"
	return map[string]struct {
		text func() string
		want string
		more int
	}{
		"200 kB of [": {
			func() string { return strings.Repeat("[", 200_000) },
			`1:1: here a pair of brackets passes 100,000 entries; write a long list as lines that begin with "- "`, 0,
		},
		"50 kB of [": {
			func() string { return strings.Repeat("[", 50_000) },
			`1:10001: brackets or lists nest too deeply here; no agenda does`, 0,
		},
		"deep maps": {
			func() string { return strings.Repeat("{a: ", 20_000) },
			`1:40001: brackets or lists nest too deeply here; no agenda does`, 0,
		},
		"a million aliases in a line": {
			func() string { return "a: &a x\nb: [" + strings.Repeat("*a,", 1_000_000) + "]" },
			`2:1: this line is longer than 1,048,576 bytes`, 0,
		},
		"a million aliases in lines": {
			func() string { return "a: &a x\nb:\n" + strings.Repeat("- *a\n", 1_000_000) },
			`209716:1: here the file passes 419,430 entries; split the agenda, or raise MaxBytes`, 0,
		},
		"150,000 aliases": {
			func() string { return "a: &a x\nb:\n" + strings.Repeat("- *a\n", 150_000) },
			`1:1: the format version is missing; begin the file with "plenaria: 1"`, 1000,
		},
		"a line of 100 MB": {
			func() string { return "title: " + strings.Repeat("x", 100<<20) },
			`1:16777217: the file is longer than 16,777,216 bytes; split the agenda, or raise MaxBytes`, 0,
		},
		"a line of 2 MB": {
			func() string { return "title: " + strings.Repeat("x", 2<<20) },
			`1:1: this line is longer than 1,048,576 bytes`, 0,
		},
		"16 MB of dashes": {
			func() string { return strings.Repeat("- ", 8<<20) },
			`1:1: this line is longer than 1,048,576 bytes`, 0,
		},
		"lines of dashes": {
			func() string { return strings.Repeat(strings.Repeat("- ", 10_000)+"\n", 800) },
			`42:1: here the file passes 419,430 entries; split the agenda, or raise MaxBytes`, 0,
		},
		"a million keys": {
			func() string { return head + lines(1_000_000, "k%d: v\n") },
			`209708:1: here the file passes 419,430 entries; split the agenda, or raise MaxBytes`, 0,
		},
		"150,000 keys": {
			func() string { return head + lines(150_000, "k%d: v\n") },
			`9:1: k0: an agenda has no key "k0"; it has plenaria, id, title, zone, languages, also, organizer, url, domain, revision, people, rooms, tracks and days`, 1000,
		},
		"150,000 times one key": {
			func() string { return head + strings.Repeat("k: v\n", 150_000) },
			`10:1: k: the key "k" is here twice; it was first on line 9`, 1000,
		},
		"keys in brackets": {
			func() string { return "- {" + lines(200_000, "k%d: v,\n ") + "}" },
			`33334:1: here a pair of brackets passes 100,000 entries; write a long list as lines that begin with "- "`, 0,
		},
		"invalid UTF-8 at the end": {
			func() string { return head + strings.Repeat("# 가나다\n", 300_000) + "\xe9" },
			`300009:1: the byte 0xE9 is not UTF-8; save the file as UTF-8`, 0,
		},
		"100,000 unknown zones": {
			func() string { return head + "also:\n" + lines(100_000, "- America/Panam%d\n") },
			`10:3: also[0]: unknown time zone "America/Panam0" in tz database 2026f; did you mean America/Panama?`, 1000,
		},
		"a chain of 20,000": {
			func() string {
				return days + "  - {id: a, at: 00:00-00:01, title: T}\n" + lines(20_000, "  - {id: s%d, for: 1m, title: T}\n")
			},
			`2892:22: days[0].sessions[2880].for: the session above ends at 2026-07-12T00:00, which no clock of 2026-07-10 shows; write at: here, or put this into a day of its own`, 1000,
		},
		"5,000 sessions in one room": {
			func() string { return days + lines(5_000, "  - {id: s%d, at: 08:30-09:00, title: T, room: a}\n") },
			`13:47: days[0].sessions[1].room: room "a" is taken by s0, 2026-07-10T08:30 to 09:00 in America/Panama`, 1000,
		},
		"100,000 comments": {
			func() string { return head + "colour: red # a\n" + strings.Repeat("# a\n", 100_000) },
			`9:1: colour: an agenda has no key "colour"; it has plenaria, id, title, zone, languages, also, organizer, url, domain, revision, people, rooms, tracks and days`, 0,
		},
		"50,000 directives": {
			func() string { return lines(50_000, "%%TAG !a%d! b\n") },
			`1:1: a directive (%) of YAML; agenda files have none, remove the line`, 0,
		},
	}
}

func TestHostileFiles(t *testing.T) {
	for name, tt := range hostile() {
		t.Run(name, func(t *testing.T) {
			_, problems := agendafile.Parse(strings.NewReader(tt.text()), options("a.yaml"))
			faults := problems.Faults()
			if len(faults) == 0 {
				t.Fatal("no fault")
			}
			if got, want := faults[0].Error(), "a.yaml:"+tt.want; got != want {
				t.Errorf("first message\n got %s\nwant %s", got, want)
			}
			if got := len(faults) - 1; got > tt.more {
				t.Errorf("%d further messages, want at most %d", got, tt.more)
			}
		})
	}
}

// BenchmarkHostile shows what hostile files cost.
func BenchmarkHostile(b *testing.B) {
	for name, tt := range hostile() {
		text := tt.text()
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				agendafile.Parse(strings.NewReader(text), options("a.yaml"))
			}
		})
	}
}

// BenchmarkRead shows the slope: 100, 1,000 and 10,000 sessions.
func BenchmarkRead(b *testing.B) {
	for _, n := range []int{100, 1_000, 10_000} {
		text := manySessions(n)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				if _, err := agendafile.Read(strings.NewReader(text), options("a.yaml")); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkWrite shows the slope of writing.
func BenchmarkWrite(b *testing.B) {
	for _, n := range []int{100, 1_000, 10_000} {
		a := read(b, manySessions(n))
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				var out strings.Builder
				if err := agendafile.Write(&out, a); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// manySessions makes an agenda of n sessions, forty a day.
func manySessions(n int) string {
	var b strings.Builder
	b.WriteString(head + "days:\n")
	start := date(2026, 1, 1)
	for i := range n {
		if i%40 == 0 {
			fmt.Fprintf(&b, "- date: %v\n  sessions:\n", start.AddDays(i/40))
		}
		fmt.Fprintf(&b, "  - {id: s%d, at: %02d:%02d-%02d:%02d, title: {en: Opening remarks, ko: 개회사, es: Apertura}, kind: panel, speakers: [oas], countries: [PA, KR], note: {en: Bring water}}\n",
			i, i%40/4+8, i%4*15, (i%40+1)/4+8, (i+1)%4*15)
	}
	return b.String()
}
