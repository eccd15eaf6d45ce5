package main

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/plenaria/plenaria/ical"
	"github.com/plenaria/plenaria/schedule"
	"github.com/plenaria/plenaria/schedule/atomicfile"
)

// eachMail calls add for each mail of a run.
type eachMail func(add func(*ical.Invitation, *ical.Message) error) error

// toFolder writes a file for each mail into a new or empty folder, all or none.
func toFolder(name string, each eachMail) error {
	if err := emptyFolder(name); err != nil {
		return err
	}
	temp, err := os.MkdirTemp(filepath.Dir(name), "."+filepath.Base(name)+".*") // mode 0700
	if err != nil {
		return unwritten(name, err)
	}
	defer os.RemoveAll(temp)
	n := 0
	err = each(func(inv *ical.Invitation, m *ical.Message) error {
		n++
		return writeMail(filepath.Join(temp, mailName(n, inv)), m)
	})
	if err != nil {
		return unwritten(name, err)
	}
	if err := os.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) { // it is empty
		return unwritten(name, err)
	}
	return unwritten(name, os.Rename(temp, name))
}

// unmailable is the error of making or writing a mail to somebody: what is wrong with
// the mail is told with whom it is to, what is wrong with the file is not.
func unmailable(to string, err error) error {
	if problems, ok := errors.AsType[schedule.Problems](err); ok {
		return fmt.Errorf("mail to %s: %v", to, problems)
	}
	return err
}

// emptyFolder refuses a folder that has something in it.
func emptyFolder(name string) error {
	switch list, err := os.ReadDir(name); {
	case err == nil && len(list) > 0:
		return fmt.Errorf("%s is not empty; have its mails been sent? move them away, or name another folder", near(name))
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("%s cannot be the folder of the mails: %w", near(name), cmp.Or(ofSystem(err), err))
	}
	return nil
}

func writeMail(name string, m *ical.Message) error {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = m.WriteTo(f)
	return errors.Join(err, f.Close())
}

// mailName names a mail by its number, reader, event and method.
func mailName(n int, inv *ical.Invitation) string {
	who, _, _ := strings.Cut(inv.To.Email, "@")
	if inv.To.ID != "" {
		who = string(inv.To.ID)
	}
	event, _, _ := strings.Cut(inv.UID, "@")
	return fmt.Sprintf("%05d-%s-%s-%s.eml", n, slug(who), slug(event), strings.ToLower(string(inv.Method)))
}

// slug makes a name fit for files of every system.
func slug(name string) string {
	const most = 40
	words := strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') })
	s := strings.Join(words, "-")
	if s = strings.TrimSuffix(s[:min(len(s), most)], "-"); s == "" {
		return "x"
	}
	return s
}

// toMbox writes all mails into a new mbox file, or to the standard output.
func (a *app) toMbox(name string, each eachMail) error {
	write := func(w io.Writer) error {
		return each(func(_ *ical.Invitation, m *ical.Message) error { return m.WriteMbox(w) })
	}
	if name == stdin {
		return a.write(name, write)
	}
	if info, err := os.Stat(name); err == nil && info.Mode().IsRegular() {
		return fmt.Errorf("%s is there already; have its mails been sent? move it away, or name another file", near(name))
	}
	return unwritten(name, atomicfile.WritePrivate(name, write))
}
