package schedule_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/plenaria/plenaria/schedule"
)

// edited is a random agenda whose fields are changed one at a time.
type edited struct {
	*rand.Rand
	t testing.TB
	*schedule.Agenda
}

// newEdited makes the agenda of a seed: three days in New York, the second of
// which has the end of summer time, with one session of every sort.
func newEdited(t testing.TB, seed uint64) *edited {
	e := &edited{rand.New(rand.NewPCG(seed, 1)), t, agenda(t, "America/New_York")}
	e.Langs, e.Also = []schedule.Lang{"en", "ko"}, []schedule.Zone{zone(t, "Asia/Seoul")}
	for i := range 4 + e.IntN(3) {
		n := fmt.Sprint(i)
		e.Participants = append(e.Participants, schedule.Participant{ID: schedule.ID("p" + n), Name: e.text(), Kind: schedule.Organization, Country: "KR"})
		e.Rooms = append(e.Rooms, schedule.Room{ID: schedule.ID("r" + n), Name: e.text(), Geo: &schedule.Geo{Lat: 1, Lon: 2}})
		e.Tracks = append(e.Tracks, schedule.Track{ID: schedule.ID("t" + n), Name: e.text()})
	}
	for i := range 3 {
		d := day(fmt.Sprintf("2026-%s", []string{"10-31", "11-01", "11-02"}[i]))
		d.Label, d.Room, d.Opens, d.Closes = e.text(), "r0", 9*schedule.Hour, 22*schedule.Hour
		for n := range 3 + e.IntN(3) {
			d.Sessions = append(d.Sessions, e.plain(fmt.Sprintf("s%d-%d", i, n), schedule.Clock(9+n)*schedule.Hour))
		}
		d.Sessions = append(d.Sessions, schedule.Session{Kind: schedule.Break, Title: in("en", "Break"), Start: 15 * schedule.Hour, End: 16 * schedule.Hour})
		e.Days = append(e.Days, d)
	}
	e.special()
	return e
}

func (e *edited) text() schedule.Text {
	return schedule.Text{{Lang: "en", Text: fmt.Sprint("text ", e.IntN(9))}, {Lang: "ko", Text: fmt.Sprint("글 ", e.IntN(9))}}
}

func (e *edited) roles() (roles []schedule.Role) {
	for i := range 1 + e.IntN(3) {
		roles = append(roles, schedule.Role{Who: schedule.ID(fmt.Sprint("p", i)), As: schedule.Speaker})
	}
	return roles
}

func (e *edited) plain(id string, start schedule.Clock) schedule.Session {
	return schedule.Session{
		ID: schedule.ID(id), Title: e.text(), Note: e.text(), Roles: e.roles(), Track: "t0",
		Start: start, End: start + schedule.Clock(20+e.IntN(40))*schedule.Minute,
		Parts: []schedule.Part{{Title: e.text(), Roles: e.roles(), Length: time.Minute}, {Title: e.text()}},
	}
}

// special adds the sessions that only one field each is about.
func (e *edited) special() {
	ny, weekly := zone(e.t, "America/New_York"), e.plain("series", 17*schedule.Hour)
	weekly.Repeat = &schedule.Repeat{
		Rule: "FREQ=WEEKLY;COUNT=6", Moved: []schedule.Move{{From: dateTime("2026-11-07T17:00"), To: dateTime("2026-11-08T10:00")}},
		Periods: []schedule.Period{{Start: dateTime("2026-12-24T09:00"), End: dateTime("2026-12-24T10:00")}},
	}
	wide := e.plain("wide", 18*schedule.Hour)
	wide.Parallel = []schedule.Session{{ID: "wide-a", Title: e.text(), Room: "r1"}, {ID: "wide-b", Title: e.text(), Room: "r2"}}
	flight := schedule.Session{ID: "flight", Title: e.text(), Zone: ny, EndZone: zone(e.t, "Europe/Madrid"), Start: 20 * schedule.Hour, End: 9 * schedule.Hour}
	e.Days[0].Sessions = append(e.Days[0].Sessions, weekly, wide, flight,
		schedule.Session{ID: "all-day", Title: e.text(), Through: date("2026-11-01")})
	second, first := must(schedule.ParseOffset("-04:00")), must(schedule.ParseOffset("-04:00"))
	e.Days[1].Sessions = append(e.Days[1].Sessions,
		schedule.Session{ID: "starts", Title: e.text(), Zone: ny, Start: 90 * schedule.Minute, End: 5 * schedule.Hour, Offset: first},
		schedule.Session{ID: "ends", Title: e.text(), Zone: ny, Start: 30 * schedule.Minute, End: 90 * schedule.Minute, EndOffset: second})
}

