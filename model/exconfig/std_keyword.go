package exconfig

import "github.com/flylint/flylint/parsers/elixir"

// keyword is a function of Keyword.
func (c *stdCall) keyword() *Value {
	list := c.arg(0)
	if list.Kind == Charlist && list.Text == "" {
		list = newList(list.Range)
	}
	if c.name == "new" && len(c.args) == 0 {
		return c.elems(nil)
	}
	if c.name == "keyword?" {
		if list.Kind >= Func {
			return c.derived(booleanSort)
		}
		return c.bool(list.IsKeyword())
	}
	if list.Kind != List || !list.IsKeyword() {
		if list.Kind < Func && list.Kind != List {
			return c.badArg()
		}
		return c.derived(anySort)
	}
	if list.partial || list.sparse {
		return c.partialLookup(list)
	}
	switch c.name {
	case "merge":
		return c.keywordMerge(list)
	case "new", "to_list":
		return list
	case "keys", "values":
		return c.columns(list)
	case "split", "split_with":
		return c.derived(tupleSort)
	}
	return c.keyed(list)
}

// partialLookup looks at one key of a list of which entries may be missing.
func (c *stdCall) partialLookup(list *Value) *Value {
	value, found := mapGet(list, c.arg(1))
	if !found {
		value = missing()
	}
	switch c.name {
	case "get":
		return c.ev.present(c.node, value, func() *Value { return c.arg(2) })
	case "fetch!":
		return c.ev.present(c.node, value, func() *Value { return c.raise("key " + c.arg(1).String() + " not found") })
	}
	return c.derived(anySort)
}

// present is a value of the configuration, or def where it is not set.
func (ev *evaluator) present(n elixir.Node, v *Value, def func() *Value) *Value {
	return ev.each(n, []*Value{v}, func(a []*Value) *Value {
		if a[0].Kind == Missing {
			return def()
		}
		return a[0]
	})
}

func (c *stdCall) keywordMerge(a *Value) *Value {
	b := c.arg(1)
	if b.Kind == Charlist && b.Text == "" {
		return a
	}
	if !b.IsKeyword() || b.partial || b.sparse {
		return c.derived(listSort)
	}
	if len(c.args) == 3 {
		return mergeKeywords(a, b, func(x, y *Value) *Value {
			key := newAtom(c.node.Range, "key")
			return c.call(c.args[2], key, x, y)
		}).at(c.node.Range).reading(c.args...)
	}
	kept := make([]*Value, 0, len(a.Elems)+len(b.Elems))
	for _, pair := range a.Elems {
		if b.pair(pair.Elems[0].Text) == nil {
			kept = append(kept, pair)
		}
	}
	return c.elems(append(kept, b.Elems...))
}

func (c *stdCall) columns(v *Value) *Value {
	i := 0
	if c.name == "values" {
		i = 1
	}
	out := make([]*Value, 0, len(v.Elems))
	for _, pair := range v.Elems {
		out = append(out, pair.Elems[i])
	}
	return c.elems(out)
}

// mapping is a function of Map (or Access).
func (c *stdCall) mapping() *Value {
	m := c.arg(0)
	switch {
	case c.name == "new" && len(c.args) == 0:
		return c.made(newMap(c.node.Range, nil))
	case c.name == "new":
		return c.newMap()
	case isEnvMap(m):
		return c.envMapping(m)
	case m.Kind == List && c.node.Target != nil && m.IsKeyword():
		return c.keyed(m) // Access.get on a keyword list
	case m.Kind != Map:
		return c.derived(anySort)
	}
	switch c.name {
	case "merge":
		if other := c.arg(1); other.Kind == Map && len(c.args) == 2 {
			return putAll(m, other.Elems).at(c.node.Range).reading(c.args...)
		}
		return c.derived(mapSort)
	case "keys", "values":
		return c.columns(m)
	case "to_list":
		return c.elems(m.Elems)
	case "from_struct":
		return c.keep(m, func(key *Value) bool { return !key.IsAtom("__struct__") })
	}
	return c.keyed(m)
}

func (c *stdCall) newMap() *Value {
	elems, fault := c.listArg(0, mapSort)
	if fault != nil {
		return fault
	}
	if len(c.args) == 2 {
		mapped := make([]*Value, len(elems))
		for i, e := range elems {
			mapped[i] = c.call(c.args[1], e)
		}
		elems = mapped
	}
	return c.ev.collect(c.node, elems, newMap(c.node.Range, nil))
}

// envMapping is a look into System.get_env().
func (c *stdCall) envMapping(m *Value) *Value {
	name, ok := c.arg(1).Str()
	if !ok {
		return c.derived(anySort)
	}
	at := c.args[1].Range
	switch c.name {
	case "get":
		if len(c.args) == 3 {
			return c.ev.readEnv(c.node, name, at, c.args[2])
		}
		return c.ev.readEnv(c.node, name, at, nil)
	case "fetch!":
		v := c.ev.readEnv(c.node, name, at, nil)
		return c.ev.require(c.node, v, "key "+name+" not found")
	case "has_key?":
		v := c.ev.readEnv(c.node, name, at, nil)
		return c.ev.ifElse(c.ev.truth(v), func() *Value { return c.bool(true) }, func() *Value { return c.bool(false) })
	}
	return c.derived(anySort).reading(m)
}
