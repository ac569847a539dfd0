package exconfig

import (
	"strings"

	"github.com/flylint/flylint/parsers/elixir"
)

// stdCall is a call of a function of Elixir or Erlang, with arguments that are
// no Choices.
type stdCall struct {
	ev   *evaluator
	node *elixir.Call
	name string
	args []*Value
}

// run is the outcome of the call. A function that is not known is Opaque.
func (c *stdCall) run(module string) *Value {
	if v := c.dispatch(module); v != nil {
		return v
	}
	return c.ev.opaqueNode(c.node, c.args...)
}

// dispatch is nil when the function is not known.
func (c *stdCall) dispatch(module string) *Value {
	switch module {
	case "Kernel", "erlang":
		return c.kernel()
	case "String":
		return c.string()
	case "Integer", "Float":
		return c.number(module)
	case "Atom", "Module", "Tuple", "Function":
		return c.term(module)
	case "Enum", "Stream":
		return c.enum()
	case "List":
		return c.list()
	case "Keyword":
		return c.keyword()
	case "Map", "Access":
		return c.mapping()
	case "MapSet":
		return c.mapSet()
	case "URI":
		return c.uri()
	case "Path":
		return c.path()
	case "Regex":
		return c.regex()
	case "Base":
		return c.base()
	case "System":
		return c.system()
	case "Code":
		return c.code()
	case "File":
		return c.file()
	case "Mix", "Mix.Project":
		return c.mix()
	case "IO", "Logger":
		return c.output()
	case "Jason", "Poison", "JSON":
		return c.json()
	}
	return c.erlang(module)
}

// standardModule reports whether a module belongs to Elixir or Erlang, as far
// as it matters to configuration.
func standardModule(module string) bool {
	switch module {
	case "Kernel", "String", "Integer", "Float", "Atom", "Module", "Tuple", "Function",
		"Enum", "Stream", "List", "Keyword", "Map", "Access", "MapSet", "URI", "Path",
		"Regex", "Base", "System", "Code", "File", "Mix", "IO", "Logger", "Jason", "Poison", "JSON",
		"Mix.Project", "erlang", "code", "timer", "inet", "lists", "string", "binary", "crypto", "public_key", "maps":
		return true
	}
	return false
}

// strictArgs is how many leading arguments a function looks into; the others
// it only stores.
func strictArgs(module, name string) int {
	switch module {
	case "Kernel":
		if name == "put_in" {
			return 2
		}
	case "Keyword", "Map":
		switch name {
		case "put", "put_new", "replace", "replace!", "get", "pop":
			return 2
		}
	case "List":
		if name == "duplicate" || name == "insert_at" {
			return 0
		}
	case "IO", "Logger":
		return 0
	}
	return 1 << 10
}

// arg is an argument, or nil's Value where there is none.
func (c *stdCall) arg(i int) *Value {
	if i < len(c.args) {
		return c.args[i]
	}
	return newNil(c.node.Range)
}

func (c *stdCall) derived(s sort) *Value { return c.ev.derived(c.node, s, c.args...) }

// made is a term computed from the arguments.
func (c *stdCall) made(v *Value) *Value {
	v.Range = c.node.Range
	return v.reading(c.args...)
}

func (c *stdCall) bool(yes bool) *Value { return c.made(newBool(c.node.Range, yes)) }
func (c *stdCall) int(n int) *Value     { return c.made(newInteger(c.node.Range, int64(n))) }
func (c *stdCall) nil() *Value          { return c.made(newNil(c.node.Range)) }
func (c *stdCall) atom(s string) *Value { return c.made(newAtom(c.node.Range, s)) }
func (c *stdCall) text(s string) *Value { return c.made(newString(c.node.Range, s)) }

func (c *stdCall) elems(elems []*Value) *Value {
	if len(elems) > maxElems {
		return c.ev.opaque(c.node, "a very long list")
	}
	return c.made(newList(c.node.Range, elems...))
}

func (c *stdCall) raise(message string) *Value {
	return c.ev.raise(c.node.Range, message, true)
}

// badArg is the exception for an argument of a wrong type.
func (c *stdCall) badArg() *Value {
	return c.raise("no function clause matching in " + describe(c.node.Target) + "." + c.name)
}

// strings checks that the first k arguments are known strings. When they are
// not it answers what the call is worth instead: an exception, or an unknown s.
func (c *stdCall) strings(k int, s sort) *Value {
	unknown := false
	for i := range k {
		v := c.ev.require(c.node, c.arg(i), "no function clause matching in "+c.title())
		switch {
		case v.Kind == Raise:
			return v
		case v.Kind < Func && v.Kind != String:
			return c.badArg()
		case v.Kind != String:
			unknown = true
		}
	}
	if unknown {
		return c.derived(s)
	}
	return nil
}

// title is the function as Elixir names it: String.to_integer/1.
func (c *stdCall) title() string {
	name := c.name + "/" + string(rune('0'+min(9, len(c.args))))
	if c.node.Target == nil {
		return name
	}
	return describe(c.node.Target) + "." + name
}

// mapText applies f to the string that is the first argument. The result
// keeps the place of that string: it is still what decides.
func (c *stdCall) mapText(f func(string) string) *Value {
	if v := c.strings(1, stringSort); v != nil {
		return v
	}
	v := newString(c.args[0].Range, f(c.args[0].Text))
	if len(v.Text) > maxText {
		return c.derived(stringSort)
	}
	return v.reading(c.args...)
}

// listArg is the elements of the i-th argument, or what the call is worth
// instead.
func (c *stdCall) listArg(i int, s sort) ([]*Value, *Value) {
	v := c.ev.require(c.node, c.arg(i), "no function clause matching in "+c.title())
	if v.Kind == Raise {
		return nil, v
	}
	elems, ok := enumElems(v)
	switch {
	case ok:
		return elems, nil
	case v.Kind < Func:
		return nil, c.badArg()
	}
	return nil, c.derived(s)
}

// call applies a function argument.
func (c *stdCall) call(f *Value, args ...*Value) *Value {
	return c.ev.each(c.node, []*Value{f}, func(a []*Value) *Value { return c.ev.apply(c.node, a[0], args) })
}

// option is a key of the trailing keyword argument.
func (c *stdCall) option(i int, key string) *Value {
	if i >= len(c.args) {
		return nil
	}
	return c.args[i].Keyword(key)
}

// moduleName is the name of a module atom without Elixir's prefix.
func moduleName(atom string) string { return strings.TrimPrefix(atom, "Elixir.") }
