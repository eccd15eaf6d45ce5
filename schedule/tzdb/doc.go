// Package tzdb holds a pinned release of the IANA time-zone database and what
// is known about the names of its zones.
package tzdb

//go:generate go run ./internal/generate -out .
