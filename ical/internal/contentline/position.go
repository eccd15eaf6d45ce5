package contentline

// A cursor is a place in the line in hand, as the input has it and unfolded.
type cursor struct {
	raw, content int
	pos          Pos
}

// pos gives the position of an octet of content. Offsets that do not decrease
// cost one pass over the line in all.
func (s *Scanner) pos(offset int) Pos {
	c := &s.cursor
	if c.pos.Line == 0 || offset < c.content {
		*c = cursor{pos: Pos{s.physical, 1}}
	}
	raw := s.in.text(c.raw, max(c.raw, s.end))
	for len(raw) > 0 && (c.content < offset || raw[0] == '\r' || raw[0] == '\n') {
		raw = raw[c.step(raw, s.charset == latin):]
	}
	return c.pos
}

// step goes over one octet of text, or over a fold, at the beginning of raw.
// Single says that each octet is a character.
func (c *cursor) step(raw []byte, single bool) (n int) {
	switch raw[0] {
	case '\r', '\n':
		n = c.fold(raw)
	default:
		n = 1
		c.content++
		if single || raw[0]&0xC0 != 0x80 { // not inside a rune
			c.pos.Column++
		}
	}
	c.raw += n
	return n
}

// fold goes over line breaks and the blank behind them.
func (c *cursor) fold(raw []byte) (n int) {
	for n < len(raw) && (raw[n] == '\r' || raw[n] == '\n') {
		if raw[n] == '\r' && n+1 < len(raw) && raw[n+1] == '\n' {
			n++
		}
		n++
		c.pos.Line++
	}
	c.pos.Column = 2
	return min(n+1, len(raw))
}
