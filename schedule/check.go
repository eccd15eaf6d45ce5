package schedule

// Check tells everything that is wrong with an agenda: faults, which stop an
// export, and remarks, which do not; sorted by path. It never panics, whatever
// the agenda holds.
func (a *Agenda) Check() Problems {
	r := resolve(a, Reject)
	return r.problems
}
