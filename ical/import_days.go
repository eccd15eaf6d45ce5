package ical

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/plenaria/plenaria/schedule"
)

// hostDate gives the date on which a session begins for the host.
func (im *importer) hostDate(m *madeSession) schedule.Date {
	if m.session.IsAllDay() || m.session.Zone.IsZero() {
		return m.date
	}
	return im.host.Wall(time.Unix(m.at-int64(im.o.Dawn), 0)).Date
}

// add adds a session, unless it begins outside of the window.
func (im *importer) add(m madeSession) {
	if im.o.windowed() && !im.inWindow(im.hostDate(&m)) {
		im.outside++
		return
	}
	if m.session.IsAllDay() {
		m.at = math.MinInt64 // before the others of its day
	}
	im.made = append(im.made, m)
	m.ev.became = became{kind: becameSession, id: m.session.ID}
}

// setDays lists the sessions in their days: by their starts, all-day items first,
// and those of one time as the file has them.
func (im *importer) setDays() {
	im.relabel()
	im.nest()
	order := im.order()
	sessions := im.ordered(order)
	for from := 0; from < len(order); {
		date, to := im.made[order[from]].date, from+1
		for to < len(order) && im.made[order[to]].date == date {
			to++
		}
		im.agenda.Days = append(im.agenda.Days, schedule.Day{
			Date: date, Label: im.labelOf(order[from:to]), Sessions: sessions[from:to:to],
		})
		from = to
	}
}

// order gives the indices of the sessions that are left, in their order.
func (im *importer) order() []int32 {
	type key struct {
		day int
		at  int64
		i   int32
	}
	keys := make([]key, 0, len(im.made)) // numbers side by side, which are sorted fast
	for i := range im.made {
		if m := &im.made[i]; m.session != nil {
			keys = append(keys, key{m.date.DaysSince(schedule.Date{Year: 1, Month: 1, Day: 1}), m.at, int32(i)})
		}
	}
	slices.SortStableFunc(keys, func(a, b key) int {
		if a.day != b.day {
			return cmp.Compare(a.day, b.day)
		}
		return cmp.Compare(a.at, b.at)
	})
	order := make([]int32, len(keys))
	for k := range keys {
		order[k] = keys[k].i
	}
	return order
}

// ordered gives the sessions in an order of those that were made.
func (im *importer) ordered(order []int32) []schedule.Session {
	if im.inPlace(len(order)) {
		permute(im.slab, order)
		return im.slab[:len(order)]
	}
	sessions := make([]schedule.Session, len(order))
	for k, i := range order {
		sessions[k] = *im.made[i].session
	}
	return sessions
}

// inPlace says whether the first n sessions of the slab are the n that were made, as
// they are in a file without series. Then they need not be copied into a second slab,
// which is what an import of many events has most of. The pointers of im.made mean
// nothing then.
func (im *importer) inPlace(n int) bool {
	for i := range im.made {
		if i >= len(im.slab) || im.made[i].session != &im.slab[i] {
			return false
		}
	}
	return n == len(im.made)
}

// permute puts items in an order: at k what was at order[k].
func permute[T any](items []T, order []int32) {
	order = slices.Clone(order) // where a k is done it becomes negative
	for first := range order {
		if order[first] < 0 {
			continue
		}
		kept := items[first]
		k := int32(first)
		for {
			from := order[k]
			order[k] = -1
			if from == int32(first) {
				break
			}
			items[k] = items[from]
			k = from
		}
		items[k] = kept
	}
}

// labelOf gives the label that all descriptions of a day agree on.
func (im *importer) labelOf(made []int32) schedule.Text {
	label, lang := "", schedule.Lang("")
	for _, i := range made {
		m := &im.made[i]
		switch {
		case !m.ours:
		case label == "":
			label, lang = m.label, m.voice.lang
		case label != m.label:
			return nil
		}
	}
	if label == "" {
		return nil
	}
	return im.langs.text(im.labelLang(lang), label)
}

// labelLang gives the language of a file for the language that our words in it
// are in.
func (im *importer) labelLang(lang schedule.Lang) schedule.Lang {
	for _, known := range im.langs.order {
		if strings.EqualFold(primary(known), primary(lang)) {
			return known
		}
	}
	return lang
}

// nest makes those sessions parallel that are in the file's words part of another
// (RELATED-TO), if they take place while it does.
func (im *importer) nest() {
	var byUID map[string]int
	for i := range im.made {
		if im.made[i].related == nil || im.made[i].ev.recurrence != nil {
			continue
		}
		if byUID == nil {
			byUID = make(map[string]int, len(im.made))
			for j := range im.made {
				if im.made[j].ev.recurrence == nil && im.made[j].related == nil {
					byUID[im.made[j].ev.uid] = j
				}
			}
		}
		j, ok := byUID[strings.TrimSpace(im.made[i].related.text())]
		if !ok || !im.parallel(&im.made[i], &im.made[j]) {
			im.lose(im.made[i].related, "", "a relation that is none of an agenda's")
		}
	}
}

// parallel lists a session inside another, if an agenda can say so.
func (im *importer) parallel(m, parent *madeSession) bool {
	s, p := m.session, parent.session
	if s.Repeat != nil || p.Repeat != nil || m.date != parent.date || s.IsAllDay() != p.IsAllDay() || s.Room == "" && p.Room != "" {
		return false
	}
	child := *s
	if s.IsAllDay() {
		if s.Through.Compare(p.Through) > 0 {
			return false
		}
	} else if !im.during(m, parent, &child) {
		return false
	}
	p.Parallel = append(p.Parallel, child)
	m.session = nil
	return true
}

// during says whether a session takes place while its parent does, and writes its
// time as that of a parallel session.
func (im *importer) during(m, parent *madeSession, child *schedule.Session) bool {
	from, to := im.momentsOf(m)
	first, last := im.momentsOf(parent)
	switch {
	case from.at.Before(first.at) || to.at.After(last.at):
		return false
	case from == first && to == last:
		child.Start, child.End, child.EndDate = 0, 0, schedule.Date{}
		child.Zone, child.EndZone, child.Offset, child.EndOffset = schedule.Zone{}, schedule.Zone{}, schedule.Offset{}, schedule.Offset{}
	case from.zone != first.zone || to.zone != last.zone:
		return false
	}
	return true
}
