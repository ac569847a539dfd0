package model

import (
	"github.com/flylint/flylint/model/exconfig"
	"github.com/flylint/flylint/parsers/elixir"
)

// partial is the value of t as far as it can be told: other than constant, it
// keeps what is known of a list whose other elements are not, and the branches
// of what cannot be decided. It is never nil.
func (f *folder) partial(t term) *exconfig.Value {
	opaque := &exconfig.Value{Kind: exconfig.Opaque}
	if !f.enter() {
		return opaque
	}
	defer f.leave()
	t = f.reduce(t)
	if t.node == nil {
		return opaque
	}
	opaque.Range = rangeOf(t.node)
	switch n := t.node.(type) {
	case *elixir.List:
		return f.partials(t, exconfig.List, n.Elems)
	case *elixir.Tuple:
		return f.partials(t, exconfig.Tuple, n.Elems)
	case *elixir.Map:
		return f.partials(t, exconfig.Map, n.Elems)
	case *elixir.Call:
		if elixir.IsOperator(n, "++", 2) {
			return f.joined(t, n)
		}
	}
	if v := f.constant(t); v != nil {
		return v
	}
	if ways := f.branches(t); len(ways) > 1 {
		choice := &exconfig.Value{Range: opaque.Range, Kind: exconfig.Choice}
		for _, way := range ways {
			v := nilValue(opaque.Range)
			if way.term.node != nil {
				v = f.partial(way.term)
			}
			choice.Alts = append(choice.Alts, exconfig.Alternative{When: way.when, Value: v})
		}
		return choice
	}
	return opaque
}

func (f *folder) partials(t term, kind exconfig.Kind, nodes []elixir.Node) *exconfig.Value {
	v := &exconfig.Value{Range: rangeOf(t.node), Kind: kind}
	for _, n := range nodes {
		v.Elems = append(v.Elems, f.partial(term{n, t.scope}))
	}
	return v
}

// joined is a ++ b of two lists, or of a list and one that depends.
func (f *folder) joined(t term, c *elixir.Call) *exconfig.Value {
	left, right := f.partial(term{c.Args[0], t.scope}), f.partial(term{c.Args[1], t.scope})
	return left.Map(func(a *exconfig.Value) *exconfig.Value {
		return right.Map(func(b *exconfig.Value) *exconfig.Value {
			if a.Kind != exconfig.List || b.Kind != exconfig.List {
				return &exconfig.Value{Range: rangeOf(c), Kind: exconfig.Opaque}
			}
			elems := append(a.Elems[:len(a.Elems):len(a.Elems)], b.Elems...)
			return &exconfig.Value{Range: rangeOf(c), Kind: exconfig.List, Elems: elems}
		})
	})
}

// Constant is what the child is given, as far as it can be told: what is not
// known inside it is Opaque. It is nil for a bare module.
func (c *Child) Constant() *exconfig.Value {
	if c.args.node == nil {
		return nil
	}
	return c.fold.partial(c.args)
}
