package exconfig

import (
	"strconv"
	"strings"

	"github.com/flylint/flylint/internal/mask"
	"github.com/flylint/flylint/parsers/elixir"
)

// maxDescription is how long the source shown for an expression may be.
const maxDescription = 72

// describe writes an expression briefly, for people.
func describe(n elixir.Node) string {
	var d describer
	d.node(n)
	return d.String()
}

type describer struct{ strings.Builder }

// node writes n, or … when there is no room left.
func (d *describer) node(n elixir.Node) {
	if d.Len() > maxDescription {
		d.WriteString("…")
		return
	}
	switch n := n.(type) {
	case nil:
	case known:
		d.node(n.Node)
	case *elixir.Atom:
		if n.Form == elixir.AtomPlain {
			d.WriteByte(':')
		}
		d.WriteString(n.Name)
	case *elixir.Alias:
		if n.Base != nil {
			d.node(n.Base)
			d.WriteByte('.')
		}
		d.WriteString(strings.Join(n.Segments, "."))
	case *elixir.Integer:
		d.WriteString(n.Text)
	case *elixir.Float:
		d.WriteString(n.Text)
	case *elixir.String:
		d.text(n.Value)
	case *elixir.Var:
		d.WriteString(n.Name)
	case *elixir.Call:
		d.call(n)
	case *elixir.Access:
		d.node(n.Container)
		d.nodes("[", []elixir.Node{n.Key}, "]")
	case *elixir.List:
		if n.Bare {
			d.nodes("", n.Elems, "")
			return
		}
		d.nodes("[", n.Elems, "]")
	case *elixir.Tuple:
		d.tuple(n)
	case *elixir.Interpolated:
		d.interpolated(n)
	case *elixir.Block:
		if len(n.Exprs) == 1 {
			d.nodes("(", n.Exprs, ")")
			return
		}
		d.WriteString("…")
	case *elixir.Sigil:
		d.WriteString("~" + n.Name + n.Open + "…" + closing(n.Open))
	case *elixir.Fn:
		d.WriteString("fn … end")
	case *elixir.Map:
		d.WriteString("%{…}")
	default:
		d.WriteString("…")
	}
}

func (d *describer) tuple(n *elixir.Tuple) {
	if n.Form == elixir.TupleKey && len(n.Elems) == 2 {
		d.node(n.Elems[0])
		d.WriteString(": ")
		d.node(n.Elems[1])
		return
	}
	d.nodes("{", n.Elems, "}")
}

// closing is the delimiter that ends what another opens.
func closing(open string) string {
	switch open {
	case "(":
		return ")"
	case "[":
		return "]"
	case "{":
		return "}"
	case "<":
		return ">"
	}
	return open
}

// text writes a literal of the source, unless it may be a secret.
func (d *describer) text(s string) {
	d.WriteString(strconv.Quote(mask.Literal(s)))
}

func (d *describer) nodes(open string, nodes []elixir.Node, end string) {
	d.WriteString(open)
	for i, n := range nodes {
		if i > 0 {
			d.WriteString(", ")
		}
		d.node(n)
	}
	d.WriteString(end)
}

func (d *describer) interpolated(n *elixir.Interpolated) {
	d.WriteByte('"')
	for _, p := range n.Parts {
		switch p := p.(type) {
		case *elixir.String:
			d.WriteString(p.Value)
		case *elixir.Interpolation:
			d.WriteString("#{")
			d.node(p.Expr)
			d.WriteByte('}')
		}
	}
	d.WriteByte('"')
}

func (d *describer) call(n *elixir.Call) {
	switch {
	case n.Form == elixir.FormOperator && len(n.Args) == 2:
		d.node(n.Args[0])
		d.WriteString(" " + n.Name + " ")
		d.node(n.Args[1])
		return
	case n.Form == elixir.FormOperator && len(n.Args) == 1:
		d.unary(n)
		return
	case n.Target != nil:
		d.node(n.Target)
		d.WriteByte('.')
	}
	d.WriteString(n.Name)
	if n.Form != elixir.FormField && (n.Target != nil || len(n.Args) > 0) {
		d.nodes("(", n.Args, ")")
	}
	if len(n.Blocks) > 0 {
		d.WriteString(" do … end")
	}
}

// unary writes an operator with one operand; a capture of more than &1 or
// &name/1 has parentheses.
func (d *describer) unary(n *elixir.Call) {
	d.WriteString(n.Name)
	if n.Name == "not" {
		d.WriteByte(' ')
	}
	if c, ok := n.Args[0].(*elixir.Call); ok && n.Name == "&" && c.Name != "/" {
		d.nodes("(", n.Args, ")")
		return
	}
	d.node(n.Args[0])
}
