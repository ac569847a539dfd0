package exconfig

import (
	"github.com/flylint/flylint/parsers/elixir"
)

// loop is a comprehension: generators and filters, walked depth first.
type loop struct {
	ev      *evaluator
	node    *elixir.Call
	body    elixir.Node
	reduce  []*elixir.Clause // the clauses of reduce:, which make acc from acc
	acc     *Value           // the list of what came so far, or what reduce: made of it
	stopped bool             // acc is what the whole is worth: it cannot be run on
}

// comprehension is for … do. It runs over lists that are known; what their
// elements are, and whether they pass a filter, need not be.
func (ev *evaluator) comprehension(n *elixir.Call) *Value {
	l := &loop{ev: ev, node: n, body: n.Section("do"), acc: newList(n.Range)}
	parts := n.Args
	if k := len(n.Args); k > 0 {
		if list, ok := n.Args[k-1].(*elixir.List); ok && list.Bare {
			parts = n.Args[:k-1]
		}
	}
	start := n.Section("reduce")
	if start != nil {
		if clauses, ok := l.body.(*elixir.Clauses); ok {
			l.acc, l.reduce = ev.eval(start), clauses.List
		}
	}
	if l.body == nil || start != nil && l.reduce == nil {
		return ev.opaqueNode(n)
	}
	vars := ev.vars
	l.run(parts)
	ev.vars = vars
	if l.stopped || l.reduce != nil {
		return l.acc
	}
	return l.collected()
}

// collected is what into: and uniq: make of the list.
func (l *loop) collected() *Value {
	ev := l.ev
	return ev.each(l.node, []*Value{l.acc}, func(a []*Value) *Value {
		list := a[0]
		if l.node.Section("uniq") != nil {
			list = (&stdCall{ev, l.node, "uniq", []*Value{list}}).enum()
		}
		into := l.node.Section("into")
		elems, ok := list.List()
		if into == nil || !ok {
			return list
		}
		return ev.each(l.node, []*Value{ev.eval(into)}, func(into []*Value) *Value {
			return ev.collect(l.node, elems, into[0])
		})
	})
}

// run walks the generators and filters that are left, then the body.
func (l *loop) run(parts []elixir.Node) {
	if l.stopped {
		return
	}
	if len(parts) == 0 {
		l.yield()
		return
	}
	if c, ok := parts[0].(*elixir.Call); ok && c.Name == "<-" && len(c.Args) == 2 {
		l.generate(c, parts[1:])
		return
	}
	test := l.ev.eval(parts[0])
	if test.Kind == Raise {
		l.stop(test)
		return
	}
	next, skip := l.forked(func() { l.run(parts[1:]) })
	l.acc = l.ev.ifElse(l.ev.truth(test), next, skip)
}

// forked makes of a step two branches: one that takes it and one that does not.
func (l *loop) forked(step func()) (next, skip func() *Value) {
	before := l.acc
	if before.Kind == List {
		// Neither branch may append into what the other sees.
		before.Elems = before.Elems[:len(before.Elems):len(before.Elems)]
	}
	next = func() *Value {
		l.acc = before
		step()
		return l.acc
	}
	return next, func() *Value { return before }
}

// generate runs the rest for every element that matches.
func (l *loop) generate(c *elixir.Call, rest []elixir.Node) {
	ev := l.ev
	source := ev.prune(ev.eval(c.Args[1]))
	elems, ok := enumElems(source)
	if !ok {
		l.stop(ev.notEnumerable(l.node, source))
		return
	}
	pattern, guard := splitWhen(c.Args[0])
	for _, e := range elems {
		vars := ev.vars
		next, skip := l.forked(func() { l.run(rest) })
		l.acc = ev.choose([]*Value{e}, []arm{{[]elixir.Node{pattern}, guard, next}}, skip)
		ev.vars = vars
		if l.stopped || l.acc.Kind == Raise || l.acc.Kind == Opaque {
			l.stopped = true
			return
		}
	}
}

func (l *loop) stop(v *Value) { l.acc, l.stopped = v, true }

// notEnumerable is a loop over something that is no known list.
func (ev *evaluator) notEnumerable(n elixir.Node, source *Value) *Value {
	switch {
	case source.Kind == Raise:
		return source
	case source.Kind < Func:
		return ev.raise(elixir.RangeOf(n), "not enumerable: "+source.String(), true)
	}
	return ev.derived(n, listSort, source)
}

// yield evaluates the body once.
func (l *loop) yield() {
	ev := l.ev
	if l.reduce != nil {
		l.acc = ev.choose([]*Value{l.acc}, ev.arms(l.reduce), func() *Value {
			return ev.raise(l.node.Range, "no clause matching in for", true)
		})
		return
	}
	v := ev.scoped(l.body)
	if v.Kind == Raise {
		l.stop(v)
		return
	}
	own := l.acc.Kind == List // an alternative's elements may be another's, too
	l.acc = ev.each(l.node, []*Value{l.acc}, func(a []*Value) *Value {
		elems, ok := a[0].List()
		if !ok || len(elems) > maxElems {
			return ev.opaque(l.node, "a very long list")
		}
		if !own {
			elems = elems[:len(elems):len(elems)]
		}
		return newList(l.node.Range, append(elems, v)...)
	})
}
