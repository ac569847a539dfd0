package model

import (
	"strconv"
	"strings"

	"github.com/flylint/flylint/model/exconfig"
	"github.com/flylint/flylint/parsers/elixir"
)

// truth is what a condition is worth.
type truth uint8

const (
	undecided truth = iota
	yes
	no
)

func truthOf(b bool) truth {
	if b {
		return yes
	}
	return no
}

func (t truth) not() truth {
	switch t {
	case yes:
		return no
	case no:
		return yes
	}
	return undecided
}

func and(a, b truth) truth {
	switch {
	case a == no || b == no:
		return no
	case a == undecided || b == undecided:
		return undecided
	}
	return yes
}

// same compares two constants.
func same(a, b *exconfig.Value) truth {
	if a.Kind > exconfig.String || b.Kind > exconfig.String {
		return undecided
	}
	return truthOf(a.Kind == b.Kind && a.Text == b.Text)
}

// truth tells whether t is truthy: neither nil nor false.
func (f *folder) truth(t term) truth {
	if !f.enter() {
		return undecided
	}
	defer f.leave()
	t = f.reduce(t)
	if c, ok := t.node.(*elixir.Call); ok {
		if truth, is := f.truthOfCall(t, c); is {
			return truth
		}
	}
	if isTerm(t.node) {
		return yes
	}
	v := f.constant(t)
	switch {
	case v == nil:
		return undecided
	case v.Kind == exconfig.Atom:
		return truthOf(v.Text != "nil" && v.Text != "false")
	case v.Kind == exconfig.Secret || v.Kind <= exconfig.Func:
		return yes
	}
	return undecided
}

// truthOfCall decides operators and tests; false when c is neither.
func (f *folder) truthOfCall(t term, c *elixir.Call) (truth, bool) {
	arg := func(i int) term { return term{c.Args[i], t.scope} }
	switch {
	case c.Target != nil && c.Name == "ensure_loaded?" && len(c.Args) == 1:
		return f.loaded(t.scope.mod.Resolve(c.Args[0])), true
	case c.Target != nil:
		return undecided, false
	case len(c.Args) == 1:
		switch c.Name {
		case "not", "!":
			return f.truth(arg(0)).not(), true
		case "is_nil":
			return f.isNil(arg(0)), true
		case "is_list":
			return f.isListTerm(arg(0)), true
		}
	case len(c.Args) == 2:
		return f.truthOfBinary(c.Name, arg(0), arg(1))
	}
	return undecided, false
}

func (f *folder) truthOfBinary(op string, a, b term) (truth, bool) {
	switch op {
	case "and", "&&":
		return and(f.truth(a), f.truth(b)), true
	case "or", "||":
		return and(f.truth(a).not(), f.truth(b).not()).not(), true
	case "==", "===":
		return f.equal(a, b), true
	case "!=", "!==":
		return f.equal(a, b).not(), true
	case "in":
		return f.among(a, b), true
	case "not in":
		return f.among(a, b).not(), true
	}
	return undecided, false
}

func (f *folder) equal(a, b term) truth {
	left, right := f.constant(a), f.constant(b)
	if left == nil || right == nil {
		return undecided
	}
	return same(left, right)
}

func (f *folder) among(a, list term) truth {
	value, set := f.constant(a), f.constant(list)
	if value == nil || set == nil || set.Kind != exconfig.List {
		return undecided
	}
	result := no
	for _, e := range set.Elems {
		switch same(value, e) {
		case yes:
			return yes
		case undecided:
			result = undecided
		}
	}
	return result
}

// isTerm reports whether a node is worth something that is neither an atom
// nor nil, whatever its parts are.
func isTerm(n elixir.Node) bool {
	switch n.(type) {
	case *elixir.Alias, *elixir.Tuple, *elixir.List, *elixir.Map, *elixir.String, *elixir.Interpolated, *elixir.Integer, *elixir.Fn:
		return true
	}
	return false
}

// isNil tells whether t is nil.
func (f *folder) isNil(t term) truth {
	t = f.reduce(t)
	if isTerm(t.node) {
		return no
	}
	v := f.constant(t)
	if v == nil || v.Kind > exconfig.Func {
		return undecided
	}
	return truthOf(v.Kind == exconfig.Atom && v.Text == "nil")
}

// isListTerm tells whether t is worth a list.
func (f *folder) isListTerm(t term) truth {
	switch f.reduce(t).node.(type) {
	case *elixir.List:
		return yes
	case *elixir.Alias, *elixir.Atom, *elixir.Tuple, *elixir.Map, *elixir.String:
		return no
	}
	if v := f.constant(t); v != nil && v.Kind < exconfig.Func {
		return truthOf(v.Kind == exconfig.List || v.Kind == exconfig.Charlist)
	}
	return undecided
}

// loaded tells whether a release holds the module. Mix and ExUnit are build
// tools, which no release holds.
func (f *folder) loaded(module string) truth {
	switch {
	case module == "Mix" || module == "ExUnit":
		return no
	case f.lib.Defines(module):
		return yes
	}
	return undecided
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
			return &exconfig.Value{Range: rangeOf(n), Kind: exconfig.Atom, Text: "Elixir." + name}
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
	v := &exconfig.Value{Range: rangeOf(t.node), Kind: kind}
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

// setting folds Application.get_env and its like over the configuration.
func (f *folder) setting(t term, c *elixir.Call) *exconfig.Value {
	switch c.Name {
	case "get_env", "fetch_env!", "compile_env", "compile_env!":
	default:
		return nil
	}
	if f.settings == nil || len(c.Args) < 2 {
		return nil
	}
	app, path := f.constant(term{c.Args[0], t.scope}), f.constant(term{c.Args[1], t.scope})
	if app == nil || path == nil || app.Kind != exconfig.Atom {
		return nil
	}
	keys := []*exconfig.Value{path}
	if path.Kind == exconfig.List {
		keys = path.Elems
	}
	if len(keys) == 0 || keys[0].Kind != exconfig.Atom {
		return nil
	}
	v := f.settings(app.Text, keys[0].Text)
	for _, k := range keys[1:] {
		if v == nil {
			break
		}
		v = valueAt(v, k)
	}
	if v == nil && len(c.Args) > 2 {
		return f.constant(term{c.Args[2], t.scope})
	}
	if v == nil {
		return &exconfig.Value{Range: c.Range, Kind: exconfig.Atom, Text: "nil"}
	}
	return v
}

// keyOf is container[:key]: nil's too, and nil for a key that is not there.
func keyOf(container *exconfig.Value, key elixir.Node) *exconfig.Value {
	k := literal(key)
	if container == nil || k == nil {
		return nil
	}
	if v := valueAt(container, k); v != nil {
		return v
	}
	return &exconfig.Value{Range: container.Range, Kind: exconfig.Atom, Text: "nil"}
}

// valueAt is the element of a keyword list or map under key. A container that
// is not known gives itself, which is just as unknown.
func valueAt(container, key *exconfig.Value) *exconfig.Value {
	switch container.Kind {
	case exconfig.List, exconfig.Map:
		for _, e := range container.Elems {
			if e.Kind != exconfig.Tuple || len(e.Elems) != 2 {
				return &exconfig.Value{Range: e.Range, Kind: exconfig.Opaque}
			}
			if same(e.Elems[0], key) == yes {
				return e.Elems[1]
			}
		}
		return nil
	case exconfig.Atom:
		return nil // nil[:key] is nil
	}
	return &exconfig.Value{Range: container.Range, Kind: exconfig.Opaque}
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
	case *elixir.Sigil:
		return words(n)
	}
	return nil
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