func dateTime(s string) schedule.DateTime { return must(schedule.ParseDateTime(s)) }

// session gives a session by its ID; "" gives any plain one.
func (e *edited) session(id schedule.ID) *schedule.Session {
	for i := range e.Days {
		for j := range e.Days[i].Sessions {
			if s := &e.Days[i].Sessions[j]; id != "" && s.ID == id || id == "" && strings.HasPrefix(string(s.ID), "s") && len(s.Parts) > 0 && s.Repeat == nil && e.IntN(4) == 0 {
				return s
			}
		}
	}
	return e.session(id)
}

func (e *edited) lastDay() *schedule.Day { return &e.Days[2] }

func (e *edited) repeat() *schedule.Repeat { return e.session("series").Repeat }

func one[T any](e *edited, list []T) *T { return &list[e.IntN(len(list))] }

func change(t schedule.Text) schedule.Text {
	t[len(t)-1].Text += "!"
	return t
}

// fieldEdits changes each field of the model and says what kinds of changes
// that must give, each named once. Dates, wall times, offsets and zones are
// values that are changed as a whole.
var fieldEdits = map[string]struct {
	edit func(e *edited)
	want string
}{
	"Agenda.ID":           {func(e *edited) { e.ID = "other" }, "details"},
	"Agenda.Title":        {func(e *edited) { change(e.Title) }, "retitled"},
	"Agenda.Zone":         {func(e *edited) { e.Zone = zone(e.t, "Asia/Seoul") }, "rezoned shifted"},
	"Agenda.Langs":        {func(e *edited) { slices.Reverse(e.Langs) }, "details"},
	"Agenda.Also":         {func(e *edited) { e.Also = nil }, "details"},
	"Agenda.URL":          {func(e *edited) { e.URL = "https://example.org" }, "details"},
	"Agenda.Domain":       {func(e *edited) { e.Domain = "example.org" }, "details"},
	"Agenda.Organizer":    {func(e *edited) { e.Organizer = "p1" }, "details"},
	"Agenda.Revision":     {func(e *edited) { e.Revision = "2" }, "details"},
	"Agenda.Days":         {func(e *edited) { e.Days = append(e.Days, day("2026-12-01")) }, "added"},
	"Agenda.Participants": {func(e *edited) { e.Participants = e.Participants[1:] }, "removed"},
	"Agenda.Rooms":        {func(e *edited) { e.Rooms = e.Rooms[1:] }, "removed"},
	"Agenda.Tracks":       {func(e *edited) { e.Tracks = append(e.Tracks, schedule.Track{ID: "new"}) }, "added"},

	"Day.Date":     {func(e *edited) { e.lastDay().Date = e.lastDay().Date.AddDays(3) }, "moved"},
	"Day.Label":    {func(e *edited) { change(e.lastDay().Label) }, "retitled"},
	"Day.Zone":     {func(e *edited) { e.lastDay().Zone = zone(e.t, "Asia/Seoul") }, "rezoned shifted"},
	"Day.Opens":    {func(e *edited) { one(e, e.Days).Opens++ }, "hours"},
	"Day.Closes":   {func(e *edited) { one(e, e.Days).Closes++ }, "hours"},
	"Day.Room":     {func(e *edited) { one(e, e.Days).Room = "r3" }, "relocated"},
	"Day.Sessions": {func(e *edited) { d := e.lastDay(); d.Sessions = append(d.Sessions, e.plain("new", 0)) }, "added"},

	"Session.ID":        {func(e *edited) { e.session("").ID = "other" }, "added removed"},
	"Session.Kind":      {func(e *edited) { e.session("").Kind = schedule.Panel }, "details"},
	"Session.Status":    {func(e *edited) { e.session("").Status = schedule.Cancelled }, "cancelled"},
	"Session.Title":     {func(e *edited) { change(e.session("").Title) }, "retitled"},
	"Session.Abstract":  {func(e *edited) { e.session("").Abstract = e.text() }, "details"},
	"Session.Note":      {func(e *edited) { change(e.session("").Note) }, "notes"},
	"Session.Start":     {func(e *edited) { e.session("").Start += 5 * schedule.Minute }, "moved shorter"},
	"Session.End":       {func(e *edited) { e.session("").End += 5 * schedule.Minute }, "longer"},
	"Session.EndDate":   {func(e *edited) { e.session("").EndDate = date("2026-11-09") }, "longer"},
	"Session.Zone":      {func(e *edited) { e.session("").Zone = zone(e.t, "Asia/Seoul") }, "shifted"},
	"Session.EndZone":   {func(e *edited) { e.session("flight").EndZone = zone(e.t, "America/New_York") }, "longer"},
	"Session.Offset":    {func(e *edited) { e.session("starts").Offset = must(schedule.ParseOffset("-05:00")) }, "shifted shorter"},
	"Session.EndOffset": {func(e *edited) { e.session("ends").EndOffset = must(schedule.ParseOffset("-05:00")) }, "longer"},
	"Session.Through":   {func(e *edited) { e.session("all-day").Through = date("2026-11-03") }, "longer"},
	"Session.Room":      {func(e *edited) { e.session("").Room = "r3" }, "relocated"},
	"Session.Track":     {func(e *edited) { e.session("").Track = "t1" }, "details"},
	"Session.Roles": {func(e *edited) {
		s := e.session("")
		s.Roles = append(s.Roles, schedule.Role{Who: "p3", As: schedule.Chair})
	}, "people"},
	"Session.Countries": {func(e *edited) { e.session("").Countries = []string{"PA"} }, "details"},
	"Session.Link":      {func(e *edited) { e.session("").Link = "https://example.org/s" }, "details"},
	"Session.StreamURL": {func(e *edited) { e.session("").StreamURL = "https://example.org/s" }, "details"},
	"Session.Parts":     {func(e *edited) { s := e.session(""); s.Parts = s.Parts[:1] }, "parts"},
	"Session.Parallel":  {func(e *edited) { e.session("").Parallel = []schedule.Session{{ID: "new", Title: e.text()}} }, "added split"},
	"Session.Repeat":    {func(e *edited) { e.session("").Repeat = &schedule.Repeat{Rule: "FREQ=DAILY;COUNT=3"} }, "added series"},

	"Part.Title":  {func(e *edited) { change(e.session("").Parts[0].Title) }, "parts"},
	"Part.Note":   {func(e *edited) { e.session("").Parts[0].Note = e.text() }, "parts"},
	"Part.Roles":  {func(e *edited) { e.session("").Parts[0].Roles = []schedule.Role{{Who: "p3", As: schedule.Chair}} }, "parts people"},
	"Part.Length": {func(e *edited) { e.session("").Parts[1].Length++ }, "parts"},
	"Role.Who":    {func(e *edited) { s := e.session(""); s.Parts = nil; s.Roles[0].Who = "p3" }, "parts people"},
	"Role.As":     {func(e *edited) { e.session("").Roles[0].As = schedule.Chair }, "people"},

	"Translation.Lang": {func(e *edited) { e.session("").Title[1].Lang = "es" }, "retitled"},
	"Translation.Text": {func(e *edited) { e.session("").Title[0].Text = "" }, "retitled"},

	"Participant.ID":      {func(e *edited) { one(e, e.Participants).ID = "other" }, "added removed"},
	"Participant.Name":    {func(e *edited) { change(one(e, e.Participants).Name) }, "retitled"},
	"Participant.Kind":    {func(e *edited) { one(e, e.Participants).Kind = schedule.Person }, "details"},
	"Participant.Country": {func(e *edited) { one(e, e.Participants).Country = "PA" }, "details"},
	"Participant.Org":     {func(e *edited) { one(e, e.Participants).Org = "p0" }, "details"},
	"Participant.Email":   {func(e *edited) { one(e, e.Participants).Email = "p@example.org" }, "details"},
	"Participant.Zone":    {func(e *edited) { one(e, e.Participants).Zone = e.Zone }, "details"},
	"Participant.Langs":   {func(e *edited) { one(e, e.Participants).Langs = e.Langs }, "details"},
	"Room.ID":             {func(e *edited) { one(e, e.Rooms).ID = "other" }, "added removed"},
	"Room.Name":           {func(e *edited) { change(one(e, e.Rooms).Name) }, "retitled"},
	"Room.Address":        {func(e *edited) { one(e, e.Rooms).Address = "Calle 1" }, "details"},
	"Room.Geo":            {func(e *edited) { one(e, e.Rooms).Geo = nil }, "details"},
	"Geo.Lat":             {func(e *edited) { one(e, e.Rooms).Geo.Lat++ }, "details"},
	"Geo.Lon":             {func(e *edited) { one(e, e.Rooms).Geo.Lon++ }, "details"},
	"Track.ID":            {func(e *edited) { one(e, e.Tracks).ID = "other" }, "added removed"},
	"Track.Name":          {func(e *edited) { change(one(e, e.Tracks).Name) }, "retitled"},

	"Repeat.Rule":        {func(e *edited) { e.repeat().Rule = "FREQ=WEEKLY;COUNT=7" }, "added series"},
	"Repeat.Rules":       {func(e *edited) { e.repeat().Rules = []string{"FREQ=DAILY;COUNT=2"} }, "added series"},
	"Repeat.ExceptRules": {func(e *edited) { e.repeat().ExceptRules = []string{"FREQ=DAILY;COUNT=1"} }, "removed series"},
	"Repeat.Except":      {func(e *edited) { e.repeat().Except = []schedule.DateTime{dateTime("2026-11-14T17:00")} }, "removed series"},
	"Repeat.Moved":       {func(e *edited) { e.repeat().Moved = nil }, "moved series"},
	"Repeat.Also":        {func(e *edited) { e.repeat().Also = []schedule.DateTime{dateTime("2026-12-30T17:00")} }, "added series"},
	"Repeat.Periods":     {func(e *edited) { e.repeat().Periods = nil }, "removed series"},
	"Move.From":          {func(e *edited) { e.repeat().Moved[0].From = dateTime("2026-11-14T17:00") }, "moved series"},
	"Move.To":            {func(e *edited) { e.repeat().Moved[0].To.Clock += schedule.Hour }, "moved series"},
	"Move.End":           {func(e *edited) { e.repeat().Moved[0].End = dateTime("2026-11-08T15:00") }, "longer series"},
	"Move.Onward":        {func(e *edited) { e.repeat().Moved[0].Onward = true }, "moved series"},
	"Move.Cancelled":     {func(e *edited) { e.repeat().Moved[0].Cancelled = true }, "removed series"},
	"Period.Start":       {func(e *edited) { e.repeat().Periods[0].Start.Clock -= schedule.Hour }, "added removed series"},
	"Period.End":         {func(e *edited) { e.repeat().Periods[0].End.Clock += schedule.Hour }, "longer series"},
}

