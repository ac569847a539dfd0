package model

import (
	"slices"

	"github.com/flylint/flylint/model/exconfig"
	"github.com/flylint/flylint/parsers"
	"github.com/flylint/flylint/parsers/elixir"
)

// element is one element of a list, and the conditions under which it is there.
type element struct {
	term
	when exconfig.Guard
}

// listing is what could be read of an expression that makes a list.
type listing struct {
	elements []element
	unread   []parsers.Range // the parts that could not be read
}

func (l *listing) append(more listing) {
	l.elements = append(l.elements, more.elements...)
	l.unread = append(l.unread, more.unread...)
}

// list reads the elements of the list t is worth. Elements that are there
// under a condition only are guarded by it.
func (f *folder) list(t term) listing {
	if !f.enter() {
		return notRead(t)
	}
	defer f.leave()
	t = f.reduce(t)
	switch n := t.node.(type) {
	case *elixir.List:
		return f.literalList(t, n)
	case *elixir.Atom:
		if n.Name == "nil" {
			return listing{}
		}
	case *elixir.Call:
		if l, ok := f.listCall(t, n); ok {
			return l
		}
	}
	if branches := f.branches(t); branches != nil {
		return f.merge(branches, f.list)
	}
	if v := f.constant(t); v != nil && v.Kind == exconfig.List && len(v.Elems) == 0 {
		return listing{}
	}
	return notRead(t)
}

func notRead(t term) listing {
	if t.node == nil {
		return listing{unread: []parsers.Range{{}}}
	}
	return listing{unread: []parsers.Range{rangeOf(t.node)}}
}

func (f *folder) literalList(t term, list *elixir.List) listing {
	var out listing
	for _, e := range list.Elems {
		if tail, ok := e.(*elixir.Call); ok && tail.Target == nil && tail.Name == "|" && len(tail.Args) == 2 {
			out.append(f.one(term{tail.Args[0], t.scope}))
			out.append(f.list(term{tail.Args[1], t.scope}))
			continue
		}
		out.append(f.one(term{e, t.scope}))
	}
	return out
}

// one is the element t is worth; nil counts as no element, since lists with
// conditional elements are always filtered.
func (f *folder) one(t term) listing {
	if !f.enter() {
		return notRead(t)
	}
	defer f.leave()
	reduced := f.reduce(t)
	if a, ok := reduced.node.(*elixir.Atom); ok && a.Name == "nil" {
		return listing{}
	}
	if c, ok := reduced.node.(*elixir.Call); ok && c.Target == nil && c.Name == "&&" && len(c.Args) == 2 {
		return f.guarded(term{c.Args[0], reduced.scope}, f.one(term{c.Args[1], reduced.scope}))
	}
	if branches := f.branches(reduced); branches != nil {
		return f.merge(branches, f.one)
	}
	return listing{elements: []element{{term: reduced}}}
}

// guarded puts a test before every element of l.
func (f *folder) guarded(test term, l listing) listing {
	cond := f.condition(test)
	for i := range l.elements {
		l.elements[i].when = append(exconfig.Guard{cond}, l.elements[i].when...)
	}
	return l
}

// listCall reads the calls that put lists together.
func (f *folder) listCall(t term, c *elixir.Call) (listing, bool) {
	arg := func(i int) term { return term{c.Args[i], t.scope} }
	if c.Target == nil {
		switch {
		case c.Name == "++" && len(c.Args) == 2:
			l := f.list(arg(0))
			l.append(f.list(arg(1)))
			return l, true
		case c.Name == "for":
			return f.comprehension(t, c), true
		case c.Name == "&&" && len(c.Args) == 2:
			return f.guarded(arg(0), f.list(arg(1))), true
		}
		return listing{}, false
	}
	if len(c.Args) == 0 {
		return listing{}, false
	}
	switch t.scope.mod.Resolve(c.Target) + "." + c.Name {
	case "List.flatten":
		return f.flat(arg(0)), true
	case "Enum.concat":
		if len(c.Args) == 1 {
			return f.flat(arg(0)), true
		}
		l := f.list(arg(0))
		l.append(f.list(arg(1)))
		return l, true
	case "List.wrap":
		if _, isList := f.reduce(arg(0)).node.(*elixir.List); !isList {
			return f.one(arg(0)), true
		}
		return f.list(arg(0)), true
	case "Enum.uniq":
		return f.list(arg(0)), true
	case "Enum.reject", "Enum.filter":
		l := f.list(arg(0))
		if len(c.Args) == 2 && !dropsNil(c.Args[1]) {
			l.unread = append(l.unread, rangeOf(c.Args[1]))
		}
		return l, true
	}
	return listing{}, false
}

