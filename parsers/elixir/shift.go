package elixir

import (
	"go/token"

	"github.com/flylint/flylint/parsers"
)

// shift moves positions, in place, by some bytes.
type shift token.Pos

// tree moves a node and everything below it. It is what an edit above a statement
// costs, so it goes by itself instead of by Walk.
func (by shift) tree(n Node) {
	switch n := n.(type) {
	case *Atom:
		by.span(&n.Range)
	case *Alias:
		by.span(&n.Range)
		by.pos(&n.LastPos)
		by.pos(&n.DotPos)
		by.tree(n.Base)
	case *Integer:
		by.span(&n.Range)
	case *Float:
		by.span(&n.Range)
	case *String:
		by.span(&n.Range)
		by.span(&n.Inner)
	case *Charlist:
		by.span(&n.Range)
		by.span(&n.Inner)
	case *Interpolated:
		by.span(&n.Range)
		by.all(n.Parts)
	case *Interpolation:
		by.span(&n.Range)
		by.tree(n.Expr)
	case *Sigil:
		by.span(&n.Range)
		by.span(&n.Inner)
		by.all(n.Parts)
	case *List:
		by.span(&n.Range)
		by.all(n.Elems)
	case *Tuple:
		by.span(&n.Range)
		by.all(n.Elems)
	case *Map:
		by.span(&n.Range)
		by.pos(&n.Brace)
		by.pos(&n.Pipe)
		by.tree(n.Struct)
		by.tree(n.Update)
		by.all(n.Elems)
	case *Bitstring:
		by.span(&n.Range)
		by.all(n.Elems)
	case *Var:
		by.span(&n.Range)
	case *Call:
		by.call(n)
	case *Access:
		by.span(&n.Range)
		by.pos(&n.Bracket)
		by.tree(n.Container)
		by.tree(n.Key)
	case *Fn:
		by.span(&n.Range)
		by.clauses(n.Clauses)
	case *Clauses:
		by.span(&n.Range)
		by.clauses(n.List)
	case *Clause:
		by.clauses([]*Clause{n})
	case *Block:
		by.span(&n.Range)
		by.all(n.Exprs)
	case *Bad:
		by.span(&n.Range)
		by.all(n.Parts)
	}
}

func (by shift) all(nodes []Node) {
	for _, n := range nodes {
		by.tree(n)
	}
}

func (by shift) call(n *Call) {
	by.span(&n.Range)
	by.pos(&n.NamePos)
	by.pos(&n.DotPos)
	by.pos(&n.Lparen)
	by.pos(&n.Rparen)
	by.tree(n.Target)
	by.all(n.Args)
	for _, s := range n.Blocks {
		by.tree(s.Key)
		by.tree(s.Body)
	}
}

func (by shift) clauses(list []*Clause) {
	for _, n := range list {
		by.span(&n.Range)
		by.pos(&n.Arrow)
		by.pos(&n.When)
		by.all(n.Args)
		by.tree(n.Guard)
		by.tree(n.Body)
	}
}

func (by shift) span(r *parsers.Range) {
	by.pos(&r.From)
	by.pos(&r.To)
}

// pos moves a position, if it is one.
func (by shift) pos(p *token.Pos) {
	if p.IsValid() {
		*p += token.Pos(by)
	}
}
