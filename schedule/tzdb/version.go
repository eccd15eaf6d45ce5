package tzdb

import (
	"cmp"
	"strconv"
	"strings"
)

// CompareVersions compares two releases of the time-zone database and returns
// -1, 0 or +1: "2025c" < "2026" < "2026a" < "2026f" < "2026za". What follows
// the letters counts last, so a development version such as "2026f-3-g1a2b3c4"
// comes after "2026f". Text that starts with no year of four digits comes before
// every release.
func CompareVersions(a, b string) int {
	va, vb := parseVersion(a), parseVersion(b)
	return cmp.Or(
		cmp.Compare(va.year, vb.year),
		cmp.Compare(va.letters, vb.letters),
		cmp.Compare(va.commits, vb.commits),
		cmp.Compare(va.rest, vb.rest),
	)
}

// version is a release such as 2026f, with what git describe appends to it:
// 2026f-3-g1a2b3c4.
type version struct {
	year    int // 0: no release
	letters string
	commits int
	rest    string
}

func parseVersion(s string) version {
	if len(s) < 4 {
		return version{rest: s}
	}
	year, err := strconv.ParseUint(s[:4], 10, 16)
	if err != nil || year == 0 {
		return version{rest: s}
	}
	rest := strings.TrimLeft(s[4:], "abcdefghijklmnopqrstuvwxyz")
	v := version{year: int(year), letters: s[4 : len(s)-len(rest)], rest: rest}
	if number, _, ok := strings.Cut(strings.TrimPrefix(rest, "-"), "-"); ok {
		v.commits, _ = strconv.Atoi(number)
	}
	return v
}
