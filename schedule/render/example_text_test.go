package render_test

import (
	"fmt"
	"os"

	"github.com/plenaria/plenaria/schedule"
	"github.com/plenaria/plenaria/schedule/render"
	"github.com/plenaria/plenaria/schedule/tzdb"
)

// A host's evening on the next date of a reader, in the reader's language.
func ExampleText() {
	panama, err := schedule.ZoneIn(tzdb.Pinned(), "America/Panama")
	if err != nil {
		fmt.Println(err)
		return
	}
	seoul, err := schedule.ZoneIn(tzdb.Pinned(), "Asia/Seoul")
	if err != nil {
		fmt.Println(err)
		return
	}
	agenda := &schedule.Agenda{
		Title: schedule.Text{{Lang: "es", Text: "Reunión"}, {Lang: "ko", Text: "회의"}},
		Zone:  panama,
		Days: []schedule.Day{{
			Date: schedule.Date{Year: 2027, Month: 4, Day: 8},
			Sessions: []schedule.Session{{
				ID: "opening", Start: 20 * schedule.Hour, End: 21 * schedule.Hour,
				Title: schedule.Text{{Lang: "es", Text: "Apertura"}, {Lang: "ko", Text: "개회사"}},
			}},
		}},
	}
	timeline, err := agenda.Resolve(schedule.Reject)
	if err != nil {
		fmt.Println(err)
		return
	}
	err = render.Text(os.Stdout, timeline, &render.Options{
		Langs: []schedule.Lang{"ko"},
		Zones: []schedule.Zone{seoul},
		By:    render.ByDate,
	})
	if err != nil {
		fmt.Println(err)
	}
	// Output:
	// 회의
	// 2027년 4월 9일
	// 서울 UTC+09:00
	//
	// 2027년 4월 9일 금요일
	//
	// 시간           주요 일정  비고
	// ─────────────  ─────────  ────
	// 10:00 ~ 11:00  개회사
}
