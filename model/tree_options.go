package model

import (
	"github.com/flylint/flylint/model/exconfig"
	"github.com/flylint/flylint/parsers/elixir"
)

// OptionsOf is what a child of the tree is given in a process group, as the
// configuration there has it. What cannot be told is Opaque; it is nil for a
// bare module.
func (d *Deployment) OptionsOf(c *Child, group string) *exconfig.Value {
	if c.args.node == nil || d.ConfigOf(group) == nil {
		return nil
	}
	return d.valueOf(c.args, group, 0)
}

// valueOf evaluates an expression of the project's code with the variables
// bound before it.
func (d *Deployment) valueOf(t term, group string, depth int) *exconfig.Value {
	const nested = 4 // variables bound to expressions with variables
	vars := func(name string) *exconfig.Value {
		bound, ok := t.scope.lookup(name)
		if !ok || bound.node == nil || depth >= nested {
			return nil
		}
		return d.valueOf(bound, group, depth+1)
	}
	return d.ConfigOf(group).Expression(d.evalOptions(group), t.scope.mod.call, t.node, vars)
}

// configured is the first configuration that the arguments of the child ask
// for, wherever that stands: of wrap(Application.fetch_env!(:app, Oban)) the
// inner call, and what it asks for.
func (c *Child) configured() (call term, app, key string, ok bool) {
	t := c.fold.reduce(c.args)
	if t.node == nil {
		return call, "", "", false
	}
	elixir.Walk(t.node, func(n elixir.Node) bool {
		if !ok {
			call = term{n, t.scope}
			app, key, ok = c.fold.asked(call)
		}
		return !ok
	})
	return call, app, key, ok
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
