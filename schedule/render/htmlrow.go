package render

import (
	"html/template"
	"strconv"
)

// appendRows appends the rows of a section.
func (p *htmlPage) appendRows(b []byte, rows []htmlRow) []byte {
	for i := range rows {
		b = p.appendRow(b, &rows[i])
	}
	return b
}

func (p *htmlPage) appendRow(b []byte, r *htmlRow) []byte {
	b = append(r.appendAttrs(append(b, "\n<tr"...)), '>')
	if p.Timed {
		b = appendElement(b, `<td class="date">`, r.Date, "</td>")
	}
	for i := range r.Clocks {
		c := &r.Clocks[i]
		b = append(b, `<td class="t `...)
		b = append(appendText(b, c.Class), `">`...)
		b = append(append(b, c.Times...), "</td>"...)
	}
	if p.Timed {
		b = append(b, `<td class="t you js"></td>`...)
	}
	b = append(b, `<td class="what">`...)
	if r.Break {
		b = append(b, `<p class="h" id="t`...)
		b = append(strconv.AppendInt(b, int64(r.N), 10), `">`...)
		b = append(r.Title.append(b), "</p>"...)
	} else {
		b = append(b, `<h3 class="h" id="t`...)
		b = append(strconv.AppendInt(b, int64(r.N), 10), `">`...)
		b = append(r.appendTitle(b), "</h3>"...)
	}
	b = append(p.appendWhat(p.appendAct(b, r), r), "</td>"...)
	if p.Notes {
		b = r.Note.appendIn(b, `<td class="note"`, "</td>")
	}
	return append(b, "</tr>"...)
}

// appendAttrs appends the attributes by which style, filters and links find a
// session.
func (s *htmlSession) appendAttrs(b []byte) []byte {
	b = appendAttr(b, ` id="`, s.ID)
	b = append(appendText(append(b, ` class="`...), s.Class), `" data-n="`...)
	b = append(strconv.AppendInt(b, int64(s.N), 10), '"')
	b = appendAttr(b, ` data-track="`, s.TrackID)
	b = appendAttr(b, ` data-room="`, s.RoomID)
	b = appendAttr(b, ` data-country="`, s.Countries)
	b = appendAttr(b, ` data-person="`, s.People)
	if s.From != "" {
		b = appendAttr(b, ` data-from="`, s.From)
		b = append(appendText(append(b, ` data-through="`...), s.Through), '"')
	}
	return b
}

// appendAttr appends an attribute, or nothing if its value is empty.
func appendAttr(b []byte, name, value string) []byte {
	if value == "" {
		return b
	}
	return append(appendText(append(b, name...), value), '"')
}

// appendElement appends a text between two tags.
func appendElement(b []byte, open, text, end string) []byte {
	return append(appendText(append(b, open...), text), end...)
}

// append appends a text, with its language where it is another than the page's.
func (t *htmlText) append(b []byte) []byte {
	if !t.Foreign {
		return appendText(b, t.Text)
	}
	b = append(appendText(append(b, `<span lang="`...), t.Lang), `">`...)
	return append(appendText(b, t.Text), "</span>"...)
}

// appendIn appends a text in an element of its own, which has its language.
func (t *htmlText) appendIn(b []byte, open, end string) []byte {
	b = append(b, open...)
	if t.Text != "" && t.Foreign {
		b = append(appendText(append(b, ` lang="`...), t.Lang), '"')
	}
	return append(appendText(append(b, '>'), t.Text), end...)
}

func appendNames(b []byte, names []htmlText) []byte {
	for i := range names {
		if i > 0 {
			b = append(b, ", "...)
		}
		b = names[i].append(b)
	}
	return b
}

// appendTitle appends the title as a link to its own place.
func (s *htmlSession) appendTitle(b []byte) []byte {
	if s.ID == "" {
		return s.Title.append(b)
	}
	b = append(appendFragment(append(b, `<a href="#`...), s.ID), `">`...)
	return append(s.Title.append(b), "</a>"...)
}

// appendAct appends what puts a session into calendars.
func (p *htmlPage) appendAct(b []byte, r *htmlRow) []byte {
	if !p.Selectable || r.Break {
		return b
	}
	b = append(b, `<span class="act js"><input type="checkbox" aria-labelledby="t`...)
	b = append(strconv.AppendInt(b, int64(r.N), 10), `"><button type="button" class="add" aria-label="`...)
	b = append(appendText(b, p.W["add"]), `" aria-describedby="t`...)
	return append(strconv.AppendInt(b, int64(r.N), 10), `"></button></span>`...)
}

