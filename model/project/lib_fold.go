package project

import (
	"github.com/flylint/flylint/model/exconfig"
	"github.com/flylint/flylint/parsers/elixir"
)

// prod is the Mix environment a release is built in.
const prod = "prod"

// Settings answers what the production configuration holds for an
// application's key. Nil means that the key is certainly not set.
type Settings func(app, key string) *exconfig.Value

// term is an expression together with the place it is read at: the module
// whose functions and attributes it names, and the variables bound before it.
// A term without a node is a value that cannot be told.
type term struct {
	node  elixir.Node
	scope *scope
}

// scope is a module and the variables bound in it, the latest first. In the
// body of a function it knows where the function was called.
type scope struct {
	mod    *Module
	name   string
	value  term
	outer  *scope
	fn     *Function
	caller *scope
}

func (s *scope) bind(name string, value term) *scope {
	return &scope{mod: s.mod, name: name, value: value, outer: s, fn: s.fn, caller: s.caller}
}

// call is the scope of fn's body when it is called in s; nil when fn has
// called itself more often than a list of children needs.
func (s *scope) call(fn *Function) *scope {
	const recursions = 2
	n := 0
	for at := s; at != nil; at = at.caller {
		if at.fn == fn {
			n++
		}
	}
	if n > recursions {
		return nil
	}
	return &scope{mod: fn.Module, fn: fn, caller: s}
}

func (s *scope) lookup(name string) (term, bool) {
	for ; s != nil; s = s.outer {
		if s.name == name {
			return s.value, true
		}
	}
	return term{}, false
}

// resolve is the full module name that stands at t, or "".
func (t term) resolve() string {
	if t.node == nil || t.scope == nil {
		return ""
	}
	return t.scope.mod.Resolve(t.node)
}

// folder reduces expressions to the literal that decides them, as the code
// runs in one Mix environment. It follows variables, attributes, functions of
// the project, pipes and conditionals it can decide, and stops at the rest.
type folder struct {
	lib      *Lib
	env      string
	settings Settings // nil when the configuration is not known
	depth    int

	lists map[term]listing  // results, since several branches name the same list
	ways  map[term][]branch // the same, of conditionals
}

// maxFold bounds how deep one reduction follows a program.
const maxFold = 60

// enter counts one level deeper; false means that it is deep enough.
func (f *folder) enter() bool {
	if f.depth >= maxFold {
		return false
	}
	f.depth++
	return true
}

func (f *folder) leave() { f.depth-- }

// reduce follows t until it is a literal or something that cannot be followed.
func (f *folder) reduce(t term) term {
	for range maxFold {
		next, ok := f.step(t)
		if !ok {
			return t
		}
		t = next
	}
	return t
}

// step is one reduction; false when t cannot be reduced further.
func (f *folder) step(t term) (term, bool) {
	switch n := t.node.(type) {
	case *elixir.Var:
		if bound, ok := t.scope.lookup(n.Name); ok {
			return bound, bound.node != nil
		}
		return f.enterFunction(t, t.scope.mod, n.Name, nil)
	case *elixir.Block:
		return f.block(t, n)
	case *elixir.Access:
		return f.member(term{n.Container, t.scope}, n.Key)
	case *elixir.Call:
		return f.stepCall(t, n)
	}
	return t, false
}

// block runs the bindings of a block and is its last expression.
func (f *folder) block(t term, b *elixir.Block) (term, bool) {
	if len(b.Exprs) == 0 {
		return t, false
	}
	scope := t.scope
	for _, expr := range b.Exprs[:len(b.Exprs)-1] {
		scope = f.bindings(expr, scope)
	}
	return term{last(b.Exprs), scope}, true
}

// bindings is the scope after expr, when expr is a match.
func (f *folder) bindings(expr elixir.Node, s *scope) *scope {
	c, ok := expr.(*elixir.Call)
	if !ok || c.Name != "=" || len(c.Args) != 2 || c.Target != nil {
		return s
	}
	value := term{c.Args[1], s}
	s = f.bindings(c.Args[1], s) // a = b = …
	return f.match(c.Args[0], value, s)
}

// match binds the variables of a pattern; those inside a structure that is
// not taken apart here are bound to what cannot be told.
func (f *folder) match(pattern elixir.Node, value term, s *scope) *scope {
	if v, ok := pattern.(*elixir.Var); ok {
		return s.bind(v.Name, value)
	}
	if parts, ok := f.destructure(pattern, value); ok {
		for i, p := range elements(pattern) {
			s = f.match(p, parts[i], s)
		}
		return s
	}
	elixir.Walk(pattern, func(n elixir.Node) bool {
		if v, ok := n.(*elixir.Var); ok {
			s = s.bind(v.Name, term{})
		}
		return true
	})
	return s
}

// destructure is the value's elements, when pattern and value are tuples or
// lists of the same length.
func (f *folder) destructure(pattern elixir.Node, value term) ([]term, bool) {
	want := elements(pattern)
	if want == nil || value.node == nil {
		return nil, false
	}
	value = f.reduce(value)
	have := elements(value.node)
	if len(want) != len(have) || isTuple(pattern) != isTuple(value.node) {
		return nil, false
	}
	parts := make([]term, len(have))
	for i, n := range have {
		parts[i] = term{n, value.scope}
	}
	return parts, true
}

func elements(n elixir.Node) []elixir.Node {
	switch n := n.(type) {
	case *elixir.Tuple:
		return n.Elems
	case *elixir.List:
		return n.Elems
	}
	return nil
}

