package elixir

import (
	"go/token"

	"github.com/flylint/flylint/parsers"
)

// shiftTree moves a node and everything below it, in place, by some bytes.
func shiftTree(n Node, by token.Pos) {
	if by == 0 {
		return
	}
	shift(n, by)
	eachChild(n, func(child Node) bool {
		shiftTree(child, by)
		return true
	})
}

// shift moves one node.
func shift(n Node, by token.Pos) {
	switch n := n.(type) {
	case *Atom:
		shiftRange(&n.Range, by)
	case *Alias:
		shiftRange(&n.Range, by)
		shiftAll(by, &n.LastPos, &n.DotPos)
	case *Integer:
		shiftRange(&n.Range, by)
	case *Float:
		shiftRange(&n.Range, by)
	case *String:
		shiftRange(&n.Range, by)
		shiftRange(&n.Inner, by)
	case *Charlist:
		shiftRange(&n.Range, by)
		shiftRange(&n.Inner, by)
	case *Interpolated:
		shiftRange(&n.Range, by)
	case *Interpolation:
		shiftRange(&n.Range, by)
	case *Sigil:
		shiftRange(&n.Range, by)
		shiftRange(&n.Inner, by)
	case *List:
		shiftRange(&n.Range, by)
	case *Tuple:
		shiftRange(&n.Range, by)
	case *Map:
		shiftRange(&n.Range, by)
		shiftAll(by, &n.Brace, &n.Pipe)
	case *Bitstring:
		shiftRange(&n.Range, by)
	case *Var:
		shiftRange(&n.Range, by)
	case *Call:
		shiftRange(&n.Range, by)
		shiftAll(by, &n.NamePos, &n.DotPos, &n.Lparen, &n.Rparen)
	case *Access:
		shiftRange(&n.Range, by)
		shiftAll(by, &n.Bracket)
	case *Fn:
		shiftRange(&n.Range, by)
	case *Clause:
		shiftRange(&n.Range, by)
		shiftAll(by, &n.Arrow, &n.When)
	case *Clauses:
		shiftRange(&n.Range, by)
	case *Block:
		shiftRange(&n.Range, by)
	case *Bad:
		shiftRange(&n.Range, by)
	}
}

func shiftRange(r *parsers.Range, by token.Pos) { shiftAll(by, &r.From, &r.To) }

// shiftAll moves those of the positions that are one.
func shiftAll(by token.Pos, positions ...*token.Pos) {
	for _, p := range positions {
		if p.IsValid() {
			*p += by
		}
	}
}
