package project

import (
	"github.com/flylint/flylint/model/exconfig"
	"github.com/flylint/flylint/parsers/elixir"
)

// Evaluate tells what an expression in a module is worth; vars has the
// variables bound before it, nil for those it does not know.
type Evaluate func(in *Module, n elixir.Node, vars func(name string) *exconfig.Value) *exconfig.Value

// Given is what the child is given; nil for a bare module.
func (c *Child) Given(evaluate Evaluate) *exconfig.Value {
	if c.args.node == nil {
		return nil
	}
	return c.args.worth(evaluate, 0)
}

// worth evaluates an expression with the variables bound before it.
func (t term) worth(evaluate Evaluate, depth int) *exconfig.Value {
	const nested = 4 // variables bound to expressions with variables
	return evaluate(t.scope.mod, t.node, func(name string) *exconfig.Value {
		bound, ok := t.scope.lookup(name)
		if !ok || bound.node == nil || depth >= nested {
			return nil
		}
		return bound.worth(evaluate, depth+1)
	})
}

// Setting is a key of the configuration that code asks for.
type Setting struct {
	App, Key string
	call     term
}

// Value is what the call that asks for it is worth.
func (s *Setting) Value(evaluate Evaluate) *exconfig.Value { return s.call.worth(evaluate, 0) }

// Configured is the first setting that the arguments of the child ask for,
// wherever that stands: of wrap(Application.fetch_env!(:app, Oban)) that of the
// inner call. It is nil when there is none.
func (c *Child) Configured() *Setting {
	t := c.fold.reduce(c.args)
	if t.node == nil {
		return nil
	}
	var found *Setting
	elixir.Walk(t.node, func(n elixir.Node) bool {
		if call := (term{n, t.scope}); found == nil {
			if app, key, ok := c.fold.asked(call); ok {
				found = &Setting{app, key, call}
			}
		}
		return found == nil
	})
	return found
}

// Passed is the child as if it were given, instead of the result of a call of
// function, what the call is passed as its argument i, counted from 0. It is nil
// when the child is given no such result.
func (c *Child) Passed(module, function string, i int) *Child {
	t := c.fold.reduce(c.args)
	call, isCall := t.node.(*elixir.Call)
	if !isCall || call.Name != function || call.Target == nil || len(call.Args) <= i || t.scope.mod.Resolve(call.Target) != module {
		return nil
	}
	inner := *c
	inner.Args, inner.args = call.Args[i], term{call.Args[i], t.scope}
	return &inner
}

// asked is the application and key of a call such as Application.get_env.
func (f *folder) asked(t term) (app, key string, ok bool) {
	t = f.reduce(t)
	call, isCall := t.node.(*elixir.Call)
	if !isCall || call.Target == nil || len(call.Args) < 2 || t.scope.mod.Resolve(call.Target) != "Application" {
		return "", "", false
	}
	switch call.Name {
	case "fetch_env!", "get_env", "compile_env", "compile_env!":
	default:
		return "", "", false
	}
	a, k := f.constant(term{call.Args[0], t.scope}), f.constant(term{call.Args[1], t.scope})
	if a == nil || k == nil || a.Kind != exconfig.Atom || k.Kind != exconfig.Atom {
		return "", "", false
	}
	return a.Text, k.Text, true
}
