package exconfig

import (
	"strings"
)

// split cuts a string at white space or at a pattern.
func (c *stdCall) split() *Value {
	markForm(c.arg(0), FormList)
	if v := c.strings(1, listSort); v != nil {
		return v
	}
	text := c.args[0].Text
	if len(c.args) == 1 {
		return c.parts(strings.Fields(text))
	}
	limit := int64(-1)
	if parts := c.option(2, "parts"); parts != nil {
		n, ok := parts.Int()
		if !ok {
			return c.derived(listSort)
		}
		limit = n
	}
	parts, ok := splitBy(text, c.args[1], int(limit))
	if !ok {
		return c.derived(listSort)
	}
	if trim := c.option(2, "trim"); trim != nil && trim.IsAtom("true") {
		parts = nonEmpty(parts)
	}
	return c.parts(parts)
}

func nonEmpty(parts []string) []string {
	kept := parts[:0]
	for _, p := range parts {
		if p != "" {
			kept = append(kept, p)
		}
	}
	return kept
}

// splitBy cuts text at a string, at any of several, or at a regular expression.
func splitBy(text string, by *Value, limit int) ([]string, bool) {
	if re, ok := goRegexp(by); ok {
		return re.Split(text, limit), true
	}
	var cuts []string
	for _, p := range alternatives(by) {
		if p.Kind != String || p.Text == "" {
			return nil, false
		}
		cuts = append(cuts, p.Text)
	}
	if len(cuts) == 1 {
		return strings.SplitN(text, cuts[0], limit), true
	}
	return splitAny(text, cuts, limit), len(cuts) > 0
}

func alternatives(by *Value) []*Value {
	if elems, ok := by.List(); ok {
		return elems
	}
	return []*Value{by}
}

func splitAny(text string, cuts []string, limit int) []string {
	var out []string
	for limit < 0 || len(out)+1 < limit {
		at, size := -1, 0
		for _, cut := range cuts {
			i := strings.Index(text, cut)
			if i >= 0 && (at < 0 || i < at || i == at && len(cut) > size) {
				at, size = i, len(cut)
			}
		}
		if at < 0 {
			break
		}
		out = append(out, text[:at])
		text = text[at+size:]
	}
	return append(out, text)
}

// parts is a list of strings cut out of the first argument.
func (c *stdCall) parts(texts []string) *Value {
	elems := make([]*Value, len(texts))
	for i, s := range texts {
		elems[i] = newString(c.args[0].Range, s).reading(c.args[0])
	}
	return c.elems(elems)
}

// affix is a test of the string against one or several others.
func (c *stdCall) affix(test func(s, part string) bool) *Value {
	if v := c.strings(1, booleanSort); v != nil {
		return v
	}
	parts := []*Value{c.arg(1)}
	if elems, ok := c.arg(1).List(); ok {
		parts = elems
	}
	for _, p := range parts {
		if p.Kind != String {
			return c.derived(booleanSort)
		}
		if test(c.args[0].Text, p.Text) {
			return c.bool(true)
		}
	}
	return c.bool(false)
}
