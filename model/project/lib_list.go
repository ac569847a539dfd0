package project

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

// and is both listings, one after the other. Listings are shared, so neither
// is changed.
func (l listing) and(more listing) listing {
	return listing{slices.Concat(l.elements, more.elements), slices.Concat(l.unread, more.unread)}
}

// add puts more at the end of a listing that is being made and that nobody
// shares yet.
func (l *listing) add(more listing) {
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
	if known, ok := f.lists[t]; ok {
		return known
	}
	l := f.readList(t)
	if f.lists == nil {
		f.lists = map[term]listing{}
	}
	f.lists[t] = l
	return l
}

func (f *folder) readList(t term) listing {
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
	return listing{unread: []parsers.Range{elixir.RangeOf(t.node)}}
}

func (f *folder) literalList(t term, list *elixir.List) listing {
	out := listing{elements: make([]element, 0, len(list.Elems))}
	for _, e := range list.Elems {
		if tail, ok := e.(*elixir.Call); ok && tail.Target == nil && tail.Name == "|" && len(tail.Args) == 2 {
			out.add(f.one(term{tail.Args[0], t.scope}))
			out.add(f.list(term{tail.Args[1], t.scope}))
			continue
		}
		out.add(f.one(term{e, t.scope}))
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
	truthy, _ := f.guards(test)
	return l.guarded(truthy)
}

// guarded is the listing with a guard in front of every element's own.
func (l listing) guarded(when exconfig.Guard) listing {
	out := listing{unread: l.unread}
	for _, e := range l.elements {
		out.elements = append(out.elements, element{e.term, slices.Concat(when, e.when)})
	}
	return out
}

// listCall reads the calls that put lists together.
func (f *folder) listCall(t term, c *elixir.Call) (listing, bool) {
	arg := func(i int) term { return term{c.Args[i], t.scope} }
	if c.Target == nil {
		switch {
		case c.Name == "++" && len(c.Args) == 2:
			return f.list(arg(0)).and(f.list(arg(1))), true
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
		return f.list(arg(0)).and(f.list(arg(1))), true
	case "List.wrap":
		if _, isList := f.reduce(arg(0)).node.(*elixir.List); !isList {
			return f.one(arg(0)), true
		}
		return f.list(arg(0)), true
	case "Enum.uniq":
		return f.list(arg(0)), true
	case "Enum.sort_by":
		if len(c.Args) == 2 {
			return f.sorted(f.list(arg(0)), arg(1)), true
		}
	case "Enum.map", "Enum.flat_map", "Enum.filter", "Enum.reject":
		if len(c.Args) == 2 {
			return f.each(c.Name, f.list(arg(0)), arg(1)), true
		}
	}
	return listing{}, false
}

// flat is a list of elements and lists of them.
func (f *folder) flat(t term) listing {
	outer := f.list(t)
	out := listing{unread: slices.Clone(outer.unread)}
	for _, e := range outer.elements {
		inner := listing{elements: []element{e}}
		if f.isList(e.term) {
			inner = f.list(e.term).guarded(e.when)
		}
		out.add(inner)
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

// comprehension reads for … do element end. Over a list that is known each
// element is; else it is known what is made, not how often.
func (f *folder) comprehension(t term, c *elixir.Call) listing {
	body := c.Section("do")
	if body == nil || len(c.Args) == 0 {
		return notRead(t)
	}
	gen, ok := c.Args[0].(*elixir.Call)
	if !ok || gen.Name != "<-" || len(gen.Args) != 2 {
		return notRead(t)
	}
	over := f.list(term{gen.Args[1], t.scope})
	if len(over.unread) == 0 && !hasFilters(c) {
		var out listing
		for _, e := range over.elements {
			inner := f.match(gen.Args[0], e.term, t.scope)
			out.add(f.one(term{body, inner}).guarded(e.when))
		}
		return out
	}
	cond := exconfig.Condition{Range: elixir.RangeOf(c), Op: exconfig.OpOther, Text: "for each"}
	l := f.one(term{body, f.match(gen.Args[0], term{}, t.scope)}).guarded(exconfig.Guard{cond})
	return l.and(listing{unread: []parsers.Range{elixir.RangeOf(c)}})
}

// hasFilters reports whether a for has more than one generator: filters,
// further generators, options other than its body.
func hasFilters(c *elixir.Call) bool {
	if len(c.Args) == 1 {
		return false
	}
	list, ok := c.Args[1].(*elixir.List)
	return len(c.Args) > 2 || !ok || !list.Bare || len(list.Elems) != 1
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
			found := slices.IndexFunc(merged[at:], func(m member) bool { return alike(m.term, e.term) })
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

// alike reports whether two terms are the same expression: the same node, or
// equally written without variables, which could differ.
func alike(a, b term) bool {
	if a.node == b.node {
		return true
	}
	if a.scope.mod != b.scope.mod {
		return false
	}
	file := a.scope.mod.File
	return file.Text(elixir.RangeOf(a.node)) == file.Text(elixir.RangeOf(b.node)) && !hasVariable(a.node)
}

func hasVariable(n elixir.Node) bool {
	found := false
	elixir.Walk(n, func(n elixir.Node) bool {
		v, ok := n.(*elixir.Var)
		found = found || ok && v.Name != "__MODULE__"
		return !found
	})
	return found
}
