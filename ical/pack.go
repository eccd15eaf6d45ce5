package ical

import (
	"io"
	"iter"

	"github.com/plenaria/plenaria/ical/internal/contentline"
	"github.com/plenaria/plenaria/schedule"
)

// Pack is the calendar file of one participant: all their sessions, in their
// language, with the time on their own wall in the text. It is for download, and
// asks for no answer: nobody is an ATTENDEE.
type Pack struct {
	// To is the participant.
	To *schedule.Participant
	// Lang is the language of the file where it does not quote the agenda in
	// another.
	Lang schedule.Lang
	// Sessions are how many slots it has; never zero.
	Sessions int

	e *exporter
}

// Packs gives the file of every participant who has a role or is among the guests,
// in their order. Of o count the Options, but Part and Kept, and
// Guests; nil stands for the zero InviteOptions. Events have the UIDs that [Write]
// gives them.
//
// All files together take the time of the events in them: a congress of ten thousand
// is made in seconds. A pack is to be written before the next one is asked for. An
// error ends them; it is one that Write would give.
func Packs(tl *schedule.Timeline, o *InviteOptions) iter.Seq2[*Pack, error] {
	return func(yield func(*Pack, error) bool) {
		p := &packer{voices: map[schedule.Lang]*exporter{}, zones: map[schedule.Zone]*component{}}
		var guests []Guests
		if o != nil {
			p.o, guests = o.Options, o.Guests
		}
		p.o.Kept = nil
		host, err := newExporter(tl, &p.o)
		if err != nil {
			yield(nil, err)
			return
		}
		p.host, p.only = host, make([]bool, len(tl.Slots))
		for i, slots := range invitedSlots(tl, host.kept, guests) {
			if len(slots) == 0 {
				continue
			}
			if !yield(p.pack(&tl.Agenda.Participants[i], slots), nil) {
				return
			}
		}
	}
}

// A packer makes packs.
type packer struct {
	o      Options
	host   *exporter
	voices map[schedule.Lang]*exporter
	zones  map[schedule.Zone]*component
	only   []bool // the slots of the pack in hand
}

func (p *packer) pack(who *schedule.Participant, slots []int) *Pack {
	e := *p.voice(who)
	clear(p.only)
	for _, i := range slots {
		p.only[i] = true
	}
	e.only, e.reader, e.made = p.only, who.Zone, p.zones
	e.o.Part = Part{ID: who.ID, Name: schedule.Text{{Text: orID(e.texts.in(who.Name), who.ID).Text}}}
	return &Pack{To: who, Lang: e.voice.lang, Sessions: len(slots), e: &e}
}

// voice gives the exporter that speaks the language of a participant.
func (p *packer) voice(who *schedule.Participant) *exporter {
	langs := append(who.Langs[:len(who.Langs):len(who.Langs)], p.host.o.Langs...)
	key := joined(langs)
	e := p.voices[key]
	if e == nil {
		o := p.o
		o.Langs = langs
		e, _ = newExporter(p.host.tl, &o) // which has worked in another language
		p.voices[key] = e
	}
	return e
}

// WriteTo writes the file. Errors are those of [Write].
func (p *Pack) WriteTo(w io.Writer) (int64, error) {
	e := p.e
	whole := e.zones
	e.zones, e.recurrings = nil, nil
	if err := e.setSeries(); err != nil {
		return 0, err
	}
	if err := e.setZones(); err != nil {
		return 0, err
	}
	for i, u := range e.zones { // of one window, so that they are made once
		for _, all := range whole {
			if all.zone == u.zone {
				e.zones[i] = all
			}
		}
	}
	n := &counter{w: w}
	out := contentline.NewWriter(n)
	if err := e.export(out); err != nil {
		return n.n, err
	}
	return n.n, out.Flush()
}

// A counter counts what it writes.
type counter struct {
	w io.Writer
	n int64
}

func (c *counter) Write(b []byte) (int, error) {
	n, err := c.w.Write(b)
	c.n += int64(n)
	return n, err
}
