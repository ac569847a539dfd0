package exconfig

import "strings"

// kernel is a function of Kernel or erlang.
func (c *stdCall) kernel() *Value {
	if test := kernelTest(c.name); test != nil && len(c.args) > 0 {
		return c.typeTest(test)
	}
	if len(c.args) == 2 && isOperator(c.name) { // Kernel.==(a, b), &+/2
		return c.ev.binary(c.node, c.name, c.args[0], c.args[1])
	}
	switch c.name {
	case "to_string", "to_charlist":
		return c.term("Kernel")
	case "inspect":
		if !c.arg(0).Known() {
			return c.derived(stringSort)
		}
		return c.text(inspect(c.args[0]))
	case "abs":
		v := c.arg(0)
		if v.Kind != Integer && v.Kind != Float {
			return c.derived(anySort)
		}
		return c.made(&Value{Kind: v.Kind, Text: strings.TrimPrefix(v.Text, "-")})
	case "min", "max":
		return c.extreme()
	case "div", "rem":
		return c.division()
	case "round", "trunc", "floor", "ceil":
		return c.round()
	case "hd", "tl", "length":
		return c.listPart()
	case "elem", "put_elem", "tuple_size":
		return c.tuplePart()
	case "map_size":
		if v := c.arg(0); v.Kind == Map {
			return c.int(len(v.Elems))
		}
		return c.derived(integerSort)
	case "byte_size":
		if v := c.strings(1, integerSort); v != nil {
			return v
		}
		return c.int(len(c.args[0].Text))
	case "to_timeout":
		return c.toTimeout()
	case "apply":
		return c.applyCall()
	case "get_in":
		return c.getIn()
	case "put_in":
		if keys, ok := c.arg(1).List(); ok && len(c.args) == 3 {
			return c.putIn(c.args[0], keys)
		}
		return c.derived(anySort)
	case "struct", "struct!": // of a module whose defaults are not seen
		return c.derived(mapSort)
	case "binary_to_atom", "binary_to_integer", "atom_to_binary", "integer_to_binary":
		return c.erlangConvert()
	}
	return nil
}

func isOperator(name string) bool {
	switch name {
	case "==", "!=", "===", "!==", "<", ">", "<=", ">=", "+", "-", "*", "/", "<>", "++", "--", "=~", "in", "..":
		return true
	}
	return false
}

// kernelTest is how a guard such as is_binary/1 judges a type; nil when the
// name is none.
func kernelTest(name string) func(sort) bool {
	switch name {
	case "is_nil":
		return func(s sort) bool { return s == atomSort }
	case "is_binary", "is_bitstring":
		return func(s sort) bool { return s == stringSort }
	case "is_integer":
		return func(s sort) bool { return s == integerSort }
	case "is_float":
		return func(s sort) bool { return s == floatSort }
	case "is_number":
		return numeric
	case "is_boolean":
		return func(s sort) bool { return s == booleanSort }
	case "is_atom":
		return func(s sort) bool { return s == atomSort || s == booleanSort }
	case "is_list":
		return func(s sort) bool { return s == listSort || s == charlistSort }
	case "is_tuple":
		return func(s sort) bool { return s == tupleSort }
	case "is_map", "is_struct":
		return func(s sort) bool { return s == mapSort }
	case "is_function":
		return func(s sort) bool { return s == funcSort }
	}
	return nil
}

func (c *stdCall) typeTest(test func(sort) bool) *Value {
	v := c.args[0]
	switch {
	case c.name == "is_nil":
		return c.ev.equality(c.node, v, newNil(c.node.Range), false, false)
	case v.Kind == Unknown && v.Form == FormText:
		return c.variableTest(v, test)
	case v.Kind == Atom && c.name == "is_boolean":
		return c.bool(v.Text == "true" || v.Text == "false")
	case c.name == "is_struct" && v.Kind == Map:
		return c.structTest(v)
	}
	s := sortOf(v)
	if s == anySort || s == atomSort && c.name == "is_boolean" || s == mapSort && v.Kind == Opaque {
		return c.derived(booleanSort)
	}
	return c.bool(test(s))
}

func (c *stdCall) structTest(v *Value) *Value {
	name := v.Keyword("__struct__")
	if name == nil || len(c.args) == 1 {
		return c.bool(name != nil)
	}
	return c.bool(c.args[1].Kind == Atom && name.IsAtom(c.args[1].Text))
}

// variableTest tests the type of a variable: a string, or nil.
func (c *stdCall) variableTest(v *Value, test func(sort) bool) *Value {
	switch whenSet, whenNot := test(stringSort), test(atomSort) && c.name != "is_boolean"; {
	case whenSet && !whenNot:
		return c.ev.boolean(c.node, testOf(v), v)
	case whenNot && !whenSet:
		return c.ev.boolean(c.node, testOf(v).not(), v)
	default:
		return c.bool(whenSet)
	}
}

