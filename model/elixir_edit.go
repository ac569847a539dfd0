package model

import (
	"github.com/flylint/flylint/parsers"
	"github.com/flylint/flylint/parsers/elixir"
)

// PairText is what to write over an atom in Elixir source to make it the pair
// of its name and a value: name: value where nothing but such pairs follows in
// its list, {:name, value} elsewhere. It is "" when no atom is written at r, as
// for a word of a sigil.
func (d *Deployment) PairText(r parsers.Range, value string) string {
	file := d.Sources.FileAt(r.From)
	if file == nil || len(file.Text(r)) < 2 || file.Text(r)[0] != ':' {
		return ""
	}
	name := file.Text(r)[1:]
	if list, i := enclosingList(d.Sources.Elixir(file.Path), r); list != nil && onlyPairs(list.Elems[i+1:]) {
		return name + ": " + value
	}
	return "{:" + name + ", " + value + "}"
}

// AtomText is what to write over the pair name: value, at r in Elixir source,
// to make it the bare atom of that name. It is "" where an atom may not stand:
// behind other pairs written so, or outside a list.
func (d *Deployment) AtomText(r parsers.Range) string {
	file := d.Sources.FileAt(r.From)
	if file == nil {
		return ""
	}
	list, i := enclosingList(d.Sources.Elixir(file.Path), r)
	if list == nil || list.Bare {
		return ""
	}
	for _, e := range list.Elems[:i] {
		if onlyPairs([]elixir.Node{e}) {
			return ""
		}
	}
	name, _ := elixir.AtomValue(list.Elems[i].(*elixir.Tuple).Key())
	return ":" + name
}

// enclosingList is the list literal that has an element at r, and its index.
func enclosingList(file *elixir.File, r parsers.Range) (list *elixir.List, index int) {
	for _, expr := range file.Exprs {
		elixir.Walk(expr, func(n elixir.Node) bool {
			if l, ok := n.(*elixir.List); ok {
				for i, e := range l.Elems {
					if elixir.RangeOf(e) == r {
						list, index = l, i
					}
				}
			}
			return n.Pos() <= r.From && r.To <= n.End()
		})
	}
	return list, index
}

// onlyPairs reports whether every element is written key: value.
func onlyPairs(elems []elixir.Node) bool {
	for _, e := range elems {
		if t, ok := e.(*elixir.Tuple); !ok || t.Form == elixir.TupleBraces {
			return false
		}
	}
	return true
}
