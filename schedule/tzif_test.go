package schedule_test

import (
	"encoding/binary"
	"strings"
	"testing"
	"time"

	"github.com/plenaria/plenaria/schedule"
	"github.com/plenaria/plenaria/schedule/tzdb"
)

// ttype is a local time type of a file made in a test.
type ttype struct {
	offset int32
	dst    byte
	abbr   string
}

// tzifBytes writes a version 2 file: an empty first block, then one with the
// given onsets (RFC 9636 §3).
func tzifBytes(types []ttype, at []int64, kind []byte, footer string) []byte {
	header := func(times, n, chars int) []byte {
		b := append([]byte("TZif2"), make([]byte, 15)...)
		for _, v := range []int{0, 0, 0, times, n, chars} {
			b = binary.BigEndian.AppendUint32(b, uint32(v))
		}
		return b
	}
	var records, chars []byte
	for _, ty := range types {
		records = binary.BigEndian.AppendUint32(records, uint32(ty.offset))
		records = append(records, ty.dst, byte(len(chars)))
		chars = append(append(chars, ty.abbr...), 0)
	}
	b := append(header(0, 1, 1), make([]byte, 7)...)
	b = append(b, header(len(at), len(types), len(chars))...)
	for _, t := range at {
		b = binary.BigEndian.AppendUint64(b, uint64(t))
	}
	b = append(append(append(b, kind...), records...), chars...)
	return append(b, "\n"+footer+"\n"...)
}

var east = []ttype{{3600, 0, "AAA"}, {7200, 1, "BBB"}}

func TestFooters(t *testing.T) {
	tests := map[string]struct {
		footer string
		wants  map[string]int // instant → offset
		why    string
	}{
		"weekday":          {"AAA-1BBB,M3.5.0,M10.5.0/3", map[string]int{"2026-03-29T00:59:59Z": 3600, "2026-03-29T01:00:00Z": 7200, "2026-10-25T00:59:59Z": 7200, "2026-10-25T01:00:00Z": 3600}, "last Sundays"},
		"day of year":      {"AAA-1BBB,J60/0,J306/0", map[string]int{"2024-02-29T12:00:00Z": 3600, "2024-02-29T23:00:00Z": 7200, "2023-02-28T23:00:00Z": 7200, "2024-11-01T21:59:59Z": 7200, "2024-11-01T22:00:00Z": 3600}, "J60 is 1 March in every year, J306 is 2 November"},
		"day with leap":    {"AAA-1BBB,59/0,305/0", map[string]int{"2024-02-28T23:00:00Z": 7200, "2023-02-28T23:00:00Z": 7200}, "59 is 29 February in a leap year, else 1 March"},
		"negative hours":   {"<-02>2<-01>,M3.5.0/-1,M10.5.0/0", map[string]int{"2026-03-29T00:59:59Z": -7200, "2026-03-29T01:00:00Z": -3600}, "23:00 on Saturday in Nuuk"},
		"hours beyond 24":  {"IST-2IDT,M3.4.4/26,M10.5.0", map[string]int{"2026-03-26T23:59:59Z": 7200, "2026-03-27T00:00:00Z": 10800}, "02:00 on Friday in Jerusalem"},
		"south":            {"AAA-10BBB,M10.1.0,M4.1.0/3", map[string]int{"2026-01-01T00:00:00Z": 39600, "2026-07-01T00:00:00Z": 36000, "2026-12-31T00:00:00Z": 39600}, "summer over new year"},
		"half hour saving": {"<+1030>-10:30<+11>-11,M10.1.0,M4.1.0", map[string]int{"2026-07-01T00:00:00Z": 37800, "2026-12-31T00:00:00Z": 39600}, "Lord Howe"},
		"fixed":            {"<+0545>-5:45", map[string]int{"2026-07-01T00:00:00Z": 20700}, "Kathmandu"},
		"summer all year":  {"XXX3EDT4,0/0,J365/23", map[string]int{"2026-01-01T12:00:00Z": -14400, "2026-07-01T12:00:00Z": -14400}, "RFC 9636 §3.3.1"},
	}
	for name, tt := range tests {
		z, err := schedule.ZoneFromTZif("Test/Zone", tzifBytes(east, nil, nil, tt.footer))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		for s, want := range tt.wants {
			at, _ := time.Parse(time.RFC3339, s)
			if got := z.Offset(at); got != want {
				t.Errorf("%s: %s at %s: offset %d, want %d: %s", name, tt.footer, s, got, want, tt.why)
			}
			if got := z.Offset(at.AddDate(4000, 0, 0)); got != want {
				t.Errorf("%s: 4000 years after %s: offset %d, want %d: the calendar repeats every 400 years", name, s, got, want)
			}
		}
	}
}

func TestBrokenTZif(t *testing.T) {
	good := tzifBytes(east, []int64{0, 100}, []byte{1, 0}, "AAA-1BBB,M3.5.0,M10.5.0/3")
	change := func(at int, c byte) []byte {
		b := append([]byte(nil), good...)
		b[at] = c
		return b
	}
	types := len(good) - len("\nAAA-1BBB,M3.5.0,M10.5.0/3\n") - 8 - 12
	tests := map[string]struct {
		bytes []byte
		want  string
	}{
		"empty":              {nil, "does not begin with a TZif header"},
		"other file":         {[]byte(strings.Repeat("BEGIN:VCALENDAR\r\n", 9)), "does not begin"},
		"cut in block":       {good[:len(good)-40], "ends inside its data"},
		"cut in footer":      {good[:len(good)-1], "footer is cut off"},
		"onsets unordered":   {tzifBytes(east, []int64{100, 0}, []byte{1, 0}, ""), "onsets are not in order"},
		"type out of range":  {tzifBytes(east, []int64{0}, []byte{9}, ""), "names type 9 of 2"},
		"offset of a day":    {tzifBytes([]ttype{{90000, 0, "AAA"}}, nil, nil, ""), "an offset of 90000 s"},
		"abbreviation":       {change(types+5, 99), "abbreviation outside the file"},
		"footer nonsense":    {tzifBytes(east, nil, nil, "AAA-1BBB,M13.1.0,M1.1.0"), "is not a POSIX TZ string"},
		"footer, half a DST": {tzifBytes(east, nil, nil, "AAA-1BBB"), "is not a POSIX TZ string"},
		"footer, trailing":   {tzifBytes(east, nil, nil, "AAA-1BBB,M3.5.0,M10.5.0/3 "), "is not a POSIX TZ string"},
	}
	for name, tt := range tests {
		if _, err := schedule.ZoneFromTZif("Test/Zone", tt.bytes); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: ZoneFromTZif = %v, want %q", name, err, tt.want)
		}
	}
	if _, err := schedule.ZoneFromTZif("", good); err == nil {
		t.Error("a zone without a name was accepted")
	}
}

func FuzzTZif(f *testing.F) {
	f.Add(tzifBytes(east, []int64{0, 100}, []byte{1, 0}, "AAA-1BBB,M3.5.0,M10.5.0/3"))
	for _, name := range []string{"America/Panama", "America/Santiago", "Africa/Cairo"} {
		b, err := tzdb.Pinned().TZif(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(b)
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		z, err := schedule.ZoneFromTZif("Fuzz/Zone", b)
		if err != nil {
			return
		}
		for year := -100; year < 5000; year += 97 {
			at := time.Date(year, 3, 8, 7, 0, 0, 0, time.UTC)
			r := z.Lookup(z.Wall(at))
			if r.Later.Before(r.Earlier) {
				t.Fatalf("Lookup(%s) = %+v", z.Wall(at), r)
			}
		}
	})
}
