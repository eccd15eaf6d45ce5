// Package agendafile reads and writes agenda files, format 1: the YAML that an
// organizer writes by hand, and the CSV form that translators edit.
package agendafile
