package exconfig

import (
	"encoding/hex"
	"go/token"
	"math/big"
	"strconv"
	"strings"

	"github.com/flylint/flylint/parsers"
	"github.com/flylint/flylint/parsers/elixir"
)

// toInteger is String.to_integer/1,2: the text of a variable must parse.
func (c *stdCall) toInteger() *Value {
	base := 10
	if len(c.args) > 1 {
		n, ok := c.args[1].Int()
		if !ok || n < 2 || n > 36 {
			return c.derived(integerSort)
		}
		base = int(n)
	}
	if v := c.variable(FormInteger); v != nil {
		if v.Kind != Raise && base == 10 {
			c.ev.mustParse(c.node, v)
		}
		return v
	}
	if v := c.strings(1, integerSort); v != nil {
		return v
	}
	text, ok := parseInteger(c.args[0].Text, base)
	if !ok {
		return c.raise("not a textual representation of an integer: " + quote(c.args[0]))
	}
	return (&Value{Range: c.args[0].Range, Kind: Integer, Text: text}).reading(c.args[0])
}

// mustParse notes the exception that comes when a variable is no integer.
func (ev *evaluator) mustParse(n elixir.Node, v *Value) {
	test := Condition{Range: v.Range, Op: OpInteger, Var: v.Text}
	if ev.path.decide(test) == Maybe {
		ev.raiseUnless(n, test, "not a textual representation of an integer")
	}
}

// variable is the first argument, the text of a variable, in another form; nil
// when it is no such text. A variable that is not set raises.
func (c *stdCall) variable(form ReadForm) *Value {
	v := c.arg(0)
	if v.Kind != Unknown && v.Kind != Secret || v.Form != FormText {
		return nil
	}
	markForm(v, form)
	if v = c.ev.require(c.node, v, "no function clause matching in "+c.title()); v.Kind == Raise {
		return v
	}
	return &Value{Range: v.Range, Kind: v.Kind, Text: v.Text, Form: form, Reads: v.Reads}
}

func (c *stdCall) toFloat() *Value {
	if v := c.variable(FormFloat); v != nil {
		return v
	}
	if v := c.strings(1, floatSort); v != nil {
		return v
	}
	f, ok := parseFloat(c.args[0].Text)
	if !ok {
		return c.raise("not a textual representation of a float: " + quote(c.args[0]))
	}
	return newFloat(c.args[0].Range, f).reading(c.args[0])
}

// convert is a string as an atom or a charlist.
func (c *stdCall) convert(kind Kind, form ReadForm) *Value {
	s := charlistSort
	if kind == Atom {
		s = atomSort
		if v := c.variable(form); v != nil {
			return v
		}
	}
	if v := c.strings(1, s); v != nil {
		return v
	}
	return c.ev.retype(c.node, c.args[0], kind, s)
}

// parseInteger reads an integer as Elixir does: an optional sign and digits.
func parseInteger(text string, base int) (string, bool) {
	if text == "" || strings.ContainsAny(text, "_ \t\n") {
		return "", false
	}
	n, ok := new(big.Int).SetString(text, base)
	if !ok {
		return "", false
	}
	return n.String(), true
}

// parseFloat reads a float as Elixir does: digits on both sides of the point.
func parseFloat(text string) (float64, bool) {
	digits := strings.TrimLeft(text, "+-")
	whole, rest, found := strings.Cut(digits, ".")
	if !found || whole == "" || rest == "" || !isDigits(whole) || rest[0] < '0' || rest[0] > '9' {
		return 0, false
	}
	f, err := strconv.ParseFloat(text, 64)
	return f, err == nil
}

func isDigits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

// quote writes a value in a message, unless it may be a secret.
func quote(v *Value) string { return v.String() }

// toString is to_string/1, as interpolation uses it.
func (ev *evaluator) toString(n elixir.Node, v *Value) *Value {
	text, ok := termText(v)
	switch {
	case v.Kind == String:
		return v
	case v.Kind == Secret && v.Form == FormText:
		return v
	case v.Kind == Unknown && v.Form == FormText && ev.path.decide(testOf(v)) == Always:
		return v
	case ok:
		return newString(v.Range, text).reading(v)
	case v.Kind == Tuple || v.Kind == Map && v.Known():
		return ev.raise(rangeOf(n), "protocol String.Chars not implemented for "+v.String(), true)
	}
	return ev.derived(n, stringSort, v)
}

// termText is the text of a term that has one.
func termText(v *Value) (string, bool) {
	switch v.Kind {
	case Atom:
		if v.Text == "nil" {
			return "", true
		}
		return v.Text, true
	case Integer, Float, Charlist, String:
		return v.Text, true
	case List:
		return listText(v)
	case Map:
		if name := v.Keyword("__struct__"); name.IsAtom("Elixir.URI") {
			return uriText(v)
		}
	}
	return "", false
}

