package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/plenaria/plenaria/schedule"
)

// ask asks for what is not given. Empty answers take the default.
func (c *newCmd) ask(a *app) error {
	q := &asker{in: bufio.NewScanner(io.LimitReader(a.in, maxInput)), app: a}
	if c.Title == "" {
		c.Title = q.ask("Title of the event", "", nonEmpty)
	}
	if c.Zone == "" {
		c.Zone = q.ask("Where it takes place, a zone such as America/Panama", "", q.place)
	}
	if c.Date == "" {
		c.Date = q.ask("First day, such as 2027-04-08", "", func(s string) (string, error) {
			_, err := schedule.ParseDate(s)
			return "", err
		})
		days := q.ask("How many days", strconv.Itoa(c.Days), func(s string) (string, error) {
			if n, err := strconv.Atoi(s); err != nil || n < 1 || n > maxDays {
				return "", fmt.Errorf("%q is no number from 1 to %d", s, maxDays)
			}
			return "", nil
		})
		c.Days, _ = strconv.Atoi(days) // checked above
	}
	if slices.Equal(c.Lang, []schedule.Lang{"en"}) {
		c.Lang = nil
		for _, lang := range strings.FieldsFunc(q.ask("Languages, the title's first, such as es,en,ko", "en", nonEmpty), isBetween) {
			c.Lang = append(c.Lang, schedule.Lang(lang))
		}
	}
	if c.File == "" && a.prints {
		c.File = q.ask("File to write", "agenda.yaml", nonEmpty)
	}
	return q.err
}

// isBetween reports whether a character stands between two languages.
func isBetween(r rune) bool { return r == ',' || r == ';' || unicode.IsSpace(r) }

func nonEmpty(s string) (string, error) {
	if s == "" {
		return "", errors.New("please write something")
	}
	return "", nil
}

// asker asks questions on a terminal.
type asker struct {
	in  *bufio.Scanner
	app *app
	err error // what ended the questions
}

// ask asks until check takes the answer. With an error check may propose what
// was meant, which is the default of the next try.
func (q *asker) ask(question, fallback string, check func(string) (string, error)) string {
	for q.err == nil {
		prompt := question
		if fallback != "" {
			prompt += " [" + fallback + "]"
		}
		fmt.Fprint(q.app.err, q.app.paintErr.bold(prompt+":")+" ")
		if !q.in.Scan() {
			q.err = errors.Join(errors.New("the answers ended"), q.in.Err())
			break
		}
		answer := strings.TrimSpace(q.in.Text())
		if answer == "" {
			answer = fallback
		}
		proposed, err := check(answer)
		if err == nil {
			return answer
		}
		fmt.Fprintln(q.app.err, q.app.paintErr.warn(err.Error()))
		if proposed != "" {
			fallback = proposed
		}
	}
	return ""
}

// place checks the name of a zone.
func (q *asker) place(name string) (proposed string, err error) {
	if name == "" || name == host {
		return "", errors.New("please name a zone, or a large city of the country")
	}
	if _, err := q.app.zone(name); err != nil {
		for _, near := range q.app.db.Suggest(name) {
			return near, err
		}
		return "", err
	}
	return "", nil
}