// appendWhat appends what there is to say of a session beyond its title.
func (p *htmlPage) appendWhat(b []byte, r *htmlRow) []byte {
	for _, x := range [...]struct{ open, text, end string }{
		{` <span class="kind">`, r.Kind, "</span>"},
		{` <em class="status">`, r.Status, "</em>"},
		{"<p>", r.Dates, "</p>"},
		{`<p class="walls">`, r.Walls, "</p>"},
	} {
		if x.text != "" {
			b = appendElement(b, x.open, x.text, x.end)
		}
	}
	b = r.appendParts(b)
	for i := range r.Roles {
		b = appendElement(b, "\n<p class=\"who\"><span>", r.Roles[i].Name, ":</span> ")
		b = append(appendNames(b, r.Roles[i].People), "</p>"...)
	}
	b = r.appendMeta(b)
	if r.Abstract.Text != "" {
		b = appendElement(b, "\n<details><summary>", p.W["abstract"], "</summary>")
		b = r.Abstract.appendIn(b, "<p", "</p></details>")
	}
	return p.appendParallel(r.appendLinks(b), r)
}

func (s *htmlSession) appendParts(b []byte) []byte {
	if len(s.Parts) == 0 {
		return b
	}
	b = append(b, "\n<ol class=\"parts\">"...)
	for i := range s.Parts {
		part := &s.Parts[i]
		b = appendElement(b, "\n<li><b>", part.Mark, "</b> ")
		b = part.Title.append(b)
		switch {
		case len(part.People) > 0 && part.Title.Text != "":
			b = append(appendNames(append(b, " <small>("...), part.People), ")</small>"...)
		case len(part.People) > 0:
			b = appendNames(b, part.People)
		}
		if part.Note.Text != "" {
			b = append(part.Note.append(append(b, " <small>("...)), ")</small>"...)
		}
		b = append(b, "</li>"...)
	}
	return append(b, "\n</ol>"...)
}

// appendMeta appends where a session is and to what it belongs.
func (s *htmlSession) appendMeta(b []byte) []byte {
	if s.Room.Text == "" && s.Track.Text == "" {
		return b
	}
	b = append(b, "\n<p class=\"meta\">"...)
	if s.Room.Text != "" {
		b = append(s.Room.append(append(b, `<span class="room">`...)), "</span>"...)
	}
	if s.Track.Text != "" {
		b = append(s.Track.append(append(b, `<span class="track">`...)), "</span>"...)
	}
	return append(b, "</p>"...)
}

func (s *htmlSession) appendLinks(b []byte) []byte {
	if s.Link == "" && s.Stream == "" {
		return b
	}
	b = append(b, "\n<p class=\"links\">"...)
	if s.Stream != "" {
		b = s.appendLink(b, s.Stream, `" rel="noopener" class="join" aria-describedby="t`, s.WatchWord)
	}
	if s.Link != "" {
		b = s.appendLink(b, s.Link, `" rel="noopener" aria-describedby="t`, s.LinkWord)
	}
	return append(b, "</p>"...)
}

func (s *htmlSession) appendLink(b []byte, url, attrs, word string) []byte {
	b = append(appendHref(append(b, `<a href="`...), url), attrs...)
	b = append(strconv.AppendInt(b, int64(s.N), 10), `">`...)
	return append(appendText(b, word), "</a>"...)
}

// appendParallel appends the sessions that are parallel to one.
func (p *htmlPage) appendParallel(b []byte, r *htmlRow) []byte {
	if len(r.Parallel) == 0 {
		return b
	}
	b = append(appendText(append(b, "\n<ul class=\"par\" aria-label=\""...), r.ParallelWord), `">`...)
	for i := range r.Parallel {
		x := &r.Parallel[i]
		b = append(x.appendAttrs(append(b, "\n<li"...)), `><b class="m">`...)
		b = append(appendText(b, x.Mark), `</b> <h4 id="t`...)
		b = append(strconv.AppendInt(b, int64(x.N), 10), `">`...)
		b = append(x.appendTitle(b), "</h4>"...)
		b = p.appendWhat(x.appendOwn(p.appendAct(b, x)), x)
		if x.Note.Text != "" {
			b = x.Note.appendIn(b, `<p class="remark"`, "</p>")
		}
		b = append(b, "</li>"...)
	}
	return append(b, "\n</ul>"...)
}

// appendOwn appends the clocks of a parallel session that has its own.
func (r *htmlRow) appendOwn(b []byte) []byte {
	if len(r.Clocks) == 0 {
		return b
	}
	b = append(b, `<p class="own">`...)
	for i := range r.Clocks {
		c := &r.Clocks[i]
		b = append(appendText(append(b, `<span class="t `...), c.Class), `"><b>`...)
		b = append(appendText(b, c.City), "</b> "...)
		b = append(append(b, c.Times...), "</span> "...)
	}
	return append(b, `<span class="t you js"></span></p>`...)
}

// body gives the rows of a section for the template.
func (m *htmlMaker) body(rows []htmlRow) template.HTML {
	m.buffer = m.page.appendRows(m.buffer[:0], rows)
	return template.HTML(m.buffer) // #nosec: every text in it is escaped
}
