package schedule

// ParticipantKind tells persons from organizations. The zero kind is a person.
type ParticipantKind string

// The kinds of participants.
const (
	Person       ParticipantKind = "person"
	Organization ParticipantKind = "organization"
	Delegation   ParticipantKind = "delegation"
)

// Participant is somebody who takes part: a person, an organization or a
// country's delegation (RFC 9073 §6.1 has the same notion).
type Participant struct {
	ID   ID
	Name Text
	Kind ParticipantKind
	// Country is an ISO 3166-1 alpha-2 code; empty: not stated.
	Country string
	// Org is the participant's organization; empty: none.
	Org ID
	// Email is an address without "mailto:"; empty: none.
	Email string
	// Zone is where the participant follows from; zero: not stated.
	Zone Zone
	// Langs are the participant's languages, best first.
	Langs []Lang
}

// RoleKind is what a participant does in a session. The zero RoleKind is not
// valid.
type RoleKind string

// The roles.
const (
	Speaker     RoleKind = "speaker"
	Chair       RoleKind = "chair"
	Moderator   RoleKind = "moderator"
	Panelist    RoleKind = "panelist"
	Interpreter RoleKind = "interpreter"
	Attendee    RoleKind = "attendee"
)

// Role is one participant in one session.
type Role struct {
	Who ID
	As  RoleKind
}
