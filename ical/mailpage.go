package ical

import (
	"html"
	"strconv"
	"strings"
)

// The colours of a page: of each, the one in the dark comes from mailDark, by class.
const (
	mailInk   = "color:#1b2430"
	mailMuted = "color:#586273"
	mailFont  = "font-family:-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,'Noto Sans','Noto Sans CJK KR','Malgun Gothic','Apple SD Gothic Neo',sans-serif"
)

// mailDark is for readers whose screens are dark. Mail programs that know no style
// sheets keep the inline colours, or turn them over themselves.
const mailDark = `:root{color-scheme:light dark;supported-color-schemes:light dark}
@media (prefers-color-scheme:dark){.bg{background:#11161d!important}.card{background:#1a212b!important;border-color:#2e3845!important}` +
	`.ink{color:#e9edf3!important}.muted{color:#a9b3c1!important}.line{border-color:#2e3845!important}` +
	`.new{color:#8fb4ff!important}.change{color:#f3bd6b!important}.cancel{color:#ff9b93!important}.new-line{border-top-color:#8fb4ff!important}.change-line{border-top-color:#f3bd6b!important}.cancel-line{border-top-color:#ff9b93!important}` +
	`a{color:#8fb4ff!important}}`

// mailAccents are the colour of each kind, and its class.
var mailAccents = [...]struct{ color, class string }{mailNew: {"#1f55c4", "new"}, mailChange: {"#8f4e00", "change"}, mailCancel: {"#b3261e", "cancel"}}

// A page is HTML while it is put together: tags as they are given, texts escaped.
type page struct{ strings.Builder }

func (p *page) tag(s string)  { p.WriteString(s) }
func (p *page) text(s string) { p.WriteString(html.EscapeString(s)) }

// element writes a text in an element with a class and a style.
func (p *page) element(name, class, style, text string) {
	p.open(name, class, style)
	p.text(text)
	p.tag("</" + name + ">\n")
}

func (p *page) open(name, class, style string) {
	p.tag("<" + name + ` class="` + class + `" style="` + style + `">`)
}

// html gives a mail as a page: one column that is no wider than a text should be,
// styles in the elements as mail programs want them, nothing from elsewhere.
func (f *mailFacts) html() string {
	p := &page{}
	accent := mailAccents[f.kind]
	p.tag("<!DOCTYPE html>\n<html lang=\"" + html.EscapeString(string(f.lang)) + "\">\n<head>\n<meta charset=\"utf-8\"/>\n" +
		"<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"/>\n<meta name=\"color-scheme\" content=\"light dark\"/>\n<title>")
	p.text(f.subject())
	p.tag("</title>\n<style>" + mailDark + "</style>\n</head>\n")
	p.open("body", "bg", "margin:0;padding:0;background:#f3f5f8;-webkit-text-size-adjust:100%")
	p.open("div", "bg", "background:#f3f5f8;padding:24px 12px;"+mailFont+";font-size:16px;line-height:1.5;word-break:keep-all;overflow-wrap:anywhere")
	p.open("div", "card "+accent.class+"-line", "max-width:560px;margin:0 auto;background:#ffffff;border:1px solid #dde2e9;border-top:4px solid "+accent.color+";border-radius:8px;padding:24px 24px 8px")
	p.element("p", accent.class, "margin:0 0 4px;font-size:14px;font-weight:700;color:"+accent.color, f.label)
	title := "margin:0 0 16px;font-size:22px;line-height:1.3;font-weight:700;" + mailInk
	if f.kind == mailCancel {
		title += ";text-decoration:line-through"
	}
	p.element("h1", "ink", title, f.title)
	for _, n := range f.changes {
		if n.shown {
			n.how = ""
		}
		p.element("p", "ink", "margin:0 0 8px;"+mailInk, n.sentence(f.colon))
	}
	f.htmlTable(p)
	f.htmlDates(p)
	p.prose(f.prose)
	p.tag("</div>\n")
	p.open("p", "muted", "max-width:560px;margin:16px auto 0;padding:0 4px;font-size:13px;"+mailMuted)
	p.text(f.agenda)
	if f.agenda != "" && f.from != "" {
		p.tag("<br/>")
	}
	p.text(f.from)
	p.tag("</p>\n</div>\n</body>\n</html>\n")
	return p.String()
}

const (
	mailHead = "width:104px;padding:12px 16px 12px 0;border-top:1px solid #e4e8ee;text-align:left;vertical-align:top;font-weight:400;font-size:14px;"
	mailCell = "padding:12px 0;border-top:1px solid #e4e8ee;text-align:left;vertical-align:top;"
)

