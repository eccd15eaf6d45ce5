package datefmt

import (
	"testing"

	"github.com/plenaria/plenaria/schedule"
)

func TestClock(t *testing.T) {
	tests := map[string]struct {
		clock schedule.Clock
		shift int
		want  string
	}{
		"two digits":           {8*schedule.Hour + 5*schedule.Minute, 0, "08:05"},
		"midnight":             {0, 0, "00:00"},
		"the end of the day":   {schedule.Midnight24, 0, "24:00"},
		"beyond the day":       {25*schedule.Hour + 30*schedule.Minute, 0, "25:30"},
		"seconds":              {9*schedule.Hour + 7, 0, "09:00:07"},
		"next day":             {30 * schedule.Minute, 1, "00:30⁺¹"},
		"day before":           {23 * schedule.Hour, -1, "23:00⁻¹"},
		"many days":            {23 * schedule.Hour, 120, "23:00⁺¹²⁰"},
		"not a clock":          {-1, 0, "Clock(-1)"},
		"not a clock, too far": {48 * schedule.Hour, 0, "Clock(172800)"},
	}
	for name, tt := range tests {
		if got := (Locale{}).Clock(tt.clock, tt.shift); got != tt.want {
			t.Errorf("%s: Clock(%d, %d) = %q, want %q", name, tt.clock, tt.shift, got, tt.want)
		}
	}
}

func TestClocks(t *testing.T) {
	tests := []struct {
		lang       schedule.Lang
		start, end string
		a, b       int
		want       string
	}{
		{"ko", "12:00", "13:30", 0, 0, "12:00 ~ 13:30"},
		{"es", "22:30", "24:00", 0, 0, "22:30–24:00"},
		{"en", "23:30", "00:30", 0, 1, "23:30 – 00:30⁺¹"},
		{"en-GB", "23:30", "00:30", -1, 0, "23:30⁻¹–00:30"},
		{"pt", "08:05", "09:00", 1, 1, "08:05⁺¹ – 09:00⁺¹"},
		{"fr", "08:05", "09:00", 0, 0, "08:05 – 09:00"},
		{"ja", "08:05", "09:00", 0, 0, "08:05～09:00"},
		{"zh", "08:05", "09:00", 0, 0, "08:05–09:00"},
		{"nl", "08:05", "09:00", 0, 0, "08:05–09:00"},
	}
	for _, tt := range tests {
		if got := For(tt.lang).Clocks(clock(t, tt.start), clock(t, tt.end), tt.a, tt.b); got != tt.want {
			t.Errorf("%s: Clocks(%s, %s, %d, %d) = %q, want %q", tt.lang, tt.start, tt.end, tt.a, tt.b, got, tt.want)
		}
	}
}

func TestSpan(t *testing.T) {
	tests := []struct {
		lang       schedule.Lang
		start, end string
		style      Style
		want       string
	}{
		// The heading of the first day in the Korean ministry's table.
		{"ko", "2021-11-18T22:30", "2021-11-19T08:00", Compact, "11.18. 22:30 ~ 11.19. 08:00"},
		{"ko", "2021-11-18T22:30", "2021-11-18T24:00", Short, "11월 18일 (목) 22:30 ~ 24:00"},
		{"en", "2021-11-18T22:30", "2021-11-19T08:00", Short, "Thu, Nov 18, 22:30 – Fri, Nov 19, 08:00"},
		{"es", "2021-11-18T22:30", "2021-11-18T23:00", Numeric, "18/11, 22:30–23:00"},
		{"de", "2021-11-18T22:30", "2021-11-19T08:00", Numeric, "18.11., 22:30 – 19.11., 08:00"},
		{"ja", "2021-11-18T22:30", "2021-11-19T08:00", Short, "11月18日(木) 22:30～11月19日(金) 08:00"},
	}
	for _, tt := range tests {
		start, err := schedule.ParseDateTime(tt.start)
		if err != nil {
			t.Fatal(err)
		}
		end, err := schedule.ParseDateTime(tt.end)
		if err != nil {
			t.Fatal(err)
		}
		if got := For(tt.lang).Span(start, end, tt.style); got != tt.want {
			t.Errorf("%s: Span(%s, %s, %d) = %q, want %q", tt.lang, tt.start, tt.end, tt.style, got, tt.want)
		}
	}
}

func TestOffset(t *testing.T) {
	for seconds, want := range map[int]string{
		0:                      "UTC",
		-5 * 3600:              "UTC−05:00",
		9 * 3600:               "UTC+09:00",
		5*3600 + 45*60:         "UTC+05:45",
		-(2*3600 + 30*60):      "UTC−02:30",
		-(5*3600 + 19*60 + 36): "UTC−05:19:36", // Panama before 1908
		14 * 3600:              "UTC+14:00",
	} {
		if got := (Locale{}).Offset(seconds); got != want {
			t.Errorf("Offset(%d) = %q, want %q", seconds, got, want)
		}
	}
}

func TestDifference(t *testing.T) {
	tests := []struct {
		lang    schedule.Lang
		seconds int
		want    string
	}{
		{"en", 14 * 3600, "+14 h"},
		{"en", -(2*3600 + 30*60), "−2 h 30 min"},
		{"es-419", 45 * 60, "+45 min"},
		{"pt-PT", -3600 - 7, "−1 h 7 s"},
		{"de", 0, "±0 h"},
		{"ko", 14 * 3600, "+14시간"},
		{"ko", -(2*3600 + 30*60), "−2시간 30분"},
		{"ja", 5*3600 + 30*60, "+5時間30分"},
		{"zh", 5*3600 + 30*60, "+5小时30分钟"},
		{"ko", 0, "±0시간"},
	}
	for _, tt := range tests {
		if got := For(tt.lang).Difference(tt.seconds); got != tt.want {
			t.Errorf("%s: Difference(%d) = %q, want %q", tt.lang, tt.seconds, got, tt.want)
		}
	}
}
