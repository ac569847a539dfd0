package elixir

import "iter"

// Walk calls visit for n and everything below it, parents before children and
// in the order of the source. Where visit returns false, the children of that
// node are left out.
func Walk(n Node, visit func(Node) bool) {
	if n == nil || !visit(n) {
		return
	}
	eachChild(n, func(child Node) bool {
		Walk(child, visit)
		return true
	})
}

// Walk calls visit for every node of the file, as the function Walk does.
func (f *File) Walk(visit func(Node) bool) {
	for _, n := range f.Exprs {
		Walk(n, visit)
	}
}

// Children yields the nodes directly below n in the order of the source.
func Children(n Node) iter.Seq[Node] {
	return func(yield func(Node) bool) { eachChild(n, yield) }
}

// eachChild yields the children of n and reports whether yield let it finish.
func eachChild(n Node, yield func(Node) bool) bool { //nolint:unparam // the calls below need the result
	switch n := n.(type) {
	case *Alias:
		return one(n.Base, yield)
	case *Interpolated:
		return all(n.Parts, yield)
	case *Interpolation:
		return one(n.Expr, yield)
	case *Sigil:
		return all(n.Parts, yield)
	case *List:
		return all(n.Elems, yield)
	case *Tuple:
		return all(n.Elems, yield)
	case *Map:
		return one(n.Struct, yield) && one(n.Update, yield) && all(n.Elems, yield)
	case *Bitstring:
		return all(n.Elems, yield)
	case *Call:
		return one(n.Target, yield) && all(n.Args, yield) && sections(n.Blocks, yield)
	case *Access:
		return one(n.Container, yield) && one(n.Key, yield)
	case *Fn:
		return clauses(n.Clauses, yield)
	case *Clauses:
		return clauses(n.List, yield)
	case *Clause:
		return all(n.Args, yield) && one(n.Guard, yield) && one(n.Body, yield)
	case *Block:
		return all(n.Exprs, yield)
	case *Bad:
		return all(n.Parts, yield)
	}
	return true
}

func one(n Node, yield func(Node) bool) bool { return n == nil || yield(n) }

func all(nodes []Node, yield func(Node) bool) bool {
	for _, n := range nodes {
		if !yield(n) {
			return false
		}
	}
	return true
}

func sections(list []Section, yield func(Node) bool) bool {
	for _, s := range list {
		if !yield(s.Key) || !yield(s.Body) {
			return false
		}
	}
	return true
}

func clauses(list []*Clause, yield func(Node) bool) bool {
	for _, c := range list {
		if !yield(c) {
			return false
		}
	}
	return true
}
