package exconfig

// enumElems is the elements of what Enum can walk: lists, maps, ranges, sets.
func enumElems(v *Value) ([]*Value, bool) {
	if v.Kind != Map {
		return listElems(v)
	}
	switch name := v.Keyword("__struct__"); {
	case name == nil:
		return v.Elems, true
	case name.IsAtom("Elixir.Range"):
		return rangeElems(v)
	case name.IsAtom("Elixir.MapSet"):
		return listElems(v.Keyword("map"))
	}
	return nil, false
}

func rangeElems(v *Value) ([]*Value, bool) {
	first, _ := v.Keyword("first").Int()
	last, _ := v.Keyword("last").Int()
	step, _ := v.Keyword("step").Int()
	if step == 0 || (last-first)/step > maxElems {
		return nil, false
	}
	var elems []*Value
	for n := first; step > 0 && n <= last || step < 0 && n >= last; n += step {
		elems = append(elems, newInteger(v.Range, n))
	}
	return elems, true
}

// enum is a function of Enum (or Stream, taken eagerly).
func (c *stdCall) enum() *Value {
	elems, fault := c.listArg(0, anySort)
	if fault != nil {
		return fault
	}
	switch c.name {
	case "map", "each", "flat_map", "with_index":
		return c.mapElems(elems)
	case "filter", "reject", "find", "any?", "all?", "find_value", "count", "split_with", "take_while", "drop_while":
		return c.testElems(elems)
	case "reduce":
		return c.reduce(elems)
	case "join", "map_join", "intersperse":
		return c.join(elems)
	case "into":
		return c.into(elems)
	case "member?":
		return c.ev.in(c.node, c.arg(1), c.arg(0))
	}
	return c.reorder(elems)
}

func (c *stdCall) mapElems(elems []*Value) *Value {
	out := make([]*Value, 0, len(elems))
	for i, e := range elems {
		var v *Value
		if c.name == "with_index" {
			v = newTuple(c.node.Range, e, newInteger(c.node.Range, int64(i)))
		} else if v = c.call(c.arg(1), e); v.Kind == Raise {
			return v
		}
		if c.name == "flat_map" {
			inner, ok := enumElems(v)
			if !ok {
				return c.derived(listSort).reading(v)
			}
			out = append(out, inner...)
			continue
		}
		out = append(out, v)
	}
	if c.name == "each" {
		return c.atom("ok")
	}
	return c.elems(out)
}

// testElems is a function that asks a predicate about each element.
func (c *stdCall) testElems(elems []*Value) *Value {
	if c.name == "count" && len(c.args) == 1 {
		return c.int(len(elems))
	}
	var yes, no []*Value
	for i, e := range elems {
		verdict := e
		if f := c.predicate(); f != nil {
			verdict = c.call(f, e)
		}
		if verdict.Kind == Raise {
			return verdict
		}
		truth := verdict.Truthy()
		if truth == Maybe {
			return c.undecided(elems, i, verdict)
		}
		if truth == Always {
			yes = append(yes, e)
			if v := c.stopAt(e, verdict); v != nil {
				return v
			}
			continue
		}
		no = append(no, e)
		if c.name == "all?" {
			return c.bool(false)
		}
		if c.name == "take_while" {
			return c.elems(yes)
		}
		if c.name == "drop_while" {
			return c.elems(elems[i:])
		}
	}
	return c.tested(yes, no)
}

// predicate is the function that judges; nil where the elements themselves do.
func (c *stdCall) predicate() *Value {
	last := c.arg(len(c.args) - 1)
	if len(c.args) < 2 {
		return nil
	}
	return last
}

// stopAt is the outcome where one true element is enough.
func (c *stdCall) stopAt(e, verdict *Value) *Value {
	switch c.name {
	case "find":
		return e
	case "find_value":
		return verdict
	case "any?":
		return c.bool(true)
	}
	return nil
}

