package render

import (
	"fmt"
	"html/template"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// texts are what others may write into any field.
var texts = func() []string {
	var ascii strings.Builder
	for c := range byte(128) {
		ascii.WriteByte(c)
	}
	return []string{
		"", "", "Opening", "개회사", "1 + 1 < 3 & so on", ascii.String(), "</h3></td><script>alert(1)</script>", `"onmouseover="alert(1)`,
		"'onclick='alert(1)", "<!-- ", "\u2028]]>&lt;", "half a rune \xed\x95", "{{.}}", "a%20b%zz",
	}
}()

// TestHTMLRowOracle: what is appended is what html/template writes of the same
// markup, which stands in testdata/row.html, octet for octet.
func TestHTMLRowOracle(t *testing.T) {
	page := &htmlPage{}
	oracle := template.Must(template.New("row.html").Funcs(template.FuncMap{"page": func() *htmlPage { return page }}).ParseFiles("testdata/row.html"))
	r := rand.New(rand.NewPCG(2021, 11))
	for i := range 500 {
		row := randomRow(r, 1)
		*page = htmlPage{Timed: r.IntN(2) > 0, Notes: r.IntN(2) > 0, Selectable: r.IntN(2) > 0, W: map[string]string{"add": randomText(r), "abstract": randomText(r)}}
		var want strings.Builder
		if err := oracle.Execute(&want, &row); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want.String(), string(page.appendRow(nil, &row))); diff != "" {
			t.Fatalf("row %d (-html/template +ours):\n%s", i, diff)
		}
	}
}

func randomText(r *rand.Rand) string { return texts[r.IntN(len(texts))] }

func randomHTML(r *rand.Rand) htmlText { return htmlText{randomText(r), randomText(r), r.IntN(2) > 0} }

func randomNames(r *rand.Rand) (names []htmlText) {
	for range r.IntN(3) {
		names = append(names, randomHTML(r))
	}
	return names
}

// randomURL makes what safeURL lets pass. It differs from what html/template does
// in telephone numbers alone, see TestHTMLTelephone.
func randomURL(r *rand.Rand) string {
	return safeURL([]string{"", "https://example.org/", "?", "mailto:", "#"}[r.IntN(5)] + randomText(r))
}

func randomRow(r *rand.Rand, parallels int) htmlRow {
	row := htmlRow{Date: randomText(r), Mark: randomText(r)}
	row.htmlSession = htmlSession{
		N: r.IntN(3000), ID: randomText(r), Class: randomText(r), Title: randomHTML(r), Break: r.IntN(3) == 0,
		Status: randomText(r), Dates: randomText(r), From: randomText(r), Through: randomText(r), Kind: randomText(r),
		Room: randomHTML(r), Track: randomHTML(r), Walls: randomText(r), Abstract: randomHTML(r), Note: randomHTML(r),
		Link: randomURL(r), Stream: randomURL(r), LinkWord: randomText(r), WatchWord: randomText(r), ParallelWord: randomText(r),
		TrackID: randomText(r), RoomID: randomText(r), People: randomText(r), Countries: randomText(r),
	}
	for range r.IntN(3) {
		row.Clocks = append(row.Clocks, htmlClocks{randomText(r), randomText(r), template.HTML(fmt.Sprint("<time>", r.IntN(9), "</time>"))})
		row.Parts = append(row.Parts, htmlPart{randomText(r), randomHTML(r), randomNames(r), randomHTML(r)})
		row.Roles = append(row.Roles, htmlRole{randomText(r), randomNames(r)})
		if parallels > 0 {
			row.Parallel = append(row.Parallel, randomRow(r, parallels-1))
		}
	}
	return row
}

// TestHTMLTelephone: a telephone number is an address, which html/template does
// not know.
func TestHTMLTelephone(t *testing.T) {
	row := htmlRow{htmlSession: htmlSession{Link: safeURL("tel:+507-555-0100"), LinkWord: "Link"}}
	got := string((&htmlPage{}).appendRow(nil, &row))
	if want := `<a href="tel:&#43;507-555-0100" rel="noopener" aria-describedby="t0">Link</a>`; !strings.Contains(got, want) {
		t.Errorf("no %s in %s", want, got)
	}
}
