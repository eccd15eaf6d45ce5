package ical

import (
	"bufio"
	"bytes"
	"io"
)

// readAnyCalendar reads all calendars of a file in either notation: jCal begins
// with a bracket, which no content line does.
func readAnyCalendar(r io.Reader, o *ImportOptions) (*calendarFile, error) {
	in := bufio.NewReaderSize(r, beforeBracket)
	begin, _ := in.Peek(beforeBracket)
	begin = bytes.TrimLeft(bytes.TrimPrefix(begin, []byte(byteOrderMark)), " \t\r\n")
	if len(begin) > 0 && begin[0] == '[' {
		return readJSONFile(in, o)
	}
	return readCalendarFile(in, o)
}

// beforeBracket is how many octets are looked at.
const beforeBracket = 64

// readJSONFile reads all calendars of a jCal text, which loses their positions.
func readJSONFile(r io.Reader, o *ImportOptions) (*calendarFile, error) {
	cals, problems, err := DecodeAllJSON(r, &DecodeOptions{Name: o.Name, Limits: o.Limits})
	f := &calendarFile{name: o.Name, problems: problems}
	for _, cal := range cals {
		f.calendars = append(f.calendars, calendarFileOf(cal).calendars...)
	}
	return f, err
}
