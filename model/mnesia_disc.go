package model

import (
	"strings"

	"github.com/flylint/flylint/model/project"
	"github.com/flylint/flylint/parsers"
	"github.com/flylint/flylint/parsers/elixir"
)

// discScan finds where code asks for copies on disc: as the option or argument
// disc_copies or disc_only_copies, not where it compares with them.
type discScan struct {
	mod   *project.Module
	found []parsers.Range
}

func (s *discScan) visit(n elixir.Node) {
	switch n := n.(type) {
	case nil:
		return
	case *elixir.Atom:
		if isDisc(n) {
			s.found = append(s.found, n.Range)
		}
	case *elixir.Clause:
		s.visit(n.Body)
		return
	case *elixir.Tuple:
		if len(n.Elems) == 2 && isDisc(n.Elems[0]) && isEmptyList(n.Elems[1]) {
			return
		}
	case *elixir.Call:
		if !s.enters(n) {
			return
		}
	}
	for child := range elixir.Children(n) {
		s.visit(child)
	}
}

// enters reports whether a call may ask for copies on disc by its arguments.
func (s *discScan) enters(c *elixir.Call) bool {
	switch c.Name {
	case "==", "!=", "===", "!==", "in", "@":
		return false
	case "=":
		s.visit(c.Args[len(c.Args)-1])
		return false
	}
	if c.Target == nil {
		return true
	}
	switch module := s.mod.Resolve(c.Target); {
	case isMnesia(module):
		table, isAtom := elixir.AtomValue(c.Arg(0))
		return c.Name != "table_info" && c.Name != "system_info" &&
			(!isAtom || table != "schema" && !strings.Contains(table, "cache"))
	case module == "Keyword", module == "Map", module == "Enum", module == "List", strings.HasPrefix(module, "Logger"):
		return false
	}
	return true
}

func isDisc(n elixir.Node) bool {
	name, ok := elixir.AtomValue(n)
	return ok && (name == "disc_copies" || name == "disc_only_copies")
}

func isEmptyList(n elixir.Node) bool {
	list, ok := n.(*elixir.List)
	return ok && len(list.Elems) == 0
}
