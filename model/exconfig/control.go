package exconfig

import (
	"github.com/flylint/flylint/parsers/elixir"
)

// body is a function that evaluates n in a scope of its own; nil for no n.
func (ev *evaluator) body(n elixir.Node, at elixir.Node) func() *Value {
	return func() *Value {
		if n == nil {
			return newNil(elixir.RangeOf(at))
		}
		return ev.scoped(n)
	}
}

// scoped evaluates n; what it binds is not visible afterwards.
func (ev *evaluator) scoped(n elixir.Node) *Value {
	vars, names := ev.vars, ev.names
	v := ev.eval(n)
	ev.vars, ev.names = vars, names
	return v
}

// ifCall is if and unless.
func (ev *evaluator) ifCall(n *elixir.Call) *Value {
	if len(n.Args) == 0 {
		return ev.opaqueNode(n)
	}
	test := ev.eval(n.Args[0])
	if test.Kind == Raise {
		return test
	}
	markFlag(n.Args[0], test)
	then, otherwise := ev.body(n.Section("do"), n), ev.body(n.Section("else"), n)
	if n.Name == "unless" {
		then, otherwise = otherwise, then
	}
	return ev.ifElse(ev.truth(test), then, otherwise)
}

// markFlag notes that only the presence of a variable counts, where the read
// itself is the condition.
func markFlag(test elixir.Node, v *Value) {
	if c, ok := test.(*elixir.Call); !ok || c.Target == nil || v.Kind != Unknown {
		return
	}
	markForm(v, FormFlag)
}

// markForm notes how the text of a variable is used.
func markForm(v *Value, form ReadForm) {
	if v.Kind != Unknown && v.Kind != Secret {
		return
	}
	for _, r := range v.Reads {
		if r.Form == FormText && r.Name == v.Text && r.open() {
			r.Form = form
		}
	}
}

// cond runs the first clause whose condition is true.
func (ev *evaluator) cond(n *elixir.Call) *Value {
	list, ok := n.Section("do").(*elixir.Clauses)
	if !ok {
		return ev.opaqueNode(n)
	}
	return ev.condFrom(n, list.List)
}

func (ev *evaluator) condFrom(n *elixir.Call, clauses []*elixir.Clause) *Value {
	if len(clauses) == 0 {
		return ev.raise(n.Range, "no cond clause evaluated to a truthy value", true)
	}
	c := clauses[0]
	if len(c.Args) != 1 {
		return ev.opaqueNode(n)
	}
	test := ev.eval(c.Args[0])
	markFlag(c.Args[0], test)
	return ev.ifElse(ev.truth(test), ev.body(c.Body, c),
		func() *Value { return ev.condFrom(n, clauses[1:]) })
}

// caseCall is case … do.
func (ev *evaluator) caseCall(n *elixir.Call) *Value {
	list, ok := n.Section("do").(*elixir.Clauses)
	if !ok || len(n.Args) == 0 {
		return ev.opaqueNode(n)
	}
	subject := ev.eval(n.Args[0])
	if subject.Kind == Raise {
		return subject
	}
	return ev.choose([]*Value{subject}, ev.arms(list.List), func() *Value {
		return ev.raise(n.Range, "no case clause matching: "+subject.String(), true)
	})
}

// with runs its clauses in turn as long as they match.
func (ev *evaluator) with(n *elixir.Call) *Value {
	clauses := n.Args
	if len(n.Blocks) == 0 && len(clauses) > 0 {
		clauses = clauses[:len(clauses)-1] // do: is among the arguments
	}
	vars := ev.vars
	v := ev.withFrom(n, clauses)
	ev.vars = vars
	return v
}

