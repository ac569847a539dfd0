package project

import (
	"github.com/flylint/flylint/model/exconfig"
	"github.com/flylint/flylint/parsers/elixir"
)

// truth is the three-valued answer to a question, under shorter names.
type truth = exconfig.Truth

const (
	undecided = exconfig.Maybe
	yes       = exconfig.Always
	no        = exconfig.Never
)

// same compares two constants.
func same(a, b *exconfig.Value) truth {
	if a.Kind > exconfig.String || b.Kind > exconfig.String {
		return undecided
	}
	return exconfig.TruthOf(a.Kind == b.Kind && a.Text == b.Text)
}

// truth tells whether t is truthy: neither nil nor false.
func (f *folder) truth(t term) truth {
	if !f.enter() {
		return undecided
	}
	defer f.leave()
	t = f.reduce(t)
	if c, ok := t.node.(*elixir.Call); ok {
		if truth, is := f.truthOfCall(t, c); is {
			return truth
		}
	}
	if isTerm(t.node) {
		return yes
	}
	return truthy(f.constant(t))
}

// truthy is what a constant is worth as a condition; nil is not known.
func truthy(v *exconfig.Value) truth {
	if v == nil {
		return undecided
	}
	return v.Truthy()
}

// truthOfCall decides operators and tests; false when c is neither.
func (f *folder) truthOfCall(t term, c *elixir.Call) (truth, bool) {
	arg := func(i int) term { return term{c.Args[i], t.scope} }
	switch {
	case c.Target != nil && c.Name == "ensure_loaded?" && len(c.Args) == 1:
		return f.loaded(t.scope.mod.Resolve(c.Args[0])), true
	case c.Target != nil:
		return undecided, false
	case len(c.Args) == 1:
		switch c.Name {
		case "not", "!":
			return f.truth(arg(0)).Not(), true
		case "is_nil":
			return f.isNil(arg(0)), true
		case "is_list":
			return f.isListTerm(arg(0)), true
		}
	case len(c.Args) == 2:
		return f.truthOfBinary(c.Name, arg(0), arg(1))
	}
	return undecided, false
}

func (f *folder) truthOfBinary(op string, a, b term) (truth, bool) {
	switch op {
	case "and", "&&":
		return f.truth(a).And(f.truth(b)), true
	case "or", "||":
		return f.truth(a).Not().And(f.truth(b).Not()).Not(), true
	case "==", "===":
		return f.equal(a, b), true
	case "!=", "!==":
		return f.equal(a, b).Not(), true
	case "in":
		return f.among(a, b), true
	case "not in":
		return f.among(a, b).Not(), true
	}
	return undecided, false
}

func (f *folder) equal(a, b term) truth {
	left, right := f.constant(a), f.constant(b)
	if left == nil || right == nil {
		return undecided
	}
	return same(left, right)
}

func (f *folder) among(a, list term) truth {
	value, set := f.constant(a), f.constant(list)
	if value == nil || set == nil || set.Kind != exconfig.List {
		return undecided
	}
	result := no
	for _, e := range set.Elems {
		switch same(value, e) {
		case yes:
			return yes
		case undecided:
			result = undecided
		}
	}
	return result
}

// isTerm reports whether a node is worth something that is neither an atom
// nor nil, whatever its parts are.
func isTerm(n elixir.Node) bool {
	switch n.(type) {
	case *elixir.Alias, *elixir.Tuple, *elixir.List, *elixir.Map, *elixir.String, *elixir.Interpolated, *elixir.Integer, *elixir.Fn:
		return true
	}
	return false
}

// isNil tells whether t is nil.
func (f *folder) isNil(t term) truth {
	t = f.reduce(t)
	if isTerm(t.node) {
		return no
	}
	v := f.constant(t)
	if v == nil || v.Kind > exconfig.Func {
		return undecided
	}
	return exconfig.TruthOf(v.Kind == exconfig.Atom && v.Text == "nil")
}

// isListTerm tells whether t is worth a list.
func (f *folder) isListTerm(t term) truth {
	switch f.reduce(t).node.(type) {
	case *elixir.List:
		return yes
	case *elixir.Alias, *elixir.Atom, *elixir.Tuple, *elixir.Map, *elixir.String:
		return no
	}
	if v := f.constant(t); v != nil && v.Kind < exconfig.Func {
		return exconfig.TruthOf(v.Kind == exconfig.List || v.Kind == exconfig.Charlist)
	}
	return undecided
}

// loaded tells whether a release holds the module. Mix and ExUnit are build
// tools, which no release holds.
func (f *folder) loaded(module string) truth {
	switch {
	case module == "Mix" || module == "ExUnit":
		return no
	case f.lib.Defines(module):
		return yes
	}
	return undecided
}
