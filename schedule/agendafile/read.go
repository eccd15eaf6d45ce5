package agendafile

import (
	"bytes"
	"io"
	"os"

	"github.com/plenaria/plenaria/schedule"
	"github.com/plenaria/plenaria/schedule/tzdb"
)

// Options of reading. The zero Options and a nil *Options are ready for use.
type Options struct {
	// Name is the file's name in positions; empty: "agenda".
	Name string
	// Zones is the database of the agenda's zones; nil: [tzdb.Newest].
	Zones *tzdb.Database
	// MaxBytes is the largest file that is read; zero: 16 MiB. It also bounds
	// the number of entries, to one for every 40 of these bytes.
	MaxBytes int64
}

func (o *Options) name() string {
	if o == nil || o.Name == "" {
		return "agenda"
	}
	return o.Name
}

func (o *Options) zones() *tzdb.Database {
	if o == nil || o.Zones == nil {
		return tzdb.Newest()
	}
	return o.Zones
}

func (o *Options) maxBytes() int64 {
	if o == nil || o.MaxBytes <= 0 {
		return defaultMaxBytes
	}
	return o.MaxBytes
}

// Read reads an agenda file. The error is [schedule.Problems]: all faults of
// the file and of the agenda in it, those of [schedule.Agenda.Check] included,
// sorted by their positions. The agenda is nil if there is an error. Remarks
// are no errors; [Parse] gives them too.
func Read(r io.Reader, opts *Options) (*schedule.Agenda, error) {
	a, problems := Parse(r, opts)
	if err := problems.Err(); err != nil {
		return nil, err
	}
	return a, nil
}

// ReadFile reads the agenda file of a name, which positions bear unless
// Options.Name is set.
func ReadFile(name string, opts *Options) (*schedule.Agenda, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var o Options
	if opts != nil {
		o = *opts
	}
	if o.Name == "" {
		o.Name = name
	}
	return Read(f, &o)
}

// Parse reads an agenda file and gives everything that there is to say about
// it: faults and remarks, sorted by their positions, up to a thousand, then a
// last one that tells how many more there are. The agenda is what could be
// read; it is complete if Problems.Err() is nil. It is nil if the text is no
// YAML, or passes a limit; then there is one problem, at the first such place.
func Parse(r io.Reader, opts *Options) (*schedule.Agenda, schedule.Problems) {
	src, problem := readSource(r, opts)
	if problem == nil {
		problem = src.checkText()
	}
	if problem != nil {
		return nil, schedule.Problems{*problem}
	}
	rd := newReader(src, opts.zones())
	a := rd.read()
	if a != nil {
		rd.check(a)
	}
	return a, rd.log.list()
}

// Locate gives the places in an agenda file of what paths of the model name, such as
// days[1].sessions[3].start: the value in the file that says it, or the nearest one
// around it. The positions are zero if the text is no agenda at all.
func Locate(text []byte, opts *Options, paths ...string) []schedule.Position {
	list := make([]schedule.Position, len(paths))
	src, problem := readSource(bytes.NewReader(text), opts)
	if problem != nil || src.checkText() != nil {
		return list
	}
	rd := newReader(src, opts.zones())
	if rd.read() == nil {
		return list
	}
	for i, path := range paths {
		s, _ := rd.locate(path)
		list[i] = rd.pos(s.node)
	}
	return list
}
