package ical_test

import (
	"encoding/xml"
	"errors"
	"io"
	"net/mail"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/plenaria/plenaria/ical"
	"github.com/plenaria/plenaria/schedule"
)

// storyMails are the mails of version 1.1 of the story, by reader and event.
func storyMails(t *testing.T, change func(*schedule.Agenda)) map[string]*ical.Message {
	t.Helper()
	o := ical.InviteOptions{UpdateOptions: at(stampOne)}
	_, first := invite(t, "", storyOne(t), o)
	o.Stamp = stampTwo
	a := storyTwo(t)
	change(a)
	list, _ := invite(t, first, a, o)
	mails := map[string]*ical.Message{}
	for i := range list {
		who, _, _ := strings.Cut(list[i].To.Email, "@")
		uid, _, _ := strings.Cut(list[i].UID, "@")
		mails[who+" "+uid] = list[i].Message()
	}
	return mails
}

// TestMailNews: the Subject, and the first line of the text, which tells what is new
// on the reader's own clock. The times of the host are those of the story.
func TestMailNews(t *testing.T) {
	mails := storyMails(t, func(*schedule.Agenda) {})
	for name, want := range map[string][2]string{
		"luz keynote":          {"Actualización: Conferencia magistral", "Nuevo horario: jue, 18 nov, 13:30–14:00 → 13:45–14:15 (Santiago de Chile UTC−03:00)"},
		"kim digital-identity": {"변경: 디지털 전환의 동력 - 디지털 신원", "시간 변경: 11월 20일 (토) 02:00 ~ 02:45 → 11월 19일 (금) 23:45 ~ 11월 20일 (토) 00:45 (서울 UTC+09:00)"},
		"eva revitalization":   {"Updated: Revitalization through digital transformation", "New time: Fri, Nov 19, 16:45 – 17:45 → 19:00 – 19:45 (Tallinn UTC+02:00)"},
		"kim korea":            {"변경: 한국 디지털정부 경험 발표", "장소: 2회의실"},
		"ana korea":            {"Actualización: La experiencia de gobierno digital de Corea", "Sala: Sala 1 → Sala 2"},
		"ana panama":           {"Actualización: Panamá digital", "Título: La transformación digital de Panamá → Panamá digital"},
		"luz knowledge":        {"Actualización: ", "Han cambiado los detalles."},
		"luz workshop":         {"Invitación: Taller", "Le invitamos a esta sesión."},
		"bob regional-2":       {"Canceled: Cases of regional development (2)", "This session has been canceled."},
		"bob knowledge":        {"Canceled: ", "This invitation no longer applies."},
	} {
		m := mails[name]
		if m == nil {
			t.Errorf("%s: no mail", name)
			continue
		}
		if line, _, _ := strings.Cut(m.Text, "\n"); line != want[1] || !strings.HasPrefix(m.Subject, want[0]) {
			t.Errorf("%s: %q, %q; want %q, %q", name, m.Subject, line, want[0], want[1])
		}
	}
}

// TestMailSeries: a series tells its dates on both walls, and a mail about one of them
// says which.
func TestMailSeries(t *testing.T) {
	o := ical.InviteOptions{UpdateOptions: at(stampOne.Add(-200 * 24 * time.Hour))}
	o.Series = ical.RecurringEvents
	list, first := invite(t, "", weekly(t), o)
	checkMail(t, "series.ko", list[0].Message())
	o.Stamp = o.Stamp.Add(time.Hour)
	list, _ = invite(t, first, weekly(t, func(r *schedule.Repeat) {
		r.Moved = []schedule.Move{{From: dateTime("2021-06-01T09:00"), To: dateTime("2021-06-02T10:00")}}
		r.Except = []schedule.DateTime{dateTime("2021-06-15T09:00")}
	}), o)
	for i, want := range []string{
		"변경: 국가의 현대화: 행정서비스에서의 디지털화 – 6월 2일 (수)\n시간 변경: 6월 1일 (화) 22:00 ~ 6월 2일 (수) 00:00 → 6월 2일 (수) 23:00 ~ 6월 3일 (목) 01:00 (서울 UTC+09:00)\n",
		"취소: 국가의 현대화: 행정서비스에서의 디지털화 – 6월 15일 (화)\n이 세션은 취소되었습니다.\n",
	} {
		m := list[i].Message()
		if got := m.Subject + "\n" + m.Text; !strings.HasPrefix(got, want) {
			t.Errorf("%s\nwant\n%s", got, want)
		}
	}
}

