module github.com/plenaria/plenaria

go 1.26.0

require (
	github.com/arran4/golang-ical v0.3.6
	github.com/google/go-cmp v0.7.0
)
