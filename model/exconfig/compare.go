package exconfig

import (
	"math/big"
	"strconv"

	"github.com/flylint/flylint/parsers/elixir"
)

// equality is a == b or its opposite; loose takes 1 and 1.0 for equal.
func (ev *evaluator) equality(n elixir.Node, a, b *Value, loose, negated bool) *Value {
	c, answer := ev.comparison(n, a, b, loose)
	if answer != Maybe {
		return newBool(elixir.RangeOf(n), (answer == Always) != negated).reading(a, b)
	}
	if negated {
		c = c.not()
	}
	return ev.boolean(n, c, a, b)
}

// comparison answers whether two values are equal, and if that depends, on
// which condition.
func (ev *evaluator) comparison(n elixir.Node, a, b *Value, loose bool) (Condition, Truth) {
	if b.Kind == Unknown || b.Kind == Secret {
		a, b = b, a
	}
	if a.Kind == Unknown || a.Kind == Secret {
		if c, answer, ok := compareVariable(n, a, b); ok {
			return c, answer
		}
	}
	answer := compareTerms(a, b, loose)
	if answer != Maybe {
		return Condition{}, answer
	}
	return testOf(ev.derived(n, booleanSort, a, b)), Maybe
}

// compareVariable compares the text of a variable with a literal.
func compareVariable(n elixir.Node, v, literal *Value) (c Condition, answer Truth, ok bool) {
	switch {
	case v.Form != FormText:
		return c, Maybe, false
	case literal.IsNil() && v.Kind == Secret:
		return c, Never, true
	case literal.IsNil():
		return testOf(v).not(), Maybe, true
	case literal.Kind == String:
		if literal.Text != "" {
			markForm(v, FormOneOf)
		}
		return Condition{Range: elixir.RangeOf(n), Op: OpEquals, Var: v.Text, Values: []string{literal.Text}}, Maybe, true
	case literal.Kind < Func:
		return c, Never, true
	}
	return c, Maybe, false
}

// compareTerms answers whether two terms are equal, element by element.
func compareTerms(a, b *Value, loose bool) Truth {
	if a.Kind >= Func || b.Kind >= Func {
		return compareUnknown(a, b)
	}
	if a.Kind != b.Kind {
		return compareKinds(a, b, loose)
	}
	switch a.Kind {
	case List, Tuple:
		return compareElems(a.Elems, b.Elems, loose)
	case Map:
		return compareMaps(a, b, loose)
	case Float:
		x, _ := floatOf(a)
		y, _ := floatOf(b)
		return TruthOf(x == y)
	}
	return TruthOf(a.Text == b.Text)
}

// compareUnknown knows only that terms of different types differ.
func compareUnknown(a, b *Value) Truth {
	if a == b && a.Kind == Secret {
		return Always
	}
	x, y := sortOf(a), sortOf(b)
	if x == anySort || y == anySort || x == y || numeric(x) && numeric(y) {
		return Maybe
	}
	if x == booleanSort || y == booleanSort || x == atomSort || y == atomSort {
		if (x == booleanSort || x == atomSort) && (y == booleanSort || y == atomSort) {
			return Maybe
		}
	}
	if (x == listSort || x == charlistSort) && (y == listSort || y == charlistSort) {
		return Maybe
	}
	return Never
}

func numeric(s sort) bool { return s == integerSort || s == floatSort }

// sortOf is the type a value certainly has.
func sortOf(v *Value) sort {
	switch v.Kind {
	case Atom:
		return atomSort
	case Integer:
		return integerSort
	case Float:
		return floatSort
	case String:
		return stringSort
	case Charlist:
		return charlistSort
	case List:
		return listSort
	case Tuple:
		return tupleSort
	case Map:
		return mapSort
	case Func:
		return funcSort
	case Opaque:
		return v.sort
	case Secret:
		return formSort(v.Form)
	case Unknown:
		if v.Form != FormText {
			return formSort(v.Form)
		}
	}
	return anySort
}

