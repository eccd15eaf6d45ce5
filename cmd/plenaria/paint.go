package main

// paint colours text for terminals; false leaves it as it is.
type paint bool

func (p paint) with(code, s string) string {
	if !p || s == "" {
		return s
	}
	return "\x1b[" + code + "m" + s + "\x1b[0m"
}

func (p paint) bold(s string) string { return p.with("1", s) }
func (p paint) bad(s string) string  { return p.with("1;31", s) }
func (p paint) warn(s string) string { return p.with("33", s) }
