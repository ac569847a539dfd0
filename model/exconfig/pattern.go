package exconfig

import (
	"slices"
	"strings"

	"github.com/flylint/flylint/parsers/elixir"
)

// matching is the progress of one match. Variables are bound in the
// evaluator's scope as they are met; conditions join its path.
type matching struct {
	never      bool
	conditions Guard  // what must hold for the match
	split      *Value // a Choice that has to be taken apart first
	bound      []string
}

func (ev *evaluator) matchAll(patterns []elixir.Node, subjects []*Value) *matching {
	m := &matching{}
	if len(patterns) != len(subjects) {
		m.never = true
		return m
	}
	for i, p := range patterns {
		if !ev.match(m, p, subjects[i]) {
			break
		}
	}
	return m
}

// match reports whether matching may go on.
func (ev *evaluator) match(m *matching, p elixir.Node, v *Value) bool {
	switch p := p.(type) {
	case *elixir.Var:
		return ev.matchVar(m, p, v)
	case *elixir.Block:
		if len(p.Exprs) == 1 {
			return ev.match(m, p.Exprs[0], v)
		}
	case *elixir.Call:
		switch {
		case p.Name == "=" && len(p.Args) == 2:
			return ev.match(m, p.Args[0], v) && ev.match(m, p.Args[1], v)
		case p.Name == `\\` && len(p.Args) == 2:
			return ev.match(m, p.Args[0], v)
		}
	}
	v = ev.prune(v)
	if v.Kind == Choice {
		m.split = v
		return false
	}
	return ev.matchLeaf(m, p, v)
}

// matchVar binds a variable; a name that stands twice must match the same.
func (ev *evaluator) matchVar(m *matching, p *elixir.Var, v *Value) bool {
	if !slices.Contains(m.bound, p.Name) || p.Name == "_" {
		m.bound = append(m.bound, p.Name)
		ev.bindVar(p, v)
		return true
	}
	v = ev.prune(v)
	if v.Kind == Choice {
		m.split = v
		return false
	}
	return ev.matchEqual(m, p, ev.prune(ev.lookup(p.Name)), v)
}

// matchLeaf matches a pattern that can fail against a value that is no Choice.
func (ev *evaluator) matchLeaf(m *matching, p elixir.Node, v *Value) bool {
	switch p := p.(type) {
	case *elixir.Tuple:
		return ev.matchTuple(m, p, v)
	case *elixir.List:
		return ev.matchList(m, p, v)
	case *elixir.Map:
		return ev.matchMap(m, p, v)
	case *elixir.Call:
		switch {
		case p.Name == "^" && len(p.Args) == 1:
			return ev.matchEqual(m, p, ev.eval(p.Args[0]), v)
		case p.Name == "<>" && len(p.Args) == 2:
			return ev.matchPrefix(m, p, v)
		case p.Name == "++" && len(p.Args) == 2:
			return ev.matchOpaque(m, p, v)
		}
	case *elixir.Bitstring:
		return ev.matchOpaque(m, p, v)
	}
	return ev.matchEqual(m, p, ev.eval(p), v)
}

// matchEqual compares with a literal.
func (ev *evaluator) matchEqual(m *matching, p elixir.Node, want, v *Value) bool {
	c, answer := ev.comparison(p, want, v, false)
	switch answer {
	case Always:
		return true
	case Never:
		return m.fail()
	}
	return ev.matchIf(m, c)
}

func (m *matching) fail() bool {
	m.never = true
	return false
}

// matchIf goes on where a condition holds.
func (ev *evaluator) matchIf(m *matching, c Condition) bool {
	switch ev.path.decide(c) {
	case Always:
		return true
	case Never:
		return m.fail()
	}
	m.conditions = append(m.conditions, c)
	ev.path.push(c)
	return true
}

// matchOpaque matches what cannot be looked into: it may or may not match, and
// nothing is known of the variables in the pattern.
func (ev *evaluator) matchOpaque(m *matching, p elixir.Node, v *Value) bool {
	ev.bindUnknown(p, v)
	test := &Value{Range: elixir.RangeOf(p), Kind: Opaque, Text: describe(p) + " = " + v.String(),
		Derived: v.Decided(), sort: booleanSort}
	return ev.matchIf(m, testOf(test.reading(v)))
}

// bindUnknown binds the variables of a pattern to parts of an unknown value.
func (ev *evaluator) bindUnknown(p elixir.Node, v *Value) {
	switch p := p.(type) {
	case *elixir.Var:
		ev.bindVar(p, ev.derived(p, anySort, v))
	case *elixir.Tuple:
		ev.bindAllUnknown(p.Elems, v)
	case *elixir.List:
		ev.bindAllUnknown(p.Elems, v)
	case *elixir.Map:
		ev.bindAllUnknown(p.Elems, v)
	case *elixir.Bitstring:
		ev.bindAllUnknown(p.Elems, v)
	case *elixir.Call:
		switch {
		case p.Name == "^":
		case p.Name == "::" && len(p.Args) == 2:
			ev.bindUnknown(p.Args[0], v)
		case p.Form == elixir.FormOperator:
			ev.bindAllUnknown(p.Args, v)
		}
	}
}

