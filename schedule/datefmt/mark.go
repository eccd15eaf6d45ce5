package datefmt

import (
	"strconv"
	"unicode/utf8"
)

// MarkStyle is a kind of list mark.
type MarkStyle int

// The list marks. The zero MarkStyle is Circled.
const (
	// Circled is ①②③ up to ⑳, then (21), in all languages.
	Circled MarkStyle = iota
	// Lettered is in the language's own letters: a) b) c), after z) aa); Korean
	// 가. 나. 다., after 하. 거. 너. as official documents count; Japanese あ) い)
	// う). Where the letters end, (85) in Korean and (47) in Japanese follow.
	Lettered
)

// Mark writes the mark of item n of a list; the first item is 1. Where there is
// no mark, as for 0, it is the number in parentheses.
func (l Locale) Mark(n int, s MarkStyle) string {
	var b [32]byte
	return string(l.AppendMark(b[:0], n, s))
}

// AppendMark appends what [Locale.Mark] gives.
func (l Locale) AppendMark(dst []byte, n int, s MarkStyle) []byte {
	switch {
	case n < 1:
	case s == Circled && n <= 20:
		return utf8.AppendRune(dst, '①'+rune(n-1))
	case s == Lettered && l.Lang() == "ko":
		if n <= len(koreanInitials)*len(koreanVowels) {
			return append(utf8.AppendRune(dst, koreanLetter(n-1)), '.')
		}
	case s == Lettered && l.Lang() == "ja":
		if n <= len(kana) {
			return append(utf8.AppendRune(dst, kana[n-1]), ')')
		}
	case s == Lettered:
		return append(appendLatin(dst, n), ')')
	}
	dst = append(dst, '(')
	return append(strconv.AppendInt(dst, int64(n), 10), ')')
}

// A Korean letter is U+AC00 + (initial × 21 + vowel) × 28 (Unicode, §3.12).
// Lists run through the 14 plain initials, then again with the next vowel.
var (
	koreanInitials = [...]rune{0, 2, 3, 5, 6, 7, 9, 11, 12, 14, 15, 16, 17, 18} // ㄱ ㄴ ㄷ ㄹ ㅁ ㅂ ㅅ ㅇ ㅈ ㅊ ㅋ ㅌ ㅍ ㅎ
	koreanVowels   = [...]rune{0, 4, 8, 13, 18, 20}                             // ㅏ ㅓ ㅗ ㅜ ㅡ ㅣ
)

func koreanLetter(i int) rune {
	initial, vowel := koreanInitials[i%len(koreanInitials)], koreanVowels[i/len(koreanInitials)]
	return 0xAC00 + (initial*21+vowel)*28
}

// kana are the 46 letters in the order of the fifty sounds.
var kana = [...]rune{
	'あ', 'い', 'う', 'え', 'お', 'か', 'き', 'く', 'け', 'こ', 'さ', 'し', 'す', 'せ', 'そ', 'た', 'ち', 'つ', 'て', 'と',
	'な', 'に', 'ぬ', 'ね', 'の', 'は', 'ひ', 'ふ', 'へ', 'ほ', 'ま', 'み', 'む', 'め', 'も', 'や', 'ゆ', 'よ',
	'ら', 'り', 'る', 'れ', 'ろ', 'わ', 'を', 'ん',
}

// appendLatin counts a … z, aa … zz, aaa …, as columns of spreadsheets do.
func appendLatin(dst []byte, n int) []byte {
	if n > 26 {
		dst = appendLatin(dst, (n-1)/26)
	}
	return append(dst, 'a'+byte((n-1)%26))
}
