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
//	told, err := ical.Published(file, nil) // told.ics; the first time there is none, and told is nil
//	...
//	options.Unsent, err = box.Unsent(nil)
//	...
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
// The state file is read while the outbox is open, since its lock keeps other runs
// from writing it meanwhile. The example of invitations has all of it.
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
//     which they were added: no CANCEL overtakes its REQUEST. Where a series was
//     refused, an occurrence of it is refused too, with no question to the server: so
//     the series, when it is sent again, undoes nothing.
//   - A mail that no server has, and of which later ones leave nothing to be told, is
//     not sent at all: see below.
//   - One process at a time has an outbox open. Its lock ends with it, however it
//     ends. Only on systems with neither flock nor Windows' sharing of files (AIX,
//     Plan 9, Solaris, WebAssembly) a file named lock is left behind by a process
//     that was killed, and is to be deleted by hand.
//
// # What is superseded
//
// Mails wait because their server did not want them, or because nobody has sent them
// yet. Meanwhile the agenda goes on. Who waits for an invitation is to get that of today,
// not one of last week and three updates a second later:
//
//   - A REQUEST or CANCEL takes the place of older ones that wait, or were refused, if it
//     has the same UID and reader and is about all that they are about: the same
//     RECURRENCE-ID, or the event as a whole, which stands for all its occurrences. One
//     occurrence does not stand for its series. A mail about several occurrences is
//     superseded when there are later ones about each.
//   - A CANCEL goes itself if its reader has nothing that it could cancel: if the first
//     message about it to that reader is in this outbox, and all from there on are
//     superseded, refused, or behind an accepted CANCEL. Then both cancel out.
//   - What a server may have, is as good as told. A mail of which the connection ended
//     before the answer, or the process before its note of it, is never superseded: it
//     is sent again, and the CANCEL behind it too. For that the journal has a line before
//     a mail is given to a server, on the disk: a process that is killed there leaves it.
//   - What came by another road is as good as told too: if no message in the outbox is
//     the first one (see ical.MessageItem), the CANCEL is sent.
//   - An older revision, by SEQUENCE and DTSTAMP (RFC 5546 §2.1.5), supersedes nothing.
//     Of a series and an occurrence of it, which have SEQUENCEs of their own, DTSTAMP is
//     compared alone.
//   - Other methods neither supersede nor are superseded.
//
// The mail that is sent must say what those would have said. It does if it is made with
// [Box.Unsent]: then who has not got an invitation gets one, not the change of it, of a
// series all of it, and who has not got that a session was moved is told so together with
// its new title. For that each batch keeps the state file as it was before.
//
// Only for these reasons a mail is not sent, and the journal tells of each: "superseded"
// with the Message-ID of the one in its place, or "needless" of a CANCEL of what was never
// told. The lines are written when a run of Send begins; until then all of it follows
// from the lists and the journal, and so does not depend on when a process ended. That a
// mail was not sent does not change what the state file says: its reader is told by the
// later mail, or need not be told. Who was invited and left out before anything was sent
// is noted there as left out, with the SEQUENCE of the CANCEL, so that a later invitation
// has a higher one.
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
//	journal.tsv      a line for each event: time, event, reader, Message-ID, words;
//	                 sending, then accepted, refused, deferred or unanswered;
//	                 superseded, needless
//	000001/          a batch
//	    mails.mbox   its mails (RFC 4155), which any mail program shows
//	    list.tsv     where each begins, its digest, sender, reader and Message-ID, and
//	                 what it tells: METHOD, RECURRENCE-ID, SEQUENCE, DTSTAMP, if it is new
//	    state.tsv    the state file with its digests before and after
//	    state.old    the state file as it was before
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
// Each mail has one reader, and the sender of its envelope is its From. Mails are sent one
// after the other on a connection, which is a new one after [SendOptions.PerConnection]
// mails and after a fault; a server that offers PIPELINING (RFC 2920) is waited for twice
// for a mail, any other four times. A
// connection is encrypted unless it is to the machine itself; see [Security]. The
// mails are ASCII, so that neither 8BITMIME nor SMTPUTF8 is asked for, but for those with
// an address that has letters beyond ASCII: a server without SMTPUTF8 (RFC 6531) is not
// given them, and they are refused. An answer that takes too long ends the connection.
//
// Where the server is far away, that waiting is nearly all of the time: 104 ms a mail at
// 50 ms. [SendOptions.Connections] asks for several connections at once; eight were 6.9
// times as fast (BenchmarkSendFar). No reader has mails on two of them at the same time, so
// that their order stays. The journal is written by one goroutine, before mails are given to
// the server and when it has answered, and what is written meanwhile goes to the disk in one
// step. A process that is killed may leave as many mails of which nobody knows whether they
// were accepted as there were connections, not one.
//
// Everything that goes into a command has been checked by package ical, and again
// here: an address with a line break, a space or an angle bracket is in no mail and in
// no list.
package outbox
