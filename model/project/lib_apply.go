package project

import (
	"slices"

	"github.com/flylint/flylint/model/exconfig"
	"github.com/flylint/flylint/parsers"
	"github.com/flylint/flylint/parsers/elixir"
)

// apply lists the ways a function of one argument can go: fn … end, &(… &1 …)
// or &name/1. It is empty when the function cannot be read.
func (f *folder) apply(fn, arg term) []branch {
	fn = f.reduce(fn)
	switch n := fn.node.(type) {
	case *elixir.Fn:
		return f.patternBranches(n.Clauses, arg, fn.scope, "")
	case *elixir.Call:
		if !elixir.IsOperator(n, "&", 1) {
			return nil
		}
		inner := fn.scope.bind("&1", arg)
		return []branch{{term: term{captured(n.Args[0]), inner}}}
	}
	return nil
}

// captured is the body of a capture: what name/1 stands for is a call with &1.
func captured(n elixir.Node) elixir.Node {
	slash, ok := n.(*elixir.Call)
	if !ok || !elixir.IsOperator(slash, "/", 2) {
		return n
	}
	one := &elixir.Var{Range: elixir.RangeOf(n), Name: "&1"}
	switch fn := slash.Args[0].(type) {
	case *elixir.Var:
		return &elixir.Call{Range: fn.Range, Name: fn.Name, NamePos: fn.From, Args: []elixir.Node{one}, Form: elixir.FormParens}
	case *elixir.Call:
		call := *fn
		call.Args, call.Form = []elixir.Node{one}, elixir.FormParens
		return &call
	}
	return n
}

// each runs Enum.map, flat_map, filter and reject over a list that is known.
func (f *folder) each(name string, over listing, fn term) listing {
	out := listing{unread: over.unread}
	for _, e := range over.elements {
		branches := f.apply(fn, e.term)
		if branches == nil {
			return listing{unread: []parsers.Range{elixir.RangeOf(fn.node)}}
		}
		var made listing
		switch name {
		case "map":
			made = f.merge(branches, f.one)
		case "flat_map":
			made = f.merge(branches, f.list)
		default:
			made = f.kept(e.term, branches, name == "filter")
		}
		out = out.and(made.guarded(e.when))
	}
	return out
}

// kept is e, under the condition that a test of it is truthy (or falsy).
func (f *folder) kept(e term, test []branch, truthy bool) listing {
	l := listing{elements: []element{{term: e}}}
	if len(test) != 1 || len(test[0].when) > 0 {
		return l.guarded(exconfig.Guard{{Range: elixir.RangeOf(e.node), Op: exconfig.OpOther, Text: "filtered"}})
	}
	result := f.truth(test[0].term)
	if !truthy {
		result = result.Not()
	}
	switch result {
	case yes:
		return l
	case no:
		return listing{}
	}
	kept, dropped := f.guards(test[0].term)
	if !truthy {
		kept = dropped
	}
	return l.guarded(kept)
}

// sorted runs Enum.sort_by when every key is a whole number.
func (f *folder) sorted(l listing, fn term) listing {
	keys := map[elixir.Node]int64{}
	for _, e := range l.elements {
		b := f.apply(fn, e.term)
		if len(b) != 1 {
			return l.and(notRead(fn))
		}
		n, ok := integer(f.constant(b[0].term))
		if !ok {
			return l.and(notRead(fn))
		}
		keys[e.node] = n
	}
	out := listing{slices.Clone(l.elements), l.unread}
	slices.SortStableFunc(out.elements, func(a, b element) int { return int(keys[a.node] - keys[b.node]) })
	return out
}
