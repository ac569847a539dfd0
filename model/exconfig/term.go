package exconfig

import (
	"slices"
	"strconv"
	"strings"

	"github.com/flylint/flylint/parsers"
)

// sort is what is known of the type of an Opaque.
type sort uint8

const (
	anySort sort = iota
	stringSort
	integerSort
	floatSort
	booleanSort
	atomSort
	charlistSort
	listSort
	tupleSort
	mapSort
	funcSort
)

// Truth is the three-valued answer to a question about a Value.
type Truth uint8

// The answers.
const (
	Maybe Truth = iota // it depends on what is not known here
	Always
	Never
)

// Not turns the answer round.
func (t Truth) Not() Truth {
	switch t {
	case Always:
		return Never
	case Never:
		return Always
	}
	return Maybe
}

// And is Always when both answers are, and Never when either is.
func (t Truth) And(other Truth) Truth {
	switch {
	case t == Never || other == Never:
		return Never
	case t == Maybe || other == Maybe:
		return Maybe
	}
	return Always
}

// TruthOf is the answer to a question that was decided.
func TruthOf(yes bool) Truth {
	if yes {
		return Always
	}
	return Never
}

// IsAtom reports whether v is certainly the atom of that name.
func (v *Value) IsAtom(name string) bool {
	return v != nil && v.Kind == Atom && v.Text == name
}

// IsNil reports whether v is certainly nil. A nil Value, a key that was never
// set, is not the atom nil.
func (v *Value) IsNil() bool { return v.IsAtom("nil") }

// Module is the name of the module v is, without "Elixir.".
func (v *Value) Module() (string, bool) {
	if v == nil || v.Kind != Atom {
		return "", false
	}
	return strings.CutPrefix(v.Text, "Elixir.")
}

// Int is the value of a known integer.
func (v *Value) Int() (int64, bool) {
	if v == nil || v.Kind != Integer {
		return 0, false
	}
	n, err := strconv.ParseInt(v.Text, 10, 64)
	return n, err == nil
}

// Str is the text of a known string.
func (v *Value) Str() (string, bool) {
	if v == nil || v.Kind != String {
		return "", false
	}
	return v.Text, true
}

// List is the elements of a list. ok is false for anything else, a Choice of
// lists included: see Leaves.
func (v *Value) List() (elems []*Value, ok bool) {
	if v == nil || v.Kind != List {
		return nil, false
	}
	return v.Elems, true
}

// IsKeyword reports whether v is a keyword list, the empty list included.
func (v *Value) IsKeyword() bool {
	if v == nil || v.Kind != List {
		return v != nil && v.Kind == Charlist && v.Text == ""
	}
	for _, e := range v.Elems {
		if !e.isKeywordPair() {
			return false
		}
	}
	return true
}

func (v *Value) isKeywordPair() bool {
	return v.Kind == Tuple && len(v.Elems) == 2 && v.Elems[0].Kind == Atom
}

// Keyword is the value of key in a keyword list, or in a map with atom keys:
// nil when it is not there, a Choice with Missing when that depends. The value
// of a key in what is itself Opaque or Raise is that Opaque or Raise.
func (v *Value) Keyword(key string) *Value {
	if v == nil {
		return nil
	}
	switch v.Kind {
	case List, Map:
		if pair := v.pair(key); pair != nil {
			return pair.Elems[1]
		}
	case Opaque, Raise:
		return v
	case Choice:
		return v.keywordOfChoice(key)
	}
	return nil
}

func (v *Value) keywordOfChoice(key string) *Value {
	cells := make([]Alternative, 0, len(v.Alts()))
	found := false
	for _, alt := range v.Alts() {
		value := alt.Value.Keyword(key)
		if value == nil {
			value = missing()
		} else {
			found = true
		}
		cells = append(cells, Alternative{alt.When, value})
	}
	if !found {
		return nil
	}
	return joinValues(cells)
}

// pair is the first entry of a keyword list or map under an atom.
func (v *Value) pair(key string) *Value {
	for _, e := range v.Elems {
		if e.Kind == Tuple && len(e.Elems) == 2 && e.Elems[0].IsAtom(key) {
			return e
		}
	}
	return nil
}

// Leaves calls f with each value v may have and the conditions for it. A value
// that is no Choice is called once, without conditions. An absent v has none.
func (v *Value) Leaves(f func(when Guard, leaf *Value)) {
	if v != nil {
		v.leaves(nil, f)
	}
}

