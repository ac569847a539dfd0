package model

import (
	"github.com/flylint/flylint/parsers/elixir"
)

// TEMPORARY: accessors until parsers/elixir has them.

func children(n elixir.Node) []elixir.Node {
	switch n := n.(type) {
	case *elixir.Alias:
		if n.Base != nil {
			return []elixir.Node{n.Base}
		}
	case *elixir.Interpolated:
		return n.Parts
	case *elixir.Interpolation:
		if n.Expr != nil {
			return []elixir.Node{n.Expr}
		}
	case *elixir.Sigil:
		return n.Parts
	case *elixir.List:
		return n.Elems
	case *elixir.Tuple:
		return n.Elems
	case *elixir.Map:
		var out []elixir.Node
		if n.Struct != nil {
			out = append(out, n.Struct)
		}
		if n.Update != nil {
			out = append(out, n.Update)
		}
		return append(out, n.Elems...)
	case *elixir.Bitstring:
		return n.Elems
	case *elixir.Call:
		var out []elixir.Node
		if n.Target != nil {
			out = append(out, n.Target)
		}
		out = append(out, n.Args...)
		for _, s := range n.Blocks {
			if s.Body != nil {
				out = append(out, s.Body)
			}
		}
		return out
	case *elixir.Access:
		return []elixir.Node{n.Container, n.Key}
	case *elixir.Fn:
		var out []elixir.Node
		for _, c := range n.Clauses {
			out = append(out, c)
		}
		return out
	case *elixir.Clause:
		out := append([]elixir.Node{}, n.Args...)
		if n.Guard != nil {
			out = append(out, n.Guard)
		}
		if n.Body != nil {
			out = append(out, n.Body)
		}
		return out
	case *elixir.Clauses:
		var out []elixir.Node
		for _, c := range n.List {
			out = append(out, c)
		}
		return out
	case *elixir.Block:
		return n.Exprs
	case *elixir.Bad:
		return n.Parts
	}
	return nil
}

func walk(n elixir.Node, visit func(elixir.Node) bool) {
	if n == nil || !visit(n) {
		return
	}
	for _, c := range children(n) {
		walk(c, visit)
	}
}

func lookup(n elixir.Node, key string) elixir.Node {
	l, ok := n.(*elixir.List)
	if !ok {
		return nil
	}
	for _, e := range l.Elems {
		if t, ok := e.(*elixir.Tuple); ok && len(t.Elems) == 2 {
			if a, ok := t.Elems[0].(*elixir.Atom); ok && a.Name == key {
				return t.Elems[1]
			}
		}
	}
	return nil
}

// section is the body of a do block's part, or of the keyword do: form.
func section(c *elixir.Call, key string) elixir.Node {
	for _, s := range c.Blocks {
		if s.Key != nil && s.Key.Name == key {
			return s.Body
		}
	}
	if len(c.Args) > 0 {
		if l, ok := c.Args[len(c.Args)-1].(*elixir.List); ok && l.Bare {
			return lookup(l, key)
		}
	}
	return nil
}
