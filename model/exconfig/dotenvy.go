package exconfig

import (
	"strings"

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
	v = ev.require(n, v, "Environment variable "+name+" not set")
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
	kind := strings.TrimRight(args[1].Text, "?!")
	empty := v.Kind == String && v.Text == ""
	switch suffix := args[1].Text[len(kind):]; {
	case empty && suffix == "?":
		return c.nil()
	case empty && suffix == "!":
		return c.raise("the variable is empty")
	case suffix == "?" && v.Kind != String:
		return c.derived(anySort) // nil for an empty text
	case v.Kind == String:
		if cast := c.dotenvyText(kind, v.Text); cast != nil {
			return cast
		}
	}
	switch kind {
	case "string":
		return v
	case "integer":
		return c.toInteger()
	case "float":
		return c.toFloat()
	case "atom", "existing_atom":
		return c.convert(Atom, FormAtom)
	case "module":
		return c.castModule()
	case "boolean":
		markForm(v, FormBoolean)
		return &Value{Range: v.Range, Kind: Opaque, Text: describe(c.node), Derived: true, sort: booleanSort, Reads: v.Reads}
	case "charlist":
		return c.convert(Charlist, FormText)
	}
	return ev.opaqueNode(n, args...)
}

// dotenvyText converts a known text as the library does, which is laxer than
// String.to_integer and the like: a number may have anything behind it. nil for
// kinds without such a difference.
func (c *stdCall) dotenvyText(kind, text string) *Value {
	switch kind {
	case "integer", "float":
		if text == "" {
			return c.int(0)
		}
		number, size := numberPrefix(text, kind == "float")
		if size == 0 {
			return c.raise("Unparsable as " + kind)
		}
		v := &Value{Range: c.args[0].Range, Kind: Integer, Text: number}
		if kind == "float" {
			v.Kind = Float
		}
		return v.reading(c.args[0])
	case "boolean":
		switch strings.ToLower(text) {
		case "", "false", "0":
			return c.bool(false)
		}
		return c.bool(true)
	case "atom", "existing_atom":
		return c.atom(strings.TrimLeft(text, ":"))
	}
	return nil
}

func (c *stdCall) castModule() *Value {
	if v := c.strings(1, atomSort); v != nil {
		return v
	}
	return c.atom("Elixir." + c.args[0].Text)
}
