package main

import (
	"slices"
	"time"
)

// slim returns z without what its footer says as well: the changes of the far
// future that reproduce the yearly rules, changes that change nothing, and types
// that no change uses. The first type stays first, for it holds before the first
// change (RFC 9636 §3.2).
func slim(z *zone) (*zone, error) {
	changes := z.changes
	if z.footer != "" {
		footer, err := parseFooter(z.footer)
		if err != nil {
			return nil, err
		}
		changes = changes[:z.footerFrom(footer)]
	}
	s := &zone{version: z.version, footer: z.footer}
	s.use(z.types[0])
	for i, c := range changes {
		last := i == len(changes)-1 // the footer starts to hold here
		to := z.types[c.to]
		if before := s.types[s.typeBefore()]; to == before && !last {
			continue
		}
		s.changes = append(s.changes, change{c.at, s.use(to)})
	}
	return s, nil
}

// footerFrom returns how many changes are needed before the footer holds.
func (z *zone) footerFrom(footer *rules) int {
	n := len(z.changes)
	for n > 1 && footer.reproduces(z, n-2) {
		n--
	}
	if n == 1 && !footer.yearly && footer.std == z.types[0] && footer.std == z.types[z.changes[0].to] {
		return 0
	}
	return n
}

// reproduces reports whether the footer holds from change i to the next one.
func (r *rules) reproduces(z *zone, i int) bool {
	from, until := z.changes[i].at, z.changes[i+1].at
	want := z.types[z.changes[i].to]
	if r.at(from) != want {
		return false
	}
	year := func(t int64) int { return time.Unix(t, 0).UTC().Year() }
	for _, o := range r.onsets(year(from)-1, year(until)+1) {
		if from < o.at && o.at < until && r.at(o.at) != want {
			return false
		}
	}
	return true
}

// use returns the index of t among the types, and adds it if needed.
func (z *zone) use(t localTime) int {
	if i := slices.Index(z.types, t); i >= 0 {
		return i
	}
	z.types = append(z.types, t)
	return len(z.types) - 1
}

// typeBefore is the type that holds before the next change is added.
func (z *zone) typeBefore() int {
	if len(z.changes) == 0 {
		return 0
	}
	return z.changes[len(z.changes)-1].to
}
