package elixir

import (
	"fmt"
	"go/token"
	"math"
	"sort"
	"strconv"
	"strings"
	"unicode/utf8"
)

// quoter prints a tree as Elixir's quoted form, the way testdata/dump.exs does.
type quoter struct {
	strings.Builder
	src   string
	base  token.Pos
	lines []int // offsets of the line starts
	// old prints the form of Elixir 1.14, which keeps a lone "not a" of a body
	// in a block of its own and counts a map from its brace.
	old bool
}

// quote returns the quoted form of a file whose first byte stands at 1.
func quote(f *File, src string, old bool) string {
	q := &quoter{src: src, base: 1, old: old, lines: []int{0}}
	for i := range len(src) {
		if src[i] == '\n' {
			q.lines = append(q.lines, i+1)
		}
	}
	q.body(f.Exprs)
	return q.String()
}

// structure takes the positions from a quoted form.
func structure(quoted string) string {
	var b strings.Builder
	for i := 0; i < len(quoted); i++ {
		if quoted[i] == '@' {
			for i+1 < len(quoted) && (quoted[i+1] == ':' || isDigit(quoted[i+1])) {
				i++
			}
			continue
		}
		b.WriteByte(quoted[i])
	}
	return b.String()
}

func (q *quoter) open(name string, at token.Pos) {
	q.WriteByte('{')
	q.atom(name)
	q.place(at)
	q.WriteByte(' ')
}

func (q *quoter) place(at token.Pos) {
	offset := int(at - q.base)
	line := sort.SearchInts(q.lines, offset+1) - 1
	fmt.Fprintf(q, "@%d:%d", line+1, utf8.RuneCountInString(q.src[q.lines[line]:offset])+1)
}

func (q *quoter) atom(name string) {
	q.WriteByte(':')
	q.text(name)
}

func (q *quoter) text(s string) {
	q.WriteByte('"')
	for i := range len(s) {
		if c := s[i]; chars[c]&charName != 0 || strings.IndexByte(" -.,/<>=+*!?:%{}|&^~", c) >= 0 {
			q.WriteByte(c)
		} else {
			fmt.Fprintf(q, "\\%02X", c)
		}
	}
	q.WriteByte('"')
}

func (q *quoter) list(nodes []Node) {
	q.WriteByte('[')
	q.items(nodes)
	q.WriteByte(']')
}

func (q *quoter) items(nodes []Node) {
	for i, n := range nodes {
		if i > 0 {
			q.WriteByte(' ')
		}
		q.node(n)
	}
}

// body prints the expressions of a block.
func (q *quoter) body(exprs []Node) {
	if len(exprs) == 1 && !isSplice(exprs[0]) {
		q.single(exprs[0])
		return
	}
	q.block(exprs)
}

func (q *quoter) single(n Node) {
	if q.old && isNegated(n) {
		q.block([]Node{n})
		return
	}
	q.node(n)
}

func (q *quoter) block(exprs []Node) {
	q.WriteString(`{:"__block__" `)
	q.list(exprs)
	q.WriteByte('}')
}

func (q *quoter) node(n Node) {
	switch n := n.(type) {
	case *Atom:
		q.atom(n.Name)
	case *Alias:
		q.alias(n)
	case *Integer:
		q.integer(n)
	case *Float:
		fmt.Fprintf(q, "f%d", math.Float64bits(n.Value))
	case *String:
		q.text(n.Value)
	case *Charlist:
		q.charlist(n.Value)
	case *Interpolated:
		q.interpolated(n)
	case *Sigil:
		q.open("sigil_"+n.Name, n.From)
		q.WriteByte('[')
		q.binary(n.Parts, n.From)
		q.WriteByte(' ')
		q.charlist(n.Modifiers)
		q.WriteString("]}")
	case *List:
		q.list(n.Elems)
	case *Tuple:
		q.tuple(n)
	case *Map:
		q.mapNode(n)
	case *Bitstring:
		q.open("<<>>", n.From)
		q.list(n.Elems)
		q.WriteByte('}')
	case *Var:
		q.open(n.Name, n.From)
		q.WriteString(`:"nil"}`)
	case *Call:
		q.call(n)
	case *Access:
		q.remote(n.Bracket, n.Bracket, "Elixir.Access", "get")
		q.WriteByte(' ')
		q.list([]Node{n.Container, n.Key})
		q.WriteByte('}')
	case *Fn:
		q.open("fn", n.From)
		q.clauses(n.Clauses)
		q.WriteByte('}')
	case *Clauses:
		q.clauses(n.List)
	case *Block:
		q.block(n.Exprs)
	default:
		fmt.Fprintf(q, "<%T>", n)
	}
}

func (q *quoter) alias(n *Alias) {
	at := n.From
	if n.Base != nil {
		at = n.DotPos
	}
	q.open("__aliases__", at)
	q.WriteByte('[')
	if n.Base != nil {
		q.node(n.Base)
		q.WriteByte(' ')
	}
	for i, s := range n.Segments {
		if i > 0 {
			q.WriteByte(' ')
		}
		q.atom(s)
	}
	q.WriteString("]}")
}

func (q *quoter) integer(n *Integer) {
	if n.Big != nil {
		q.WriteString(n.Big.String())
		return
	}
	q.WriteString(strconv.FormatInt(n.Value, 10))
}

func (q *quoter) charlist(s string) {
	q.WriteByte('[')
	for i, r := range s {
		if i > 0 {
			q.WriteByte(' ')
		}
		q.WriteString(strconv.Itoa(int(r)))
	}
	q.WriteByte(']')
}

func (q *quoter) tuple(n *Tuple) {
	if len(n.Elems) == 2 {
		q.WriteString("(2 ")
		q.items(n.Elems)
		q.WriteByte(')')
		return
	}
	q.open("{}", n.From)
	q.list(n.Elems)
	q.WriteByte('}')
}

