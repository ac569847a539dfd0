package exconfig

import (
	"github.com/flylint/flylint/parsers"
	"github.com/flylint/flylint/parsers/elixir"
)

// mapGet is the value under a key of a map or keyword list.
func mapGet(v, key *Value) (*Value, bool) {
	for _, pair := range v.Elems {
		if pair.Kind == Tuple && len(pair.Elems) == 2 && compareTerms(pair.Elems[0], key, false) == Always {
			return pair.Elems[1], true
		}
	}
	return nil, false
}

// putAll is a map, or keyword list, with entries set; the order of the others
// stays.
func putAll(v *Value, pairs []*Value) *Value {
	out := &Value{Range: v.Range, Kind: v.Kind, Reads: v.Reads}
	out.Elems = append(make([]*Value, 0, len(v.Elems)+len(pairs)), v.Elems...)
next:
	for _, pair := range pairs {
		if pair.Kind != Tuple || len(pair.Elems) != 2 {
			continue
		}
		for i, old := range out.Elems {
			if compareTerms(old.Elems[0], pair.Elems[0], false) == Always {
				out.Elems[i] = pair
				continue next
			}
		}
		out.Elems = append(out.Elems, pair)
	}
	return out
}

// collect gathers elements into a list, a map or a string, as Enum.into does.
func (ev *evaluator) collect(n elixir.Node, elems []*Value, into *Value) *Value {
	switch into.Kind {
	case List:
		return newList(elixir.RangeOf(n), append(into.Elems[:len(into.Elems):len(into.Elems)], elems...)...)
	case String:
		parts := append([]*Value{into}, elems...)
		return ev.concat(n, parts)
	case Map:
		if name := into.Keyword("__struct__"); name.IsAtom("Elixir.MapSet") {
			return newMapSet(elixir.RangeOf(n), append(into.Keyword("map").Elems, elems...))
		}
		return ev.each(n, elems, func(elems []*Value) *Value {
			for _, e := range elems {
				if e.Kind != Tuple || len(e.Elems) != 2 || !e.Elems[0].Known() {
					return ev.derived(n, mapSort, elems...)
				}
			}
			return putAll(into, elems).at(elixir.RangeOf(n))
		})
	}
	return ev.derived(n, anySort, append(elems, into)...)
}

// mapSet is a function of MapSet; a set is a struct whose key map holds the
// list of its members.
func (c *stdCall) mapSet() *Value {
	switch c.name {
	case "new":
		if len(c.args) == 0 {
			return newMapSet(c.node.Range, nil)
		}
		elems, fault := c.listArg(0, mapSort)
		if fault != nil {
			return fault
		}
		return newMapSet(c.node.Range, elems)
	case "member?":
		return c.ev.in(c.node, c.arg(1), c.arg(0))
	case "to_list", "size", "put", "union":
		elems, fault := c.listArg(0, anySort)
		if fault != nil {
			return fault
		}
		switch c.name {
		case "to_list":
			return c.elems(elems)
		case "size":
			return c.int(len(elems))
		case "put":
			return newMapSet(c.node.Range, append(elems[:len(elems):len(elems)], c.arg(1)))
		}
		other, fault := c.listArg(1, mapSort)
		if fault != nil {
			return fault
		}
		return newMapSet(c.node.Range, append(elems[:len(elems):len(elems)], other...))
	}
	return nil
}

func newMapSet(r parsers.Range, elems []*Value) *Value {
	var members []*Value
next:
	for _, e := range elems {
		for _, m := range members {
			if compareTerms(m, e, false) == Always {
				continue next
			}
		}
		members = append(members, e)
	}
	return newMap(r, []*Value{
		newPair(r, newAtom(r, "__struct__"), newAtom(r, "Elixir.MapSet")),
		newPair(r, newAtom(r, "map"), newList(r, members...)),
	})
}
