package exconfig

import (
	"encoding/hex"
	"go/token"
	"strconv"
	"strings"

	"github.com/flylint/flylint/parsers"
	"github.com/flylint/flylint/parsers/elixir"
)

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
