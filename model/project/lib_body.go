package project

import (
	"go/token"

	"github.com/flylint/flylint/parsers"
	"github.com/flylint/flylint/parsers/elixir"
)

// fill reads the statements of the module's body.
func (m *Module) fill() {
	hidden := false
	for _, stmt := range m.statements(m.Body) {
		call, ok := stmt.(*elixir.Call)
		if !ok {
			continue
		}
		switch {
		case call.Name == "@" && len(call.Args) == 1:
			hidden = m.attributeLine(call) || hidden
		case call.Target == nil:
			if m.definition(call, hidden) {
				hidden = false
			}
		}
	}
}

// statements lists the expressions of a module's body in order. A conditional
// around definitions is decided for prod; one that cannot be decided counts
// with all its branches.
func (m *Module) statements(body elixir.Node) []elixir.Node {
	exprs := []elixir.Node{body}
	if block, ok := body.(*elixir.Block); ok {
		exprs = block.Exprs
	}
	var out []elixir.Node
	for _, expr := range exprs {
		call, ok := expr.(*elixir.Call)
		if !ok || call.Name != "if" && call.Name != "unless" || call.Target != nil {
			out = append(out, expr)
			continue
		}
		fold := folder{lib: m.lib, env: prod}
		for _, b := range fold.branches(term{call, &scope{mod: m}}) {
			if b.term.node != nil {
				out = append(out, m.statements(b.term.node)...)
			}
		}
	}
	return out
}

// attributeLine reads `@name value` and reports whether it is @doc false.
func (m *Module) attributeLine(at *elixir.Call) (hides bool) {
	def, ok := at.Args[0].(*elixir.Call)
	if !ok || len(def.Args) != 1 {
		return false
	}
	value := def.Args[0]
	switch def.Name {
	case "doc":
		a, ok := value.(*elixir.Atom)
		return ok && a.Name == "false"
	case "behaviour":
		if name := m.Resolve(value); name != "" {
			m.Behaviours = append(m.Behaviours, name)
		}
	case "spec", "type", "typep", "opaque", "callback", "moduledoc", "typedoc", "impl":
	default:
		m.Attributes = append(m.Attributes, &Attribute{elixir.RangeOf(at), def.Name, value})
	}
	return false
}

// definition reads use, import and def lines, and reports whether it was a def.
func (m *Module) definition(c *elixir.Call, hidden bool) bool {
	if len(c.Args) == 0 {
		return false
	}
	switch c.Name {
	case "use":
		use := &Use{Range: elixir.RangeOf(c), Module: m.Resolve(c.Args[0])}
		if len(c.Args) > 1 {
			use.Options = c.Args[1]
		}
		m.Uses = append(m.Uses, use)
	case "import":
		if name := m.Resolve(c.Args[0]); name != "" {
			m.Imports = append(m.Imports, name)
		}
	case "def", "defp", "defmacro", "defmacrop":
		m.def(c, hidden)
		return true
	}
	return false
}

func (m *Module) def(c *elixir.Call, hidden bool) {
	head := c.Args[0]
	clause := &FunctionClause{Range: elixir.RangeOf(c), Body: c.Section("do")}
	if when, ok := head.(*elixir.Call); ok && when.Name == "when" && len(when.Args) == 2 {
		head, clause.Guard = when.Args[0], when.Args[1]
	}
	var name string
	switch h := head.(type) {
	case *elixir.Var:
		name, clause.NameRange = h.Name, h.Range
	case *elixir.Call:
		if h.Target != nil || h.Name == "unquote" {
			return
		}
		name, clause.Args = h.Name, h.Args
		clause.NameRange = parsers.Range{From: h.NamePos, To: h.NamePos + token.Pos(len(h.Name))}
	default:
		return
	}
	for _, s := range c.Blocks {
		if s.Key.Name != "do" {
			clause.Rescues = append(clause.Rescues, s)
		}
	}
	f := m.declare(c.Name, name, len(clause.Args))
	f.Hidden = f.Hidden || hidden
	if n := defaults(clause.Args); n > f.Defaults {
		f.Defaults = n
	}
	f.Clauses = append(f.Clauses, clause)
}

// declare finds or makes the function of that name and number of arguments.
func (m *Module) declare(kind, name string, arity int) *Function {
	for _, f := range m.Functions {
		if f.Name == name && f.Arity == arity {
			return f
		}
	}
	f := &Function{
		Name:    name,
		Arity:   arity,
		Private: kind == "defp" || kind == "defmacrop",
		Macro:   kind == "defmacro" || kind == "defmacrop",
		Module:  m,
	}
	m.Functions = append(m.Functions, f)
	return f
}

// defaults counts the arguments written `name \\ default`.
func defaults(args []elixir.Node) int {
	n := 0
	for _, arg := range args {
		if c, ok := arg.(*elixir.Call); ok && c.Name == `\\` {
			n++
		}
	}
	return n
}
