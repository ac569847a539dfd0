package exconfig

import (
	"strings"

	"github.com/flylint/flylint/parsers/elixir"
)

// interpolated joins the parts of "…#{x}…".
func (ev *evaluator) interpolated(n *elixir.Interpolated) *Value {
	parts := make([]*Value, len(n.Parts))
	for i, p := range n.Parts {
		parts[i] = ev.interpolatedPart(p)
	}
	v := ev.concat(n, parts)
	switch n.Kind {
	case elixir.InterpolatedString:
		return v
	case elixir.InterpolatedCharlist:
		return ev.each(n, []*Value{v}, func(a []*Value) *Value { return ev.retype(n, a[0], Charlist, charlistSort) })
	}
	return ev.each(n, []*Value{v}, func(a []*Value) *Value { return ev.retype(n, a[0], Atom, atomSort) })
}

func (ev *evaluator) interpolatedPart(p elixir.Node) *Value {
	switch p := p.(type) {
	case *elixir.String:
		return newString(p.Range, p.Value)
	case *elixir.Interpolation:
		if p.Expr == nil {
			return newString(p.Range, "")
		}
		v := ev.eval(p.Expr)
		return ev.each(p, []*Value{v}, func(args []*Value) *Value { return ev.toString(p, args[0]) })
	}
	return ev.opaqueNode(p)
}

// concat is the string made of parts.
func (ev *evaluator) concat(n elixir.Node, parts []*Value) *Value {
	if len(parts) == 1 {
		return parts[0]
	}
	return ev.each(n, parts, func(parts []*Value) *Value {
		if v := ev.appended(n, "", parts); v != nil {
			return v
		}
		var b strings.Builder
		for _, p := range parts {
			text, ok := p.Str()
			if !ok || b.Len()+len(text) > maxText {
				return ev.derived(n, stringSort, parts...)
			}
			b.WriteString(text)
		}
		return newString(elixir.RangeOf(n), b.String()).reading(parts...)
	})
}

// retype is a known string as an atom or a charlist.
func (ev *evaluator) retype(n elixir.Node, v *Value, kind Kind, s sort) *Value {
	if v.Kind != String {
		return ev.derived(n, s, v)
	}
	return &Value{Range: v.Range, Kind: kind, Text: v.Text, Reads: v.Reads}
}