// modelFields lists the fields of a type and of what it is made of.
func modelFields(t reflect.Type, seen map[reflect.Type]bool) (fields []string) {
	switch t.Kind() {
	case reflect.Pointer, reflect.Slice:
		return modelFields(t.Elem(), seen)
	case reflect.Struct:
	default:
		return nil
	}
	switch reflect.Zero(t).Interface().(type) {
	case schedule.Date, schedule.DateTime, schedule.Zone, schedule.Offset:
		return nil
	}
	if seen[t] {
		return nil
	}
	seen[t] = true
	for f := range t.Fields() {
		fields = append(fields, t.Name()+"."+f.Name)
		fields = append(fields, modelFields(f.Type, seen)...)
	}
	return fields
}

// TestDiffKnowsEveryField fails when the model has a field that fieldEdits, and
// so perhaps Diff, does not know.
func TestDiffKnowsEveryField(t *testing.T) {
	known := map[string]bool{}
	for _, field := range modelFields(reflect.TypeFor[schedule.Agenda](), map[reflect.Type]bool{}) {
		known[field] = true
		if _, ok := fieldEdits[field]; !ok {
			t.Errorf("%s is not among the edits; let Diff compare it, and say what that gives", field)
		}
	}
	for field := range fieldEdits {
		if !known[field] {
			t.Errorf("the model has no field %s", field)
		}
	}
}

