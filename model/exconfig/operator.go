package exconfig

import (
	"math/big"
	"strings"

	"github.com/flylint/flylint/parsers/elixir"
)

// operator evaluates an operator; nil when it is not one that is known.
func (ev *evaluator) operator(n *elixir.Call) *Value {
	if len(n.Args) == 1 {
		return ev.unary(n)
	}
	if len(n.Args) != 2 {
		return nil
	}
	switch n.Name {
	case "=":
		return ev.assign(n)
	case "|>":
		return ev.pipe(n)
	case "||", "or":
		return ev.shortCircuit(n, true)
	case "&&", "and":
		return ev.shortCircuit(n, false)
	}
	args, fault := ev.elems(n.Args)
	if fault != nil {
		return fault
	}
	return ev.each(n, args, func(args []*Value) *Value { return ev.binary(n, n.Name, args[0], args[1]) })
}

func (ev *evaluator) unary(n *elixir.Call) *Value {
	switch n.Name {
	case "&":
		return ev.capture(n)
	case "@":
		return ev.attribute(n)
	case "!", "not":
		v := ev.eval(n.Args[0])
		if v.Kind == Raise {
			return v
		}
		markFlag(n.Args[0], v)
		yes := func() *Value { return newBool(n.Range, true).reading(v) }
		no := func() *Value { return newBool(n.Range, false).reading(v) }
		return ev.ifElse(ev.truth(v), no, yes)
	case "-", "+":
		return ev.each(n, []*Value{ev.eval(n.Args[0])}, func(a []*Value) *Value {
			return ev.binary(n, n.Name, newInteger(n.Range, 0), a[0])
		})
	case "^":
		return ev.eval(n.Args[0])
	}
	return nil
}

// shortCircuit is ||, or, && and `and`: the right side is evaluated only where
// the left does not decide.
func (ev *evaluator) shortCircuit(n *elixir.Call, stopAt bool) *Value {
	left := ev.eval(n.Args[0])
	if left.Kind == Raise {
		return left
	}
	if n.Name == "&&" || n.Name == "and" {
		markFlag(n.Args[0], left)
	}
	var branches []branch
	for _, c := range ev.truth(left) {
		if c.truthy == stopAt {
			branches = append(branches, ev.branch(c.when, func() *Value { return c.value }))
			continue
		}
		b := ev.branch(c.when, func() *Value { return ev.eval(n.Args[1]) })
		if n.Name == "||" && !b.raised {
			noteDefault(c.value, b.value)
			if c.value.IsAtom("false") && b.value.IsAtom("false") {
				b.value = c.value // the same, and it still knows what it read
			}
		}
		branches = append(branches, b)
	}
	return ev.join(branches)
}

// noteDefault notes what stands in for a variable that is not set.
func noteDefault(unset, value *Value) {
	if !unset.IsNil() || value.IsNil() {
		return
	}
	for _, r := range unset.Reads {
		if r.Default == nil && r.open() {
			r.Default = value
		}
	}
}

// pipe is left |> right(…): the left side becomes the first argument.
func (ev *evaluator) pipe(n *elixir.Call) *Value {
	left := ev.eval(n.Args[0])
	if left.Kind == Raise {
		return left
	}
	first := known{n.Args[0], left}
	switch right := n.Args[1].(type) {
	case *elixir.Call:
		call := *right
		call.Args = append([]elixir.Node{first}, right.Args...)
		if call.Form == elixir.FormField || call.Form == elixir.FormNoParens {
			call.Form = elixir.FormParens
		}
		return ev.eval(&call)
	case *elixir.Var:
		return ev.eval(&elixir.Call{Range: right.Range, Name: right.Name, NamePos: right.From,
			Args: []elixir.Node{first}, Form: elixir.FormParens})
	}
	return ev.opaqueNode(n, left)
}

// binary applies an operator to two values that are no Choices.
func (ev *evaluator) binary(n elixir.Node, op string, a, b *Value) *Value {
	switch op {
	case "==", "===":
		return ev.equality(n, a, b, op == "==", false)
	case "!=", "!==":
		return ev.equality(n, a, b, op == "!=", true)
	case "in":
		return ev.in(n, a, b)
	case "<>":
		return ev.append(n, a, b)
	case "++":
		return ev.plusPlus(n, a, b)
	case "--":
		return ev.minusMinus(n, a, b)
	case "+", "-", "*", "/":
		return ev.arithmetic(n, op, a, b)
	case "<", ">", "<=", ">=":
		return ev.order(n, op, a, b)
	case "=~":
		return ev.matches(n, a, b)
	case "..":
		return ev.span(n, a, b)
	case "**", "<<<", ">>>", "&&&", "|||":
		return ev.integerOperator(n, op, a, b)
	}
	return ev.opaqueNode(n, a, b)
}

// append is a <> b.
func (ev *evaluator) append(n elixir.Node, a, b *Value) *Value {
	const message = "expected a binary in <>"
	for _, v := range []*Value{a, b} {
		if v := ev.require(n, v, message); v.Kind == Raise {
			return v
		}
		if v.Kind < Func && v.Kind != String {
			return ev.raise(elixir.RangeOf(n), message, true)
		}
	}
	if v := ev.appended(n, "", []*Value{a, b}); v != nil {
		return v
	}
	left, ok := a.Str()
	right, isText := b.Str()
	if !ok || !isText || len(left)+len(right) > maxText {
		return ev.derived(n, stringSort, a, b)
	}
	return newString(elixir.RangeOf(n), left+right).reading(a, b)
}

