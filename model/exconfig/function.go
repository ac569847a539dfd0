package exconfig

import (
	"github.com/flylint/flylint/parsers/elixir"
)

// closure is a function value: fn … end, or a capture, with the scope it was
// made in.
type closure struct {
	clauses []*elixir.Clause // fn
	body    elixir.Node      // &(…)
	target  elixir.Node      // &Module.name/arity, &name/arity: what stands before the name
	name    string
	arity   int

	vars  *binding
	names *names
	mod   *module
}

func (ev *evaluator) closure(n *elixir.Fn) *closure {
	ev.entangle()
	c := &closure{clauses: n.Clauses, vars: ev.vars, names: ev.names, mod: ev.mod}
	if len(n.Clauses) > 0 {
		c.arity = len(n.Clauses[0].Args)
	}
	return c
}

// capture is &1, &name/arity or &(expression with &1).
func (ev *evaluator) capture(n *elixir.Call) *Value {
	ev.entangle()
	switch arg := n.Args[0].(type) {
	case *elixir.Integer:
		if v := ev.lookup("&" + arg.Text); v != nil {
			return ev.prune(v)
		}
		return ev.opaqueNode(n)
	case *elixir.Call:
		if c := ev.captureName(arg); c != nil {
			return newFunc(n.Range, c)
		}
	}
	c := &closure{body: n.Args[0], arity: -1, vars: ev.vars, names: ev.names, mod: ev.mod}
	return newFunc(n.Range, c)
}

// captureName is name/arity or Module.name/arity.
func (ev *evaluator) captureName(n *elixir.Call) *closure {
	if n.Name != "/" || len(n.Args) != 2 {
		return nil
	}
	arity, ok := n.Args[1].(*elixir.Integer)
	if !ok {
		return nil
	}
	c := &closure{arity: int(arity.Value), vars: ev.vars, names: ev.names, mod: ev.mod}
	switch f := n.Args[0].(type) {
	case *elixir.Var:
		c.name = f.Name
	case *elixir.Call:
		if f.Form == elixir.FormOperator || len(f.Args) > 0 {
			return nil
		}
		c.name, c.target = f.Name, f.Target
	default:
		return nil
	}
	return c
}

// apply calls a function value.
func (ev *evaluator) apply(n elixir.Node, f *Value, args []*Value) *Value {
	c, ok := f.special().(*closure)
	if f.Kind != Func || !ok {
		return ev.opaqueNode(n, append(args, f)...)
	}
	if ev.depth += 4; ev.depth > maxDepth {
		ev.depth -= 4
		return ev.opaque(n, "too many nested calls")
	}
	vars, names, mod := ev.vars, ev.names, ev.mod
	ev.vars, ev.names, ev.mod = c.vars, c.names, c.mod
	v := ev.applyClosure(n, c, args)
	ev.vars, ev.names, ev.mod = vars, names, mod
	ev.depth -= 4
	return v
}

func (ev *evaluator) applyClosure(n elixir.Node, c *closure, args []*Value) *Value {
	switch {
	case c.clauses != nil:
		return ev.choose(args, ev.arms(c.clauses), func() *Value {
			return ev.raise(elixir.RangeOf(n), "no function clause matching", true)
		})
	case c.name != "":
		call := &elixir.Call{Range: elixir.RangeOf(n), Target: c.target, Name: c.name, Form: elixir.FormParens}
		for _, a := range args {
			call.Args = append(call.Args, known{n, a})
		}
		return ev.call(call)
	}
	for i, a := range args {
		ev.bind(placeholderName(i), a)
	}
	return ev.eval(c.body)
}

// placeholderName is the variable that &1, &2, … stand for.
func placeholderName(i int) string {
	const names = "&1&2&3&4&5&6&7&8&9"
	if i > 8 {
		return "&"
	}
	return names[2*i : 2*i+2]
}
