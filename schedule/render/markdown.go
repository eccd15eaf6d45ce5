package render

import (
	"bufio"
	"io"
	"strings"

	"github.com/plenaria/plenaria/schedule"
)

// Markdown writes the programme as headings and tables of GitHub Flavored
// Markdown. Characters that Markdown or HTML would read are escaped; the lines
// of a cell are parted by <br>. The error is the writer's.
func Markdown(w io.Writer, tl *schedule.Timeline, o *Options) error {
	t := newTable(tl, o)
	b := bufio.NewWriter(w)
	b.WriteString("# " + escapeMarkdown(t.title) + "\n")
	for _, line := range []string{t.dates, t.zones} {
		writeParagraph(b, line)
	}
	for i := range t.sections {
		s := &t.sections[i]
		b.WriteString("\n## " + escapeMarkdown(s.head) + "\n")
		writeParagraph(b, s.zones)
		b.WriteByte('\n')
		writeCells(b, s.columns)
		b.WriteString("|" + strings.Repeat("---|", len(s.columns)) + "\n")
		for _, row := range s.rows {
			cells := make([]string, len(row))
			for c := range row {
				cells[c] = strings.Join(row[c], "\n")
			}
			writeCells(b, cells)
		}
	}
	return b.Flush()
}

func writeParagraph(b *bufio.Writer, text string) {
	if text != "" {
		b.WriteString("\n" + escapeMarkdown(text) + "\n")
	}
}

func writeCells(b *bufio.Writer, cells []string) {
	b.WriteByte('|')
	for _, c := range cells {
		b.WriteByte(' ')
		b.WriteString(strings.ReplaceAll(escapeMarkdown(c), "\n", "<br>"))
		b.WriteString(" |")
	}
	b.WriteByte('\n')
}

// markdownSpecial has the characters that CommonMark reads as marks anywhere
// in a line, and "|" of tables.
var markdownSpecial = strings.NewReplacer(
	`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`,
	"<", "&lt;", ">", "&gt;", "&", "&amp;", "|", `\|`, "~", `\~`,
	"\r\n", "\n", "\r", "\n",
)

func escapeMarkdown(s string) string { return markdownSpecial.Replace(s) }