func (ev *evaluator) plusPlus(n elixir.Node, a, b *Value) *Value {
	left, ok := listElems(a)
	right, isList := listElems(b)
	switch {
	case !ok && a.Kind < Func:
		return ev.raise(elixir.RangeOf(n), "argument error in ++", true)
	case !ok || !isList || len(left)+len(right) > maxElems:
		return ev.derived(n, listSort, a, b)
	case a.Kind == Charlist && b.Kind == Charlist:
		v := &Value{Range: elixir.RangeOf(n), Kind: Charlist, Text: a.Text + b.Text}
		return v.reading(a, b)
	}
	return newList(elixir.RangeOf(n), append(left[:len(left):len(left)], right...)...).reading(a, b)
}

func (ev *evaluator) minusMinus(n elixir.Node, a, b *Value) *Value {
	left, ok := listElems(a)
	right, isList := listElems(b)
	if !ok || !isList || !a.Known() || !b.Known() {
		return ev.derived(n, listSort, a, b)
	}
	rest := append([]*Value(nil), left...)
	for _, gone := range right {
		for i, e := range rest {
			if compareTerms(e, gone, true) == Always {
				rest = append(rest[:i], rest[i+1:]...)
				break
			}
		}
	}
	return newList(elixir.RangeOf(n), rest...).reading(a, b)
}

func (ev *evaluator) arithmetic(n elixir.Node, op string, a, b *Value) *Value {
	if a.Kind == Float || b.Kind == Float || op == "/" {
		return ev.floating(n, op, a, b)
	}
	x, ok := bigOf(a)
	y, isInt := bigOf(b)
	switch {
	case ok && isInt:
		var z big.Int
		switch op {
		case "+":
			z.Add(x, y)
		case "-":
			z.Sub(x, y)
		default:
			z.Mul(x, y)
		}
		return (&Value{Range: elixir.RangeOf(n), Kind: Integer, Text: z.String()}).reading(a, b)
	case a.Kind < Func && !ok || b.Kind < Func && !isInt:
		return ev.raise(elixir.RangeOf(n), "bad argument in arithmetic expression", true)
	}
	return ev.derived(n, integerSort, a, b)
}

// integerOperator is ** and what Bitwise brings.
func (ev *evaluator) integerOperator(n elixir.Node, op string, a, b *Value) *Value {
	x, ok := bigOf(a)
	y, isInt := b.Int()
	if !ok || !isInt || y < 0 || y > 512 && op != "&&&" && op != "|||" {
		return ev.derived(n, anySort, a, b)
	}
	var z big.Int
	switch op {
	case "**":
		z.Exp(x, big.NewInt(y), nil)
	case "<<<":
		z.Lsh(x, uint(y))
	case ">>>":
		z.Rsh(x, uint(y))
	case "&&&":
		z.And(x, big.NewInt(y))
	default:
		z.Or(x, big.NewInt(y))
	}
	if z.BitLen() > 1<<14 {
		return ev.derived(n, integerSort, a, b)
	}
	return (&Value{Range: elixir.RangeOf(n), Kind: Integer, Text: z.String()}).reading(a, b)
}

func (ev *evaluator) floating(n elixir.Node, op string, a, b *Value) *Value {
	x, ok := floatOf(a)
	y, isNumber := floatOf(b)
	switch {
	case a.Kind < Func && !ok || b.Kind < Func && !isNumber || op == "/" && isNumber && y == 0:
		return ev.raise(elixir.RangeOf(n), "bad argument in arithmetic expression", true)
	case !ok || !isNumber:
		return ev.derived(n, floatSort, a, b)
	}
	var z float64
	switch op {
	case "+":
		z = x + y
	case "-":
		z = x - y
	case "*":
		z = x * y
	default:
		z = x / y
	}
	return newFloat(elixir.RangeOf(n), z).reading(a, b)
}

func (ev *evaluator) order(n elixir.Node, op string, a, b *Value) *Value {
	var sign int
	x, ok := floatOf(a)
	y, isNumber := floatOf(b)
	switch {
	case ok && isNumber:
		sign = compareFloats(x, y)
	case a.Kind == String && b.Kind == String:
		sign = strings.Compare(a.Text, b.Text)
	case a.Kind < Func && b.Kind < Func && typeRank(a) != typeRank(b):
		sign = typeRank(a) - typeRank(b)
	default:
		return ev.derived(n, booleanSort, a, b)
	}
	var yes bool
	switch op {
	case "<":
		yes = sign < 0
	case ">":
		yes = sign > 0
	case "<=":
		yes = sign <= 0
	default:
		yes = sign >= 0
	}
	return newBool(elixir.RangeOf(n), yes).reading(a, b)
}

func compareFloats(x, y float64) int {
	switch {
	case x < y:
		return -1
	case x > y:
		return 1
	}
	return 0
}

// typeRank orders terms of different types as Erlang does.
func typeRank(v *Value) int {
	switch v.Kind {
	case Integer, Float:
		return 0
	case Atom:
		return 1
	case Func:
		return 2
	case Tuple:
		return 3
	case Map:
		return 4
	case List, Charlist:
		return 5
	}
	return 6
}

// span is the range first..last, as a list of its numbers.
func (ev *evaluator) span(n elixir.Node, a, b *Value) *Value {
	first, ok := a.Int()
	last, isInt := b.Int()
	if !ok || !isInt {
		return ev.derived(n, mapSort, a, b)
	}
	r := elixir.RangeOf(n)
	key := func(name string) *Value { return newAtom(r, name) }
	step := int64(1)
	if last < first {
		step = -1
	}
	return newMap(r, []*Value{
		newPair(r, key("__struct__"), newAtom(r, "Elixir.Range")),
		newPair(r, key("first"), newInteger(r, first)),
		newPair(r, key("last"), newInteger(r, last)),
		newPair(r, key("step"), newInteger(r, step)),
	}).reading(a, b)
}
