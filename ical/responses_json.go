package ical

import (
	"encoding/json"
	"fmt"
	"io"

	"github.com/plenaria/plenaria/schedule"
)

// WriteJSON writes the list as an array of [Response], in the order of List, with
// two blanks a level. The error is the writer's.
func (l *Responses) WriteJSON(w io.Writer) error {
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	return e.Encode(l.List())
}

// ReadResponsesJSON reads what WriteJSON writes, as ReadResponsesCSV reads a table.
// The line of a fault is the number of the response.
func ReadResponsesJSON(r io.Reader, name string) (*Responses, error) {
	in := &responseReader{name: name, l: &Responses{}, lines: map[responseKey]int{}}
	in.l.init()
	d := json.NewDecoder(io.LimitReader(r, maxResponses))
	d.DisallowUnknownFields()
	if err := in.array(d); err != nil {
		in.problems = append(in.problems, schedule.Problem{Pos: schedule.Position{File: name}, Err: err})
	}
	in.problems.Sort()
	if err := in.problems.Err(); err != nil {
		return nil, err
	}
	return in.l, nil
}

func (in *responseReader) array(d *json.Decoder) error {
	if t, err := d.Token(); err != nil || t != json.Delim('[') {
		return contentlineError(schedule.ErrInvalid, "not an array of responses in JSON")
	}
	for i := 1; d.More(); i++ {
		var r Response
		if err := d.Decode(&r); err != nil {
			return contentlineError(schedule.ErrInvalid, fmt.Sprintf("response %d: %v", i, err))
		}
		in.add(&r, i)
	}
	if _, err := d.Token(); err != nil {
		return contentlineError(schedule.ErrInvalid, fmt.Sprintf("the array does not end: %v", err))
	}
	return nil
}
