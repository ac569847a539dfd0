package exconfig

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/rivo/uniseg"
)

// string is a function of the module String.
func (c *stdCall) string() *Value {
	switch c.name {
	case "downcase":
		return c.mapText(strings.ToLower)
	case "upcase":
		return c.mapText(strings.ToUpper)
	case "capitalize":
		return c.mapText(capitalize)
	case "trim", "trim_leading", "trim_trailing":
		return c.trim()
	case "reverse":
		return c.mapText(uniseg.ReverseString)
	case "replace":
		return c.replace()
	case "replace_prefix", "replace_leading", "replace_suffix", "replace_trailing":
		return c.replaceEdge()
	case "pad_leading", "pad_trailing":
		return c.pad()
	case "duplicate":
		return c.duplicate()
	case "slice", "at", "first", "last":
		return c.slice()
	case "to_integer":
		return c.toInteger()
	case "to_float":
		return c.toFloat()
	case "to_atom", "to_existing_atom":
		return c.convert(Atom, FormAtom)
	case "to_charlist":
		return c.convert(Charlist, FormText)
	case "split":
		return c.split()
	case "splitter":
		return c.split()
	case "codepoints", "graphemes":
		return c.graphemes()
	}
	return c.stringTest()
}

// stringTest is a function of String that yields no string.
func (c *stdCall) stringTest() *Value {
	switch c.name {
	case "starts_with?":
		return c.affix(strings.HasPrefix)
	case "ends_with?":
		return c.affix(strings.HasSuffix)
	case "contains?":
		return c.affix(strings.Contains)
	case "length":
		if v := c.strings(1, integerSort); v != nil {
			return v
		}
		return c.int(uniseg.GraphemeClusterCount(c.args[0].Text))
	case "valid?":
		if v := c.strings(1, booleanSort); v != nil {
			return v
		}
		return c.bool(utf8.ValidString(c.args[0].Text))
	case "match?":
		return c.ev.matches(c.node, c.arg(0), c.arg(1))
	case "equivalent?", "jaro_distance":
		return c.derived(anySort)
	}
	return nil
}

func capitalize(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	if size == 0 {
		return s
	}
	return string(unicode.ToTitle(first)) + strings.ToLower(s[size:])
}

func (c *stdCall) trim() *Value {
	if len(c.args) == 2 {
		if v := c.strings(2, stringSort); v != nil {
			return v
		}
		cut := c.args[1].Text
		return c.mapText(func(s string) string { return trimAll(s, cut, c.name) })
	}
	switch c.name {
	case "trim":
		return c.mapText(strings.TrimSpace)
	case "trim_leading":
		return c.mapText(func(s string) string { return strings.TrimLeftFunc(s, unicode.IsSpace) })
	}
	return c.mapText(func(s string) string { return strings.TrimRightFunc(s, unicode.IsSpace) })
}

// trimAll removes every copy of cut at the start, the end or both.
func trimAll(s, cut, name string) string {
	if cut == "" {
		return s
	}
	for name != "trim_trailing" && strings.HasPrefix(s, cut) {
		s = s[len(cut):]
	}
	for name != "trim_leading" && strings.HasSuffix(s, cut) {
		s = s[:len(s)-len(cut)]
	}
	return s
}

