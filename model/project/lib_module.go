package project

import (
	"strings"

	"github.com/flylint/flylint/model/source"
	"github.com/flylint/flylint/parsers"
	"github.com/flylint/flylint/parsers/elixir"
)

// Module is one defmodule of the project, as it is compiled for prod: what
// stands under `if Mix.env() == :dev` at module level is not part of it.
type Module struct {
	parsers.Range // the whole defmodule
	Name          string
	NameRange     parsers.Range
	File          *source.File
	Functions     []*Function  // in the order of their first clause
	Uses          []*Use       // in order
	Attributes    []*Attribute // definitions only, in order
	Imports       []string     // full names
	Behaviours    []string     // full names, as @behaviour has them

	Call *elixir.Call // the defmodule itself
	Body elixir.Node  // its do block

	unit *unit
	lib  *Lib
}

// Function is a function or macro of a Module.
type Function struct {
	Name     string
	Arity    int
	Defaults int // how many arguments may be left out
	Private  bool
	Macro    bool
	Hidden   bool // @doc false
	Module   *Module
	Clauses  []*FunctionClause

	calls   []CallSite
	scanned source.Kept[bool] // calls is filled in
}

// FunctionClause is one def.
type FunctionClause struct {
	parsers.Range // the whole def
	NameRange     parsers.Range
	Args          []elixir.Node
	Guard         elixir.Node      // nil without when
	Body          elixir.Node      // nil in a head without a body
	Rescues       []elixir.Section // rescue, catch, else, after of the function itself
}

// Use is one `use Module, options`.
type Use struct {
	parsers.Range
	Module  string      // full name
	Options elixir.Node // the second argument, or nil
}

// Attribute is one `@name value`.
type Attribute struct {
	parsers.Range
	Name  string
	Value elixir.Node
}

// Ref names a function by module, name and number of arguments.
type Ref struct {
	Module string // full name; ":mnesia" for Erlang's
	Name   string
	Arity  int
}

// Ref is the function's own name, with every argument given.
func (f *Function) Ref() Ref { return Ref{f.Module.Name, f.Name, f.Arity} }

// Accepts reports whether the function can be called with n arguments.
func (f *Function) Accepts(n int) bool { return f.Arity-f.Defaults <= n && n <= f.Arity }

// Function is the function or macro called with arity arguments, or nil.
func (m *Module) Function(name string, arity int) *Function {
	if m == nil {
		return nil
	}
	for _, f := range m.Functions {
		if f.Name == name && f.Accepts(arity) {
			return f
		}
	}
	return nil
}

// Use is the first `use` of the module with this full name, or nil.
func (m *Module) Use(name string) *Use {
	if m == nil {
		return nil
	}
	for _, u := range m.Uses {
		if u.Module == name {
			return u
		}
	}
	return nil
}

// Option is the value of a key among the options of the use, or nil.
func (u *Use) Option(key string) elixir.Node {
	if u == nil {
		return nil
	}
	if pair := elixir.Lookup(u.Options, key); pair != nil {
		return pair.Value()
	}
	return nil
}

// Resolve is the full name of a module written at node: aliases in force
// there are replaced, __MODULE__ is known. It is "" when the name is computed.
func (m *Module) Resolve(node elixir.Node) string { return m.unit.resolve(node) }

// attribute is the definition of @name that holds at pos, or nil.
func (m *Module) attribute(name string, use elixir.Node) *Attribute {
	var found *Attribute
	for _, a := range m.Attributes {
		if a.Name == name && a.To <= use.Pos() {
			found = a
		}
	}
	return found
}

// IsOpen reports whether a module may have functions that are not written in it:
// delegated ones, or what a `use` brings.
func (m *Module) IsOpen() bool {
	text := m.File.Text(m.Range)
	return len(m.Uses) > 0 || strings.Contains(text, "defdelegate") || strings.Contains(text, "@before_compile")
}

// passesOn reports whether using the module means to use the named one: its
// __using__ quotes such a use.
func (m *Module) passesOn(name string) bool {
	using := m.Function("__using__", 1)
	if using == nil {
		return false
	}
	found := false
	for _, clause := range using.Clauses {
		elixir.Walk(clause.Body, func(n elixir.Node) bool {
			c, ok := n.(*elixir.Call)
			if ok && c.Target == nil && c.Name == "use" && len(c.Args) > 0 && m.Resolve(c.Args[0]) == name {
				found = true
			}
			return !found
		})
	}
	return found
}
