package exconfig

import (
	"strconv"

	"github.com/flylint/flylint/parsers/elixir"
)

// dotenvy is source/1, source!/1 and env!/1,2,3 of the library Dotenvy, whose
// files are usually not in the image: then only the environment counts.
// nil when n is no such call.
func (ev *evaluator) dotenvy(n *elixir.Call) *Value {
	switch n.Name {
	case "source", "source!":
		return ev.dotenvySource(n)
	case "env!":
		return ev.dotenvyEnv(n)
	}
	return nil
}

func (ev *evaluator) dotenvySource(n *elixir.Call) *Value {
	for _, a := range n.Args {
		ev.eval(a)
	}
	return &Value{Range: n.Range, Kind: Opaque, Text: describe(n), Derived: true, sort: mapSort}
}

// dotenvyEnv is env!("NAME", type, default).
func (ev *evaluator) dotenvyEnv(n *elixir.Call) *Value {
	args, fault := ev.elems(n.Args)
	if fault != nil {
		return fault
	}
	if len(args) == 0 || len(args) > 3 {
		return ev.opaqueNode(n, args...)
	}
	return ev.each(n, args[:1], func(a []*Value) *Value {
		name, ok := a[0].Str()
		if !ok {
			ev.read(n, "", a[0].Range)
			return ev.derived(n, anySort, args...)
		}
		v := ev.readEnv(n, name, a[0].Range, nil)
		if len(args) < 3 {
			return ev.each(n, []*Value{v}, func(a []*Value) *Value { return ev.dotenvyRequired(n, a[0], name, args) })
		}
		noteDefault(newNil(n.Range).reading(v), args[2])
		present := func() *Value { return ev.dotenvyCast(n, ev.prune(v), args) }
		return ev.ifElse(ev.truth(v), present, func() *Value { return args[2] })
	})
}

func (ev *evaluator) dotenvyRequired(n *elixir.Call, v *Value, name string, args []*Value) *Value {
	v = ev.require(n, v, "environment variable "+strconv.Quote(name)+" not set")
	if v.Kind == Raise {
		return v
	}
	return ev.dotenvyCast(n, v, args)
}

// dotenvyCast converts the text of a variable to the type that is asked for.
func (ev *evaluator) dotenvyCast(n *elixir.Call, v *Value, args []*Value) *Value {
	if len(args) < 2 {
		return v
	}
	if args[1].Kind == Func {
		return ev.apply(n, args[1], []*Value{v})
	}
	if args[1].Kind != Atom {
		return ev.opaqueNode(n, args...)
	}
	c := &stdCall{ev, n, n.Name, []*Value{v}}
	empty := v.Kind == String && v.Text == ""
	switch args[1].Text {
	case "string":
		return v
	case "string!":
		if empty {
			return c.raise("the variable is empty")
		}
		return v
	case "string?":
		return c.nullable(v, empty, func() *Value { return v })
	case "integer", "integer!":
		return c.castInteger(empty && args[1].Text == "integer")
	case "integer?":
		return c.nullable(v, empty, func() *Value { return c.toInteger() })
	case "float!":
		return c.toFloat()
	case "atom!", "existing_atom!", "module!":
		return c.convert(Atom, FormAtom)
	case "atom":
		return c.convert(Atom, FormAtom)
	case "module":
		return c.castModule()
	case "boolean", "boolean!", "boolean?":
		return c.castBoolean(args[1].Text)
	case "charlist", "charlist!":
		return c.convert(Charlist, FormText)
	}
	return ev.opaqueNode(n, args...)
}

// nullable is nil for an empty text.
func (c *stdCall) nullable(v *Value, empty bool, cast func() *Value) *Value {
	switch {
	case empty:
		return c.nil()
	case v.Kind == String:
		return cast()
	}
	return c.derived(anySort)
}

// castInteger reads an integer; with zero set an empty text is 0.
func (c *stdCall) castInteger(zero bool) *Value {
	if zero {
		return c.int(0)
	}
	return c.toInteger()
}

func (c *stdCall) castModule() *Value {
	if v := c.strings(1, atomSort); v != nil {
		return v
	}
	return c.atom("Elixir." + c.args[0].Text)
}

// castBoolean is false for an empty text, "false" and "0".
func (c *stdCall) castBoolean(kind string) *Value {
	v := c.args[0]
	if v.Kind != String {
		markForm(v, FormBoolean)
		return &Value{Range: v.Range, Kind: Opaque, Text: describe(c.node), Derived: true, sort: booleanSort, Reads: v.Reads}
	}
	switch v.Text {
	case "":
		if kind == "boolean?" {
			return c.nil()
		}
		if kind == "boolean!" {
			return c.raise("the variable is empty")
		}
		return c.bool(false)
	case "false", "False", "FALSE", "0":
		return c.bool(false)
	}
	return c.bool(true)
}
