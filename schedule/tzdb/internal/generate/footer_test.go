package main

import (
	"testing"
	"time"
)

func instant(t *testing.T, s string) int64 {
	t.Helper()
	at, err := time.Parse(time.RFC3339, s)
	if err != nil {
		t.Fatal(err)
	}
	return at.Unix()
}

// TestFooterAt asks each footer around an onset that the laws of the place give.
func TestFooterAt(t *testing.T) {
	const hour = 3600
	tests := []struct {
		place, footer, at string
		want              localTime
	}{
		{"Panama", "EST5", "2027-07-01T00:00:00Z", localTime{-5 * hour, false, "EST"}},
		{"Sao Paulo", "<-03>3", "2027-07-01T00:00:00Z", localTime{-3 * hour, false, "-03"}},
		{"Kathmandu", "<+0545>-5:45", "2027-07-01T00:00:00Z", localTime{5*hour + 45*60, false, "+0545"}},
		{"New York, second Sunday of March", "EST5EDT,M3.2.0,M11.1.0", "2027-03-14T06:59:59Z", localTime{-5 * hour, false, "EST"}},
		{"New York", "EST5EDT,M3.2.0,M11.1.0", "2027-03-14T07:00:00Z", localTime{-4 * hour, true, "EDT"}},
		{"New York, first Sunday of November", "EST5EDT,M3.2.0,M11.1.0", "2027-11-07T05:59:59Z", localTime{-4 * hour, true, "EDT"}},
		{"New York", "EST5EDT,M3.2.0,M11.1.0", "2027-11-07T06:00:00Z", localTime{-5 * hour, false, "EST"}},
		{"Dublin: winter is the exception", "IST-1GMT0,M10.5.0,M3.5.0/1", "2027-01-01T00:00:00Z", localTime{0, true, "GMT"}},
		{"Dublin, last Sunday of March", "IST-1GMT0,M10.5.0,M3.5.0/1", "2027-03-28T01:00:00Z", localTime{1 * hour, false, "IST"}},
		{"Santiago, southern year end", "<-04>4<-03>,M9.1.6/24,M4.1.6/24", "2027-01-01T00:00:00Z", localTime{-3 * hour, true, "-03"}},
		{"Santiago, Sunday after the first Saturday", "<-04>4<-03>,M9.1.6/24,M4.1.6/24", "2027-04-04T03:00:00Z", localTime{-4 * hour, false, "-04"}},
		{"Santiago", "<-04>4<-03>,M9.1.6/24,M4.1.6/24", "2027-04-04T02:59:59Z", localTime{-3 * hour, true, "-03"}},
		{"Nuuk, hours below zero", "<-02>2<-01>,M3.5.0/-1,M10.5.0/0", "2027-03-28T01:00:00Z", localTime{-1 * hour, true, "-01"}},
		{"Nuuk", "<-02>2<-01>,M3.5.0/-1,M10.5.0/0", "2027-03-28T00:59:59Z", localTime{-2 * hour, false, "-02"}},
		{"Gaza, Saturday after the fourth Thursday", "EET-2EEST,M3.4.4/50,M10.4.4/50", "2087-03-29T00:00:00Z", localTime{3 * hour, true, "EEST"}},
		{"Gaza", "EET-2EEST,M3.4.4/50,M10.4.4/50", "2087-03-28T23:59:59Z", localTime{2 * hour, false, "EET"}},
		{"Julian day 60 is 1 March in leap years too", "AAA0BBB,J60/0,J305/0", "2028-03-01T00:00:00Z", localTime{1 * hour, true, "BBB"}},
		{"Julian day", "AAA0BBB,J60/0,J305/0", "2028-02-29T23:59:59Z", localTime{0, false, "AAA"}},
		{"day 59 from zero is 29 February in leap years", "AAA0BBB,59/0,304/0", "2028-02-29T00:00:00Z", localTime{1 * hour, true, "BBB"}},
	}
	for _, tt := range tests {
		r, err := parseFooter(tt.footer)
		if err != nil {
			t.Errorf("%s: %v", tt.place, err)
			continue
		}
		if got := r.at(instant(t, tt.at)); got != tt.want {
			t.Errorf("%s at %s: %+v, want %+v", tt.place, tt.at, got, tt.want)
		}
	}
}

func TestParseFooterRefuses(t *testing.T) {
	tests := []struct{ footer, want string }{
		{"EST", `footer "EST": a number expected at ""`},
		{"EST5EDT", `footer "EST5EDT": "," expected at ""`},
		{"EST5EDT,M3.2,M11.1.0", `footer "EST5EDT,M3.2,M11.1.0": "." expected at ",M11.1.0"`},
		{"<-03", `footer "<-03": ">" expected at ""`},
		{"EST5EDT,M3.2.0,M11.1.0,x", `footer "EST5EDT,M3.2.0,M11.1.0,x": text after the end`},
	}
	for _, tt := range tests {
		if _, err := parseFooter(tt.footer); err == nil || err.Error() != tt.want {
			t.Errorf("parseFooter(%q): %v, want %s", tt.footer, err, tt.want)
		}
	}
}
