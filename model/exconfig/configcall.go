package exconfig

import (
	"slices"
	"strings"

	"github.com/flylint/flylint/parsers/elixir"
)

// configCall is config app, opts and config app, key, opts.
func (ev *evaluator) configCall(n *elixir.Call) *Value {
	if len(n.Args) < 2 || len(n.Args) > 3 {
		return ev.opaqueNode(n)
	}
	last := n.Args[len(n.Args)-1]
	if ev.dry && (len(n.Args) == 3 || isKeywordLiteral(last)) {
		for _, a := range n.Args {
			ev.survey(a)
		}
		return newAtom(n.Range, "ok")
	}
	args := ev.room(len(n.Args))
	for _, a := range n.Args {
		args = append(args, ev.eval(a))
	}
	opts := stamp(args[len(args)-1], last)
	names := args[:len(args)-1]
	return ev.each(n, names, func(names []*Value) *Value {
		for _, name := range names {
			if name.Kind != Atom {
				return ev.opaqueNode(n, names...)
			}
		}
		if len(names) == 2 {
			pair := newPair(elixir.RangeOf(n), names[1], opts)
			pair.expr = elixir.RangeOf(last)
			ev.configure(names[0].Text, newList(elixir.RangeOf(n), pair))
			return newAtom(n.Range, "ok")
		}
		return ev.each(n, []*Value{opts}, func(o []*Value) *Value {
			if !o[0].IsKeyword() {
				return ev.notKeyword(n, o[0])
			}
			ev.configure(names[0].Text, o[0])
			return newAtom(n.Range, "ok")
		})
	})
}

// isKeywordLiteral reports whether n is written as a keyword list.
func isKeywordLiteral(n elixir.Node) bool {
	list, ok := n.(*elixir.List)
	return ok && !slices.ContainsFunc(list.Elems, func(e elixir.Node) bool {
		t, ok := e.(*elixir.Tuple)
		return !ok || t.Form != elixir.TupleKey
	})
}

// survey evaluates what of a literal is not literal, for its reads: nobody will
// ask for the value.
func (ev *evaluator) survey(n elixir.Node) {
	var elems []elixir.Node
	switch n := n.(type) {
	case *elixir.Atom, *elixir.String, *elixir.Integer:
		return
	case *elixir.Alias:
		if n.Base == nil {
			return
		}
	case *elixir.List:
		if !slices.ContainsFunc(n.Elems, isCons) {
			elems = n.Elems
		}
	case *elixir.Tuple:
		elems = n.Elems
	}
	if elems == nil {
		ev.eval(n)
	}
	for _, e := range elems {
		ev.survey(e)
	}
}

// notKeyword is config/2 with something else than a keyword list.
func (ev *evaluator) notKeyword(n elixir.Node, v *Value) *Value {
	if v.Kind < Func {
		return ev.raise(elixir.RangeOf(n), "config/2 expected a keyword list, got: "+v.String(), true)
	}
	return ev.opaqueNode(n, v)
}

func (ev *evaluator) configure(app string, opts *Value) {
	if !ev.dry {
		ev.state.set(app, ev.mergeConfig(ev.state.get(app), opts))
	}
}

// stamp makes every key of a configured value point at where the config call
// says so: a keyword's own text where it is literal, else the expression that
// yields it.
func stamp(v *Value, n elixir.Node) *Value {
	switch {
	case v.Kind == Choice:
		return stampChoice(v, n)
	case v.Kind != List || len(v.Elems) == 0 || !v.IsKeyword():
		return v
	}
	var elems []*Value
	for i, pair := range v.Elems {
		stamped := stampPair(pair, n, i)
		if stamped != pair && elems == nil {
			elems = append([]*Value(nil), v.Elems...)
		}
		if elems != nil {
			elems[i] = stamped
		}
	}
	if elems == nil {
		return v
	}
	out := *v
	out.Elems = elems
	return &out
}

func stampPair(pair *Value, n elixir.Node, i int) *Value {
	if list, ok := n.(*elixir.List); ok && i < len(list.Elems) && elixir.RangeOf(list.Elems[i]) == pair.Range {
		if t, ok := list.Elems[i].(*elixir.Tuple); ok && len(t.Elems) == 2 {
			return pair.withValue(stamp(pair.Elems[1], t.Elems[1]))
		}
	}
	moved := *pair
	moved.expr = elixir.RangeOf(n)
	moved.Elems = []*Value{pair.Elems[0], stamp(pair.Elems[1], n)}
	return &moved
}

func stampChoice(v *Value, n elixir.Node) *Value {
	alts := make([]Alternative, len(v.Alts()))
	for i, alt := range v.Alts() {
		alts[i] = Alternative{alt.When, stamp(alt.Value, n)}
	}
	out := &choice{Value: *v, more: rare{alts: alts}}
	out.rare = &out.more
	return &out.Value
}

// importConfig is import_config "file", which acts at the point of the call.
func (ev *evaluator) importConfig(n *elixir.Call) *Value {
	if len(n.Args) != 1 {
		return ev.opaqueNode(n)
	}
	return ev.each(n, []*Value{ev.eval(n.Args[0])}, func(a []*Value) *Value {
		name, ok := a[0].Str()
		if !ok || strings.HasPrefix(name, "/") {
			if name, ok = ev.inProject(a[0]); !ok {
				return ev.opaqueNode(n, a...)
			}
		} else {
			name = ev.resolve(name)
		}
		if strings.ContainsAny(name, "*?[{") {
			return ev.importAll(n, name)
		}
		if ev.opts.Open(name) == nil && !slices.Contains(ev.out.Lacks, name) {
			ev.out.Lacks = append(ev.out.Lacks, name)
		}
		return ev.follow(n, name)
	})
}

func (ev *evaluator) importAll(n *elixir.Call, pattern string) *Value {
	ev.entangle()
	if ev.opts.Glob == nil {
		return ev.opaqueNode(n)
	}
	for _, file := range ev.opts.Glob(pattern) {
		ev.follow(n, file)
	}
	return newAtom(n.Range, "ok")
}

// maxFiles bounds chains of files that follow one another.
const maxFiles = 24

// follow evaluates another file of the project.
func (ev *evaluator) follow(n elixir.Node, file string) *Value {
	ev.entangle()
	tree := ev.opts.Open(file)
	if tree == nil || ev.follows > maxFiles {
		return ev.opaqueNode(n)
	}
	ev.follows++
	v := ev.evalFile(file, tree)
	ev.follows--
	return v
}
