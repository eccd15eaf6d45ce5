// Package datefmt writes dates, ranges of clocks, time zones and the small
// words of an agenda in the reader's language.
//
// A [Locale] is chosen once, by [For], from the languages a reader knows; it is
// a small value and everything else hangs on it: a date in a [Style], two
// clocks, a zone with its offset, a list mark, a [Word]. Methods that begin with
// Append write behind a byte slice and allocate nothing of their own; the
// others give a string.
//
//	l := datefmt.For("es-PA")
//	l.Date(day, datefmt.Day)                          // jueves, 18 de noviembre
//	l.Clocks(22*schedule.Hour, 24*schedule.Hour, 0, 0) // 22:00–24:00
//	l.Zone("America/Panama", -5*3600)                  // Panamá UTC−05:00
//
// The locales are en, en-GB, es, es-419, pt (Brazil), pt-PT, fr, ko, ja, zh
// (Simplified), de and nl. Names of months and days, the patterns of dates and
// ranges, and the cities of zones are data of the Unicode CLDR, kept in
// generated tables under the licence of LICENSE-UNICODE; words, marks and
// units are ours.
//
// # Which locale
//
// The first language that is served wins, in the caller's order. A tag is
// looked up along CLDR's parents: es-PA by es-419, pt-AO by pt-PT, pt-BR by pt,
// fr-CA by fr. English outside America goes by en-GB, which stands in for
// CLDR's en-001. A tag whose script is not the locale's is not served: zh-TW
// and zh-Hant are Traditional Chinese, and Simplified Chinese would be no honest
// answer. When nothing is served the locale is en; [Locale.Lang] says which it is.
//
// # Clocks
//
// Clocks run to 24 hours and have two digits in every language, so that the
// clocks of a programme stand in a column: 08:30, also where CLDR has 8:30 (es,
// ja). The mark between two clocks is CLDR's. German's "Uhr" is left out, and
// Japanese has 08:30～10:00 rather than 8時30分～10時00分.
//
// # Rules
//
// [Locale.Rule] puts a recurrence rule into words, in English, Spanish and
// Korean:
//
//	l.Rule(rule, start) // 6월 30일까지 2주마다 화요일
//
// # Spaces
//
// CLDR puts thin spaces (U+2009) around the dash of a range, in most locales
// but not in all patterns of one locale. They are written as common spaces,
// since plain text, CSV and calendar files can neither show nor search them.
package datefmt

// The tables are made anew, in the folder of this package, by
//
//	npm install --prefix "$CLDR" cldr-core@48.2.0 cldr-dates-full@48.2.0 cldr-bcp47@48.2.0 && go generate
//
// with CLDR set to any empty folder outside the checkout. With -check the
// generator writes nothing and fails if a table is stale.
//go:generate go run ./internal/generate -cldr $CLDR/node_modules -out .