func (v *Value) leaves(when Guard, f func(Guard, *Value)) {
	if v.Kind != Choice {
		f(when, v)
		return
	}
	for _, alt := range v.Alts() {
		alt.Value.leaves(when.and(alt.When), f)
	}
}

// Known reports whether v is one term, known to the last element.
func (v *Value) Known() bool {
	if v == nil {
		return false
	}
	switch v.Kind {
	case List, Tuple, Map:
		for _, e := range v.Elems {
			if !e.Known() {
				return false
			}
		}
		return true
	}
	return v.Kind < Func
}

// Decided reports whether v holds nothing that could not be evaluated. What is
// missing, if anything, is the content of environment variables.
func (v *Value) Decided() bool {
	if v == nil {
		return true
	}
	switch v.Kind {
	case Opaque:
		return v.Derived
	case Choice:
		for _, alt := range v.Alts() {
			if !alt.Value.Decided() || !alt.When.decided() {
				return false
			}
		}
	default:
		for _, e := range v.Elems {
			if !e.Decided() {
				return false
			}
		}
	}
	return true
}

// Truthy answers whether v counts as true: anything but nil and false does.
// A key that was never set, a nil Value, does not.
func (v *Value) Truthy() Truth {
	if v == nil {
		return Never
	}
	switch v.Kind {
	case Atom:
		return TruthOf(v.Text != "nil" && v.Text != "false")
	case Missing:
		return Never
	case Raise:
		return Maybe
	case Unknown:
		if v.Form == FormText || v.Form == FormBoolean {
			return Maybe
		}
	case Opaque:
		if v.sort == anySort || v.sort == booleanSort || v.sort == atomSort {
			return Maybe
		}
	case Choice:
		return v.truthyChoice()
	}
	return Always
}

func (v *Value) truthyChoice() Truth {
	answer := v.Alts()[0].Value.Truthy()
	for _, alt := range v.Alts()[1:] {
		if alt.Value.Truthy() != answer {
			return Maybe
		}
	}
	return answer
}

// same reports whether two values are the same whatever the environment.
func same(a, b *Value) bool {
	if a == b {
		return true
	}
	if a.Kind != b.Kind || a.Text != b.Text || a.Form != b.Form ||
		len(a.Elems) != len(b.Elems) || len(a.Alts()) != len(b.Alts()) {
		return false
	}
	switch a.Kind {
	case Opaque, Func:
		return false
	case Choice:
		return sameAlts(a, b)
	}
	for i := range a.Elems {
		if !same(a.Elems[i], b.Elems[i]) {
			return false
		}
	}
	return true
}

func sameAlts(a, b *Value) bool {
	for i := range a.Alts() {
		if !a.Alts()[i].When.equal(b.Alts()[i].When) || !same(a.Alts()[i].Value, b.Alts()[i].Value) {
			return false
		}
	}
	return true
}

// at is v as it is worth at another place of the source.
func (v *Value) at(r parsers.Range) *Value {
	moved := *v
	moved.Range = r
	return &moved
}

// reading adds the variables of others to those v depends on.
func (v *Value) reading(others ...*Value) *Value {
	for _, o := range others {
		v.Reads = unionReads(v.Reads, o.Reads)
	}
	return v
}

func unionReads(a, b []*Read) []*Read {
	if len(a) == 0 {
		return b
	}
next:
	for _, r := range b {
		for _, known := range a {
			if known == r {
				continue next
			}
		}
		a = append(a[:len(a):len(a)], r)
	}
	return a
}

// Vars is the environment variables v depends on, whether its content or the
// conditions of its alternatives read them; each once, in order.
func (v *Value) Vars() []string {
	var out []string
	v.visitVars(func(name string) {
		if name != "" && !slices.Contains(out, name) {
			out = append(out, name)
		}
	})
	return out
}

func (v *Value) visitVars(f func(string)) {
	if v == nil {
		return
	}
	for _, alt := range v.Alts() {
		for _, c := range alt.When {
			f(c.Var)
			c.test.visitVars(f)
		}
		alt.Value.visitVars(f)
	}
	for _, r := range v.Reads {
		f(r.Name)
	}
	for _, e := range v.Elems {
		e.visitVars(f)
	}
}
