package main

import (
	"fmt"
	"slices"
	"time"
)

// The years whose changes are compared. Instants far before are probed too.
const (
	firstYear = 1850
	lastYear  = 2100
)

// verify proves that the slim file says the same as the fat one: by our own
// reading and by that of package time, one second before, at and one second
// after every change that either file makes from 1850 to 2100.
func verify(name string, fat, thin []byte) (probes int, err error) {
	var readers [4]func(int64) localTime
	var instants []int64
	for i, data := range [][]byte{fat, thin} {
		z, err := parseTZif(data)
		if err != nil {
			return 0, err
		}
		own, err := z.reader()
		if err != nil {
			return 0, err
		}
		loc, err := time.LoadLocationFromTZData(name, data)
		if err != nil {
			return 0, err
		}
		readers[2*i], readers[2*i+1] = own, stdReader(loc)
		instants = append(instants, z.probes()...)
	}
	slices.Sort(instants)
	instants = slices.Compact(instants)
	for _, t := range instants {
		if err := agree(t, readers); err != nil {
			return 0, err
		}
	}
	return len(instants), nil
}

func agree(t int64, readers [4]func(int64) localTime) error {
	want := readers[0](t)
	for i, source := range []string{"fat file", "fat file read by package time", "slim file", "slim file read by package time"} {
		if got := readers[i](t); got != want {
			return fmt.Errorf("at %s the %s has %+v, the fat file %+v",
				time.Unix(t, 0).UTC().Format(time.RFC3339), source, got, want)
		}
	}
	return nil
}

// stdReader asks package time.
func stdReader(loc *time.Location) func(int64) localTime {
	return func(t int64) localTime {
		at := time.Unix(t, 0).In(loc)
		abbr, offset := at.Zone()
		return localTime{int32(offset), at.IsDST(), abbr}
	}
}

// reader returns the local time of an instant by a walk over all changes.
func (z *zone) reader() (func(int64) localTime, error) {
	var footer *rules
	if z.footer != "" {
		var err error
		if footer, err = parseFooter(z.footer); err != nil {
			return nil, err
		}
	}
	return func(t int64) localTime {
		current := z.types[0]
		for _, c := range z.changes {
			if c.at <= t {
				current = z.types[c.to]
			}
		}
		afterLast := len(z.changes) == 0 || z.changes[len(z.changes)-1].at <= t
		if footer != nil && afterLast {
			return footer.at(t)
		}
		return current
	}, nil
}

// probes returns the instants at which two versions of z can differ.
func (z *zone) probes() []int64 {
	start := time.Date(firstYear, 1, 1, 0, 0, 0, 0, time.UTC).Unix()
	end := time.Date(lastYear+1, 1, 1, 0, 0, 0, 0, time.UTC).Unix()
	around := func(t int64) []int64 { return []int64{t - 1, t, t + 1} }
	all := []int64{-1 << 36, start, end}
	for _, c := range z.changes {
		all = append(all, around(c.at)...)
	}
	if footer, err := parseFooter(z.footer); err == nil {
		for _, o := range footer.onsets(2000, lastYear) {
			all = append(all, around(o.at)...)
		}
	}
	return all
}
