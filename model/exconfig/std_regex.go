package exconfig

import (
	"regexp"
	"strings"

	"github.com/flylint/flylint/parsers"
	"github.com/flylint/flylint/parsers/elixir"
)

// newRegex is a regular expression: a struct with its source and modifiers.
func newRegex(r parsers.Range, source *Value, modifiers string) *Value {
	return newMap(r, []*Value{
		newPair(r, newAtom(r, "__struct__"), newAtom(r, "Elixir.Regex")),
		newPair(r, newAtom(r, "source"), source),
		newPair(r, newAtom(r, "opts"), newString(r, modifiers)),
	})
}

// goRegexp is a known regular expression that Go's engine reads as Erlang's
// does. What the two may read differently is refused.
func goRegexp(v *Value) (*regexp.Regexp, bool) {
	if v.Kind != Map || !v.Keyword("__struct__").IsAtom("Elixir.Regex") {
		return nil, false
	}
	source, ok := v.Keyword("source").Str()
	flags, known := v.Keyword("opts").Str()
	if !ok || !known || !portable(source) || strings.Trim(flags, "ius") != "" {
		return nil, false
	}
	flags = strings.ReplaceAll(flags, "u", "")
	if flags != "" {
		source = "(?" + flags + ")" + source
	}
	re, err := regexp.Compile(source)
	return re, err == nil
}

// portable reports whether a pattern means the same to both engines: no
// groups with a question mark but plain ones, no back references, and no $,
// which Erlang also matches before a last newline.
func portable(source string) bool {
	for i := 0; i < len(source); i++ {
		switch source[i] {
		case '\\':
			i++
			if i == len(source) || !strings.ContainsRune(`dwsDWS.*+?()[]{}^$|\/-nrt`, rune(source[i])) {
				return false
			}
		case '(':
			if strings.HasPrefix(source[i+1:], "?") && !strings.HasPrefix(source[i+1:], "?:") {
				return false
			}
		case '+':
			if i > 0 && strings.IndexByte("+*?}", source[i-1]) >= 0 {
				return false
			}
		}
	}
	return len(source) < 500
}

// safeText reports whether a text is without what the engines treat apart:
// line ends and anything but ASCII.
func safeText(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 || s[i] == '\n' || s[i] == '\v' {
			return false
		}
	}
	return true
}

func replaceRegexp(re *regexp.Regexp, s, with string, count int) string {
	if count < 0 {
		return re.ReplaceAllLiteralString(s, with)
	}
	if at := re.FindStringIndex(s); at != nil {
		return s[:at[0]] + with + s[at[1]:]
	}
	return s
}

// matches is text =~ pattern.
func (ev *evaluator) matches(n elixir.Node, a, b *Value) *Value {
	if a = ev.require(n, a, "no function clause matching in =~"); a.Kind == Raise {
		return a
	}
	if a.Kind != String {
		return ev.derived(n, booleanSort, a, b)
	}
	if b.Kind == String {
		return newBool(elixir.RangeOf(n), strings.Contains(a.Text, b.Text)).reading(a, b)
	}
	re, ok := goRegexp(b)
	if !ok || !safeText(a.Text) {
		return ev.derived(n, booleanSort, a, b)
	}
	return newBool(elixir.RangeOf(n), re.MatchString(a.Text)).reading(a, b)
}

// regex is a function of Regex.
func (c *stdCall) regex() *Value {
	switch c.name {
	case "match?":
		return c.ev.matches(c.node, c.arg(1), c.arg(0))
	case "compile!":
		return newRegex(c.node.Range, c.arg(0), c.arg(1).Text)
	case "source":
		return c.arg(0).Keyword("source")
	case "escape":
		return c.derived(stringSort)
	}
	re, ok := goRegexp(c.arg(0))
	text, known := c.arg(1).Str()
	if !ok || !known || !safeText(text) {
		return c.derived(anySort)
	}
	switch c.name {
	case "run":
		found := re.FindStringSubmatch(text)
		if found == nil {
			return c.nil()
		}
		return c.submatches(found)
	case "scan":
		var out []*Value
		for _, found := range re.FindAllStringSubmatch(text, -1) {
			out = append(out, c.submatches(found))
		}
		return c.elems(out)
	case "split":
		if len(c.args) == 2 {
			return c.parts(re.Split(text, -1))
		}
	case "replace":
		if with, ok := c.arg(2).Str(); ok && len(c.args) == 3 && !strings.Contains(with, `\`) {
			return c.text(replaceRegexp(re, text, with, -1))
		}
	}
	return c.derived(anySort)
}

func (c *stdCall) submatches(found []string) *Value {
	for len(found) > 1 && found[len(found)-1] == "" {
		found = found[:len(found)-1] // Erlang leaves trailing empty groups out
	}
	return c.parts(found)
}