// htmlTable writes when and where, a row each.
func (f *mailFacts) htmlTable(p *page) {
	if len(f.clocks)+len(f.rows) == 0 && f.whenText == "" {
		return
	}
	p.tag(`<table style="width:100%;table-layout:fixed;border-collapse:collapse;margin:16px 0 0">` + "\n")
	for i := range f.clocks {
		f.htmlClock(p, &f.clocks[i])
	}
	if f.whenText != "" {
		p.tag("<tr>")
		p.open("td", "ink line", mailCell+mailInk)
		p.text(f.whenText)
		p.tag("</td></tr>\n")
	}
	for _, r := range f.rows {
		p.tag("<tr>")
		p.open(`th scope="row"`, "muted line", mailHead+mailMuted)
		p.text(r.label)
		p.tag("</th>")
		p.open("td", "ink line", mailCell+mailInk)
		f.htmlBefore(p, r.was)
		p.text(r.now)
		p.tag("</td></tr>\n")
	}
	p.tag("</table>\n")
}

// htmlClock writes when it is on one wall, and above it when it was.
func (f *mailFacts) htmlClock(p *page, c *mailClock) {
	p.tag("<tr>")
	p.open(`th scope="row"`, "muted line", mailHead+mailMuted)
	p.tag("<strong>")
	p.text(c.city)
	p.tag(`</strong><br/><span style="white-space:nowrap;font-size:13px">`)
	p.text(c.offset)
	p.tag("</span></th>")
	p.open("td", "ink line", mailCell+mailInk)
	f.htmlBefore(p, c.was.short)
	if c.now.date != "" {
		p.text(c.now.date)
		p.tag("<br/>")
	}
	p.tag(`<strong style="font-size:20px;line-height:1.35">`)
	p.text(c.now.clock)
	p.tag("</strong></td></tr>\n")
}

// htmlBefore writes what was, struck out, with a word for those who do not see that.
func (f *mailFacts) htmlBefore(p *page, was string) {
	if was == "" {
		return
	}
	p.open("span", "muted", "font-size:14px;"+mailMuted)
	p.text(f.before + f.colon)
	p.tag("<del>")
	p.text(was)
	p.tag("</del></span><br/>")
}

// htmlDates writes the dates of a series: a column for each wall.
func (f *mailFacts) htmlDates(p *page) {
	d := f.dates
	if d == nil {
		return
	}
	if d.rule != "" {
		p.element("p", "ink", "margin:16px 0 0;font-weight:700;"+mailInk, d.rule)
	}
	p.tag(`<table style="width:100%;border-collapse:collapse;margin:12px 0 0">` + "\n")
	if len(d.walls) > 0 {
		p.tag("<tr>")
		for _, wall := range d.walls {
			p.open(`th scope="col"`, "muted", "padding:0 12px 6px 0;text-align:left;font-size:14px;"+mailMuted)
			p.text(wall)
			p.tag("</th>")
		}
		p.tag("</tr>\n")
	}
	for _, row := range d.list {
		p.tag("<tr>")
		for _, cell := range row {
			p.open("td", "ink line", "padding:8px 12px 8px 0;border-top:1px solid #e4e8ee;font-size:15px;vertical-align:top;"+mailInk)
			p.text(cell)
			p.tag("</td>")
		}
		p.tag("</tr>\n")
	}
	p.tag("</table>\n")
	if d.more > 0 {
		p.element("p", "muted", "margin:4px 0 0;"+mailMuted, "… +"+strconv.Itoa(d.more))
	}
}

// prose writes paragraphs; addresses in them are links.
func (p *page) prose(s string) {
	if s == "" {
		return
	}
	p.open("div", "line", "margin:16px 0 0;border-top:1px solid #e4e8ee;padding-top:16px")
	for paragraph := range strings.SplitSeq(s, "\n\n") {
		p.open("p", "ink", "margin:0 0 16px;"+mailInk)
		for i, line := range strings.Split(paragraph, "\n") {
			if i > 0 {
				p.tag("<br/>\n")
			}
			p.line(line)
		}
		p.tag("</p>\n")
	}
	p.tag("</div>\n")
}

// line writes a line with its addresses as links.
func (p *page) line(s string) {
	for {
		at := strings.Index(s, "http")
		if at < 0 {
			p.text(s)
			return
		}
		end := at + strings.IndexFunc(s[at:]+" ", func(r rune) bool { return r <= ' ' || strings.ContainsRune("<>\"'（）「」、。", r) })
		address := strings.TrimRight(s[at:end], ".,;:!?)")
		p.text(s[:at])
		if _, rest, _ := strings.Cut(address, "://"); rest != "" && (strings.HasPrefix(address, "https:") || strings.HasPrefix(address, "http:")) {
			p.tag(`<a href="` + html.EscapeString(address) + `" style="color:#1f55c4">`)
			p.text(address)
			p.tag("</a>")
		} else {
			p.text(address)
		}
		s = s[at+len(address):]
	}
}