func formSort(f ReadForm) sort {
	switch f {
	case FormText:
		return stringSort
	case FormInteger:
		return integerSort
	case FormFloat:
		return floatSort
	case FormAtom:
		return atomSort
	case FormBoolean:
		return booleanSort
	case FormList:
		return listSort
	}
	return anySort
}

func compareKinds(a, b *Value, loose bool) Truth {
	if loose && (a.Kind == Integer || a.Kind == Float) && (b.Kind == Integer || b.Kind == Float) {
		x, _ := floatOf(a)
		y, _ := floatOf(b)
		return TruthOf(x == y)
	}
	x, ok := listElems(a)
	y, isList := listElems(b)
	if ok && isList {
		return compareElems(x, y, loose)
	}
	return Never
}

func compareElems(a, b []*Value, loose bool) Truth {
	if len(a) != len(b) {
		return Never
	}
	answer := Always
	for i := range a {
		switch compareTerms(a[i], b[i], loose) {
		case Never:
			return Never
		case Maybe:
			answer = Maybe
		}
	}
	return answer
}

func compareMaps(a, b *Value, loose bool) Truth {
	if len(a.Elems) != len(b.Elems) {
		return Never
	}
	answer := Always
	for _, pair := range a.Elems {
		other, found := mapGet(b, pair.Elems[0])
		if !found {
			return Never
		}
		switch compareTerms(pair.Elems[1], other, loose) {
		case Never:
			return Never
		case Maybe:
			answer = Maybe
		}
	}
	return answer
}

// in is `a in b` for a list, or anything Enum.member? takes.
func (ev *evaluator) in(n elixir.Node, a, b *Value) *Value {
	elems, ok := enumElems(b)
	if !ok {
		return ev.derived(n, booleanSort, a, b)
	}
	if (a.Kind == Unknown || a.Kind == Secret) && a.Form == FormText {
		if v := ev.variableIn(n, a, elems); v != nil {
			return v
		}
	}
	answer := Never
	for _, e := range elems {
		switch compareTerms(a, e, false) {
		case Always:
			return newBool(elixir.RangeOf(n), true).reading(a, b)
		case Maybe:
			answer = Maybe
		}
	}
	return ev.boolOf(n, answer, a, b)
}

// variableIn is `variable in [literals]`; nil when an element is not literal.
func (ev *evaluator) variableIn(n elixir.Node, v *Value, elems []*Value) *Value {
	var texts []string
	hasNil := false
	for _, e := range elems {
		switch {
		case e.Kind == String:
			texts = append(texts, e.Text)
		case e.IsNil():
			hasNil = true
		case e.Kind >= Func:
			return nil
		}
	}
	markForm(v, FormOneOf)
	test := func() *Value {
		if len(texts) == 0 {
			return newBool(elixir.RangeOf(n), false)
		}
		c := Condition{Range: elixir.RangeOf(n), Op: OpIn, Var: v.Text, Values: texts}
		if len(texts) == 1 {
			c.Op = OpEquals
		}
		return ev.boolean(n, c, v)
	}
	if !hasNil || v.Kind == Secret {
		return test()
	}
	return ev.ifElse(ev.truth(v), test, func() *Value { return newBool(elixir.RangeOf(n), true) })
}

func bigOf(v *Value) (*big.Int, bool) {
	if v.Kind != Integer {
		return nil, false
	}
	if n, err := strconv.ParseInt(v.Text, 10, 64); err == nil {
		return big.NewInt(n), true
	}
	return new(big.Int).SetString(v.Text, 10)
}

func floatOf(v *Value) (float64, bool) {
	if v.Kind != Integer && v.Kind != Float {
		return 0, false
	}
	f, err := strconv.ParseFloat(v.Text, 64)
	return f, err == nil
}

// listElems is the elements of a list; a charlist's are its code points.
func listElems(v *Value) ([]*Value, bool) {
	switch v.Kind {
	case List:
		return v.Elems, !v.partial && !v.sparse
	case Charlist:
		elems := make([]*Value, 0, len(v.Text))
		for _, c := range v.Text {
			elems = append(elems, newInteger(v.Range, int64(c)))
		}
		return elems, true
	}
	return nil, false
}
