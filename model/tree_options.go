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

// configured is the first configuration that an expression asks for, wherever
// it stands: of wrap(Application.fetch_env!(:app, Oban)) the inner call.
func (c *Child) configured() (term, bool) {
	var found elixir.Node
	t := c.fold.reduce(c.args)
	if t.node == nil {
		return t, false
	}
	elixir.Walk(t.node, func(n elixir.Node) bool {
		call, ok := n.(*elixir.Call)
		if ok && found == nil && call.Target != nil && t.scope.mod.Resolve(call.Target) == "Application" && len(call.Args) >= 2 {
			found = call
		}
		return found == nil
	})
	return term{found, t.scope}, found != nil
}