// TestMailGolden: whole mails, to look at.
func TestMailGolden(t *testing.T) {
	mails := storyMails(t, func(*schedule.Agenda) {})
	checkMail(t, "change.ko", mails["kim digital-identity"])
	checkMail(t, "change.es", mails["luz keynote"])
	checkMail(t, "cancel.en", mails["bob regional-2"])
}

func checkMail(t *testing.T, name string, m *ical.Message) {
	t.Helper()
	for ext, got := range map[string]string{".txt": m.Subject + "\n\n" + m.Text, ".html": m.HTML} {
		path := filepath.Join("testdata", "mail", name+ext)
		if updating() {
			if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if diff := cmp.Diff(string(must(os.ReadFile(path))), got); diff != "" {
			t.Errorf("%s: -want +got:\n%s", path, diff)
		}
	}
}

// TestMailPage: a page is well formed, whatever the texts are, and loads nothing: its
// only addresses are those of links, which the agenda has.
func TestMailPage(t *testing.T) {
	const evil = `"><script>alert(1)</script><img src="https://evil.example.org/x.png"> & '`
	mails := storyMails(t, func(a *schedule.Agenda) {
		a.Title = text("es", evil)
		a.Rooms[1].Name = text("es", evil)
		s := sessionOf(t, a, "korea")
		s.Title, s.Abstract, s.StreamURL = text("es", evil), text("es", evil+"\n\nhttp://"), "https://example.org/join?a=1&b=2"
	})
	var links []string
	for name, m := range mails {
		d := xml.NewDecoder(strings.NewReader(m.HTML))
		for {
			token, err := d.Token()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatalf("%s: %v\n%s", name, err, m.HTML)
			}
			start, ok := token.(xml.StartElement)
			if !ok {
				continue
			}
			if !slices.Contains([]string{"html", "head", "meta", "title", "style", "body", "div", "p", "h1", "table", "tr", "th", "td", "br", "strong", "span", "del", "a"}, start.Name.Local) {
				t.Errorf("%s: an element %s", name, start.Name.Local)
			}
			for _, at := range start.Attr {
				switch at.Name.Local {
				case "href":
					links = append(links, at.Value)
				case "class", "style", "lang", "name", "content", "charset", "scope":
					if strings.Contains(at.Value, "url(") || strings.Contains(at.Value, "://") {
						t.Errorf("%s: %s=%q", name, at.Name.Local, at.Value)
					}
				default:
					t.Errorf("%s: an attribute %s of %s", name, at.Name.Local, start.Name.Local)
				}
			}
		}
	}
	slices.Sort(links)
	links = slices.Compact(links)
	if diff := cmp.Diff([]string{"https://evil.example.org/x.png", "https://example.org/join?a=1&b=2"}, links); diff != "" {
		t.Errorf("links: -want +got:\n%s", diff)
	}
}

// TestMailStatus: a session that becomes certain was not called off before, and who asks
// for an invitation once more is not told that something has changed.
func TestMailStatus(t *testing.T) {
	for name, c := range map[string]struct {
		was, is schedule.Status
		want    [2]string
	}{
		"certain":    {schedule.Tentative, schedule.Confirmed, [2]string{"Updated: ", "Status: Confirmed"}},
		"uncertain":  {schedule.Confirmed, schedule.Tentative, [2]string{"Updated: ", "Status: Tentative"}},
		"reinstated": {schedule.Cancelled, schedule.Confirmed, [2]string{"Updated: ", "Takes place after all"}},
		"once more":  {schedule.Confirmed, schedule.Confirmed, [2]string{"Invitation: ", "You are invited to this session."}},
	} {
		with := func(s schedule.Status) *schedule.Agenda {
			return changed(storyOne(t), func(a *schedule.Agenda) { sessionOf(t, a, "closing").Status = s })
		}
		o := ical.InviteOptions{UpdateOptions: at(stampOne)}
		_, file := invite(t, "", with(schedule.Confirmed), o)
		_, file = invite(t, file, with(c.was), o)
		if c.was == c.is {
			o.Again = []ical.Reply{{Method: ical.MethodRefresh, UID: "closing@redgealc-2021.example.org", Attendee: mail.Address{Address: "eva@example.org"}}}
		}
		o.Stamp = stampTwo
		list, _ := invite(t, file, with(c.is), o)
		if len(list) != 1 {
			t.Errorf("%s: %d messages, want 1: %v", name, len(list), summary(list))
			continue
		}
		m := list[0].Message()
		if line, _, _ := strings.Cut(m.Text, "\n"); line != c.want[1] || !strings.HasPrefix(m.Subject, c.want[0]) {
			t.Errorf("%s: %q, %q; want %q", name, m.Subject, line, c.want)
		}
	}
}