// undecided is the outcome when the verdict on the i-th element depends on the
// environment: each case of the verdict goes on by itself.
func (c *stdCall) undecided(elems []*Value, i int, verdict *Value) *Value {
	ev := c.ev
	if ev.depth > maxDepth/2 {
		return c.derived(anySort).reading(verdict)
	}
	rest := func() *Value {
		ev.depth += 8
		defer func() { ev.depth -= 8 }()
		return c.over(elems[i+1:])
	}
	constant := func(v *Value) func() *Value { return func() *Value { return v } }
	yes, no := rest, rest
	switch c.name {
	case "find":
		yes = constant(elems[i])
	case "find_value":
		yes = func() *Value { return ev.prune(verdict) }
	case "any?":
		yes = constant(c.bool(true))
	case "all?":
		no = constant(c.bool(false))
	case "filter", "reject":
		if v := c.thinned(elems); v != nil {
			return v
		}
		kept, _ := c.over(elems[:i]).List()
		with := func() *Value { return c.after(append(kept[:len(kept):len(kept)], elems[i]), rest()) }
		without := func() *Value { return c.after(kept, rest()) }
		if yes, no = with, without; c.name == "reject" {
			yes, no = without, with
		}
	default:
		return c.derived(anySort).reading(verdict)
	}
	return ev.ifElse(ev.truth(verdict), yes, no)
}

// maxForks is how many undecided verdicts are tried in all combinations.
const maxForks = 5

// thinned is filter or reject of a keyword list with many undecided verdicts:
// one list of which entries may be missing, instead of as many lists as there
// are combinations. nil where it is not such a case.
func (c *stdCall) thinned(elems []*Value) *Value {
	ev := c.ev
	list := newList(c.node.Range)
	undecided := 0
	for _, e := range elems {
		if !e.isKeywordPair() || indexKey(list.Elems, e.Elems[0].Text) >= 0 {
			return nil
		}
		verdict := c.call(c.predicate(), e)
		if verdict.Truthy() == Maybe {
			undecided++
		}
		keep, drop := func() *Value { return ev.prune(e.Elems[1]) }, missing
		if c.name == "reject" {
			keep, drop = drop, keep
		}
		if value := ev.ifElse(ev.truth(verdict), keep, drop); value.Kind != Missing {
			list.Elems = append(list.Elems, e.withValue(value))
		}
	}
	if undecided <= maxForks {
		return nil
	}
	list.partial = true
	return list.reading(c.args...)
}

// over is the same call for other elements.
func (c *stdCall) over(elems []*Value) *Value {
	again := *c
	again.args = replaced(c.args, 0, newList(c.args[0].Range, elems...))
	return again.enum()
}

// after is the list of elems and those of tail.
func (c *stdCall) after(elems []*Value, tail *Value) *Value {
	return c.ev.each(c.node, []*Value{tail}, func(a []*Value) *Value { return c.ev.cons(c.node, elems, a[0]) })
}

func (c *stdCall) tested(yes, no []*Value) *Value {
	switch c.name {
	case "filter", "take_while":
		return c.elems(yes)
	case "reject":
		return c.elems(no)
	case "drop_while":
		return c.elems(nil)
	case "split_with":
		r := c.node.Range
		return c.made(newTuple(r, newList(r, yes...), newList(r, no...)))
	case "count":
		return c.int(len(yes))
	case "any?":
		return c.bool(false)
	case "all?":
		return c.bool(true)
	case "find":
		if len(c.args) == 3 {
			return c.args[1]
		}
	}
	return c.nil()
}

func (c *stdCall) reduce(elems []*Value) *Value {
	acc := c.arg(1)
	if len(c.args) == 2 {
		if len(elems) == 0 {
			return c.raise("empty enumerable")
		}
		acc, elems = elems[0], elems[1:]
	}
	for _, e := range elems {
		if acc = c.call(c.arg(len(c.args)-1), e, acc); acc.Kind == Raise {
			break
		}
	}
	return acc
}

func (c *stdCall) join(elems []*Value) *Value {
	sep, f := c.arg(1), (*Value)(nil)
	switch c.name {
	case "intersperse":
		return c.derived(listSort)
	case "map_join":
		f = c.arg(len(c.args) - 1)
	}
	if len(c.args) == 1 || f != nil && len(c.args) == 2 {
		sep = newString(c.node.Range, "")
	}
	parts := make([]*Value, 0, 2*len(elems))
	for i, e := range elems {
		if i > 0 {
			parts = append(parts, sep)
		}
		if f != nil {
			e = c.call(f, e)
		}
		parts = append(parts, c.ev.each(c.node, []*Value{e}, func(a []*Value) *Value {
			return c.ev.toString(c.node, a[0])
		}))
	}
	if len(parts) == 0 {
		return c.text("")
	}
	return c.ev.concat(c.node, parts)
}

func (c *stdCall) into(elems []*Value) *Value {
	if len(c.args) == 3 {
		mapped := make([]*Value, len(elems))
		for i, e := range elems {
			mapped[i] = c.call(c.args[2], e)
		}
		elems = mapped
	}
	return c.ev.collect(c.node, elems, c.arg(1))
}
