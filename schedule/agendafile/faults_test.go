package agendafile_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/plenaria/plenaria/schedule"
	"github.com/plenaria/plenaria/schedule/agendafile"
)

// TestWrongAgendas pins every message about three agendas.
func TestWrongAgendas(t *testing.T) {
	names, err := filepath.Glob("../../testdata/wrong/*.yaml")
	if err != nil || len(names) < 3 {
		t.Fatalf("%d wrong agendas: %v", len(names), err)
	}
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		_, problems := agendafile.Parse(strings.NewReader(string(text)), options(filepath.Base(name)))
		golden(t, strings.TrimSuffix(name, ".yaml")+".txt", problems.Error()+"\n")
	}
}

// TestFaults pins whole messages. The texts are files, or, where they begin
// with a minus sign, the sessions of a day. Marks show the places.
func TestFaults(t *testing.T) {
	tests := map[string]struct {
		text string
		want string
	}{
		"empty file":         {"‸", `the file is empty; an agenda file begins with "plenaria: 1"`},
		"comments only":      {"‸# nothing\n", `the file is empty; an agenda file begins with "plenaria: 1"`},
		"a list":             {"‸- a\n", `found a list; expected an agenda, which is a map ({key: value, …} or lines of "key: value")`},
		"other format":       {"plenaria: ‸2\nnew: key\n", `plenaria: format "2" is not known; this reader knows "plenaria: 1"`},
		"no format":          {"‸" + strings.TrimPrefix(head, "plenaria: 1\n"), `the format version is missing; begin the file with "plenaria: 1"`},
		"second document":    {head + "‸---\nid: y\n", `a second document begins here; a file holds one agenda`},
		"text after the end": {head + "...\n‸id: y\n", `a second document begins here; a file holds one agenda`},
		"directive":          {"‸%YAML 1.1\n---\n" + head, `a directive (%) of YAML; agenda files have none, remove the line`},
		"control character":  {"id: a‸\x00b\n", `an invisible control character (U+0000); remove it, or write it as \u0000 in double quotes`},
		"line separator":     {"id: 가‸\u2028b\n", `an invisible line end (U+2028); replace it, or write it as \u2028 in double quotes`},
		"lone carriage return": {"id: a‸\rtitle: b\n",
			`a carriage return without a line feed; end lines with LF or CR LF`},
		"Latin-1":              {"title: 회의 ‸\xe9\n", `the byte 0xE9 is not UTF-8; save the file as UTF-8`},
		"UTF-16":               {"‸\xff\xfei\x00d\x00", `the byte 0xFF is not UTF-8; save the file as UTF-8`},
		"tab":                  {"id: a\nrooms:\n‸\ta: A\n", `a tab in the indentation; YAML counts spaces only`},
		"colon in a text":      {"title: Serbia‸: a visit\n", `a ": " cannot stand here; put a text that holds one in quotes, or mend the indentation`},
		"colon after Korean":   {"title: 회의‸: 방문\n", `a ": " cannot stand here; put a text that holds one in quotes, or mend the indentation`},
		"list not closed":      {"also: [Asia/Seoul\nid‸: x\n", `the list that begins at line 1, column 7 lacks a "," or its "]" before this`},
		"map not closed":       {"title: {en: A\nid‸: x\n", `the map that begins at line 1, column 8 lacks a "," or its "}" before this`},
		"brackets not closed":  {"also: [Asia/Seoul,‸\n", `a value is missing before this; a bracket may not be closed, or be closed twice`},
		"quote not closed":     {"title: \"A\nid: x‸\n", `the file ends inside the quoted text that begins at line 1, column 8`},
		"at sign":              {"title: ‸@home\n", `a text cannot begin with "@"; put it in quotes`},
		"backslash":            {`title: "C:‸\dir"` + "\n", `this escape does not exist; write \\ for a backslash, or use single quotes`},
		"unknown alias":        {"id: ‸*x\n", `an alias (*name) of YAML; write the value itself`},
		"item out of line":     {"days:\n- date: x\nid‸\n", `the key that begins at line 3, column 1 lacks its ": "`},
		"key among items":      {"also:\n- UTC\n zone‸: x\n", `a ": " cannot stand here; put a text that holds one in quotes, or mend the indentation`},
		"indented too little":  {"rooms:\n   a: A\n  ‸b: B\n", `this is no key of the map that begins at line 1, column 1; mend the indentation, or quote the text before it`},
		"no time":              {"- ‸{id: s, title: T}", `days[0].sessions[0]: no time; write at: 08:30-09:00, for: 45m (from the end of the one above), or all-day: true`},
		"a start alone":        {"- {id: s, title: T, at: ‸09:00}", `days[0].sessions[0].at: no end; write at: 09:00-HH:MM, or add for or until`},
		"an end alone":         {"- {id: s, title: T, until: ‸09:00}", `days[0].sessions[0].until: "until" has no start; write at: HH:MM beside it`},
		"nothing to chain to":  {"- {id: s, title: T, for: ‸45m}", `days[0].sessions[0].for: nothing above ends before this; write at: HH:MM beside "for"`},
		"two ends":             {"- {id: s, title: T, at: 09:00, for: 45m, until: ‸10:00}", `days[0].sessions[0].until: "for" and "until" both tell the end; leave one out`},
		"a range and an until": {"- {id: s, title: T, at: 09:00-10:00, until: ‸10:00}", `days[0].sessions[0].until: "at" tells the end already; leave out "until"`},
		"a length of 0":        {"- {id: s, title: T, at: 09:00, for: ‸0m}", `days[0].sessions[0].for: "0m" is not a length from 1s to 2400h`},
		"an endless length":    {"- {id: s, title: T, at: 09:00, for: ‸99999999999h}", `days[0].sessions[0].for: "99999999999h" is not a length; write hours, minutes and seconds, such as 45m or 1h30m`},
		"through alone":        {"- {id: s, title: T, through: ‸2026-07-11}", `days[0].sessions[0].through: "through" ends an item of whole days; write all-day: true beside it`},
		"all-day: yes":         {"- {id: s, title: T, all-day: ‸yes}", `days[0].sessions[0].all-day: found "yes"; write all-day: true, or leave the key out`},
		"a chain over a pin": {
			"- {id: a, at: 09:00-09:40, title: A}\n- {id: b, for: 30m, title: B}\n- {id: c, at: ‸10:00-11:00, title: C}",
			`days[0].sessions[2].at: "c" starts at 10:00, but the chain before it ("b" 30m) runs to 10:10; shorten the chain or start later`,
		},
		"a chain over a pin on another wall": {
			"- {id: a, at: 09:00-09:40, title: A}\n- {id: b, for: 30m, title: B}\n- {id: c, at: ‸00:00-01:00, zone: Asia/Seoul, title: C}",
			`days[0].sessions[2].at: "c" starts at 00:00, but the chain before it ("b" 30m) runs to 24:10; shorten the chain or start later`,
		},
		"one fault in a chain is told once": {
			"- {id: a, at: ‸9-10, title: A}\n- {id: b, for: 30m, title: B}\n- {id: c, for: 30m, title: C}",
			`days[0].sessions[0].at: "9-10" is not a range of clocks; did you mean "09:00-10:00"?`,
		},
		"a chain beyond the clocks": {
			"- {id: a, at: 10:00, for: 50h, title: A}\n- {id: b, for: ‸30m, title: B}",
			`days[0].sessions[1].for: the session above ends at 2026-07-12T12:00, which no clock of 2026-07-10 shows; write at: here, or put this into a day of its own`,
		},
		"person in a list without a name": {
			"- {id: s, at: 09:00-10:00, title: T, speakers: [{‸nam: Ana}]}",
			`days[0].sessions[0].speakers[0].nam: a person has no key "nam"; did you mean "name"?`,
		},
		"a role that is none": {
			"- {id: s, at: 09:00-10:00, title: T, roles: [‸{speeker: kim}, ‸oas]}",
			`days[0].sessions[0].roles[0]: expected one person and a role, such as {speaker: kim}; roles are speaker, moderator, panelist, chair, interpreter or attendee
days[0].sessions[0].roles[1]: expected one person and a role, such as {speaker: kim}; roles are speaker, moderator, panelist, chair, interpreter or attendee`,
		},
		"a misspelt field of a room": {
			strings.Replace(head, "a: Room A", "a: {‸nmae: Room A}", 1),
			`rooms.a.nmae: a room has no key "nmae"; did you mean "name"?`,
		},
		"hours of nothing": {
			head + "days: [{date: 2026-07-10, hours: ‸00:00-00:00}]\n",
			`days[0].hours: "00:00-00:00" are no hours; write 00:00-24:00 for a whole day`,
		},
		"a fault of Check in a person of a list": {
			"- {id: s, at: 09:00-10:00, title: T, speakers: [{name: Ana, org: ‸iadb}]}",
			`days[0].sessions[0].speakers[0].org: no participant "iadb"; participants are "kim", "oas", "ana"`,
		},
		"a fault of Check in the other roles": {
			"- {id: s, at: 09:00-10:00, title: T, moderators: [kim], speakers: [oas, ‸bob]}",
			`days[0].sessions[0].speakers[1]: no participant "bob"; participants are "kim", "oas"`,
		},
		"a fault of Check in a part": {
			"- {id: s, at: 09:00-10:00, title: T, parts: [A, {title: B, chairs: [‸bob]}]}",
			`days[0].sessions[0].parts[1].chairs[0]: no participant "bob"; participants are "kim", "oas"`,
		},
		"a fault of Check in a translation": {
			head + "days: [{date: 2026-07-10, label: {en: A, ‸tlhx: B}}]\n",
			`days[0].label.tlhx: "tlhx" is not the tag of a language; write a BCP 47 tag, such as es, pt-BR or zh-Hant`,
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			text := tt.text
			if strings.HasPrefix(strings.ReplaceAll(text, mark, ""), "- {") {
				text = dayOf(tt.text)
			}
			got := messages(strings.ReplaceAll(text, mark, ""))
			if want := withPositions(text, tt.want); got != want {
				t.Errorf("messages differ\n got %s\nwant %s", got, want)
			}
		})
	}
}