func isTuple(n elixir.Node) bool {
	_, ok := n.(*elixir.Tuple)
	return ok
}

func (f *folder) stepCall(t term, c *elixir.Call) (term, bool) {
	if c.Target != nil {
		return f.stepRemote(t, c)
	}
	switch c.Name {
	case "@":
		return f.attribute(t, c)
	case "&":
		if n, ok := c.Arg(0).(*elixir.Integer); ok { // &1
			bound, known := t.scope.lookup("&" + n.Text)
			return bound, known && bound.node != nil
		}
	case "elem":
		return f.elem(t, c)
	case "|>":
		return f.pipe(t, c)
	case "=":
		if len(c.Args) == 2 {
			return term{c.Args[1], t.scope}, true
		}
	case "||", "&&", "or", "and":
		return f.shortCut(t, c)
	case "if", "unless", "case", "cond":
		return f.decided(t)
	}
	if c.Form == elixir.FormOperator || len(c.Blocks) > 0 {
		return t, false
	}
	return f.enterFunction(t, t.scope.mod, c.Name, c.Args)
}

// stepRemote follows calls into the project, and the look-ups in keyword lists
// that option code is made of.
func (f *folder) stepRemote(t term, c *elixir.Call) (term, bool) {
	target := t.scope.mod.Resolve(c.Target)
	switch {
	case target == "Keyword" && (c.Name == "get" || c.Name == "fetch!") && len(c.Args) >= 2:
		if found, ok := f.member(term{c.Args[0], t.scope}, c.Args[1]); ok {
			return found, true
		}
		return t, false
	case target == "":
		return t, false
	}
	if mod := f.lib.Module(target); mod != nil {
		return f.enterFunction(t, mod, c.Name, c.Args)
	}
	return t, false
}

// attribute is what @name holds where it is used.
func (f *folder) attribute(t term, c *elixir.Call) (term, bool) {
	if len(c.Args) != 1 {
		return t, false
	}
	v, ok := c.Args[0].(*elixir.Var)
	if !ok {
		return t, false
	}
	if a := t.scope.mod.attribute(v.Name, c); a != nil {
		return term{a.Value, &scope{mod: t.scope.mod}}, true
	}
	return t, false
}

// pipe turns a |> f(b) into f(a, b).
func (f *folder) pipe(t term, c *elixir.Call) (term, bool) {
	if call := piped(c); call != nil {
		return term{call, t.scope}, true
	}
	return t, false
}

func piped(c *elixir.Call) *elixir.Call {
	if len(c.Args) != 2 {
		return nil
	}
	switch right := c.Args[1].(type) {
	case *elixir.Call:
		if right.Form == elixir.FormOperator {
			return nil
		}
		call := *right
		call.Range = c.Range
		call.Args = append([]elixir.Node{c.Args[0]}, right.Args...)
		if call.Form == elixir.FormField {
			call.Form = elixir.FormParens
		}
		return &call
	case *elixir.Var:
		return &elixir.Call{Range: c.Range, Name: right.Name, NamePos: right.From, Args: c.Args[:1], Form: elixir.FormParens}
	}
	return nil
}

// shortCut is the side of || and && that is taken.
func (f *folder) shortCut(t term, c *elixir.Call) (term, bool) {
	if len(c.Args) != 2 {
		return t, false
	}
	truth := f.truth(term{c.Args[0], t.scope})
	if truth == undecided {
		return t, false
	}
	takesRight := truth == yes
	if c.Name == "||" || c.Name == "or" {
		takesRight = truth == no
	}
	if takesRight {
		return term{c.Args[1], t.scope}, true
	}
	return term{c.Args[0], t.scope}, true
}

// elem is elem(tuple, index) of a tuple that is written out.
func (f *folder) elem(t term, c *elixir.Call) (term, bool) {
	if len(c.Args) != 2 || !f.enter() {
		return t, false
	}
	defer f.leave()
	index, ok := elixir.IntValue(c.Args[1])
	tuple := f.reduce(term{c.Args[0], t.scope})
	if parts := elements(tuple.node); ok && isTuple(tuple.node) && 0 <= index && index < int64(len(parts)) {
		return term{parts[index], tuple.scope}, true
	}
	return t, false
}

// member is the value of key in a keyword list or map that is written out.
func (f *folder) member(container term, key elixir.Node) (term, bool) {
	a, ok := key.(*elixir.Atom)
	if !ok || !f.enter() {
		return container, false
	}
	defer f.leave()
	container = f.reduce(container)
	if pair := elixir.Lookup(container.node, a.Name); pair != nil {
		return term{pair.Value(), container.scope}, true
	}
	return container, false
}

// decided is the branch of a conditional that runs, when one surely does.
func (f *folder) decided(t term) (term, bool) {
	if !f.enter() {
		return t, false
	}
	defer f.leave()
	if b := f.branches(t); len(b) == 1 && len(b[0].when) == 0 {
		return b[0].term, b[0].term.node != nil
	}
	return t, false
}

// enterFunction is the body of the clause that a call runs, when one surely does.
func (f *folder) enterFunction(t term, mod *Module, name string, args []elixir.Node) (term, bool) {
	fn := mod.Function(name, len(args))
	if fn == nil || fn.Macro || !f.enter() {
		return t, false
	}
	defer f.leave()
	if b := f.clauses(t, fn, args); len(b) == 1 && len(b[0].when) == 0 {
		return b[0].term, b[0].term.node != nil
	}
	return t, false
}
