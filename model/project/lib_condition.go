package project

import (
	"github.com/flylint/flylint/model/exconfig"
	"github.com/flylint/flylint/parsers/elixir"
)

// guards are the conditions under which a test that could not be decided is
// truthy, and under which it is not. A choice of the configuration brings its
// own.
func (f *folder) guards(test term) (truthy, falsy exconfig.Guard) {
	test = f.undecidedPart(test)
	cond := f.condition(test)
	truthy, falsy = exconfig.Guard{cond}, exconfig.Guard{negate(cond)}
	v := f.constant(test)
	if v == nil || v.Kind != exconfig.Choice {
		return truthy, falsy
	}
	var ways [3][]exconfig.Guard // by truth
	for _, alt := range v.Alts() {
		t := alt.Value.Truthy()
		ways[t] = append(ways[t], alt.When)
	}
	if len(ways[undecided]) > 0 {
		return truthy, falsy
	}
	if len(ways[yes]) == 1 {
		truthy = ways[yes][0]
	}
	if len(ways[no]) == 1 {
		falsy = ways[no][0]
	}
	return truthy, falsy
}

// undecidedPart is what an and leaves open when its other side is true.
func (f *folder) undecidedPart(test term) term {
	reduced := f.reduce(test)
	c, ok := reduced.node.(*elixir.Call)
	if !ok || !elixir.IsOperator(c, "and", 2) && !elixir.IsOperator(c, "&&", 2) {
		return test
	}
	left, right := term{c.Args[0], reduced.scope}, term{c.Args[1], reduced.scope}
	switch {
	case f.truth(right) == yes:
		return f.undecidedPart(left)
	case f.truth(left) == yes:
		return f.undecidedPart(right)
	}
	return test
}

// condition words a test that could not be decided; tests of environment
// variables keep their meaning.
func (f *folder) condition(test term) exconfig.Condition {
	reduced := f.reduce(test)
	if reduced.node == nil {
		reduced = test
	}
	cond := f.envCondition(reduced)
	if v := f.constant(reduced); v != nil && v.Kind == exconfig.Unknown {
		cond = exconfig.Condition{Op: exconfig.OpSet, Var: v.Text}
	}
	cond.Range = elixir.RangeOf(reduced.node)
	cond.Text = reduced.scope.mod.File.Text(cond.Range)
	return cond
}

func (f *folder) envCondition(t term) exconfig.Condition {
	other := exconfig.Condition{Op: exconfig.OpOther}
	c, ok := t.node.(*elixir.Call)
	if !ok {
		return other
	}
	if name := f.envRead(t); name != "" {
		return exconfig.Condition{Op: exconfig.OpSet, Var: name}
	}
	if c.Target != nil || len(c.Args) == 0 {
		return other
	}
	if c.Name == "not" || c.Name == "!" {
		if inner := f.envCondition(f.reduce(term{c.Args[0], t.scope})); inner.Op != exconfig.OpOther {
			return negate(inner)
		}
		return other
	}
	if len(c.Args) != 2 {
		return other
	}
	name := f.envRead(f.reduce(term{c.Args[0], t.scope}))
	value := f.constant(term{c.Args[1], t.scope})
	if name == "" || value == nil {
		return other
	}
	switch {
	case (c.Name == "==" || c.Name == "!=") && value.Kind == exconfig.String:
		return exconfig.Condition{Op: exconfig.OpEquals, Var: name, Values: []string{value.Text}, Negated: c.Name == "!="}
	case c.Name == "in" && value.Kind == exconfig.List:
		cond := exconfig.Condition{Op: exconfig.OpIn, Var: name}
		for _, e := range value.Elems {
			cond.Values = append(cond.Values, e.Text)
		}
		return cond
	}
	return other
}

// envRead is the variable that t reads with System.get_env/1, or "".
func (f *folder) envRead(t term) string {
	c, ok := t.node.(*elixir.Call)
	if !ok || c.Target == nil || len(c.Args) != 1 || t.scope.mod.Resolve(c.Target) != "System" {
		return ""
	}
	if c.Name != "get_env" && c.Name != "fetch_env!" {
		return ""
	}
	if v := f.constant(term{c.Args[0], t.scope}); v != nil && v.Kind == exconfig.String {
		return v.Text
	}
	return ""
}

func negate(c exconfig.Condition) exconfig.Condition {
	c.Negated = !c.Negated
	return c
}