func (c *stdCall) listPart() *Value {
	elems, ok := listElems(c.arg(0))
	if !ok {
		return c.derived(anySort)
	}
	switch {
	case c.name == "length":
		return c.int(len(elems))
	case len(elems) == 0:
		return c.raise("argument error: " + c.name + " of an empty list")
	case c.name == "hd":
		return elems[0]
	}
	return c.elems(elems[1:])
}

func (c *stdCall) tuplePart() *Value {
	v := c.arg(0)
	if v.Kind != Tuple {
		return c.derived(anySort)
	}
	if c.name == "tuple_size" {
		return c.int(len(v.Elems))
	}
	i, ok := c.arg(1).Int()
	if !ok || i < 0 || int(i) >= len(v.Elems) {
		return c.raise("argument error: no such element")
	}
	if c.name == "elem" {
		return v.Elems[i]
	}
	return c.made(newTuple(c.node.Range, replaced(v.Elems, int(i), c.arg(2))...))
}

// applyCall is apply(f, args).
func (c *stdCall) applyCall() *Value {
	args, ok := c.arg(len(c.args) - 1).List()
	if !ok || len(c.args) != 2 {
		return nil
	}
	return c.ev.apply(c.node, c.args[0], args)
}

func (c *stdCall) getIn() *Value {
	v := c.arg(0)
	keys, ok := c.arg(1).List()
	if !ok {
		return c.derived(anySort)
	}
	for _, key := range keys {
		v = c.ev.each(c.node, []*Value{v}, func(a []*Value) *Value { return c.ev.accessGet(c.node, a[0], key) })
	}
	return v
}

// putIn is put_in(container, keys, value).
func (c *stdCall) putIn(container *Value, keys []*Value) *Value {
	if len(keys) == 0 {
		return c.args[2]
	}
	return c.ev.each(c.node, []*Value{container}, func(a []*Value) *Value {
		v := a[0]
		if v.Kind != Map && (v.Kind != List || v.partial || v.sparse) || !keysKnown(v, keys[0]) {
			return c.derived(anySort)
		}
		inner, found := mapGet(v, keys[0])
		switch {
		case !found && len(keys) > 1:
			return c.raise("could not put a value under a key of nil")
		case found:
			return putAll(v, []*Value{newPair(c.node.Range, keys[0], c.putIn(inner, keys[1:]))})
		}
		pair := newPair(c.node.Range, keys[0], c.args[2])
		if v.Kind == Map {
			return putAll(v, []*Value{pair})
		}
		return c.elems(append([]*Value{pair}, v.Elems...))
	})
}

func (c *stdCall) erlangConvert() *Value {
	switch c.name {
	case "binary_to_atom":
		return c.convert(Atom, FormAtom)
	case "binary_to_integer":
		return c.toInteger()
	}
	if text, ok := termText(c.arg(0)); ok {
		return c.text(text)
	}
	return c.derived(stringSort)
}

// term is to_string and to_charlist, and the same functions of Atom, List and
// others.
func (c *stdCall) term(module string) *Value {
	v := c.arg(0)
	switch c.name {
	case "to_string":
		if module == "Atom" && v.Kind == Atom {
			return newString(v.Range, v.Text).reading(v)
		}
		return c.ev.toString(c.node, v)
	case "to_charlist":
		if v.Kind == List || v.Kind == Charlist {
			return v
		}
		text := c.ev.toString(c.node, v)
		if text.Kind == Raise {
			return text
		}
		return c.ev.retype(c.node, text, Charlist, charlistSort)
	case "to_list":
		if v.Kind == Tuple {
			return c.elems(v.Elems)
		}
		return c.derived(listSort)
	case "concat", "safe_concat":
		return c.concatModules()
	case "split":
		return c.splitModule()
	}
	return nil
}

// concatModules is Module.concat.
func (c *stdCall) concatModules() *Value {
	parts := c.args
	if len(parts) == 1 {
		parts, _ = parts[0].List()
	}
	var names []string
	for _, p := range parts {
		if p.Kind != Atom && p.Kind != String {
			return c.derived(atomSort)
		}
		if !p.IsNil() {
			names = append(names, moduleName(p.Text))
		}
	}
	return c.atom("Elixir." + strings.Join(names, "."))
}

func (c *stdCall) splitModule() *Value {
	name, ok := c.arg(0).Module()
	if !ok {
		return c.derived(listSort)
	}
	return c.parts(strings.Split(name, "."))
}