// mark stands in the texts of the tables where a message is about.
const mark = "‸"

// withPositions puts the positions of the marks before the lines of a text.
func withPositions(text, messages string) string {
	lines := strings.Split(messages, "\n")
	i, row, column := 0, 1, 1
	for _, r := range text {
		switch {
		case string(r) == mark && i < len(lines):
			lines[i] = fmt.Sprintf("a.yaml:%d:%d: %s", row, column, lines[i])
			i++
		case r == '\n':
			row, column = row+1, 1
		default:
			column++
		}
	}
	return strings.Join(lines, "\n")
}

// dayOf makes an agenda of sessions, the first of which begins at 12:3.
func dayOf(sessions string) string {
	return head + "days:\n- date: 2026-07-10\n  sessions:\n" + indent(sessions, "  ")
}

// TestPositionsCountCharacters puts a fault behind texts of many widths.
func TestPositionsCountCharacters(t *testing.T) {
	for _, before := range []string{"abc", "한국어", "日本", "e\u0301", "👩‍👩‍👧", "\U0001F1F0\U0001F1F7", "\u00a0", "a\tb"} {
		text := head + fmt.Sprintf("url: {%q: \"\", x: [%s, *y]}\n", "k", before)
		text = strings.ReplaceAll(text, "*y", "!z y")
		want := fmt.Sprintf("a.yaml:%d:%d: url.x[1]: a tag", headLines+1, len([]rune("url: {\"k\": \"\", x: ["+before+", "))+1)
		if got := messages(text); !strings.Contains(got, want) {
			t.Errorf("after %q: messages =\n%s\nwant one that begins with %s", before, got, want)
		}
	}
}

