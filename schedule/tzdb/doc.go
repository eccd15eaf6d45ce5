// Package tzdb is the time-zone database of the module: a pinned release of the
// IANA database, the machine's own if that is newer, and what is known about
// the names of zones.
//
// Governments change their clocks at short notice; the database has several
// releases a year. Two programs with different releases disagree by an hour on
// some zones, and nothing in the file of a zone tells its release. So a
// [Database] is one release as a whole: it has a [Database.Version], it never
// takes a zone from another release, and it does not change while the program
// runs.
//
//	db := tzdb.Newest()                  // the newer of Pinned and System
//	err := db.Check("EST")               // refused: an abbreviation, not a place
//	data, err := db.TZif("America/Panama")
//	db.Same("Asia/Calcutta", "Asia/Kolkata") // true
//
// The package does not interpret the data: package schedule compiles TZif files
// into the spans by which it resolves wall times.
//
// # Which database
//
// [Newest] suits programs. [Pinned] gives the same answers on every machine and
// suits tests. [System], [Dir] and [New] read the machine's data, a directory
// and the caller's own bytes. No function reads the environment.
//
// # Names
//
// A zone has one name and perhaps links: Asia/Calcutta is a link to
// Asia/Kolkata. Both name the same zone ([Database.Same]), and neither is wrong.
// What an author has written is kept; [Database.Canonical] serves comparisons
// only, since a link of today may become a zone of its own tomorrow.
//
// The database also has names that say nothing of a place, such as EST (UTC−05:00
// all year, though New York is not) and Etc/GMT+5 (UTC−05:00, sign reversed).
// [Database.TZif] serves them, since calendar files from elsewhere use them;
// [Database.Check] refuses them to authors and says what to write.
//
// Windows has names of its own, such as "SA Pacific Standard Time", each for many
// places; [Database.WindowsZone] and [Database.WindowsName] translate by the table
// of the Unicode CLDR. That table alone is under the licence of LICENSE-UNICODE;
// it is made by the command internal/windows, which says how to get its source.
//
// # The pinned data
//
// The file pinned.bin is made from an installed zoneinfo directory by the
// command below, which needs the release to be installed on the machine:
//
//	go generate ./schedule/tzdb
//
// It is built with the file backzone, as Go's and Debian's data are, so that
// the countries of zone.tab have the history of their own clocks: America/Cayman
// is a zone, where the plain build has a link to America/Panama. The TZif files
// are in slim form, and the generator has proved each to say the same as its
// original at every change from 1850 to 2100. All data is in the public domain.
//
// The source is Debian's package, which differs from a build of one's own in
// eleven names: EST, MST, HST, CET, MET, EET, WET, EST5EDT, CST6CDT, MST7MDT and
// PST8PDT are zones, as they were before release 2024b, not links to
// America/Panama, Europe/Brussels and so on. Their offsets since 1997 are the
// same either way; no author can give these names.
package tzdb

//go:generate go run ./internal/generate -zoneinfo /usr/share/zoneinfo -out .
