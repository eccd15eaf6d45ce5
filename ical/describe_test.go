package ical_test

import (
	"strings"
	"testing"

	"github.com/plenaria/plenaria/ical"
	"github.com/plenaria/plenaria/schedule"
)

// TestDescriptions has whole descriptions as people read them.
func TestDescriptions(t *testing.T) {
	for _, c := range []struct {
		name string
		lang schedule.Lang
		uid  string
		want string
	}{
		{"everything, in English", "en", "opening@cumbre-2026.example.org", `
DESCRIPTION;LANGUAGE=en:Words of welcome.

① Host government, 10 min
② Korea – Kim Min-ji (Ministry of the Interior and Safety) (online)

Chair: Ana Pérez
Speakers: Innovation Authority, Kim Min-ji (Ministry of the Interior and Safety)

Notes: Please be on time

Join online: https://meet.example.org/opening?pwd=a,b;c
Link: https://example.org/cumbre-2026/opening

Day 1
Local time: Friday, September 4, 2026, 08:30 – 09:00 (Santiago UTC−04:00)`},
		{"in Korean", "ko", "opening@cumbre-2026.example.org", `
DESCRIPTION;LANGUAGE=ko:환영사와 축사.

① 주최국 정부, 10분
② 대한민국 – 김민지 (행정안전부) (온라인)

의장: Ana Pérez
발표자: Autoridad de Innovación, 김민지 (행정안전부)

비고: 시간 엄수

온라인 참여: https://meet.example.org/opening?pwd=a,b;c
링크: https://example.org/cumbre-2026/opening

1일차
현지 시간: 2026년 9월 4일 금요일 08:30 ~ 09:00 (산티아고 UTC−04:00)`},
		{"the sessions in parallel, in Spanish", "es", "themes@cumbre-2026.example.org", `
DESCRIPTION;LANGUAGE=es:2 sesiones en paralelo
• Ciberseguridad – Sala 1
• Datos abiertos

Día 1
Hora local: viernes, 4 de septiembre de 2026, 10:00–11:30 (Santiago de Chile UTC−04:00)`},
		{"one of them", "es", "t1@cumbre-2026.example.org", `
DESCRIPTION;LANGUAGE=es:Sesiones temáticas › Ciberseguridad

Eje temático: Ciberseguridad
Países: Chile, Uruguay

Día 1
Hora local: viernes, 4 de septiembre de 2026, 10:00–11:30 (Santiago de Chile UTC−04:00)`},
		{"two dates", "ko", "reception@cumbre-2026.example.org", `
DESCRIPTION;LANGUAGE=ko:1일차
현지 시간: 2026년 9월 4일 금요일 23:30 ~ 2026년 9월 5일 토요일 00:30 (산티아고 UTC−04:00)`},
		{"two walls", "en", "flight@cumbre-2026.example.org", `
DESCRIPTION;LANGUAGE=en:Day 1
Local time: Friday, September 4, 2026, 18:05 (Santiago UTC−04:00) → Friday, September 4, 2026, 21:50 (Lima UTC−05:00)`},
		{"a text in another language than the words: no LANGUAGE", "en", "late@cumbre-2026.example.org", `
DESCRIPTION:Resumen

Local time: Saturday, April 3, 2027, 09:00 – 10:00 (Santiago UTC−03:00)`},
		{"separators of French", "fr", "late@cumbre-2026.example.org", `
DESCRIPTION:Resumen

Heure locale : samedi 3 avril 2027, 09:00 – 10:00 (Santiago UTC−03:00)`},
		{"an offset that changes during the session", "en", "changing@cumbre-2026.example.org", `
DESCRIPTION;LANGUAGE=en:Local time: Saturday, April 3, 2027, 22:00 (Santiago UTC−03:00) → Sunday, April 4, 2027, 02:00 (Santiago UTC−04:00)`},
		{"whole days have no clock", "en", "days@cumbre-2026.example.org", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := richAgenda()
			a.Days[1].Sessions = append(a.Days[1].Sessions,
				talk("late", "09:00", "10:00", func(s *schedule.Session) { s.Abstract = text("es", " Resumen\n") }),
				talk("changing", "22:00", "26:00"), allDay("days", "2027-04-03"))
			event := readCalendar(t, write(t, a, &ical.Options{Langs: []schedule.Lang{c.lang}})).event(t, c.uid)
			got := strings.NewReplacer(`\n`, "\n", `\,`, ",", `\;`, ";").Replace(strings.Join(event.named("DESCRIPTION"), " "))
			if want := strings.TrimPrefix(c.want, "\n"); got != want {
				t.Errorf("got:\n%s\n\nwant:\n%s", got, want)
			}
		})
	}
}

// TestDescriptionKeepsAddressesOut: what is published names people, and does
// not say how to reach them.
func TestDescriptionKeepsAddressesOut(t *testing.T) {
	if file := write(t, richAgenda(), &richOptions); strings.Contains(strings.Join(unfold(file), "\n"), "kim@example.org") {
		t.Error("the file has the address of a participant")
	}
}
