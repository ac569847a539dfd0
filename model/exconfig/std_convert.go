package exconfig

import (
	"math/big"
	"strconv"
	"strings"

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
		return ev.raise(elixir.RangeOf(n), "protocol String.Chars not implemented for "+v.String(), true)
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
