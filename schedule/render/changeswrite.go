package render

import (
	"bufio"
	"io"
	"strings"

	"github.com/plenaria/plenaria/schedule"
)

// ChangesText writes what has changed in an agenda as plain text: by days, each
// session with what has become of it, old → new, on the reader's walls. It says
// so if nothing has changed, and how many sessions are as they were. Lines end
// in LF. The error is the writer's.
func ChangesText(w io.Writer, c *schedule.Changes, o *ChangesOptions) error {
	return newReport(c, o).writeText(w)
}

// DriftText writes what changes of time-zone rules have done to an agenda as plain
// text: by days, each session that has moved, or whose time on a wall is another,
// with that wall as it was told and as it is, its offsets, and times that the clock of
// the place skips or shows twice; then participants' clocks that show another time
// though the host's does not; then what has not moved and what could not be compared.
// It says so if nothing has moved. Lines end in LF. The error is the writer's.
func DriftText(w io.Writer, d *schedule.Drift, o *DriftOptions) error {
	return newDriftReport(d, o).writeText(w)
}

func (r *report) writeText(w io.Writer) error {
	b := bufio.NewWriter(w)
	writeLine(b, r.title)
	writeLine(b, r.versions)
	for _, s := range r.sections {
		b.WriteByte('\n')
		if s.head != "" {
			writeLine(b, s.head)
			b.WriteByte('\n')
		}
		for _, item := range s.items {
			writeLine(b, oneLine(item.name))
			for _, f := range item.facts {
				writeLine(b, "  "+oneLine(f.text(r.colon)))
			}
		}
	}
	if len(r.closing) > 0 {
		b.WriteByte('\n')
	}
	for _, line := range r.closing {
		writeLine(b, oneLine(line))
	}
	return b.Flush()
}

func (f fact) text(colon string) string {
	if f.value == "" {
		return f.label
	}
	return f.label + colon + f.value
}

// oneLine makes one line of a text of several.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// ChangesMarkdown writes what [ChangesText] writes as headings and lists of
// Markdown, with characters escaped that Markdown or HTML would read. The error
// is the writer's.
func ChangesMarkdown(w io.Writer, c *schedule.Changes, o *ChangesOptions) error {
	return newReport(c, o).writeMarkdown(w)
}

// DriftMarkdown writes what [DriftText] writes as [ChangesMarkdown] writes changes.
// The error is the writer's.
func DriftMarkdown(w io.Writer, d *schedule.Drift, o *DriftOptions) error {
	return newDriftReport(d, o).writeMarkdown(w)
}

func (r *report) writeMarkdown(w io.Writer) error {
	b := bufio.NewWriter(w)
	b.WriteString("# " + escapeMarkdown(oneLine(r.title)) + "\n")
	writeParagraph(b, r.versions)
	for _, s := range r.sections {
		if s.head != "" {
			b.WriteString("\n## " + escapeMarkdown(oneLine(s.head)) + "\n")
		}
		for _, item := range s.items {
			if item.name != "" {
				b.WriteString("\n### " + escapeMarkdown(oneLine(item.name)) + "\n")
			}
			b.WriteByte('\n')
			for _, f := range item.facts {
				b.WriteString("- **" + escapeMarkdown(oneLine(f.label)) + "**")
				if f.value != "" {
					b.WriteString(r.colon + escapeMarkdown(oneLine(f.value)))
				}
				b.WriteByte('\n')
			}
		}
	}
	for _, line := range r.closing {
		writeParagraph(b, oneLine(line))
	}
	return b.Flush()
}