// kindsOf names the kinds of some changes, each once.
func kindsOf(c *schedule.Changes) string {
	var kinds []string
	for _, one := range c.List {
		kinds = append(kinds, string(one.Kind))
	}
	slices.Sort(kinds)
	return strings.Join(slices.Compact(kinds), " ")
}

// mirrored are the kinds that have another name when time runs backwards.
var mirrored = strings.NewReplacer("added", "removed", "removed", "added", "cancelled", "reinstated", "reinstated", "cancelled",
	"longer", "shorter", "shorter", "longer", "split", "merged", "merged", "split")

// TestDiffFields changes each field of random agendas.
func TestDiffFields(t *testing.T) {
	for seed := range uint64(5) {
		if c := schedule.Diff(newEdited(t, seed).Agenda, newEdited(t, seed).Agenda); !c.IsEmpty() {
			t.Fatalf("seed %d: an agenda differs from itself: %s", seed, told(c))
		}
		for field, test := range fieldEdits {
			a, b := newEdited(t, seed), newEdited(t, seed)
			test.edit(b)
			c, back := schedule.Diff(a.Agenda, b.Agenda), schedule.Diff(b.Agenda, a.Agenda)
			if got := kindsOf(c); got != test.want {
				t.Errorf("seed %d, %s: %q, want %q:\n%s", seed, field, got, test.want, told(c))
			}
			if diff := cmp.Diff(mirror(c), sortedLines(told(back))); diff != "" {
				t.Errorf("seed %d, %s: the way back (-mirrored +got):\n%s", seed, field, diff)
			}
		}
	}
}

