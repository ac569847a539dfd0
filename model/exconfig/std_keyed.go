package exconfig

// keyed is a function that Keyword and Map share: it looks at one key, or
// changes one.
func (c *stdCall) keyed(v *Value) *Value {
	key := c.arg(1)
	switch c.name {
	case "get", "fetch", "fetch!", "has_key?", "pop", "pop!", "get_lazy":
		return c.lookup(v, key)
	case "put", "put_new", "replace", "replace!", "put_new_lazy":
		return c.put(v, key)
	case "delete":
		return c.keep(v, func(k *Value) bool { return compareTerms(k, key, false) != Always })
	case "take", "drop":
		return c.takeKeys(v, key)
	case "update", "update!":
		return c.update(v, key)
	case "filter", "reject":
		return c.enum()
	case "get_values":
		return c.derived(listSort)
	}
	return nil
}

func (c *stdCall) lookup(v, key *Value) *Value {
	value, found := mapGet(v, key)
	if !found && !keysKnown(v, key) {
		return c.derived(anySort)
	}
	switch {
	case c.name == "has_key?":
		return c.bool(found)
	case c.name == "fetch" && found:
		return c.made(newTuple(c.node.Range, newAtom(c.node.Range, "ok"), value))
	case c.name == "fetch":
		return c.atom("error")
	case c.name == "pop" || c.name == "pop!":
		rest := c.keep(v, func(k *Value) bool { return compareTerms(k, key, false) != Always })
		if !found {
			value = c.arg(2)
		}
		return c.made(newTuple(c.node.Range, value, rest))
	case found:
		return value
	case c.name == "fetch!":
		return c.raise("key " + key.String() + " not found")
	case c.name == "get_lazy":
		return c.call(c.arg(2))
	}
	return c.arg(2)
}

// keysKnown reports whether the absence of key from v is certain.
func keysKnown(v, key *Value) bool {
	if !key.Known() {
		return false
	}
	for _, pair := range v.Elems {
		if !pair.Elems[0].Known() {
			return false
		}
	}
	return true
}

func (c *stdCall) put(v, key *Value) *Value {
	_, found := mapGet(v, key)
	switch {
	case !keysKnown(v, key):
		return c.derived(sortOf(v))
	case c.name == "put_new" && found || c.name == "put_new_lazy" && found || c.name == "replace" && !found:
		return v
	case c.name == "replace!" && !found:
		return c.raise("key " + key.String() + " not found")
	}
	value := c.arg(2)
	if c.name == "put_new_lazy" {
		value = c.call(value)
	}
	pair := newPair(c.node.Range, key, value)
	if v.Kind == Map {
		return putAll(v, []*Value{pair}).at(c.node.Range)
	}
	rest := c.keep(v, func(k *Value) bool { return !k.IsAtom(key.Text) })
	if c.name == "replace" || c.name == "replace!" {
		return putAll(v, []*Value{pair})
	}
	return c.elems(append([]*Value{pair}, rest.Elems...))
}

// keep is v with only some of its keys.
func (c *stdCall) keep(v *Value, keep func(key *Value) bool) *Value {
	out := &Value{Range: v.Range, Kind: v.Kind, Reads: v.Reads}
	for _, pair := range v.Elems {
		if keep(pair.Elems[0]) {
			out.Elems = append(out.Elems, pair)
		}
	}
	return out
}

func (c *stdCall) takeKeys(v, keys *Value) *Value {
	names, ok := keys.List()
	if !ok || !keys.Known() {
		return c.derived(sortOf(v))
	}
	return c.keep(v, func(k *Value) bool {
		listed := false
		for _, name := range names {
			listed = listed || compareTerms(k, name, false) == Always
		}
		return listed == (c.name == "take")
	})
}

func (c *stdCall) update(v, key *Value) *Value {
	value, found := mapGet(v, key)
	switch {
	case !keysKnown(v, key):
		return c.derived(sortOf(v))
	case found:
		value = c.call(c.arg(len(c.args)-1), value)
	case c.name == "update!":
		return c.raise("key " + key.String() + " not found")
	default:
		value = c.arg(2)
	}
	return putAll(v, []*Value{newPair(c.node.Range, key, value)})
}
