package project

import (
	"go/token"
	"strings"

	"github.com/flylint/flylint/model/source"
	"github.com/flylint/flylint/parsers"
	"github.com/flylint/flylint/parsers/elixir"
)

// unit is one parsed source file: its modules, nested ones too, and the
// aliases in force at each place of it.
type unit struct {
	file    *source.File
	modules []*Module
	aliases []alias
}

// alias is a short name that stands for a full one in a stretch of the file.
type alias struct {
	parsers.Range
	short, full string
}

// parseUnit reads the modules of one file into u. The bodies of its functions
// stay in the tree; nothing looks into them before it is asked.
func parseUnit(u *unit, lib *Lib, file *source.File, tree *elixir.File) {
	u.file = file
	s := unitScan{unit: u, lib: lib, fileEnd: file.Range().To}
	for _, expr := range tree.Exprs {
		elixir.Walk(expr, s.visit)
	}
	for _, m := range u.modules {
		m.fill()
	}
}

// unitScan collects modules and aliases in one walk over the file. The blocks
// and modules around the current node are known by their ends, since the walk
// meets nodes in the order of the text.
type unitScan struct {
	unit    *unit
	lib     *Lib
	fileEnd token.Pos
	blocks  []token.Pos
	modules []*Module
}

func (s *unitScan) visit(n elixir.Node) bool {
	s.leave(n.Pos())
	switch n := n.(type) {
	case *elixir.Block:
		s.blocks = append(s.blocks, n.End())
	case *elixir.Call:
		s.call(n)
	}
	return true
}

// leave forgets the blocks and modules that end before pos.
func (s *unitScan) leave(pos token.Pos) {
	for len(s.blocks) > 0 && s.blocks[len(s.blocks)-1] <= pos {
		s.blocks = s.blocks[:len(s.blocks)-1]
	}
	for len(s.modules) > 0 && s.modules[len(s.modules)-1].To <= pos {
		s.modules = s.modules[:len(s.modules)-1]
	}
}

// scopeEnd is where an alias made here ceases to hold.
func (s *unitScan) scopeEnd() token.Pos {
	if len(s.blocks) > 0 {
		return s.blocks[len(s.blocks)-1]
	}
	return s.fileEnd
}

func (s *unitScan) call(c *elixir.Call) {
	if c.Target != nil || c.Form == elixir.FormOperator || len(c.Args) == 0 {
		return
	}
	switch c.Name {
	case "defmodule", "defprotocol":
		s.module(c)
	case "alias":
		s.alias(c)
	case "require":
		if as := c.Keyword("as"); as != nil {
			s.add(c.End(), as.Value(), s.unit.resolve(c.Args[0]))
		}
	}
}

func (s *unitScan) module(c *elixir.Call) {
	name := s.moduleName(c.Args[0])
	if name == "" {
		return
	}
	m := &Module{
		Range:     elixir.RangeOf(c),
		Name:      name,
		NameRange: elixir.RangeOf(c.Args[0]),
		File:      s.unit.file,
		Call:      c,
		Body:      c.Section("do"),
		unit:      s.unit,
		lib:       s.lib,
	}
	if len(s.modules) > 0 { // a nested module is known by its short name after it
		short, _, _ := strings.Cut(strings.TrimPrefix(name, s.inner()+"."), ".")
		s.unit.aliases = append(s.unit.aliases, alias{
			Range: parsers.Range{From: c.Pos(), To: s.scopeEnd()},
			short: short,
			full:  s.inner() + "." + short,
		})
	}
	s.unit.modules = append(s.unit.modules, m)
	s.modules = append(s.modules, m)
}

// moduleName is the full name a defmodule gives: inside another module it is
// that module's name with this one behind, aliases having no say.
func (s *unitScan) moduleName(n elixir.Node) string {
	a, ok := n.(*elixir.Alias)
	if !ok {
		return ""
	}
	if a.Base != nil {
		return s.unit.resolve(a)
	}
	name := strings.Join(a.Segments, ".")
	if a.Segments[0] == "Elixir" {
		return strings.TrimPrefix(name, "Elixir.")
	}
	if outer := s.inner(); outer != "" {
		return outer + "." + name
	}
	return name
}

// inner is the name of the module around the current node, or "".
func (s *unitScan) inner() string {
	if len(s.modules) == 0 {
		return ""
	}
	return s.modules[len(s.modules)-1].Name
}

// alias reads alias A.B, alias A.B, as: C and alias A.{B, C}.
func (s *unitScan) alias(c *elixir.Call) {
	if multi, ok := c.Args[0].(*elixir.Call); ok && multi.Name == "{}" && multi.Target != nil {
		base := s.unit.resolve(multi.Target)
		for _, arg := range multi.Args {
			if a, ok := arg.(*elixir.Alias); ok && a.Base == nil && base != "" {
				s.add(c.End(), a, base+"."+strings.Join(a.Segments, "."))
			}
		}
		return
	}
	name := c.Args[0]
	if as := c.Keyword("as"); as != nil {
		s.add(c.End(), as.Value(), s.unit.resolve(c.Args[0]))
		return
	}
	s.add(c.End(), name, s.unit.resolve(name))
}

// add lets the last segment of name stand for full from here on.
func (s *unitScan) add(from token.Pos, name elixir.Node, full string) {
	if full == "" {
		return
	}
	short := full[strings.LastIndexByte(full, '.')+1:]
	if a, ok := name.(*elixir.Alias); ok {
		short = last(a.Segments)
	}
	s.unit.aliases = append(s.unit.aliases, alias{
		Range: parsers.Range{From: from, To: s.scopeEnd()}, short: short, full: full,
	})
}

// resolve is the full name of the module written at n, or "" when it is not a
// module's name or is computed.
func (u *unit) resolve(n elixir.Node) string {
	switch n := n.(type) {
	case *elixir.Atom:
		if n.Form == elixir.AtomPlain {
			return strings.TrimPrefix(":"+n.Name, ":Elixir.")
		}
	case *elixir.Var:
		if n.Name == "__MODULE__" {
			return u.moduleAt(n.Pos())
		}
	case *elixir.Alias:
		return u.expand(n)
	}
	return ""
}

func (u *unit) expand(a *elixir.Alias) string {
	name := strings.Join(a.Segments, ".")
	if a.Base != nil {
		base := u.resolve(a.Base)
		if base == "" {
			return ""
		}
		return base + "." + name
	}
	if a.Segments[0] == "Elixir" {
		return strings.TrimPrefix(name, "Elixir.")
	}
	for i := len(u.aliases) - 1; i >= 0; i-- { // the latest definition in force wins
		if al := u.aliases[i]; al.short == a.Segments[0] && al.Contains(a.Pos()) {
			return al.full + name[len(a.Segments[0]):]
		}
	}
	return name
}

// moduleAt is the name of the innermost module around pos, or "".
func (u *unit) moduleAt(pos token.Pos) string {
	for i := len(u.modules) - 1; i >= 0; i-- {
		if u.modules[i].Contains(pos) {
			return u.modules[i].Name
		}
	}
	return ""
}

// last is the last element of a slice that is not empty.
func last[T any](list []T) T { return list[len(list)-1] }
