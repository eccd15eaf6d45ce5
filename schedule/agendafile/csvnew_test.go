package agendafile_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/plenaria/plenaria/schedule"
	"github.com/plenaria/plenaria/schedule/agendafile"
	"github.com/plenaria/plenaria/schedule/tzdb"
)

// TestNewFromCSV: what the spreadsheet of somebody becomes.
func TestNewFromCSV(t *testing.T) {
	const table = "day;start;end;title;title_ko;room;speakers;kind\r\n" +
		"2027-04-09;09:00;10:00;Second day;둘째 날;Main hall;Kim Min-ji; \r\n" +
		"2027-04-08;09:00;10:00;Opening;;Main hall;\"Kim Min-ji; Ana\";ceremony\r\n" +
		"2027-04-08;10:00;10:15;Coffee;;;;break\r\n" +
		"2027-04-08;10:15;11:00;Opening;;회의실;김민지;\r\n"
	const want = `plenaria: 1
id: week
title: Week
zone: America/Panama
languages: [en, ko]

people:
  kim-min-ji: {name: Kim Min-ji}
  ana: {name: Ana}
  person: {name: 김민지}

rooms:
  main-hall: Main hall
  room: 회의실

days:
  - date: 2027-04-08
    sessions:
      - at: 09:00-10:00
        id: opening
        kind: ceremony
        title: Opening
        room: main-hall
        speakers: [kim-min-ji, ana]
      - {at: 10:00-10:15, kind: break, title: Coffee}
      - {at: 10:15-11:00, id: opening-2, title: Opening, room: room, speakers: [person]}

  - date: 2027-04-09
    sessions:
      - at: 09:00-10:00
        id: second-day
        title: {en: Second day, ko: 둘째 날}
        room: main-hall
        speakers: [kim-min-ji]
`
	head := &schedule.Agenda{ID: "week", Title: en("Week"), Zone: zone(t, "America/Panama"), Langs: []schedule.Lang{"en", "ko"}}
	a, err := agendafile.NewFromCSV(strings.NewReader(table), head, &agendafile.Options{Zones: tzdb.Pinned()})
	if err != nil {
		t.Fatal(err)
	}
	var got strings.Builder
	if err := agendafile.Write(&got, a); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got.String()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if len(head.Days)+len(head.Rooms)+len(head.Participants) > 0 {
		t.Error("the head was changed")
	}
}

func TestNewFromCSVFaults(t *testing.T) {
	head := &schedule.Agenda{ID: "week", Title: en("Week"), Zone: zone(t, "America/Panama")}
	for name, tt := range map[string]struct {
		table, want string
		is          error
	}{
		"no such day":    {"day,start,end,title\n8 April,09:00,10:00,A\n", "t.csv:2:1: ", schedule.ErrInvalid},
		"no such column": {"day,from,end,title\n", "t.csv:1:5: ", agendafile.ErrSyntax},
		"a wrong clock":  {"day,start,end,title\n2027-04-08,9 am,10:00,A\n", "t.csv:2:12: ", schedule.ErrInvalid},
		"nothing":        {"", "t.csv:1:1: ", agendafile.ErrSyntax},
	} {
		a, err := agendafile.NewFromCSV(strings.NewReader(tt.table), head, &agendafile.Options{Name: "t.csv", Zones: tzdb.Pinned()})
		if a != nil || !errors.Is(err, tt.is) || !strings.HasPrefix(err.Error(), tt.want) {
			t.Errorf("%s: got %v, want one at %s that wraps %v", name, err, tt.want, tt.is)
		}
	}
}

// TestReadCSVWithoutDays: a row has nowhere to go, which is told.
func TestReadCSVWithoutDays(t *testing.T) {
	a := &schedule.Agenda{ID: "week", Title: en("Week"), Zone: zone(t, "America/Panama")}
	table := "id,day,start,end,title\nx,2027-04-08,09:00,10:00,A\ny,,09:00,10:00,B\n"
	err := agendafile.ReadCSV(strings.NewReader(table), a, &agendafile.Options{Zones: tzdb.Pinned()})
	if !errors.Is(err, schedule.ErrInvalid) || !errors.Is(err, schedule.ErrMissing) {
		t.Errorf("got %v, want errors that wrap %v and %v", err, schedule.ErrInvalid, schedule.ErrMissing)
	}
}
