package schedule

// Position is a place in a file. Line and Column count from 1, Column in
// characters; the zero Position is not in a file.
type Position struct {
	File         string
	Line, Column int
}

// Problem is one thing that is wrong, or worth a second look, at one place of
// an agenda.
type Problem struct {
	// Path is the place in the model: days[0].sessions[2].room.
	Path string
	// Pos is the place in the file, zero if there is none.
	Pos Position
	// Remark is set for what does not stop an export; else it is a fault.
	Remark bool
	// Err says what was found, what was expected and how to mend it, and wraps
	// one of the sentinels of this package.
	Err error
}

// Problems is a list of problems, sorted by position and path.
type Problems []Problem