// listText is the text of a list of code points and strings.
func listText(v *Value) (string, bool) {
	var b strings.Builder
	for _, e := range v.Elems {
		switch e.Kind {
		case Integer:
			n, ok := e.Int()
			if !ok || n < 0 || n > 0x10ffff {
				return "", false
			}
			b.WriteRune(rune(n))
		case String:
			b.WriteString(e.Text)
		case List, Charlist:
			text, ok := termText(e)
			if !ok {
				return "", false
			}
			b.WriteString(text)
		default:
			return "", false
		}
	}
	return b.String(), true
}

// sigil evaluates ~w, ~s, ~c and ~r; others are opaque.
func (ev *evaluator) sigil(n *elixir.Sigil) *Value {
	parts := make([]*Value, len(n.Parts))
	for i, p := range n.Parts {
		parts[i] = ev.sigilPart(n, p)
	}
	text := newString(n.Inner, "")
	if len(parts) > 0 {
		text = ev.concat(n, parts)
	}
	return ev.each(n, []*Value{text}, func(a []*Value) *Value { return ev.sigilOf(n, a[0]) })
}

func (ev *evaluator) sigilPart(n *elixir.Sigil, p elixir.Node) *Value {
	s, ok := p.(*elixir.String)
	if !ok {
		return ev.interpolatedPart(p)
	}
	raw := s.Value
	if n.Name == "w" || n.Name == "s" || n.Name == "c" {
		raw = unescape(raw)
	}
	return newString(s.Range, raw)
}

func (ev *evaluator) sigilOf(n *elixir.Sigil, text *Value) *Value {
	switch n.Name {
	case "s", "S":
		return text
	case "c", "C":
		return ev.retype(n, text, Charlist, charlistSort)
	case "w", "W":
		return ev.words(n, text)
	case "r", "R":
		return newRegex(n.Range, text, n.Modifiers)
	case "D", "T", "N", "U": // a date or a time: constant, and no rule's business
		return ev.derived(n, mapSort, text)
	}
	return ev.opaqueNode(n, text)
}

// words is ~w: strings, or what the modifier says.
func (ev *evaluator) words(n *elixir.Sigil, text *Value) *Value {
	if text.Kind != String {
		return ev.derived(n, listSort, text)
	}
	kind := String
	switch n.Modifiers {
	case "a":
		kind = Atom
	case "c":
		kind = Charlist
	}
	list := newList(n.Range)
	for rest, offset := text.Text, 0; ; {
		trimmed := strings.TrimLeft(rest, " \t\r\n")
		offset += len(rest) - len(trimmed)
		if trimmed == "" {
			return list.reading(text)
		}
		end := strings.IndexAny(trimmed, " \t\r\n")
		if end < 0 {
			end = len(trimmed)
		}
		word := &Value{Range: wordRange(n, text.Text, offset, end), Kind: kind, Text: trimmed[:end]}
		list.Elems = append(list.Elems, word.reading(text))
		rest, offset = trimmed[end:], offset+end
	}
}

// wordRange is the place of a word, where the text stands as written.
func wordRange(n *elixir.Sigil, text string, offset, size int) parsers.Range {
	if int(n.Inner.To-n.Inner.From) != len(text) {
		return n.Range
	}
	from := n.Inner.From + token.Pos(offset)
	return parsers.Range{From: from, To: from + token.Pos(size)}
}

// unescape reads the escapes of a sigil's raw text.
func unescape(s string) string {
	if !strings.Contains(s, `\`) {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] != '\\' || i+1 == len(s) {
			b.WriteByte(s[i])
			continue
		}
		i++
		i += unescapeOne(&b, s[i:])
	}
	return b.String()
}

// unescapeOne writes the escape that s begins with, after its backslash, and
// answers how many bytes more than one it took.
func unescapeOne(b *strings.Builder, s string) int {
	const from, to = "0abdefnrstv", "\x00\a\b\x7f\x1b\f\n\r \t\v"
	switch i := strings.IndexByte(from, s[0]); {
	case i >= 0:
		b.WriteByte(to[i])
	case s[0] == 'x' && len(s) > 2:
		if raw, err := hex.DecodeString(s[1:3]); err == nil {
			b.Write(raw)
			return 2
		}
		b.WriteByte('x')
	case s[0] == 'u' && len(s) > 4:
		if n, err := strconv.ParseUint(s[1:5], 16, 32); err == nil {
			b.WriteRune(rune(n))
			return 4
		}
		b.WriteByte('u')
	case s[0] != '\n':
		b.WriteByte(s[0])
	}
	return 0
}