// flat is a list of elements and lists of them.
func (f *folder) flat(t term) listing {
	outer := f.list(t)
	out := listing{unread: outer.unread}
	for _, e := range outer.elements {
		inner := listing{elements: []element{e}}
		if f.isList(e.term) {
			inner = f.list(e.term)
			for i := range inner.elements {
				inner.elements[i].when = slices.Concat(e.when, inner.elements[i].when)
			}
		}
		out.append(inner)
	}
	return out
}

// isList reports whether t makes a list rather than a child.
func (f *folder) isList(t term) bool {
	switch n := t.node.(type) {
	case *elixir.List:
		return true
	case *elixir.Call:
		return n.Target == nil && (n.Name == "++" || n.Name == "for")
	}
	return false
}

// comprehension reads for … do element end: what is made is known, not how
// often.
func (f *folder) comprehension(t term, c *elixir.Call) listing {
	body := section(c, "do")
	if body == nil {
		return notRead(t)
	}
	scope := t.scope
	for _, arg := range c.Args {
		if gen, ok := arg.(*elixir.Call); ok && gen.Name == "<-" && len(gen.Args) == 2 {
			scope = f.match(gen.Args[0], term{}, scope)
		}
	}
	l := f.one(term{body, scope})
	cond := exconfig.Condition{Range: rangeOf(c), Op: exconfig.OpOther, Text: "for each"}
	for i := range l.elements {
		l.elements[i].when = append(exconfig.Guard{cond}, l.elements[i].when...)
	}
	l.unread = append(l.unread, rangeOf(c))
	return l
}

// dropsNil reports whether a filter's function only takes nil and false out.
func dropsNil(fn elixir.Node) bool {
	onlyNil := true
	walk(fn, func(n elixir.Node) bool {
		switch n := n.(type) {
		case *elixir.Call:
			switch n.Name {
			case "&", "is_nil", "/", "!", "not", "==", "!=", "!==", "===":
			default:
				onlyNil = false
			}
		case *elixir.Atom:
			onlyNil = onlyNil && (n.Name == "nil" || n.Name == "false")
		case *elixir.Var, *elixir.Integer, *elixir.Fn, *elixir.Clause, *elixir.Block:
		default:
			onlyNil = false
		}
		return onlyNil
	})
	return onlyNil
}

// merge joins the lists of several branches. What stands in every branch
// needs no guard; the order of each branch is kept.
func (f *folder) merge(branches []branch, read func(term) listing) listing {
	type member struct {
		element
		in []int // branches that hold it
	}
	var merged []member
	var out listing
	for b, branch := range branches {
		if branch.term.node == nil {
			continue // worth nil
		}
		l := read(branch.term)
		out.unread = append(out.unread, l.unread...)
		at := 0
		for _, e := range l.elements {
			found := slices.IndexFunc(merged[at:], func(m member) bool { return m.node == e.node })
			if found >= 0 {
				at += found
				merged[at].in = append(merged[at].in, b)
			} else {
				merged = slices.Insert(merged, at, member{e, []int{b}})
			}
			at++
		}
	}
	for _, m := range merged {
		if len(m.in) < len(branches) {
			m.when = slices.Concat(branches[m.in[0]].when, m.when)
		}
		out.elements = append(out.elements, m.element)
	}
	return out
}
