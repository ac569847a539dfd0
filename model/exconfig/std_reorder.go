package exconfig

import (
	"slices"
	"strings"
)

// reorder is a function that picks or moves elements.
func (c *stdCall) reorder(elems []*Value) *Value {
	switch c.name {
	case "to_list", "run":
		return c.elems(elems)
	case "empty?":
		return c.bool(len(elems) == 0)
	case "reverse":
		out := slices.Clone(elems)
		slices.Reverse(out)
		return c.elems(out)
	case "concat":
		return c.concatLists(elems)
	case "uniq", "dedup":
		return c.uniq(elems)
	case "sort":
		return c.sort(elems)
	case "at", "fetch!", "take", "drop", "slice":
		return c.pick(elems)
	case "sum", "min", "max":
		return c.total(elems)
	case "zip":
		return c.zip(elems)
	case "chunk_every":
		return c.chunks(elems)
	case "random", "shuffle", "take_random":
		return c.derived(anySort)
	}
	return nil
}

func (c *stdCall) concatLists(elems []*Value) *Value {
	lists := elems
	if len(c.args) == 2 {
		lists = c.args
	}
	return c.ev.each(c.node, lists, func(lists []*Value) *Value {
		var out []*Value
		for _, l := range lists {
			inner, ok := enumElems(l)
			if !ok {
				return c.derived(listSort)
			}
			out = append(out, inner...)
		}
		return c.elems(out)
	})
}

func (c *stdCall) uniq(elems []*Value) *Value {
	var out []*Value
next:
	for _, e := range elems {
		if !e.Known() {
			return c.derived(listSort)
		}
		for i := len(out) - 1; i >= 0; i-- {
			if compareTerms(out[i], e, false) == Always {
				continue next
			}
			if c.name == "dedup" {
				break
			}
		}
		out = append(out, e)
	}
	return c.elems(out)
}

// sort orders strings, atoms and numbers.
func (c *stdCall) sort(elems []*Value) *Value {
	for _, e := range elems {
		if e.Kind != elems[0].Kind || e.Kind > String || len(c.args) > 1 {
			return c.derived(listSort)
		}
	}
	out := slices.Clone(elems)
	slices.SortStableFunc(out, func(a, b *Value) int {
		if x, ok := floatOf(a); ok {
			y, _ := floatOf(b)
			return compareFloats(x, y)
		}
		return strings.Compare(a.Text, b.Text)
	})
	return c.elems(out)
}

// pick is at, take, drop and slice by a number.
func (c *stdCall) pick(elems []*Value) *Value {
	n, ok := c.arg(1).Int()
	size := int64(len(elems))
	if !ok || c.name == "slice" {
		return c.derived(anySort)
	}
	switch c.name {
	case "take", "drop":
		if n < 0 {
			return c.derived(listSort)
		}
		n = min(n, size)
		if c.name == "take" {
			return c.elems(elems[:n])
		}
		return c.elems(elems[n:])
	}
	if n < 0 {
		n += size
	}
	if n >= 0 && n < size {
		return elems[n]
	}
	if c.name == "fetch!" {
		return c.raise("out of bounds error")
	}
	return c.arg(2)
}

func (c *stdCall) total(elems []*Value) *Value {
	if len(elems) == 0 {
		if c.name == "sum" {
			return c.int(0)
		}
		return c.raise("empty error")
	}
	acc := elems[0]
	for _, e := range elems[1:] {
		if c.name == "sum" {
			acc = c.ev.each(c.node, []*Value{acc, e}, func(a []*Value) *Value {
				return c.ev.arithmetic(c.node, "+", a[0], a[1])
			})
			continue
		}
		pair := *c
		pair.args = []*Value{acc, e}
		acc = pair.extreme()
	}
	return acc
}

func (c *stdCall) zip(elems []*Value) *Value {
	other, fault := c.listArg(1, listSort)
	if fault != nil {
		return fault
	}
	out := make([]*Value, 0, len(elems))
	for i := range min(len(elems), len(other)) {
		out = append(out, newTuple(c.node.Range, elems[i], other[i]))
	}
	return c.elems(out)
}

func (c *stdCall) chunks(elems []*Value) *Value {
	n, ok := c.arg(1).Int()
	if !ok || n < 1 || len(c.args) > 2 {
		return c.derived(listSort)
	}
	var out []*Value
	for chunk := range slices.Chunk(elems, int(n)) {
		out = append(out, newList(c.node.Range, chunk...))
	}
	return c.elems(out)
}
