package datefmt

import (
	"strings"
	"testing"

	"github.com/plenaria/plenaria/schedule"
)

// allRows are all rows of words.go.
func allRows() []string {
	rows := append(append([]string{dayLabel, oneParallel, moreParallel, earlier, later}, words[:]...), units[:]...)
	for _, row := range kinds {
		rows = append(rows, row)
	}
	for _, row := range statuses {
		rows = append(rows, row)
	}
	for _, row := range roles {
		rows = append(rows, row[0], row[1])
	}
	for _, row := range changeKinds {
		rows = append(rows, row)
	}
	for _, row := range fields {
		rows = append(rows, row)
	}
	return rows
}

// TestRows: a column a locale, nothing said twice, a number where en has one.
func TestRows(t *testing.T) {
	for _, row := range allRows() {
		f := strings.Split(row, "|")
		if len(f) != len(locales) {
			t.Errorf("%q has %d columns, want %d", row, len(f), len(locales))
			continue
		}
		for i := range locales {
			l := Locale{uint8(i)}
			text := l.pick(row)
			if text == "" || text != strings.TrimSpace(text) {
				t.Errorf("%q: %s has %q", row, l, text)
			}
			if strings.Count(text, "#") != strings.Count(f[0], "#") {
				t.Errorf("%q: %s has another number of # than en", row, l)
			}
			if up := int(l.parent().index); up != i && f[i] != "" && f[i] == f[up] {
				t.Errorf("%q: %s repeats %s", row, l, l.parent())
			}
			if l == l.parent() && f[i] == "" && !strings.HasPrefix(f[0], "# ") {
				t.Errorf("%q: %s has no word of its own", row, l)
			}
		}
	}
}

func TestEveryConstantHasAName(t *testing.T) {
	for _, k := range []schedule.Kind{
		schedule.Talk, schedule.Keynote, schedule.Panel, schedule.Ceremony, schedule.Break, schedule.Workshop,
		schedule.Visit, schedule.Meeting, schedule.Travel, schedule.Social, schedule.Milestone, schedule.Registration,
	} {
		if _, ok := kinds[k]; !ok {
			t.Errorf("kind %q has no name", k)
		}
	}
	for _, s := range []schedule.Status{schedule.Confirmed, schedule.Tentative, schedule.Cancelled} {
		if _, ok := statuses[s]; !ok {
			t.Errorf("status %q has no name", s)
		}
	}
	for _, r := range []schedule.RoleKind{
		schedule.Speaker, schedule.Chair, schedule.Moderator, schedule.Panelist, schedule.Interpreter, schedule.Attendee,
	} {
		if _, ok := roles[r]; !ok {
			t.Errorf("role %q has no name", r)
		}
	}
}

func TestEveryChangeHasAName(t *testing.T) {
	for _, k := range []schedule.ChangeKind{
		schedule.ChangeAdded, schedule.ChangeRemoved, schedule.ChangeCancelled, schedule.ChangeReinstated, schedule.ChangeStatus,
		schedule.ChangeSwapped, schedule.ChangeMoved, schedule.ChangeShifted, schedule.ChangeRezoned, schedule.ChangeLonger,
		schedule.ChangeShorter, schedule.ChangeSeries, schedule.ChangeRelocated, schedule.ChangeRetitled, schedule.ChangePeople,
		schedule.ChangeParts, schedule.ChangeNotes, schedule.ChangeSplit, schedule.ChangeMerged, schedule.ChangeRegrouped,
		schedule.ChangeReordered, schedule.ChangeHours, schedule.ChangeDetails,
	} {
		if got := For("ko").Change(k); got == string(k) {
			t.Errorf("change %q has no name", k)
		}
	}
	if got := For("ko").Change("melted"); got != "melted" {
		t.Errorf("a change of one's own is %q", got)
	}
	if got, want := For("es").Field("zone"), "zona horaria"; got != want {
		t.Errorf("zone is %q, want %q", got, want)
	}
	if got := For("es").Field("colour"); got != "colour" {
		t.Errorf("a field of one's own is %q", got)
	}
}

func TestWords(t *testing.T) {
	en, es, ko, ja, zh := For("en"), For("es"), For("ko"), For("ja"), For("zh")
	for _, tt := range []struct{ name, got, want string }{
		// As the table of the Korean ministry has them.
		{"ko dates", ko.Word(WordDate), "일자"},
		{"ko clocks", ko.Word(WordTime), "시간"},
		{"ko programme", ko.Word(WordProgramme), "주요 일정"},
		{"ko notes", ko.Word(WordNotes), "비고"},
		{"ko day", ko.DayLabel(1), "1일차"},
		{"ko parallel", ko.Parallel(7), "7개 세션 동시 진행"},
		{"ko break", ko.Kind(schedule.Break), "휴식"},
		{"ko panel", ko.Role(schedule.Panelist, 2), "패널"},
		{"ko all day", ko.Word(WordAllDay), "종일"},
		{"ko declined", ko.Word(WordDeclined), "거절"},
		{"es no answer", For("es").Word(WordNoAnswer), "Sin respuesta"},
		{"pt-PT accepted", For("pt-PT").Word(WordAccepted), "Aceite"},

		{"en day", en.DayLabel(1), "Day 1"},
		{"es day", es.DayLabel(1), "Día 1"},
		{"pt day", For("pt").DayLabel(2), "Dia 2"},
		{"fr day", For("fr").DayLabel(2), "Jour 2"},
		{"ja day", ja.DayLabel(2), "2日目"},
		{"zh day", zh.DayLabel(2), "第2天"},
		{"de day", For("de").DayLabel(2), "Tag 2"},
		{"nl day", For("nl").DayLabel(2), "Dag 2"},
		{"one in parallel", en.Parallel(1), "1 session in parallel"},
		{"seven in parallel", en.Parallel(7), "7 sessions in parallel"},
		{"none in parallel", es.Parallel(0), "0 sesiones en paralelo"},
		{"one speaker", es.Role(schedule.Speaker, 1), "Ponente"},
		{"two speakers", es.Role(schedule.Speaker, 2), "Ponentes"},
		{"a role of one's own", es.Role("jury", 2), "jury"},
		{"zero kind", es.Kind(""), "Ponencia"},
		{"a kind of one's own", es.Kind("hackathon"), "hackathon"},
		{"zero status", en.Status(""), "Confirmed"},
		{"American spelling", en.Status(schedule.Cancelled), "Canceled"},
		{"British spelling", For("en-GB").Status(schedule.Cancelled), "Cancelled"},
		{"a status of one's own", en.Status("moved"), "moved"},
		{"inherited", For("es-419").Word(WordNotes), "Observaciones"},
		{"own word of a region", For("es-419").Kind(schedule.Break), "Receso"},
		{"earlier", en.Shift(-3600), "1 h earlier"},
		{"later", es.Shift(5400), "1 h 30 min más tarde"},
		{"ko earlier", ko.Shift(-3600), "1시간 앞당겨짐"},
		{"zh later", zh.Shift(1800), "推迟30分钟"},
		{"neither", en.Shift(0), "±0 h"},
		{"no such word", en.Word(Word(len(words))), ""},
		{"no such word below", en.Word(-1), ""},
	} {
		if tt.got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, tt.got, tt.want)
		}
	}
}