func (ev *evaluator) bindAllUnknown(nodes []elixir.Node, v *Value) {
	for _, n := range nodes {
		ev.bindUnknown(n, v)
	}
}

func (ev *evaluator) matchTuple(m *matching, p *elixir.Tuple, v *Value) bool {
	if v.Kind == Opaque && (v.sort == anySort || v.sort == tupleSort) {
		return ev.matchOpaque(m, p, v)
	}
	if v.Kind != Tuple || len(v.Elems) != len(p.Elems) {
		return m.fail()
	}
	for i, e := range p.Elems {
		if !ev.match(m, e, v.Elems[i]) {
			return false
		}
	}
	return true
}

func (ev *evaluator) matchList(m *matching, p *elixir.List, v *Value) bool {
	if v.Kind == Opaque && (v.sort == anySort || v.sort == listSort || v.sort == charlistSort) {
		return ev.matchOpaque(m, p, v)
	}
	elems, ok := listElems(v)
	if !ok {
		return m.fail()
	}
	heads := p.Elems
	var tail elixir.Node
	if n := len(heads); n > 0 {
		if c, ok := heads[n-1].(*elixir.Call); ok && c.Name == "|" && len(c.Args) == 2 {
			heads = append(heads[:n-1:n-1], c.Args[0])
			tail = c.Args[1]
		}
	}
	if len(elems) < len(heads) || tail == nil && len(elems) > len(heads) {
		return m.fail()
	}
	for i, h := range heads {
		if !ev.match(m, h, elems[i]) {
			return false
		}
	}
	if tail == nil {
		return true
	}
	return ev.match(m, tail, newList(v.Range, elems[len(heads):]...).reading(v))
}

func (ev *evaluator) matchMap(m *matching, p *elixir.Map, v *Value) bool {
	if v.Kind == Opaque && (v.sort == anySort || v.sort == mapSort) {
		return ev.matchOpaque(m, p, v)
	}
	if v.Kind != Map {
		return m.fail()
	}
	if p.Struct != nil {
		if name := v.pair("__struct__"); name == nil || !ev.match(m, p.Struct, name.Elems[1]) {
			return m.fail()
		}
	}
	for _, e := range p.Elems {
		t, ok := e.(*elixir.Tuple)
		if !ok || len(t.Elems) != 2 {
			return m.fail()
		}
		value, found := mapGet(v, ev.eval(t.Elems[0]))
		if !found {
			return m.fail()
		}
		if !ev.match(m, t.Elems[1], value) {
			return false
		}
	}
	return true
}

// matchPrefix matches "prefix" <> rest.
func (ev *evaluator) matchPrefix(m *matching, p *elixir.Call, v *Value) bool {
	prefix, ok := ev.eval(p.Args[0]).Str()
	if text, isText := v.Str(); ok && isText {
		rest, found := strings.CutPrefix(text, prefix)
		if !found {
			return m.fail()
		}
		return ev.match(m, p.Args[1], newString(v.Range, rest).reading(v))
	}
	switch v.Kind {
	case Unknown, Secret:
		if v.Kind == Unknown && !ev.matchIf(m, testOf(v)) {
			return false
		}
	case Opaque:
		if v.sort != anySort && v.sort != stringSort {
			return m.fail()
		}
	default:
		return m.fail()
	}
	if !ev.matchOpaque(m, p.Args[0], v) {
		return false
	}
	return ev.match(m, p.Args[1], ev.derived(p.Args[1], stringSort, v))
}

// assign is pattern = expression.
func (ev *evaluator) assign(n *elixir.Call) *Value {
	v := ev.eval(n.Args[1])
	if name, ok := n.Args[0].(*elixir.Var); ok {
		ev.bindVar(name, v)
		return v
	}
	if v.Kind == Raise {
		ev.bindUnknown(n.Args[0], v)
		return v
	}
	return ev.destructure(n, n.Args[0], v)
}

// destructure binds the variables of a pattern by what v may be.
func (ev *evaluator) destructure(n, pattern elixir.Node, v *Value) *Value {
	vars := ev.vars
	var names []string
	body := func() *Value {
		bound := newTuple(elixir.RangeOf(n))
		names = names[:0]
		for b := ev.vars; b != vars; b = b.next {
			names = append(names, b.name)
			bound.Elems = append(bound.Elems, b.value)
		}
		return bound
	}
	bound := ev.choose([]*Value{v}, []arm{{patterns: []elixir.Node{pattern}, body: body}}, func() *Value {
		return ev.raise(elixir.RangeOf(n), "no match of right hand side value: "+v.String(), true)
	})
	if bound.Kind == Raise || bound.Kind == Opaque {
		ev.bindUnknown(pattern, ev.derived(n, anySort, v))
		return v
	}
	for i := len(names) - 1; i >= 0; i-- {
		ev.bind(names[i], elementOf(bound, i))
	}
	return ev.prune(v)
}

// elementOf is the i-th element of a tuple, or of every alternative of one.
func elementOf(v *Value, i int) *Value {
	if v.Kind == Tuple {
		return v.Elems[i]
	}
	cells := make([]Alternative, len(v.Alts()))
	for j, alt := range v.Alts() {
		cells[j] = Alternative{alt.When, elementOf(alt.Value, i)}
	}
	return joinValues(cells)
}
