module github.com/plenaria/plenaria

go 1.26.0

require (
	github.com/arran4/golang-ical v0.3.6
	github.com/google/go-cmp v0.7.0
	github.com/teambition/rrule-go v1.8.2
	golang.org/x/text v0.43.0
)

require (
	github.com/clipperhouse/displaywidth v0.11.0
	github.com/clipperhouse/uax29/v2 v2.7.0 // indirect
	go.yaml.in/yaml/v4 v4.0.0
)
