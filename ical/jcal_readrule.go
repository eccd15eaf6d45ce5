package ical

import "bytes"

// fromRule reads a recurrence rule, RFC 7265 §3.6.10. FREQ comes first, as RFC
// 5545 §3.3.10 wants it for older readers.
func (d *jsonDecoder) fromRule() bool {
	at, told := d.at, d.told()
	var parts []rulePart
	d.object(func(at int, name []byte) {
		upper, ok := d.capital(at, "rule part", name)
		if !ok {
			d.skip()
			return
		}
		if value := d.partValue(at, upper); len(value) > 0 {
			parts = d.withPart(parts, at, rulePart{[]byte(upper), value})
		}
	})
	if len(parts) == 0 && d.told() == told {
		d.leftOut(at, "a rule without parts; it is left out")
	}
	d.wire = appendRule(d.wire, parts)
	return d.err == nil && len(parts) > 0
}

// withPart adds a part. Of two of one name the last one counts.
func (d *jsonDecoder) withPart(parts []rulePart, at int, p rulePart) []rulePart {
	for i := range parts {
		if bytes.Equal(parts[i].name, p.name) {
			d.leftOut(at, "rule part %s stands here again; the last one counts", p.name)
			parts[i] = p
			return parts
		}
	}
	if len(parts) == maxParts {
		d.leftOut(at, "rule part %s, the %dth; a rule has no more than 14. It is left out", p.name, maxParts+1)
		return parts
	}
	return append(parts, p)
}

func appendRule(wire []byte, parts []rulePart) []byte {
	start := len(wire)
	for _, freq := range [...]bool{true, false} {
		for _, p := range parts {
			if (string(p.name) == "FREQ") != freq {
				continue
			}
			if len(wire) > start {
				wire = append(wire, ';')
			}
			wire = append(append(append(wire, p.name...), '='), p.value...)
		}
	}
	return wire
}

// partValue reads the value of a rule part, or its list of values; nil if it is
// left out.
func (d *jsonDecoder) partValue(at int, name string) (value []byte) {
	told := d.told()
	each := func() {
		element, ok := d.partElement(name)
		if ok && value != nil {
			value = append(value, ',')
		}
		if ok {
			value = append(value, element...)
		}
	}
	if d.peek() == '[' {
		d.array(func(int) { each() })
	} else {
		each()
	}
	if value == nil && d.told() == told {
		d.leftOut(at, "rule part %s without a value; it is left out", name)
	}
	return value
}

// partElement reads one element of the value of a rule part.
func (d *jsonDecoder) partElement(name string) ([]byte, bool) {
	at := d.at
	switch c := d.peek(); {
	case isNumber(c):
		number := d.number()
		if d.err == nil && !isInteger(number) {
			d.leftOut(at, "%s in rule part %s, which has whole numbers; it is left out", shown(number), name)
			return nil, false
		}
		return number, d.err == nil
	case c != '"':
		d.misplaced("the value of rule part " + name)
		return nil, false
	}
	s := d.str()
	switch {
	case d.err != nil:
		return nil, false
	case len(s) == 0 || bytes.ContainsAny(s, ";=\n"):
		d.leftOut(at, "%s as the value of rule part %s; it is left out", shown(s), name)
		return nil, false
	case bytes.IndexByte(s, ',') >= 0:
		d.repaired(at, "%s in rule part %s; jCal has an array of the values", shown(s), name)
	case numericParts[name] && isInteger(s):
		d.repaired(at, "string %s in rule part %s; jCal has a number", shown(s), name)
	case name == "UNTIL":
		return d.appendClock(nil, at, "until", untilForms, s), true
	}
	return s, true
}