func (c *stdCall) replace() *Value {
	if v := c.strings(1, stringSort); v != nil {
		return v
	}
	count := -1
	if global := c.option(3, "global"); global != nil && global.IsAtom("false") {
		count = 1
	}
	with := c.arg(2)
	if re, ok := goRegexp(c.arg(1)); ok && with.Kind == String && !strings.ContainsAny(with.Text, `\`) {
		return c.mapText(func(s string) string { return replaceRegexp(re, s, with.Text, count) })
	}
	pattern := c.arg(1)
	if pattern.Kind != String || with.Kind != String || pattern.Text == "" {
		return c.derived(stringSort)
	}
	return c.mapText(func(s string) string { return strings.Replace(s, pattern.Text, with.Text, count) })
}

func (c *stdCall) replaceEdge() *Value {
	if v := c.strings(3, stringSort); v != nil {
		return v
	}
	from, to := c.args[1].Text, c.args[2].Text
	if from == "" {
		return c.derived(stringSort)
	}
	return c.mapText(func(s string) string {
		switch c.name {
		case "replace_prefix":
			if rest, ok := strings.CutPrefix(s, from); ok {
				return to + rest
			}
			return s
		case "replace_suffix":
			if rest, ok := strings.CutSuffix(s, from); ok {
				return rest + to
			}
			return s
		case "replace_leading":
			rest := trimAll(s, from, "trim_leading")
			return strings.Repeat(to, (len(s)-len(rest))/len(from)) + rest
		}
		rest := trimAll(s, from, "trim_trailing")
		return rest + strings.Repeat(to, (len(s)-len(rest))/len(from))
	})
}

func (c *stdCall) pad() *Value {
	width, ok := c.arg(1).Int()
	fill := " "
	if len(c.args) > 2 {
		fill = c.args[2].Text
	}
	if !ok || width > 4096 || utf8.RuneCountInString(fill) != 1 {
		return c.derived(stringSort)
	}
	return c.mapText(func(s string) string {
		padding := strings.Repeat(fill, max(0, int(width)-uniseg.GraphemeClusterCount(s)))
		if c.name == "pad_leading" {
			return padding + s
		}
		return s + padding
	})
}

func (c *stdCall) duplicate() *Value {
	n, ok := c.arg(1).Int()
	if !ok || n < 0 || n > 4096 || int(n)*len(c.arg(0).Text) > maxText {
		return c.derived(stringSort)
	}
	return c.mapText(func(s string) string { return strings.Repeat(s, int(n)) })
}

// slice is a part of a string by the number of its characters.
func (c *stdCall) slice() *Value {
	if v := c.strings(1, stringSort); v != nil {
		return v
	}
	chars := graphemes(c.args[0].Text)
	start, length := int64(0), int64(1)
	var ok bool
	switch c.name {
	case "last":
		start = -1
	case "at":
		if start, ok = c.arg(1).Int(); !ok {
			return c.derived(stringSort)
		}
	case "slice":
		if start, length, ok = c.sliceBounds(len(chars)); !ok {
			return c.derived(stringSort)
		}
	}
	if start < 0 {
		start += int64(len(chars))
	}
	if start < 0 || start >= int64(len(chars)) {
		if c.name == "slice" {
			return c.text("")
		}
		return c.nil()
	}
	end := min(start+max(length, 0), int64(len(chars)))
	return c.text(strings.Join(chars[start:end], ""))
}

func (c *stdCall) sliceBounds(size int) (start, length int64, ok bool) {
	if len(c.args) == 3 {
		start, ok = c.args[1].Int()
		length, isInt := c.args[2].Int()
		return start, length, ok && isInt
	}
	span := c.arg(1)
	first, ok := span.Keyword("first").Int()
	last, isInt := span.Keyword("last").Int()
	if !ok || !isInt {
		return 0, 0, false
	}
	if first < 0 {
		first += int64(size)
	}
	if last < 0 {
		last += int64(size)
	}
	if first < 0 {
		return int64(size), 0, true
	}
	return first, last - first + 1, true
}

func graphemes(s string) []string {
	var out []string
	for state := -1; len(s) > 0; {
		var g string
		g, s, _, state = uniseg.FirstGraphemeClusterInString(s, state)
		out = append(out, g)
	}
	return out
}

func (c *stdCall) graphemes() *Value {
	if v := c.strings(1, listSort); v != nil {
		return v
	}
	parts := graphemes(c.args[0].Text)
	if c.name == "codepoints" {
		parts = strings.Split(c.args[0].Text, "")
	}
	return c.parts(parts)
}
