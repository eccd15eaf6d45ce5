package schedule

// Lang is a BCP 47 language tag, such as "ko" or "es-419". The zero Lang is
// not set.
type Lang string

// Translation is a text in one language.
type Translation struct {
	Lang Lang
	Text string
}

// Text is a text in one or more languages. The first entry is the original.
// The zero Text is empty.
type Text []Translation