// mirror tells the changes of the way back, in no order.
func mirror(c *schedule.Changes) []string {
	m := &schedule.Changes{}
	for _, one := range c.List {
		one.Kind = schedule.ChangeKind(mirrored.Replace(string(one.Kind)))
		one.Old, one.New, one.OldIndex, one.NewIndex = one.New, one.Old, one.NewIndex, one.OldIndex
		one.Came, one.Left = one.Left, one.Came
		m.List = append(m.List, one)
	}
	return sortedLines(told(m))
}

func sortedLines(text string) []string {
	lines := strings.Split(text, "\n")
	slices.Sort(lines)
	return lines
}

// TestDiffMirror changes several fields at once: nothing is found in one
// direction of time that is not found in the other.
func TestDiffMirror(t *testing.T) {
	fields := slices.Sorted(maps.Keys(fieldEdits))
	for seed := range uint64(60) {
		a, b := newEdited(t, seed), newEdited(t, seed)
		var done []string
		for range 2 + b.IntN(5) {
			field := fields[b.IntN(len(fields))]
			owner, _, _ := strings.Cut(field, ".")
			if slices.Contains(done, field) || slices.Contains([]string{"Geo", "Repeat", "Move", "Period"}, owner) {
				continue // what is no longer there cannot be changed
			}
			fieldEdits[field].edit(b)
			done = append(done, field)
		}
		c, back := schedule.Diff(a.Agenda, b.Agenda), schedule.Diff(b.Agenda, a.Agenda)
		if len(done) > 0 && c.IsEmpty() {
			t.Errorf("seed %d, %v: no change", seed, done)
		}
		if diff := cmp.Diff(mirror(c), sortedLines(told(back))); diff != "" {
			t.Errorf("seed %d, %v: the way back (-mirrored +got):\n%s", seed, done, diff)
		}
	}
}
