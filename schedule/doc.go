// Package schedule holds conference agendas and tells what their clocks mean.
//
// An [Agenda] is written as its host speaks: days, and on each day what the
// clock on the host's wall shows. [Agenda.Check] tells what is wrong with it,
// [Agenda.Resolve] turns it into a [Timeline] of instants, and
// [Timeline.HostDays] and [Timeline.Days] show that timeline on the wall of
// anybody else. [Diff] tells what has changed between two versions. Texts are in
// several languages; [Text.In] picks one and says which.
//
// The example of this package is a meeting of 2021: in Panama from 08:30 to
// 18:00 of one day, which is from 22:30 to 08:00 of two days in Seoul.
//
// # What is a wall time?
//
// A wall time is a [Date] and a [Clock]: what a clock on some wall shows. It is
// no instant. 09:00 in Panama and 09:00 in Seoul are fourteen hours apart, and
// which instant a 09:00 of next year is depends on rules that parliaments
// change. So an agenda keeps the wall time and the name of the wall, a [Zone]
// of the IANA time-zone database, and finds the instant when it is asked.
// When the database changes, it is asked again.
//
// A clock may show more than 24:00: a session at 25:30 takes place at half past
// one in the night and belongs to the day before.
//
// # Days and dates
//
// A [Day] belongs to the host. It has a date, a label such as "Day 1" and
// perhaps declared hours, and its sessions stay its sessions when they run past
// midnight. A date belongs to the viewer. There are two ways to look:
//
//   - [Timeline.HostDays] keeps the host's days: as many for every viewer, in
//     the programme's order. Each item says by how many days its dates differ
//     from the day's.
//   - [Timeline.Days] groups by the viewer's own dates, ordered by instant.
//
// Both show every item once. In Seoul, Panama's item from 09:30 to 10:30 is
// from 23:30 to 00:30⁺¹.
//
// An all-day item is a stretch of dates, not of time: it is on the same dates
// for everybody.
//
// When the rules of a zone change, an agenda that was published means other instants
// than people were told. [DriftOf] tells which, by how much, and what everybody's clock
// shows; [Drift.KeepInstants] gives the clocks to write where the instants are to stay.
//
// You need not read the following to use the package.
//
// # Gaps and overlaps
//
// When a clock is put forward it jumps over some wall times: a gap. When it is
// put back it shows some twice: an overlap. [Zone.Lookup] tells which of the
// three kinds a wall time is, with both readings, both offsets and the onset. A
// [Policy] makes one instant of it:
//
//	Compatible  gap: the later reading    overlap: the first    RFC 5545 §3.3.5
//	Earlier     gap: the earlier reading  overlap: the first
//	Later       gap: the later reading    overlap: the second
//	Reject      an error that names the onset and both readings
//
// Berlin skips 02:00 to 03:00 on 2026-03-29. There, 02:30 reads as 03:30
// (later: with the offset from before the gap) or as 01:30 (earlier: with the
// offset from after it).
//
// Use Reject for what somebody writes now, as Check does, and Compatible for
// what others have written. A session in an overlap may say its [Offset].
//
// A gap can be as long as a day. Samoa had no 2011-12-30; a session on that
// date is a fault that wraps [ErrSkippedDate].
//
// # Ends
//
// A session has a clock for its end, not a length, since that is what a
// programme prints. The end is the first time after the start at which its wall
// shows that clock. So 23:30 to 00:30 ends on the next date, a flight that
// leaves Seoul at 20:00 and lands in Los Angeles at 14:00 lands on the same
// date, and a night from 22:00 to 04:00 lasts five hours or seven when the
// clocks change in it. Session.EndDate says otherwise where needed.
//
// # Series
//
// A session with a [Repeat] takes place more than once, by rules of RFC 5545.
// Rules are arithmetic on the wall: each wall time is resolved afterwards, so
// that a weekly 09:00 stays 09:00 when the clocks change. [Agenda.Resolve] wants
// rules that end, [Agenda.ResolveWithin] takes a window of endless ones.
// [Repeat.From] gives a [Series] without an agenda, which is iterated lazily, from
// anywhere:
//
//	s, err := repeat.From(start, zone)
//	...
//	for o, err := range s.Between(ctx, from, to) {
//
// The engine is our own. rrule-go, which the tests compare with it, does not
// return from some legal rules, panics on others, loses days where midnight is
// skipped, and can only walk from the start. [ParseRule] is our own too: it says
// in which column a rule is wrong, and takes what rrule-go refuses, such as small
// letters and BYSECOND=60.
//
// # Differences to time.Date
//
// The time package promises no particular reading of gaps and overlaps. What
// Go 1.26 does in all of them from 1970 to 2087 depends on the sign of the
// offsets:
//
//	          west of Greenwich              east of Greenwich
//	gap       earlier reading: moved back    later reading: moved forward
//	overlap   first                          second
//
// (A change to or from +00:00 behaves as its other side.) That is half of them
// unlike RFC 5545, Temporal and java.time. For 00:30 of 2026-09-06 in Santiago,
// which is skipped, time.Date answers 23:30 of the day before; Compatible
// answers 01:30. Nothing in this package uses time.Date, time.ParseInLocation
// or Time.AddDate on the wall of a zone, nor time.Local.
//
// # Time-zone data
//
// Zones come from package tzdb, which has a release of the database built in
// and says which. [LoadZone] uses the newer of that one and the system's;
// [ZoneIn] uses the one you name, which is what tests should do.
package schedule
