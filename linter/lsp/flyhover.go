package lsp

import (
	"fmt"
	"go/token"
	"strings"

	"github.com/flylint/flylint/model/flyconfig"
	"github.com/flylint/flylint/parsers"
	"github.com/flylint/flylint/parsers/toml"
)

// keyUnder finds the part of a key at a position, and the path of names down
// to it.
func (f *flyFile) keyUnder(at token.Pos) (part parsers.Range, path []string) {
	for _, item := range f.doc.Items {
		switch item := item.(type) {
		case *toml.Header:
			part, path = partUnder(item.Key, at, nil)
		case *toml.KeyValue:
			var above []string
			if item.Header != nil {
				above = names(item.Header.Key)
			}
			part, path = keyUnderPair(item, at, above)
		}
		if path != nil {
			return part, path
		}
	}
	return parsers.Range{}, nil
}

// keyUnderPair looks in a pair, and in the inline tables of its value.
func keyUnderPair(kv *toml.KeyValue, at token.Pos, above []string) (parsers.Range, []string) {
	if part, path := partUnder(kv.Key, at, above); path != nil {
		return part, path
	}
	return keyUnderValue(kv.Value, at, append(above[:len(above):len(above)], names(kv.Key)...))
}

func keyUnderValue(v toml.Value, at token.Pos, above []string) (part parsers.Range, path []string) {
	if at < v.Pos() || at > v.End() {
		return part, nil
	}
	switch v := v.(type) {
	case *toml.Array:
		for _, elem := range v.Elems {
			if part, path = keyUnderValue(elem, at, above); path != nil {
				break
			}
		}
	case *toml.InlineTable:
		for _, kv := range v.Pairs {
			if part, path = keyUnderPair(kv, at, above); path != nil {
				break
			}
		}
	}
	return part, path
}

// partUnder is the part of a key at a position.
func partUnder(key toml.Key, at token.Pos, above []string) (parsers.Range, []string) {
	for i, part := range key.Parts {
		if part.From <= at && at <= part.To {
			return part.Range, append(above[:len(above):len(above)], names(key)[:i+1]...)
		}
	}
	return parsers.Range{}, nil
}

// hoverKey explains the key of a fly config at an offset; nil where there is
// none that flyctl knows.
func (w *writer) hoverKey(d *document, offset int, kind string) *hover {
	f := d.flyFile()
	if f == nil {
		return nil
	}
	part, path := f.keyUnder(f.pos(offset))
	key, _ := flyKeyAt(path)
	if key == nil {
		return nil
	}
	over := d.lines.span(f.offset(part.From), f.offset(part.To), w.enc)
	return &hover{markup{kind, keyPage(strings.Join(path, "."), key, kind)}, &over}
}

// keyPage says what a key is for, what it may hold and what holds without it.
func keyPage(path string, k *flyconfig.Key, kind string) string {
	code := func(s string) string { return s }
	title := path
	if kind == "markdown" {
		code = func(s string) string { return "`" + s + "`" }
		title = "**" + path + "**"
	}
	lines := []string{title + ": " + k.Form.String() + ".", ""}
	add := func(format string, args ...any) { lines = append(lines, fmt.Sprintf(format, args...)) }
	if k.Doc != "" {
		add("%s", k.Doc)
	}
	if values := k.Values(); len(values) > 0 {
		for i, v := range values {
			values[i] = code(v)
		}
		add("Values: %s.", strings.Join(values, ", "))
	}
	if span := spanText(k); span != "" {
		add("%s", span)
	}
	if k.Default != "" {
		add("Default: %s.", code(k.Default))
	}
	if unit := unitText(k); unit != "" {
		add("%s", unit)
	}
	switch {
	case k.Dead != "":
		add("It has no effect: %s.", k.Dead)
	case k.Moved != "":
		add("Write %s instead.", code(k.Moved))
	case k.Alias != "":
		add("The usual name is %s.", code(k.Alias))
	}
	add("Known to flyctl as of %s.", flyconfig.KeysDate)
	separator := "\n"
	if kind == "markdown" {
		separator = "\n\n"
	}
	return strings.Join(lines[:1], "") + separator + strings.Join(lines[2:], separator)
}

// spanText says in which span a number must lie.
func spanText(k *flyconfig.Key) string {
	least, most, bounded := strings.Cut(k.Span, " ")
	switch {
	case k.Span == "":
		return ""
	case bounded:
		return "From " + least + " to " + most + "."
	}
	return "At least " + least + "."
}

// unitText says what a bare number means.
func unitText(k *flyconfig.Key) string {
	switch k.Unit {
	case flyconfig.UnitNanosecond:
		return `A bare number means nanoseconds, which is hardly ever meant: write a unit, as in "30s".`
	case flyconfig.UnitMillisecond:
		return "A bare number means milliseconds."
	case flyconfig.UnitSecond:
		return "A bare number means seconds."
	case flyconfig.UnitGigabyte:
		return "A bare number means gigabytes."
	}
	return ""
}
