package outbox

// Unsynced leaves it to the system when the journal goes to the disk: a thousand
// mails take a second less, and nothing is tested there that ends the system.
func (b *Box) Unsynced() { b.journal.unsynced = true }
