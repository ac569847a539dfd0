package exconfig

// list is a function of List.
func (c *stdCall) list() *Value {
	switch c.name {
	case "wrap":
		return c.wrap()
	case "to_tuple", "flatten", "first", "last", "delete", "to_string", "to_charlist", "to_integer", "to_atom",
		"delete_at", "keyfind", "keystore", "insert_at", "duplicate":
	default:
		return nil
	}
	elems, ok := listElems(c.arg(0))
	if !ok {
		return c.derived(anySort)
	}
	switch c.name {
	case "to_tuple":
		return c.made(newTuple(c.node.Range, elems...))
	case "flatten":
		return c.elems(flattenList(nil, elems))
	case "first", "last":
		return c.edge(elems)
	case "delete":
		return c.ev.minusMinus(c.node, c.args[0], newList(c.node.Range, c.arg(1)))
	case "to_string", "to_charlist", "to_atom", "to_integer":
		return c.charlist()
	case "keyfind":
		return c.keyfind(elems)
	}
	return c.derived(listSort)
}

// wrap is List.wrap: nil becomes no element, a list stays.
func (c *stdCall) wrap() *Value {
	v := c.ev.prune(c.arg(0))
	if v.Kind == Unknown && v.Form == FormText {
		one := func() *Value { return newList(v.Range, v) }
		return c.ev.ifElse(c.ev.truth(v), one, func() *Value { return newList(v.Range) })
	}
	switch {
	case v.IsNil():
		return c.elems(nil)
	case v.Kind == List || v.Kind == Charlist:
		return v
	case v.Kind == Opaque && (v.sort == anySort || v.sort == listSort):
		return c.derived(listSort)
	}
	return c.elems([]*Value{v})
}

func flattenList(out, elems []*Value) []*Value {
	for _, e := range elems {
		if inner, ok := e.List(); ok {
			out = flattenList(out, inner)
			continue
		}
		out = append(out, e)
	}
	return out
}

func (c *stdCall) edge(elems []*Value) *Value {
	switch {
	case len(elems) == 0:
		return c.arg(1)
	case c.name == "first":
		return elems[0]
	}
	return elems[len(elems)-1]
}

// charlist converts a list of code points.
func (c *stdCall) charlist() *Value {
	text, ok := termText(c.args[0])
	if !ok {
		return c.derived(anySort)
	}
	switch c.name {
	case "to_string":
		return newString(c.args[0].Range, text).reading(c.args[0])
	case "to_atom":
		return c.atom(text)
	case "to_integer":
		if n, ok := parseInteger(text, 10); ok {
			return c.made(&Value{Kind: Integer, Text: n})
		}
		return c.raise("argument error")
	}
	return c.made(&Value{Kind: Charlist, Text: text})
}

func (c *stdCall) keyfind(elems []*Value) *Value {
	at, ok := c.arg(2).Int()
	if !ok {
		return c.derived(anySort)
	}
	for _, e := range elems {
		if e.Kind != Tuple || int(at) >= len(e.Elems) {
			return c.derived(anySort)
		}
		switch compareTerms(e.Elems[at], c.arg(1), true) {
		case Always:
			return e
		case Maybe:
			return c.derived(anySort)
		}
	}
	return c.arg(3)
}
