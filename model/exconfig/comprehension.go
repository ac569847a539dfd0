package exconfig

import (
	"github.com/flylint/flylint/parsers/elixir"
)

// loop is a comprehension: generators and filters, walked depth first.
type loop struct {
	ev     *evaluator
	node   *elixir.Call
	parts  []elixir.Node
	body   elixir.Node
	out    []*Value
	reduce *elixir.Clauses
	acc    *Value
	fault  *Value // what the whole is worth where it cannot be run
}

// comprehension is for … do. It runs over lists that are known; the elements
// themselves need not be.
func (ev *evaluator) comprehension(n *elixir.Call) *Value {
	l := &loop{ev: ev, node: n, body: n.Section("do")}
	l.parts = n.Args
	if k := len(n.Args); k > 0 {
		if list, ok := n.Args[k-1].(*elixir.List); ok && list.Bare {
			l.parts = n.Args[:k-1]
		}
	}
	if start := n.Section("reduce"); start != nil {
		l.acc = ev.eval(start)
		l.reduce, _ = l.body.(*elixir.Clauses)
	}
	if l.body == nil || l.acc != nil && l.reduce == nil {
		return ev.opaqueNode(n)
	}
	vars := ev.vars
	l.run(l.parts)
	ev.vars = vars
	return l.result()
}

func (l *loop) result() *Value {
	switch {
	case l.fault != nil:
		return l.fault
	case l.acc != nil:
		return l.acc
	}
	into := newList(l.node.Range)
	if n := l.node.Section("into"); n != nil {
		into = l.ev.eval(n)
	}
	if unique := l.node.Section("uniq"); unique != nil {
		list := newList(l.node.Range, l.out...)
		return (&stdCall{l.ev, l.node, "uniq", []*Value{list}}).enum()
	}
	return l.ev.collect(l.node, l.out, into)
}

func (l *loop) run(parts []elixir.Node) {
	ev := l.ev
	if l.fault != nil {
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
	switch test := ev.eval(parts[0]); {
	case test.Kind == Raise:
		l.fault = test
	case ev.prune(test).Truthy() == Always:
		l.run(parts[1:])
	case ev.prune(test).Truthy() == Maybe:
		l.fault = ev.derived(l.node, listSort, test)
	}
}

// generate runs the rest for every element that matches.
func (l *loop) generate(c *elixir.Call, rest []elixir.Node) {
	ev := l.ev
	source := ev.prune(ev.eval(c.Args[1]))
	elems, ok := enumElems(source)
	if !ok {
		l.fault = ev.loopFault(l.node, source)
		return
	}
	pattern, guard := splitWhen(c.Args[0])
	for _, e := range elems {
		vars, mark := ev.vars, ev.path.mark()
		m := ev.matchAll([]elixir.Node{pattern}, []*Value{e})
		ev.path.release(mark)
		switch {
		case m.split != nil || len(m.conditions) > 0:
			l.fault = ev.derived(l.node, listSort, source)
		case !m.never && l.allowed(guard):
			l.run(rest)
		}
		ev.vars = vars
		if l.fault != nil {
			return
		}
	}
}

func (l *loop) allowed(guard elixir.Node) bool {
	if guard == nil {
		return true
	}
	v := l.ev.eval(guard)
	if v.Truthy() == Maybe {
		l.fault = l.ev.derived(l.node, listSort, v)
	}
	return v.Truthy() == Always
}

// loopFault is a comprehension over something that is no known list.
func (ev *evaluator) loopFault(n elixir.Node, source *Value) *Value {
	switch {
	case source.Kind == Raise:
		return source
	case source.Kind < Func:
		return ev.raise(rangeOf(n), "not enumerable: "+source.String(), true)
	}
	return ev.derived(n, listSort, source)
}

func (l *loop) yield() {
	ev := l.ev
	var v *Value
	if l.reduce == nil {
		v = ev.scoped(l.body)
	} else {
		v = ev.choose([]*Value{l.acc}, ev.arms(l.reduce.List), func() *Value {
			return ev.raise(l.node.Range, "no clause matching in for", true)
		})
		l.acc = v
	}
	if v.Kind == Raise || len(l.out) > maxElems {
		l.fault = v
		return
	}
	l.out = append(l.out, v)
}
