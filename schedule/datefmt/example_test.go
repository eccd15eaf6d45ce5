package datefmt_test

import (
	"fmt"

	"github.com/plenaria/plenaria/schedule"
	"github.com/plenaria/plenaria/schedule/datefmt"
)

// The heading of a day and the first row of an agenda, for three readers.
func Example() {
	day := schedule.Date{Year: 2021, Month: 11, Day: 18}
	start, end := 22*schedule.Hour+30*schedule.Minute, 23*schedule.Hour
	for _, lang := range []schedule.Lang{"en", "es-PA", "ko"} {
		l := datefmt.For(lang)
		fmt.Println(l.DayLabel(1), "·", l.Date(day, datefmt.Day), "·", l.Zone("Asia/Seoul", 9*3600))
		fmt.Println(l.Clocks(start, end, 0, 0), l.Kind(schedule.Ceremony))
	}
	// Output:
	// Day 1 · Thursday, November 18 · Seoul UTC+09:00
	// 22:30 – 23:00 Ceremony
	// Día 1 · jueves, 18 de noviembre · Seúl UTC+09:00
	// 22:30–23:00 Ceremonia
	// 1일차 · 11월 18일 목요일 · 서울 UTC+09:00
	// 22:30 ~ 23:00 공식 행사
}

func ExampleFor() {
	fmt.Println(datefmt.For("es-PA"), datefmt.For("en-AU"), datefmt.For("zh-TW", "ja"))
	// Output: es-419 en-GB ja
}

func ExampleLocale_Date() {
	d := schedule.Date{Year: 2021, Month: 11, Day: 18}
	en, ko := datefmt.For("en"), datefmt.For("ko")
	for _, s := range []datefmt.Style{datefmt.Full, datefmt.Short, datefmt.Numeric, datefmt.CompactWeekday, datefmt.ISO} {
		fmt.Println(en.Date(d, s), "·", ko.Date(d, s))
	}
	// Output:
	// Thursday, November 18, 2021 · 2021년 11월 18일 목요일
	// Thu, Nov 18 · 11월 18일 (목)
	// 11/18 · 11. 18.
	// Thu, 11/18 · 11.18.(목)
	// 2021-11-18 · 2021-11-18
}

func ExampleLocale_DateRange() {
	first := schedule.Date{Year: 2021, Month: 11, Day: 18}
	last := schedule.Date{Year: 2021, Month: 11, Day: 19}
	for _, lang := range []schedule.Lang{"en", "es", "fr", "ko", "de"} {
		fmt.Println(datefmt.For(lang).DateRange(first, last, datefmt.Long))
	}
	// Output:
	// November 18 – 19, 2021
	// 18–19 de noviembre de 2021
	// 18–19 novembre 2021
	// 2021년 11월 18일~19일
	// 18.–19. November 2021
}

// A host's day in Panama, on the wall of Seoul.
func ExampleLocale_Span() {
	opens := schedule.DateTime{Date: schedule.Date{Year: 2021, Month: 11, Day: 18}, Clock: 22*schedule.Hour + 30*schedule.Minute}
	closes := schedule.DateTime{Date: schedule.Date{Year: 2021, Month: 11, Day: 19}, Clock: 8 * schedule.Hour}
	l := datefmt.For("ko")
	fmt.Printf("%s (%s)\n", l.DayLabel(1), l.Span(opens, closes, datefmt.Compact))
	// Output: 1일차 (11.18. 22:30 ~ 11.19. 08:00)
}

func ExampleLocale_Clocks() {
	l := datefmt.For("es")
	fmt.Println(l.Clocks(23*schedule.Hour+30*schedule.Minute, 30*schedule.Minute, 0, 1))
	fmt.Println(l.Clocks(22*schedule.Hour, schedule.Midnight24, 0, 0))
	// Output:
	// 23:30–00:30⁺¹
	// 22:00–24:00
}

func ExampleLocale_Zone() {
	for _, lang := range []schedule.Lang{"en", "es", "ko"} {
		l := datefmt.For(lang)
		fmt.Printf("%s · %s, %s\n", l.Zone("America/Panama", -5*3600), l.Zone("Asia/Seoul", 9*3600), l.Difference(14*3600))
	}
	// Output:
	// Panama UTC−05:00 · Seoul UTC+09:00, +14 h
	// Panamá UTC−05:00 · Seúl UTC+09:00, +14 h
	// 파나마 UTC−05:00 · 서울 UTC+09:00, +14시간
}

func ExampleLocale_Mark() {
	for _, lang := range []schedule.Lang{"es", "ko", "ja"} {
		l := datefmt.For(lang)
		fmt.Println(l.Mark(1, datefmt.Circled), l.Mark(2, datefmt.Circled), l.Mark(1, datefmt.Lettered), l.Mark(2, datefmt.Lettered))
	}
	// Output:
	// ① ② a) b)
	// ① ② 가. 나.
	// ① ② あ) い)
}

func ExampleLocale_Word() {
	l := datefmt.For("ko")
	fmt.Println(l.Word(datefmt.WordDate), l.Word(datefmt.WordTime), l.Word(datefmt.WordProgramme), l.Word(datefmt.WordNotes))
	fmt.Println(l.Kind(schedule.Break), l.Role(schedule.Panelist, 2), l.Parallel(7))
	// Output:
	// 일자 시간 주요 일정 비고
	// 휴식 패널 7개 세션 동시 진행
}

func ExampleLocale_Rule() {
	rule, err := schedule.ParseRule("FREQ=WEEKLY;INTERVAL=2;UNTIL=20260630")
	if err != nil {
		fmt.Println(err)
		return
	}
	start := schedule.DateTime{Date: schedule.Date{Year: 2026, Month: 5, Day: 26}, Clock: 9 * schedule.Hour} // a Tuesday
	for _, lang := range []schedule.Lang{"en", "es", "ko"} {
		fmt.Println(datefmt.For(lang).Rule(rule, start))
	}
	// Output:
	// every second Tuesday until June 30
	// cada 2 semanas, los martes, hasta el 30 de junio
	// 6월 30일까지 2주마다 화요일
}
