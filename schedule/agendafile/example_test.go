package agendafile_test

import (
	"fmt"
	"log"
	"os"
	"strings"

	"github.com/plenaria/plenaria/schedule"
	"github.com/plenaria/plenaria/schedule/agendafile"
	"github.com/plenaria/plenaria/schedule/tzdb"
)

const example = `plenaria: 1
id: digital-week
title: {es: Semana Digital, en: Digital Week}
zone: America/Panama
languages: [es, en]
people:
  kim: {name: {ko: 김민지, en: Kim Min-ji}, country: KR}
days:
  - date: 2026-11-18
    hours: 08:30-18:00
    sessions:
      - {id: opening, at: 08:30-09:00, kind: ceremony, title: {es: Apertura, en: Opening}}
      - {id: korea, for: 45m, title: {en: Digital government of Korea}, speakers: [kim]}
      - {for: 15m, kind: break, title: Pausa}
`

func ExampleRead() {
	a, err := agendafile.Read(strings.NewReader(example), &agendafile.Options{Zones: tzdb.Pinned()})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(a.Title.In("en").Text, "in", a.Zone)
	for _, s := range a.Days[0].Sessions {
		fmt.Println(s.Start, s.End, s.Title.In("en").Text)
	}
	// Output:
	// Digital Week in America/Panama
	// 08:30 09:00 Opening
	// 09:00 09:45 Digital government of Korea
	// 09:45 10:00 Pausa
}

// The error lists all that is wrong, each with its place and a way to mend it.
func ExampleRead_faults() {
	wrong := strings.NewReplacer("Panama", "Panma", "speakers: [kim]", "speaker: [kym]", "for: 15m", "at: 10h-10h15").Replace(example)
	_, err := agendafile.Read(strings.NewReader(wrong), &agendafile.Options{Name: "week.yaml", Zones: tzdb.Pinned()})
	fmt.Println(err)
	// Output:
	// week.yaml:4:7: zone: unknown time zone "America/Panma" in tz database 2026f; did you mean America/Panama?
	// week.yaml:13:73: days[0].sessions[1].speaker: a session has no key "speaker"; did you mean "speakers"?
	// week.yaml:13:83: days[0].sessions[1].speaker[0]: no participant "kym"; did you mean "kim"? participants are "kim"
	// week.yaml:14:14: days[0].sessions[2].at: "10h-10h15" is not a range of clocks; did you mean "10:00-10:15"?
}

// Parse gives remarks too, which do not stop an export.
func ExampleParse() {
	early := strings.Replace(example, "hours: 08:30", "hours: 09:00", 1)
	_, problems := agendafile.Parse(strings.NewReader(early), &agendafile.Options{Name: "week.yaml", Zones: tzdb.Pinned()})
	fmt.Println(problems.Err())
	for _, p := range problems.Remarks() {
		fmt.Println(p.Pos, p.Path)
	}
	// Output:
	// <nil>
	// week.yaml:12:27 days[0].sessions[0].at
}

func ExampleWrite() {
	a, err := agendafile.Read(strings.NewReader(example), &agendafile.Options{Zones: tzdb.Pinned()})
	if err != nil {
		log.Fatal(err)
	}
	a.Rooms = []schedule.Room{{ID: "no", Name: schedule.Text{{Lang: "es", Text: "Norte: sala 1"}}}}
	a.Days[0].Room = "no"
	if err := agendafile.Write(os.Stdout, a); err != nil {
		log.Fatal(err)
	}
	// Output:
	// plenaria: 1
	// id: digital-week
	// title: {es: Semana Digital, en: Digital Week}
	// zone: America/Panama
	// languages: [es, en]
	//
	// people:
	//   kim: {name: {ko: 김민지, en: Kim Min-ji}, country: KR}
	//
	// rooms:
	//   "no": "Norte: sala 1"
	//
	// days:
	//   - date: 2026-11-18
	//     hours: 08:30-18:00
	//     room: "no"
	//     sessions:
	//       - {at: 08:30-09:00, id: opening, kind: ceremony, title: {es: Apertura, en: Opening}}
	//       - {at: 09:00-09:45, id: korea, title: {en: Digital government of Korea}, speakers: [kim]}
	//       - {at: 09:45-10:00, kind: break, title: Pausa}
}

// A translator fills in a column; everything else stays as it is.
func ExampleReadCSV() {
	a, err := agendafile.Read(strings.NewReader(example), &agendafile.Options{Zones: tzdb.Pinned()})
	if err != nil {
		log.Fatal(err)
	}
	table := "id,title_ko\nopening,개회사\n#1.3,휴식\n"
	if err := agendafile.ReadCSV(strings.NewReader(table), a, nil); err != nil {
		log.Fatal(err)
	}
	for _, s := range a.Days[0].Sessions {
		fmt.Println(s.Start, s.Title.In("ko").Text)
	}
	// Output:
	// 08:30 개회사
	// 09:00 Digital government of Korea
	// 09:45 휴식
}

func ExampleWriteCSV() {
	a, err := agendafile.Read(strings.NewReader(example), &agendafile.Options{Zones: tzdb.Pinned()})
	if err != nil {
		log.Fatal(err)
	}
	var b strings.Builder
	if err := agendafile.WriteCSV(&b, a); err != nil {
		log.Fatal(err)
	}
	fmt.Println(strings.TrimPrefix(b.String(), "\ufeff")) // spreadsheets want the byte order mark
	// Output:
	// id,parent,day,start,end,zone,kind,status,room,track,title_es,title_en,note_es,note_en,speakers,moderators,panelists,chairs,countries,link
	// opening,,1,08:30,09:00,,ceremony,,,,Apertura,Opening,,,,,,,,
	// korea,,1,09:00,09:45,,,,,,,Digital government of Korea,,,kim,,,,,
	// #1.3,,1,09:45,10:00,,break,,,,Pausa,,,,,,,,,
}
