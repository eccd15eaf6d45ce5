module github.com/plenaria/plenaria/ical/internal/peers

go 1.26.0

require (
	github.com/apognu/gocal v0.9.1
	github.com/arran4/golang-ical v0.3.6
	github.com/emersion/go-ical v0.0.0-20250329121855-f41e73efc392
	github.com/plenaria/plenaria v0.0.0
	github.com/teambition/rrule-go v1.8.2
)

require (
	github.com/ChannelMeter/iso8601duration v0.0.0-20150204201828-8da3af7a2a61 // indirect
	golang.org/x/text v0.43.0 // indirect
)

replace github.com/plenaria/plenaria => ../../..
