package datefmt

import (
	"strings"
	"testing"

	"github.com/plenaria/plenaria/schedule"
)

// forTests has languages asked for, parted by spaces, and the locale's.
var forTests = map[string]struct {
	langs string
	want  schedule.Lang
}{
	"nothing asked for":                     {"", "en"},
	"exact":                                 {"ko", "ko"},
	"first that is served wins":             {"xx gn es-PY ko", "es-419"},
	"first wins also if inexact":            {"fr-CA en", "fr"},
	"nothing served":                        {"sw am", "en"},
	"Latin America by es-419":               {"es-MX", "es-419"},
	"the United States' Spanish by es-419":  {"es-US", "es-419"},
	"Spain by es":                           {"es-ES", "es"},
	"Equatorial Guinea by es":               {"es-GQ", "es"},
	"UN M.49 region":                        {"es-419", "es-419"},
	"Brazil by pt":                          {"pt-BR", "pt"},
	"Angola by pt-PT":                       {"pt-AO", "pt-PT"},
	"English of the world by en-GB":         {"en-001", "en-GB"},
	"Australia by en-GB":                    {"en-AU", "en-GB"},
	"English in Germany by en-GB":           {"en-DE", "en-GB"},
	"Canada by en, as CLDR truncates":       {"en-CA", "en"},
	"Panama's English by en":                {"en-PA", "en"},
	"Austria by de":                         {"de-AT", "de"},
	"Belgium by nl":                         {"nl-BE", "nl"},
	"North Korea by ko":                     {"ko-KP", "ko"},
	"likely script stated":                  {"zh-Hans-SG", "zh"},
	"likely script, Simplified in Taiwan":   {"zh-Hans-TW", "zh"},
	"Singapore is Simplified":               {"zh-SG", "zh"},
	"mainland China":                        {"zh-CN", "zh"},
	"Traditional is not served":             {"zh-Hant", "en"},
	"Taiwan is Traditional":                 {"zh-TW", "en"},
	"Hong Kong is Traditional":              {"zh-HK", "en"},
	"Traditional, then the reader's second": {"zh-TW ja", "ja"},
	"another script":                        {"en-Shaw", "en"},
	"another script, second language":       {"ja-Latn fr", "fr"},
	"case":                                  {"ES-mx", "es-419"},
	"underscore":                            {"pt_PT", "pt-PT"},
	"POSIX codeset is no subtag":            {"ko_KR.UTF-8", "ko"},
	"three letters":                         {"spa-MX", "es-419"},
	"bibliographic code":                    {"fre", "fr"},
	"extended language":                     {"zh-cmn-Hans", "zh"},
	"extension":                             {"es-MX-u-ca-gregory", "es-419"},
	"extension that looks like a region":    {"es-u-rg-mxzzzz", "es"},
	"variant":                               {"de-1996", "de"},
	"variant and region in wrong order":     {"de-1996-AT", "de"},
	"private use after the language":        {"es-x-MX", "es"},
	"private use":                           {"x-es-mx", "en"},
	"Galician is not Spanish":               {"gl", "en"},
	"empty tag":                             {"- ko", "ko"},
	"undetermined":                          {"und ko", "ko"},
	"hostile":                               {"----es-----419---- ja", "es-419"},
	"letters beyond ASCII":                  {"éś ko", "ko"},
}

func TestFor(t *testing.T) {
	for name, tt := range forTests {
		var langs []schedule.Lang
		for lang := range strings.FieldsSeq(tt.langs) {
			langs = append(langs, schedule.Lang(lang))
		}
		if got := For(langs...).Lang(); got != tt.want {
			t.Errorf("%s: For(%s) = %s, want %s", name, tt.langs, got, tt.want)
		}
	}
}

func TestForServesEveryRow(t *testing.T) {
	for _, row := range locales {
		if got := For(row.tag).Lang(); got != row.tag {
			t.Errorf("For(%s) = %s", row.tag, got)
		}
	}
}

func TestZeroLocale(t *testing.T) {
	if got := (Locale{}).String(); got != "en" {
		t.Errorf("the zero Locale is %s, want en", got)
	}
	if For("en") != (Locale{}) {
		t.Error("For(en) is not the zero Locale")
	}
}

func FuzzFor(f *testing.F) {
	for _, tag := range []string{"es-MX", "zh-Hant-TW", "zh-cmn-Hans", "de_AT", "x-y", "-", "419", ""} {
		f.Add(tag)
	}
	f.Fuzz(func(t *testing.T, tag string) {
		l := For(schedule.Lang(tag))
		if again := For(l.Lang()); again != l {
			t.Errorf("For(%q) = %s, but For(%s) = %s", tag, l, l, again)
		}
	})
}
