package schedule_test

import (
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/plenaria/plenaria/schedule"
)

// texts makes a text whose every translation is its own tag.
func texts(langs string) (t schedule.Text) {
	for l := range strings.FieldsSeq(langs) {
		t = append(t, schedule.Translation{Lang: schedule.Lang(l), Text: "in " + l})
	}
	return t
}

func langs(s string) (list []schedule.Lang) {
	for l := range strings.FieldsSeq(s) {
		list = append(list, schedule.Lang(l))
	}
	return list
}

func TestTextIn(t *testing.T) {
	tests := []struct{ why, have, want, gives string }{
		{"what is asked for", "es en ko", "ko", "ko"},
		{"case does not matter, and the text's own spelling is told", "es zh-hant", "ZH-Hant", "zh-hant"},
		{"nobody asks: the original", "es en", "", "es"},
		{"nothing is near: the original, not the first match of some list", "ko es", "de", "ko"},
		{"the first language that is there", "es en ko", "de ko en", "ko"},
		{"near to the first beats exact for the second", "en es", "es-MX en", "es"},
		{"exact for the second beats related to the first", "zh-Hant en", "zh-CN en", "en"},
		{"Latin American before European", "es es-419", "es-MX", "es-419"},
		{"else European", "en es", "es-MX", "es"},
		{"pt is Brazil's", "pt-PT pt-BR", "pt", "pt-BR"},
		{"but Portugal's is read", "en pt-PT", "pt-BR", "pt-PT"},
		{"pt-PT reads Brazil's", "en pt-BR", "pt-PT", "pt-BR"},
		{"en-GB reads en", "de en", "en-GB", "en"},
		{"en-AU reads en-GB before en-US", "en-US en-GB", "en-AU", "en-GB"},
		{"Taiwan reads traditional characters", "zh zh-Hant", "zh-TW", "zh-Hant"},
		{"Hong Kong too", "zh-Hans zh-Hant", "zh-HK", "zh-Hant"},
		{"China reads traditional characters if there is nothing else, and is told", "en zh-Hant", "zh-CN", "zh-Hant"},
		{"Galician reads Spanish", "en es", "gl", "es"},
		{"Catalan does not read English", "es en", "ca", "es"},
		{"ko-KR is ko", "en ko", "ko-KR", "ko"},
		{"ko is ko-KR", "en ko-KR", "ko", "ko-KR"},
		{"no is nb", "en nb", "no", "nb"},
		{"iw is he", "en he", "iw", "he"},
		{"an unregistered region is passed over", "de en", "en-XX", "en"},
		{"a tag that is none matches itself", "en klingon!", "klingon!", "klingon!"},
		{"a tag that is none matches nothing else", "ko en", "-- en--us \xff", "ko"},
		{"tags that are none in the text do not matter", "-- ko", "ko-KR", "ko"},
		{"only tags that are none", "-- ++", "ko", "--"},
	}
	for _, test := range tests {
		got := texts(test.have).In(langs(test.want)...)
		if string(got.Lang) != test.gives || got.Text != "in "+test.gives {
			t.Errorf("[%s].In(%s) = %q in %q, want %q: %s", test.have, test.want, got.Text, got.Lang, test.gives, test.why)
		}
		// The second answer comes from memory, and many languages do not.
		if again := texts(test.have).In(langs(test.want)...); again != got {
			t.Errorf("[%s].In(%s) = %v, then %v", test.have, test.want, got, again)
		}
		many := append(langs(test.want), langs("tlh-x tlh-y tlh-z tlh-a")...)
		if test.want != "" {
			if long := texts(test.have).In(many...); long != got {
				t.Errorf("[%s].In(%v) = %v, want %v", test.have, many, long, got)
			}
		}
	}
}

func TestEmptyTexts(t *testing.T) {
	var none schedule.Text
	if got := none.In("ko"); got != (schedule.Translation{}) || !none.IsZero() || none.Original() != "" {
		t.Errorf("zero Text: In = %v, IsZero = %v, Original = %q", got, none.IsZero(), none.Original())
	}
	blank := schedule.Text{{Lang: "ko"}, {Lang: "en", Text: "Panama"}, {Lang: "es"}}
	for _, want := range []schedule.Lang{"ko", "es", "es-MX", "de"} {
		if got := blank.In(want); got.Lang != "en" {
			t.Errorf("In(%s) = %v; an entry without text is no translation", want, got)
		}
	}
	if blank.Original() != "Panama" {
		t.Errorf("Original() = %q, want the first text there is", blank.Original())
	}
	if only := (schedule.Text{{Lang: "ko"}}); !only.IsZero() {
		t.Error("a Text without any text is not zero")
	}
	bare := schedule.Text{{Text: "no language"}}
	if got := bare.In("ko"); got.Text != "no language" || got.Lang != "" {
		t.Errorf("In(ko) = %v, want the text without a language", got)
	}
}

// TestUnsetLanguages: a language that is not set is not confused with a text
// that is not there, neither the first time nor from memory.
func TestUnsetLanguages(t *testing.T) {
	bare := schedule.Text{{Lang: "ko", Text: "한국어"}, {Text: "bare"}}
	blank := schedule.Text{{Lang: "ko", Text: "한국어"}, {Lang: "de"}}
	for _, text := range []schedule.Text{bare, blank, bare} {
		for _, want := range [][]schedule.Lang{{""}, {"de", ""}, {"", "de"}} {
			if got := text.In(want...); got.Lang != "ko" || got.Text == "" {
				t.Errorf("%v.In(%q) = %v, want the original", text, want, got)
			}
		}
	}
}

// TestTextMemory asks more questions than are remembered, from many sides.
func TestTextMemory(t *testing.T) {
	have := texts("es en ko")
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for i := range 1500 {
				region := string([]byte{'A' + byte(i/26%26), 'A' + byte(i%26)})
				if got := have.In(schedule.Lang("ko-" + region)); got.Lang != "ko" {
					t.Errorf("In(ko-%s) = %v", region, got)
				}
				if got := have.In(schedule.Lang("x-" + strings.Repeat(region, i%200))); got.Lang != "es" {
					t.Errorf("In(x-%s) = %v", region, got)
				}
			}
		})
	}
	wg.Wait()
}

func TestTextInDoesNotAllocate(t *testing.T) {
	have := texts("es en ko")
	for _, want := range []schedule.Lang{"ko", "EN", "ko-KR", "de"} {
		if n := testing.AllocsPerRun(100, func() { have.In(want) }); n != 0 {
			t.Errorf("In(%s) allocates %v times", want, n)
		}
	}
}

func BenchmarkTextIn(b *testing.B) {
	have := texts("es en ko")
	for _, want := range []schedule.Lang{"ko", "es-MX"} {
		b.Run(string(want), func(b *testing.B) {
			for b.Loop() {
				have.In(want)
			}
		})
	}
}

func FuzzTextIn(f *testing.F) {
	f.Add("es en ko", "ko-KR")
	f.Add("zh-Hant x-private i-klingon", "zh-CN")
	f.Add("\xff -- a", "und-x-u-rg-krzzzz")
	f.Fuzz(func(t *testing.T, have, want string) {
		text := texts(have)
		got := text.In(langs(want)...)
		if len(text) > 0 && !slices.Contains(text, got) {
			t.Errorf("[%s].In(%s) = %v, which is not in the text", have, want, got)
		}
	})
}
