package render_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"github.com/plenaria/plenaria/schedule"
	"github.com/plenaria/plenaria/schedule/render"
)

// driftOf gives the drift of a meeting in Vancouver, whose clock was at −08 in winter
// before 2026, and at −07 since.
func driftOf(t testing.TB, sessions string) *schedule.Drift {
	t.Helper()
	a := readAgenda(t, "plenaria: 1\nid: v\ntitle: V\nzone: America/Vancouver\nlanguages: [en]\n"+
		"people: {kim: {name: Kim, zone: Asia/Seoul}}\ndays: [{date: 2026-12-02, sessions: ["+sessions+"]}]\n")
	winter, err := schedule.ZoneFromSpans("America/Vancouver", []schedule.Span{{Offset: -8 * 3600}})
	if err != nil {
		t.Fatal(err)
	}
	d, err := schedule.DriftOf(a, []schedule.ClockRecord{{Zone: a.Zone, Then: winter}, {Zone: a.Participants[0].Zone}})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// TestDriftMarks puts marks of Markdown and line breaks into texts, and tells of many
// sessions only how many they are.
func TestDriftMarks(t *testing.T) {
	d := driftOf(t, `{id: a, at: 09:00-10:00, title: "*b*\n# c", speakers: [kim]}`)
	for i := range 11 {
		d.Apart = append(d.Apart, schedule.Apart{Why: schedule.NotInAgenda, Title: strings.Repeat("x", i)})
	}
	d.Apart = append(d.Apart, schedule.Apart{Why: schedule.NotPublished, Slot: d.Sessions[0].Slot})
	var b bytes.Buffer
	if err := render.DriftMarkdown(&b, d, nil); err != nil {
		t.Fatal(err)
	}
	want := `# V

Time-zone rules have changed since publication.

## Wednesday, December 2

### \*b\* # c

- **1 h earlier**
- **Vancouver**: Wed, Dec 2, 09:00 – 10:00 (UTC−08:00 → UTC−07:00)

New: \*b\* # c

Removed: 11

No record of the rules then: Seoul
`
	if got := b.String(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestDriftWriteErrors(t *testing.T) {
	d := driftOf(t, `{id: a, at: 09:00-10:00, title: A, speakers: [kim]}`)
	for name, write := range map[string]func(*full) error{
		"DriftText":     func(w *full) error { return render.DriftText(w, d, nil) },
		"DriftMarkdown": func(w *full) error { return render.DriftMarkdown(w, d, nil) },
		"DriftJSON":     func(w *full) error { return render.DriftJSON(w, d, nil) },
	} {
		for _, room := range []int{0, 10, 100} {
			if err := write(&full{room}); !errors.Is(err, errFull) {
				t.Errorf("%s on a writer of %d bytes: %v, want %v", name, room, err, errFull)
			}
		}
	}
}