func (ev *evaluator) withFrom(n *elixir.Call, clauses []elixir.Node) *Value {
	if len(clauses) == 0 {
		return ev.body(n.Section("do"), n)()
	}
	c, ok := clauses[0].(*elixir.Call)
	if !ok || c.Name != "<-" || len(c.Args) != 2 {
		if v := ev.eval(clauses[0]); v.Kind == Raise {
			return v
		}
		return ev.withFrom(n, clauses[1:])
	}
	subject := ev.eval(c.Args[1])
	if subject.Kind == Raise {
		return subject
	}
	pattern, guard := splitWhen(c.Args[0])
	next := arm{patterns: []elixir.Node{pattern}, guard: guard, body: func() *Value {
		return ev.withFrom(n, clauses[1:])
	}}
	return ev.choose([]*Value{subject}, []arm{next}, func() *Value { return ev.withElse(n, ev.prune(subject)) })
}

func (ev *evaluator) withElse(n *elixir.Call, v *Value) *Value {
	list, ok := n.Section("else").(*elixir.Clauses)
	if !ok {
		return v
	}
	return ev.choose([]*Value{v}, ev.arms(list.List), func() *Value {
		return ev.raise(n.Range, "no with clause matching: "+v.String(), true)
	})
}

// splitWhen separates a pattern from its guard.
func splitWhen(n elixir.Node) (pattern, guard elixir.Node) {
	if c, ok := n.(*elixir.Call); ok && c.Name == "when" && c.Form == elixir.FormOperator && len(c.Args) == 2 {
		return c.Args[0], c.Args[1]
	}
	return n, nil
}

// caught collects the exceptions of the body of a try.
type caught struct {
	mark   int // length of the path where the try begins
	raises []*Raised
	when   []Guard // for each, the conditions since the mark
}

// try evaluates a body and, where it raises, the rescue clauses.
func (ev *evaluator) try(n *elixir.Call) *Value {
	c := &caught{mark: ev.path.mark()}
	outer := ev.caught
	ev.caught = c
	body := ev.branch(nil, ev.body(n.Section("do"), n))
	ev.caught = outer

	rescue, _ := n.Section("rescue").(*elixir.Clauses)
	v := body.value
	switch {
	case rescue != nil && len(rescue.List) > 0:
		v = ev.rescue(n, body, rescue.List[len(rescue.List)-1], c)
	default:
		ev.state, ev.raised = body.state, ev.raised || body.raised
		for _, r := range c.raises {
			ev.noteRaise(r)
		}
	}
	if after := n.Section("after"); after != nil {
		ev.scoped(after)
	}
	return v
}

// rescue is the value of a body, or of the last rescue clause where it raised.
func (ev *evaluator) rescue(n *elixir.Call, body branch, clause *elixir.Clause, c *caught) *Value {
	handle := func() *Value { return ev.rescueBody(clause) }
	switch {
	case body.raised:
		return handle()
	case len(c.raises) == 0:
		ev.state = body.state
		return body.value
	}
	branches := []branch{body}
	exact, saved := true, false
	for _, when := range c.when {
		b := ev.branch(when, handle)
		branches = append(branches, b)
		saved = saved || !b.raised
		reasons := when.unassumed()
		if exact = exact && len(reasons) == 1; exact {
			branches[0].when = branches[0].when.with(reasons[0].not())
		}
	}
	if saved && !exact {
		ev.state = body.state
		return ev.opaqueNode(n, body.value)
	}
	return ev.join(branches)
}

// rescueBody runs a rescue clause; the exception itself stays unknown.
func (ev *evaluator) rescueBody(c *elixir.Clause) *Value {
	vars := ev.vars
	if len(c.Args) == 1 {
		name := c.Args[0]
		if in, ok := name.(*elixir.Call); ok && in.Name == "in" && len(in.Args) == 2 {
			name = in.Args[0]
		}
		if name, ok := name.(*elixir.Var); ok {
			ev.bind(name.Name, &Value{Range: name.Range, Kind: Opaque, Text: name.Name, sort: mapSort})
		}
	}
	v := ev.eval(c.Body)
	ev.vars = vars
	return v
}
