// Prints dates and ranges as ICU formats them: the judge of package datefmt.
//
//	node icu.mjs > icu.txt
//
// It needs a Node with full ICU (node -p process.versions.icu). Every locale has
// the lines
//
//	sum <style> <SHA-256 of the 366 lines of 2024 in the style>
//	date <TAB>-separated: date, then the styles in the order of the header
//	range <TAB>-separated: dates, then the styles that have ranges of their own
//	clocks <TAB>-separated: clocks, then their range
//
// Thin spaces are printed as common ones.
import { createHash } from "node:crypto";

const locales = ["en", "en-GB", "es", "es-419", "pt", "pt-PT", "fr", "ko", "ja", "zh", "de", "nl"];
const styles = {
  Full: { weekday: "long", year: "numeric", month: "long", day: "numeric" },
  Long: { year: "numeric", month: "long", day: "numeric" },
  Day: { weekday: "long", month: "long", day: "numeric" },
  Short: { weekday: "short", month: "short", day: "numeric" },
  Numeric: { month: "numeric", day: "numeric" },
  NumericWeekday: { weekday: "short", month: "numeric", day: "numeric" },
};
const withRanges = ["Full", "Long", "Day", "Short"];
const ranges = [
  ["2024-11-18", "2024-11-19"],
  ["2024-09-30", "2024-10-02"],
  ["2024-02-29", "2024-03-01"],
  ["2024-12-30", "2025-01-02"],
  ["2021-05-05", "2026-05-05"],
];
const clocks = [["09:05", "09:45"], ["09:05", "12:30"], ["22:30", "23:00"]];

const utc = (date, clock = "00:00") => new Date(`${date}T${clock}:00Z`);
const plain = (s) => s.replace(/[\u2009\u202f]/g, " ");
const formatter = (locale, options) =>
  new Intl.DateTimeFormat(locale, { ...options, calendar: "gregory", numberingSystem: "latn", timeZone: "UTC" });
const line = (...columns) => console.log(columns.join("\t"));

line("#", `ICU ${process.versions.icu}, CLDR ${process.versions.cldr}`);
line("#", ...Object.keys(styles));
for (const locale of locales) {
  const formatters = Object.fromEntries(Object.entries(styles).map(([s, o]) => [s, formatter(locale, o)]));
  const days = Array.from({ length: 366 }, (_, i) => new Date(Date.UTC(2024, 0, 1 + i)));
  line("locale", locale);
  for (const [style, f] of Object.entries(formatters)) {
    const all = days.map((d) => plain(f.format(d)) + "\n").join("");
    line("sum", style, createHash("sha256").update(all).digest("hex"));
  }
  for (const d of days.filter((_, i) => i % 13 === 0)) {
    line("date", d.toISOString().slice(0, 10), ...Object.values(formatters).map((f) => plain(f.format(d))));
  }
  for (const [a, b] of ranges) {
    line("range", `${a}/${b}`, ...withRanges.map((s) => plain(formatters[s].formatRange(utc(a), utc(b)))));
  }
  const clock = formatter(locale, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  for (const [a, b] of clocks) {
    line("clocks", `${a}/${b}`, plain(clock.formatRange(utc("2024-11-18", a), utc("2024-11-18", b))));
  }
}