func (q *quoter) mapNode(n *Map) {
	at := n.Brace
	if n.Struct != nil {
		q.open("%", n.From)
		q.WriteByte('[')
		q.node(n.Struct)
		q.WriteByte(' ')
	} else if !q.old {
		at = n.From
	}
	q.open("%{}", at)
	if n.Update != nil {
		q.WriteByte('[')
		q.open("|", n.Pipe)
		q.WriteByte('[')
		q.node(n.Update)
		q.WriteByte(' ')
		q.list(n.Elems)
		q.WriteString("]}]}")
	} else {
		q.list(n.Elems)
		q.WriteByte('}')
	}
	if n.Struct != nil {
		q.WriteString("]}")
	}
}

// remote prints the opening of a call of a function of Elixir's own.
func (q *quoter) remote(dot, at token.Pos, module, name string) {
	q.WriteByte('{')
	q.open(".", dot)
	q.WriteByte('[')
	q.atom(module)
	q.WriteByte(' ')
	q.atom(name)
	q.WriteString("]}")
	q.place(at)
}

func (q *quoter) interpolated(n *Interpolated) {
	switch n.Kind {
	case InterpolatedString:
		q.binary(n.Parts, n.From)
	case InterpolatedCharlist:
		q.remote(n.From, n.From, "Elixir.List", "to_charlist")
		q.WriteString(" [[")
		for i, part := range n.Parts {
			if i > 0 {
				q.WriteByte(' ')
			}
			if part, ok := part.(*Interpolation); ok {
				q.interpolation(part)
				continue
			}
			q.node(part)
		}
		q.WriteString("]]}")
	default:
		q.remote(n.From, n.From, "erlang", "binary_to_atom")
		q.WriteString(" [")
		q.binary(n.Parts, n.From)
		q.WriteString(` :"utf8"]}`)
	}
}

func (q *quoter) binary(parts []Node, at token.Pos) {
	q.open("<<>>", at)
	q.WriteByte('[')
	for i, part := range parts {
		if i > 0 {
			q.WriteByte(' ')
		}
		part, ok := part.(*Interpolation)
		if !ok {
			q.node(parts[i])
			continue
		}
		q.open("::", part.From)
		q.WriteByte('[')
		q.interpolation(part)
		q.WriteByte(' ')
		q.open("binary", part.From)
		q.WriteString(`:"nil"}]}`)
	}
	q.WriteString("]}")
}

func (q *quoter) interpolation(n *Interpolation) {
	q.remote(n.From, n.From, "Elixir.Kernel", "to_string")
	q.WriteString(" [")
	if n.Expr == nil {
		q.block(nil)
	} else {
		q.single(n.Expr)
	}
	q.WriteString("]}")
}

func (q *quoter) call(n *Call) {
	switch {
	case n.Form == FormDouble:
		q.WriteByte('{')
		q.node(n.Target)
		q.place(n.NamePos)
		q.WriteByte(' ')
	case q.old && n.Name == "..." && n.Form == FormOperator && len(n.Args) == 0: // a variable before 1.15
		q.open(n.Name, n.NamePos)
		q.WriteString(`:"nil"}`)
		return
	case n.Target == nil:
		q.open(n.Name, q.operatorPos(n))
	default:
		q.WriteByte('{')
		q.open(".", n.DotPos)
		q.WriteByte('[')
		q.node(n.Target)
		if n.Form != FormAnonymous {
			q.WriteByte(' ')
			q.atom(n.Name)
		}
		q.WriteString("]}")
		q.place(n.NamePos)
		q.WriteByte(' ')
	}
	q.args(n)
	q.WriteByte('}')
}

// operatorPos is where Elixir 1.14 and 1.18 see an operator; the parts of
// "a not in b" and the deprecated "not a in b" have one place.
func (q *quoter) operatorPos(n *Call) token.Pos {
	if len(n.Args) != 1 || n.Form != FormOperator || !n.isNegation() {
		return n.NamePos
	}
	in, ok := n.Args[0].(*Call)
	if !ok || in.Form != FormOperator || in.Name != "in" || len(in.Args) != 2 {
		return n.NamePos
	}
	if n.NamePos > in.From { // a not in b
		in.NamePos = n.NamePos
		return n.NamePos
	}
	if strings.Contains(q.src[n.NamePos-q.base:in.From-q.base], "(") { // not (a in b)
		return n.NamePos
	}
	return in.NamePos
}

func (q *quoter) args(n *Call) {
	q.WriteByte('[')
	q.items(n.Args)
	if len(n.Blocks) > 0 {
		if len(n.Args) > 0 {
			q.WriteByte(' ')
		}
		q.WriteByte('[')
		for i, s := range n.Blocks {
			if i > 0 {
				q.WriteByte(' ')
			}
			q.WriteString("(2 ")
			q.atom(s.Key.Name)
			q.WriteByte(' ')
			q.single(s.Body)
			q.WriteByte(')')
		}
		q.WriteByte(']')
	}
	q.WriteByte(']')
}

func (q *quoter) clauses(list []*Clause) {
	q.WriteByte('[')
	for i, c := range list {
		if i > 0 {
			q.WriteByte(' ')
		}
		q.clause(c)
	}
	q.WriteByte(']')
}

func (q *quoter) clause(c *Clause) {
	q.open("->", c.Arrow)
	q.WriteString("[[")
	if c.Guard != nil {
		q.open("when", c.When)
		q.list(append(append([]Node{}, c.Args...), c.Guard))
		q.WriteByte('}')
	} else {
		q.items(c.Args)
	}
	q.WriteString("] ")
	q.single(c.Body)
	q.WriteString("]}")
}
