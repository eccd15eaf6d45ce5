package datefmt

import (
	"testing"

	"github.com/plenaria/plenaria/schedule"
)

func TestMark(t *testing.T) {
	tests := []struct {
		lang  schedule.Lang
		style MarkStyle
		n     int
		want  string
	}{
		{"en", Circled, 1, "①"},
		{"ko", Circled, 7, "⑦"},
		{"ja", Circled, 20, "⑳"},
		{"en", Circled, 21, "(21)"},
		{"en", Circled, 0, "(0)"},
		{"en", Circled, -3, "(-3)"},
		{"en", Lettered, 1, "a)"},
		{"es", Lettered, 26, "z)"},
		{"es", Lettered, 27, "aa)"},
		{"es", Lettered, 52, "az)"},
		{"es", Lettered, 53, "ba)"},
		{"es", Lettered, 702, "zz)"},
		{"es", Lettered, 703, "aaa)"},
		{"zh", Lettered, 3, "c)"},
		{"en", Lettered, 0, "(0)"},
		{"ko", Lettered, 1, "가."},
		{"ko", Lettered, 2, "나."},
		{"ko", Lettered, 3, "다."},
		{"ko", Lettered, 14, "하."},
		{"ko", Lettered, 15, "거."},
		{"ko", Lettered, 28, "허."},
		{"ko", Lettered, 29, "고."},
		{"ko", Lettered, 84, "히."},
		{"ko", Lettered, 85, "(85)"},
		{"ja", Lettered, 1, "あ)"},
		{"ja", Lettered, 46, "ん)"},
		{"ja", Lettered, 47, "(47)"},
		{"en", MarkStyle(9), 3, "(3)"},
	}
	for _, tt := range tests {
		if got := For(tt.lang).Mark(tt.n, tt.style); got != tt.want {
			t.Errorf("%s: Mark(%d, %d) = %q, want %q", tt.lang, tt.n, tt.style, got, tt.want)
		}
	}
}

// TestKoreanLetters has the whole list, as official documents count.
func TestKoreanLetters(t *testing.T) {
	n := 0
	for _, want := range "가나다라마바사아자차카타파하거너더러머버서어저처커터퍼허고노도로모보소오조초코토포호" +
		"구누두루무부수우주추쿠투푸후그느드르므브스으즈츠크트프흐기니디리미비시이지치키티피히" {
		n++
		if got := For("ko").Mark(n, Lettered); got != string(want)+"." {
			t.Errorf("Mark(%d) = %q, want %q", n, got, string(want)+".")
		}
	}
	if n != 84 {
		t.Errorf("the list has %d letters, want 84", n)
	}
}
