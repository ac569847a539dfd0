package model

import (
	"bytes"
	"slices"
	"strings"

	"github.com/flylint/flylint/model/source"
	"github.com/flylint/flylint/parsers"
	"github.com/flylint/flylint/parsers/elixir"
)

// Removal is what to delete to take an element out of a list in Elixir source:
// the element that begins where r does, with the comma that parts it from the
// others. An element with lines of its own takes them along, and the comment at
// its end. It is not ok for what stands in no list, and for the only pair of a
// list without brackets.
func (d *Deployment) Removal(r parsers.Range) (cuts []parsers.Range, ok bool) {
	file := d.Sources.FileAt(r.From)
	if file == nil {
		return nil, false
	}
	tree := d.Sources.Elixir(file.Path)
	if tree == nil {
		return nil, false
	}
	list, i := listWith(tree, r)
	if list == nil || len(list.Elems) == 1 && list.Bare {
		return nil, false
	}
	e := listElement{file, elixir.RangeOf(list.Elems[i])}
	var before, after elixir.Node
	if i > 0 {
		before = list.Elems[i-1]
	}
	if i+1 < len(list.Elems) {
		after = list.Elems[i+1]
	}
	return e.cuts(before, after), true
}

// listWith is the list that has an element beginning where r does, and its
// index; the innermost one.
func listWith(tree *elixir.File, r parsers.Range) (list *elixir.List, index int) {
	for _, expr := range tree.Exprs {
		elixir.Walk(expr, func(n elixir.Node) bool {
			if l, ok := n.(*elixir.List); ok {
				for i, e := range l.Elems {
					if e.Pos() == r.From {
						list, index = l, i
					}
				}
			}
			return n.Pos() <= r.From && r.From < n.End()
		})
	}
	return list, index
}

// listElement is an element to take out.
type listElement struct {
	file *source.File
	at   parsers.Range
}

func (e listElement) cuts(before, after elixir.Node) []parsers.Range {
	lines, alone := e.lines()
	switch {
	case alone && after != nil:
		return []parsers.Range{lines}
	case alone && before != nil:
		return []parsers.Range{e.comma(before), lines}
	case after != nil:
		return []parsers.Range{{From: e.at.From, To: after.Pos()}}
	case before != nil:
		return []parsers.Range{{From: before.End(), To: e.at.To}}
	}
	return []parsers.Range{e.at}
}

// comma is what stands between before and the comma after it, which is white
// space if anything, and the comma.
func (e listElement) comma(before elixir.Node) parsers.Range {
	from := e.file.Tok.Offset(before.End())
	n := bytes.IndexByte(e.file.Src[from:], ',')
	return parsers.Range{From: before.End(), To: e.file.Tok.Pos(from + n + 1)}
}

// lines is the lines of the element from the first to the last with their
// ends, and whether nothing but its comma and a comment shares them.
func (e listElement) lines() (lines parsers.Range, alone bool) {
	src, tok := e.file.Src, e.file.Tok
	from, to := tok.Offset(e.at.From), tok.Offset(e.at.To)
	start := bytes.LastIndexByte(src[:from], '\n') + 1
	end := len(src)
	if n := bytes.IndexByte(src[to:], '\n'); n >= 0 {
		end = to + n + 1
	}
	rest := src[to:end]
	if i := bytes.IndexByte(rest, '#'); i >= 0 {
		rest = rest[:i]
	}
	rest = bytes.TrimSuffix(bytes.TrimSpace(rest), []byte(","))
	alone = len(bytes.TrimSpace(src[start:from])) == 0 && len(rest) == 0
	return parsers.Range{From: tok.Pos(start), To: tok.Pos(end)}, alone
}

// PairBelow is what to write to add another pair behind the one at r.
func (d *Deployment) PairBelow(r parsers.Range, pair string) []Insertion {
	file := d.Sources.FileAt(r.From)
	if file == nil {
		return nil
	}
	return insertBelow(file, r, pair)
}

// Move is how to move an element of a list in Elixir source.
type Move struct {
	Cuts   []parsers.Range // what to delete
	Writes []Insertion
}

// MoveBelow moves an element, with the comments directly above it, behind a
// later one of the same list. It is not ok for one with a comment at its end,
// which the comma would have to pass.
func (d *Deployment) MoveBelow(element, later parsers.Range) (Move, bool) {
	file := d.Sources.FileAt(element.From)
	if file == nil || d.Sources.FileAt(later.From) != file {
		return Move{}, false
	}
	tree := d.Sources.Elixir(file.Path)
	from, i := listWith(tree, element)
	to, j := listWith(tree, later)
	if from == nil || from != to || i >= j || elixir.RangeOf(from.Elems[i]) != element || elixir.RangeOf(to.Elems[j]) != later {
		return Move{}, false
	}
	cuts, ok := d.Removal(element)
	if _, comment, _ := behind(file, element.To); comment {
		return Move{}, false
	}
	text := file.Text(element)
	if indent, first := file.Indent(element); first {
		above := commentAbove(file, element.From)
		for _, line := range slices.Backward(slices.Collect(strings.Lines(file.Text(above)))) {
			text = strings.TrimSpace(line) + "\n" + indent + text
		}
		if above.From < above.To {
			cuts = append([]parsers.Range{above}, cuts...)
		}
	}
	return Move{cuts, insertBelow(file, later, text)}, ok
}