// TestMisspeltKeysAreRead reports what is wrong below a key that is misspelt.
func TestMisspeltKeysAreRead(t *testing.T) {
	got := messages(head + "dais: [{date: 2026-07-32}]\n")
	want := `a.yaml:9:1: dais: an agenda has no key "dais"; did you mean "days"?
a.yaml:9:15: dais[0].date: "2026-07-32" is not a day of the calendar`
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("messages (-want +got):\n%s", diff)
	}
}

// TestRemarksHavePositions reads an agenda with nothing but a remark.
func TestRemarksHavePositions(t *testing.T) {
	text := head + "days: [{date: 2026-07-10, hours: 09:00-10:00, sessions: [{id: s, at: 08:00-09:00, title: T}]}]\n"
	a, problems := agendafile.Parse(strings.NewReader(text), options("a.yaml"))
	if a == nil || len(problems) != 1 || !problems[0].Remark {
		t.Fatalf("Parse = %v, %v; want an agenda and one remark", a, problems)
	}
	want := schedule.Position{File: "a.yaml", Line: 9, Column: 70}
	if p := problems[0]; p.Pos != want || p.Path != "days[0].sessions[0].at" || !errors.Is(p, schedule.ErrOutside) {
		t.Errorf("remark at %v %s: %v; want at %v days[0].sessions[0].at", p.Pos, p.Path, p.Err, want)
	}
	if _, err := agendafile.Read(strings.NewReader(text), options("a.yaml")); err != nil {
		t.Errorf("Read = %v, want no error for a remark", err)
	}
}

// TestManyProblems bounds the list.
func TestManyProblems(t *testing.T) {
	var b strings.Builder
	b.WriteString(head)
	for i := range 5000 {
		fmt.Fprintf(&b, "k%d: v\n", i)
	}
	_, problems := agendafile.Parse(strings.NewReader(b.String()), options("a.yaml"))
	if len(problems) != 1001 {
		t.Fatalf("%d problems, want 1,000 and one that counts the others", len(problems))
	}
	if got, want := problems[1000].Error(), "a.yaml:1008:1: and 4,000 more problems; mend these first"; got != want {
		t.Errorf("last problem = %s, want %s", got, want)
	}
}
