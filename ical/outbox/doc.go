// Package outbox sends the messages of package ical by SMTP, so that a cut
// connection, a full mailbox, a crash or a second run neither loses a mail nor sends
// it twice.
//
// An outbox is a folder. A [Batch] adds messages, all or none, and puts the
// organizer's file that says what everybody has been told in its place in the same
// step. [Box.Send] sends what waits, and notes in a journal what the server has
// accepted; what is left the next run sends.
//
//	box, err := outbox.Open("outbox")
//	...
//	defer box.Close()
//	batch, err := box.Begin()
//	...
//	for inv, err := range ical.Invitations(told, timeline, options) {
//		...
//		_, err = batch.Add(inv.Message())
//	}
//	err = batch.Commit("told.ics", func(w io.Writer) error {
//		_, err := ical.UpdateInvited(w, told, timeline, options)
//		return err
//	})
//	...
//	report, err := box.Send(ctx, &outbox.Server{
//		Addr: "mail.example.org", User: "agenda@example.org", Password: password,
//	}, nil)
//
// # What is guaranteed
//
//   - Either the messages are in the outbox and the state file says that their
//     readers have been told, or neither. A process that ends between the two leaves
//     it to the next Open, which looks at the state file; see [Batch.Commit].
//   - A mail that a server has accepted, and whose line in the journal is written,
//     is never sent again. The line is on the disk before the next mail is sent. One
//     that was not accepted stays until it is, or until the server refuses it (5yz).
//   - Two messages with one Message-ID are one: the second is not added. The first
//     message to a reader about an event has one Message-ID whatever it says, each
//     later one has its own. So nobody is invited again as if for the first time,
//     even when the state file was lost.
//   - Messages about one event to one reader arrive at the server in the order in
//     which they were added: no CANCEL overtakes its REQUEST.
//   - One process at a time has an outbox open. Its lock ends with it, however it
//     ends. Only on systems with neither flock nor Windows' sharing of files (AIX,
//     Plan 9, Solaris, WebAssembly) a file named lock is left behind by a process
//     that was killed, and is to be deleted by hand.
//
// # What nobody can guarantee
//
// When a connection or the process ends between the moment in which the server
// accepts a mail and the one in which we have noted that, nobody here knows whether
// it was accepted. RFC 5321 §3.8 wants it sent again then, and so it is: a mail may be
// there twice (§6.1, RFC 1047), but none is lost. The twin has the same Message-ID and
// the same octets, so that servers and mail programs can tell; and to a calendar, an
// object with the SEQUENCE and DTSTAMP that it has already is nothing new (RFC 5546
// §2.1.5). A run whose context ends in this moment waits up to 5 seconds for the
// answer.
//
// A server that has accepted a mail may still not deliver it. It sends a report to
// the sender then, which is not read here.
//
// # What is in the folder
//
//	lock             open while a process has the outbox
//	journal.tsv      a line for each event: time, event, reader, Message-ID, words
//	000001/          a batch
//	    mails.mbox   its mails (RFC 4155), which any mail program shows
//	    list.tsv     where each begins, its digest, sender, reader and Message-ID
//	    state.tsv    the state file with its digests before and after
//	000002.new/      a batch that is being added
//
// A mail in the mbox is what the message's WriteTo gives, with LF line ends. One file
// for a batch, not one for each mail, since each file would have to be put on the disk
// by itself. Folder and files are for their owner only. The mbox must not be changed:
// [ErrChanged]. Journal and list are tables for people, and text tools, to read. The
// folder of a batch may be deleted when nothing in it is to be sent any more; the
// journal keeps what was accepted. Batch and journal of an outbox stay until they are
// deleted.
//
// # What goes to the server
//
// Each mail has one reader, and the sender of its envelope is its From. Mails are sent one after the other on a connection, which
// is a new one after [SendOptions.PerConnection] mails and after a fault; a server that
// offers PIPELINING (RFC 2920) is waited for twice for a mail, any other four times. A
// connection is encrypted unless it is to the machine itself; see [Security]. The
// mails are ASCII, so that neither 8BITMIME nor SMTPUTF8 is asked for. An answer that
// takes too long ends the connection.
//
// Everything that goes into a command has been checked by package ical, and again
// here: an address with a line break, a space or an angle bracket is in no mail and in
// no list.
package outbox
