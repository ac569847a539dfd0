package project

import (
	"strconv"
	"strings"

	"github.com/flylint/flylint/model/exconfig"
	"github.com/flylint/flylint/parsers/elixir"
)

// Constant is what an expression in the module's body is worth in prod, or nil
// when it cannot be told. Attributes and the project's functions are followed.
func (m *Module) Constant(n elixir.Node) *exconfig.Value {
	fold := &folder{lib: m.lib, env: prod}
	return fold.constant(term{n, &scope{mod: m}})
}

// Constant is what the argument at index i is worth in prod, or nil when it
// cannot be told, as when it depends on a variable.
func (c CallSite) Constant(i int) *exconfig.Value {
	if i >= len(c.Args) {
		return nil
	}
	s := &scope{mod: c.In.Module}
	for name := range boundNames(c.Clause) {
		s = s.bind(name, term{})
	}
	fold := &folder{lib: c.In.Module.lib, env: prod}
	return fold.constant(term{c.Args[i], s})
}

// constant is the value of t, or nil when it cannot be told.
func (f *folder) constant(t term) *exconfig.Value {
	if !f.enter() {
		return nil
	}
	defer f.leave()
	t = f.reduce(t)
	switch n := t.node.(type) {
	case nil:
		return nil
	case *elixir.Alias, *elixir.Var: // a variable may be __MODULE__
		if name := t.resolve(); name != "" {
			return &exconfig.Value{Range: elixir.RangeOf(n), Kind: exconfig.Atom, Text: "Elixir." + name}
		}
		return nil
	case *elixir.List:
		return f.constants(t, exconfig.List, n.Elems)
	case *elixir.Tuple:
		return f.constants(t, exconfig.Tuple, n.Elems)
	case *elixir.Access:
		return keyOf(f.constant(term{n.Container, t.scope}), n.Key)
	case *elixir.Call:
		return f.constantCall(t, n)
	}
	return literal(t.node)
}

func (f *folder) constants(t term, kind exconfig.Kind, nodes []elixir.Node) *exconfig.Value {
	v := &exconfig.Value{Range: elixir.RangeOf(t.node), Kind: kind}
	for _, n := range nodes {
		e := f.constant(term{n, t.scope})
		if e == nil {
			return nil
		}
		v.Elems = append(v.Elems, e)
	}
	return v
}

func (f *folder) constantCall(t term, c *elixir.Call) *exconfig.Value {
	if truth, is := f.truthOfCall(t, c); is && truth != undecided && (c.Target != nil || c.Name != "||" && c.Name != "&&") {
		return &exconfig.Value{Range: c.Range, Kind: exconfig.Atom, Text: strconv.FormatBool(truth == yes)}
	}
	if c.Target == nil {
		switch {
		case c.Name == "config_env" && len(c.Args) == 0:
			return &exconfig.Value{Range: c.Range, Kind: exconfig.Atom, Text: f.env}
		case len(c.Args) == 2:
			return f.arithmetic(c, term{c.Args[0], t.scope}, term{c.Args[1], t.scope})
		}
		return nil
	}
	switch t.scope.mod.Resolve(c.Target) {
	case "Mix":
		if c.Name == "env" {
			return &exconfig.Value{Range: c.Range, Kind: exconfig.Atom, Text: f.env}
		}
	case "Application":
		return f.setting(t, c)
	case "Keyword":
		if c.Name == "get" && len(c.Args) >= 2 {
			return keyOf(f.constant(term{c.Args[0], t.scope}), c.Args[1])
		}
	case ":timer":
		return f.timer(t, c)
	}
	return nil
}

// arithmetic folds + - * over integers.
func (f *folder) arithmetic(c *elixir.Call, a, b term) *exconfig.Value {
	if c.Name != "+" && c.Name != "-" && c.Name != "*" {
		return nil
	}
	left, lok := integer(f.constant(a))
	right, rok := integer(f.constant(b))
	if !lok || !rok {
		return nil
	}
	switch c.Name {
	case "+":
		left += right
	case "-":
		left -= right
	case "*":
		left *= right
	}
	return &exconfig.Value{Range: c.Range, Kind: exconfig.Integer, Text: strconv.FormatInt(left, 10)}
}

// timer folds :timer.seconds(5) and its like to milliseconds.
func (f *folder) timer(t term, c *elixir.Call) *exconfig.Value {
	unit := map[string]int64{"seconds": 1000, "minutes": 60_000, "hours": 3_600_000}[c.Name]
	if unit == 0 || len(c.Args) != 1 {
		return nil
	}
	n, ok := integer(f.constant(term{c.Args[0], t.scope}))
	if !ok {
		return nil
	}
	return &exconfig.Value{Range: c.Range, Kind: exconfig.Integer, Text: strconv.FormatInt(n*unit, 10)}
}

// literal is the value of a literal without parts, or nil.
func literal(n elixir.Node) *exconfig.Value {
	switch n := n.(type) {
	case *elixir.Atom:
		return &exconfig.Value{Range: n.Range, Kind: exconfig.Atom, Text: n.Name}
	case *elixir.String:
		return &exconfig.Value{Range: n.Range, Kind: exconfig.String, Text: n.Value}
	case *elixir.Integer:
		if n.Big != nil {
			return nil
		}
		return &exconfig.Value{Range: n.Range, Kind: exconfig.Integer, Text: strconv.FormatInt(n.Value, 10)}
	case *elixir.Charlist:
		return &exconfig.Value{Range: n.Range, Kind: exconfig.Charlist, Text: n.Value}
	case *elixir.Sigil:
		return sigil(n)
	}
	return nil
}

// sigil is the value of ~w and of ~c without escapes.
func sigil(s *elixir.Sigil) *exconfig.Value {
	if s.Name != "c" && s.Name != "C" {
		return words(s)
	}
	text, ok := s.Text()
	if !ok || strings.Contains(text, `\`) {
		return nil
	}
	return &exconfig.Value{Range: s.Range, Kind: exconfig.Charlist, Text: text}
}

// words is the list that ~w(a b) stands for.
func words(s *elixir.Sigil) *exconfig.Value {
	if s.Name != "w" && s.Name != "W" || len(s.Parts) > 1 {
		return nil
	}
	v := &exconfig.Value{Range: s.Range, Kind: exconfig.List}
	kind := exconfig.String
	if s.Modifiers == "a" {
		kind = exconfig.Atom
	}
	for _, part := range s.Parts {
		text, ok := part.(*elixir.String)
		if !ok {
			return nil
		}
		for _, w := range strings.Fields(text.Value) {
			v.Elems = append(v.Elems, &exconfig.Value{Range: s.Range, Kind: kind, Text: w})
		}
	}
	return v
}

// integer reads a constant as a whole number.
func integer(v *exconfig.Value) (int64, bool) {
	if v == nil || v.Kind != exconfig.Integer {
		return 0, false
	}
	n, err := strconv.ParseInt(v.Text, 10, 64)
	return n, err == nil
}

func itoa(n int) string { return strconv.Itoa(n) }
