package exconfig

import (
	"github.com/flylint/flylint/parsers/elixir"
)

// module is one of the project's own modules, as far as its functions can be
// interpreted.
type module struct {
	name       string
	names      *names
	functions  []*function
	attributes []attribute
}

// function is one clause of def or defp.
type function struct {
	name   string
	params []elixir.Node
	guard  elixir.Node
	body   elixir.Node // nil for a head without a body
	def    *elixir.Call
	rescue bool // the def's block has rescue and the like
}

type attribute struct {
	name  string
	value elixir.Node
}

// function is the first clause of that name; nil when there is none, or no
// module.
func (m *module) function(name string) *function {
	if m == nil {
		return nil
	}
	for _, f := range m.functions {
		if f.name == name {
			return f
		}
	}
	return nil
}

// module is one of the project's own modules; nil when it is not.
func (ev *evaluator) module(name string) *module {
	if ev.watch != nil && !standardModule(name) {
		ev.watch.note(answered{question: question{kind: aboutModule, name: name}})
	}
	if m, seen := ev.modules[name]; seen {
		if m != nil {
			ev.entangle()
		}
		return m
	}
	ev.modules[name] = nil
	if ev.opts.Module == nil || standardModule(name) {
		return nil
	}
	if n := ev.opts.Module(name); n != nil {
		ev.modules[name] = newModule(name, n)
		ev.entangle()
	}
	return ev.modules[name]
}

// defmodule makes a module of a config file known to the rest of it.
func (ev *evaluator) defmodule(n *elixir.Call) *Value {
	if len(n.Args) == 0 {
		return ev.opaqueNode(n)
	}
	if name, ok := ev.eval(n.Args[0]).Module(); ok {
		ev.modules[name], ev.defined = newModule(name, n), true
		if ev.mod != nil {
			return newNil(n.Range)
		}
	}
	return newTuple(n.Range)
}

func newModule(name string, n *elixir.Call) *module {
	m := &module{name: name}
	exprs := []elixir.Node{n.Section("do")}
	if block, ok := exprs[0].(*elixir.Block); ok {
		exprs = block.Exprs
	}
	names := &evaluator{dry: true, mod: m, opts: &Options{}, modules: map[string]*module{}}
	for _, e := range exprs {
		c, ok := e.(*elixir.Call)
		if !ok {
			continue
		}
		switch c.Name {
		case "def", "defp":
			m.addFunction(c)
		case "alias", "import", "require":
			names.directive(c)
		case "@":
			m.addAttribute(c)
		}
	}
	m.names = names.names
	return m
}

func (m *module) addAttribute(n *elixir.Call) {
	if len(n.Args) != 1 {
		return
	}
	if c, ok := n.Args[0].(*elixir.Call); ok && len(c.Args) == 1 {
		m.attributes = append(m.attributes, attribute{c.Name, c.Args[0]})
	}
}

func (m *module) addFunction(n *elixir.Call) {
	if len(n.Args) == 0 {
		return
	}
	head, guard := splitWhen(n.Args[0])
	f := &function{guard: guard, body: n.Section("do"), def: n}
	switch head := head.(type) {
	case *elixir.Var:
		f.name = head.Name
	case *elixir.Call:
		f.name, f.params = head.Name, head.Args
	}
	for _, b := range n.Blocks {
		if b.Key != nil && b.Key.Name != "do" {
			f.rescue = true
		}
	}
	m.functions = append(m.functions, f)
}

// attribute is @name inside a module.
func (ev *evaluator) attribute(n *elixir.Call) *Value {
	name, ok := n.Args[0].(*elixir.Var)
	if !ok || ev.mod == nil {
		return ev.opaqueNode(n)
	}
	for i := len(ev.mod.attributes) - 1; i >= 0; i-- {
		if ev.mod.attributes[i].name == name.Name {
			vars := ev.vars
			ev.vars = nil
			v := ev.eval(ev.mod.attributes[i].value)
			ev.vars = vars
			return v
		}
	}
	return ev.opaqueNode(n)
}

// callOwn calls a function of one of the project's modules.
func (ev *evaluator) callOwn(n *elixir.Call, m *module) *Value {
	args, fault := ev.elems(n.Args)
	if fault != nil {
		return fault
	}
	if ev.depth += 4; ev.depth > maxDepth {
		ev.depth -= 4
		return ev.opaque(n, "too many nested calls")
	}
	vars, names, mod := ev.vars, ev.names, ev.mod
	ev.vars, ev.names, ev.mod = nil, m.names, m
	v := ev.callClauses(n, m, args)
	ev.vars, ev.names, ev.mod = vars, names, mod
	ev.depth -= 4
	return v
}

func (ev *evaluator) callClauses(n *elixir.Call, m *module, args []*Value) *Value {
	name := n.Name
	var arms []arm
	full := ev.withDefaults(m, name, args)
	for _, f := range m.functions {
		if f.name != name || len(f.params) != len(full) || f.body == nil {
			continue
		}
		arms = append(arms, arm{f.params, f.guard, func() *Value {
			if f.rescue {
				return ev.try(f.def)
			}
			return ev.scoped(f.body)
		}})
	}
	if arms == nil {
		return ev.opaqueNode(n, args...)
	}
	return ev.choose(full, arms, func() *Value {
		return ev.raise(n.Range, "no function clause matching in "+m.name+"."+name, true)
	})
}

// withDefaults fills in the default arguments of the clause that declares them.
func (ev *evaluator) withDefaults(m *module, name string, args []*Value) []*Value {
	for _, f := range m.functions {
		if f.name == name && len(f.params) == len(args) {
			return args
		}
	}
	for _, f := range m.functions {
		if f.name != name || len(f.params) < len(args) {
			continue
		}
		if full := ev.fill(f, args); full != nil {
			return full
		}
	}
	return args
}

// fill gives the given arguments to the parameters without a default first,
// as Elixir does; nil when the numbers do not fit.
func (ev *evaluator) fill(f *function, args []*Value) []*Value {
	optional := 0
	for _, p := range f.params {
		if defaultOf(p) != nil {
			optional++
		}
	}
	spare := len(args) - (len(f.params) - optional)
	if spare < 0 || spare > optional {
		return nil
	}
	full := make([]*Value, 0, len(f.params))
	for _, p := range f.params {
		def := defaultOf(p)
		switch {
		case def != nil && spare == 0:
			full = append(full, ev.eval(def))
			continue
		case def != nil:
			spare--
		}
		full, args = append(full, args[0]), args[1:]
	}
	return full
}

func defaultOf(p elixir.Node) elixir.Node {
	if c, ok := p.(*elixir.Call); ok && c.Name == `\\` && len(c.Args) == 2 {
		return c.Args[1]
	}
	return nil
}

func (ev *evaluator) currentModule(n *elixir.Call) *Value {
	if ev.mod == nil {
		return newNil(n.Range)
	}
	return newAtom(n.Range, "Elixir."+ev.mod.name)
}
