package exconfig

import (
	"strings"

	"github.com/flylint/flylint/parsers/elixir"
)

// names is what alias, import and require brought into a scope; later ones
// hide earlier ones.
type names struct {
	short  string // the alias; "" for an import
	module string
	next   *names
}

// expand is the full name of a module written as segments.
func (s *names) expand(segments []string) string {
	for ; s != nil; s = s.next {
		if s.short == segments[0] {
			return strings.Join(append([]string{s.module}, segments[1:]...), ".")
		}
	}
	return strings.Join(segments, ".")
}

// equal reports whether two scopes have the same names.
func (s *names) equal(other *names) bool {
	for s != other {
		if s == nil || other == nil || s.short != other.short || s.module != other.module {
			return false
		}
		s, other = s.next, other.next
	}
	return true
}

// imports lists the imported modules, the latest first.
func (s *names) imports() []string {
	var out []string
	for ; s != nil; s = s.next {
		if s.short == "" {
			out = append(out, s.module)
		}
	}
	return out
}

// directive handles alias, import, require and use.
func (ev *evaluator) directive(n *elixir.Call) *Value {
	if len(n.Args) == 0 {
		return newNil(n.Range)
	}
	for _, module := range ev.directiveModules(n.Args[0]) {
		switch n.Name {
		case "alias":
			ev.addAlias(module, n)
		case "require":
			if n.Section("as") != nil {
				ev.addAlias(module, n)
			}
		case "import":
			ev.names = &names{module: module, next: ev.names}
		}
	}
	return newNil(n.Range)
}

// directiveModules is A.B, or each of A.{B, C}.
func (ev *evaluator) directiveModules(n elixir.Node) []string {
	c, ok := n.(*elixir.Call)
	if !ok || c.Name != "{}" || c.Target == nil {
		if module, ok := ev.eval(n).Module(); ok {
			return []string{module}
		}
		return nil
	}
	base, ok := ev.eval(c.Target).Module()
	if !ok {
		return nil
	}
	var out []string
	for _, a := range c.Args {
		if alias, ok := a.(*elixir.Alias); ok {
			out = append(out, base+"."+strings.Join(alias.Segments, "."))
		}
	}
	return out
}

func (ev *evaluator) addAlias(module string, n *elixir.Call) {
	short := module[strings.LastIndexByte(module, '.')+1:]
	if as, ok := n.Section("as").(*elixir.Alias); ok && len(as.Segments) > 0 {
		short = as.Segments[0]
	}
	ev.names = &names{short: short, module: module, next: ev.names}
}
