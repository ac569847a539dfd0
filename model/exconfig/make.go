package exconfig

import (
	"math"
	"strconv"
	"strings"

	"github.com/flylint/flylint/parsers"
)

func newAtom(r parsers.Range, name string) *Value {
	return &Value{Range: r, Kind: Atom, Text: name}
}

func newString(r parsers.Range, text string) *Value {
	return &Value{Range: r, Kind: String, Text: text}
}

func newInteger(r parsers.Range, n int64) *Value {
	return &Value{Range: r, Kind: Integer, Text: strconv.FormatInt(n, 10)}
}

func newFloat(r parsers.Range, f float64) *Value {
	return &Value{Range: r, Kind: Float, Text: formatFloat(f)}
}

func newBool(r parsers.Range, b bool) *Value {
	return newAtom(r, strconv.FormatBool(b))
}

func newList(r parsers.Range, elems ...*Value) *Value {
	return &Value{Range: r, Kind: List, Elems: elems}
}

func newTuple(r parsers.Range, elems ...*Value) *Value {
	return &Value{Range: r, Kind: Tuple, Elems: elems}
}

func newMap(r parsers.Range, pairs []*Value) *Value {
	return &Value{Range: r, Kind: Map, Elems: pairs}
}

// pair is an entry with its elements in one piece of memory.
type pair struct {
	Value
	both [2]*Value
}

// newPair is a keyword's or a map's entry.
func newPair(r parsers.Range, key, value *Value) *Value {
	p := &pair{Value: Value{Range: r, Kind: Tuple, expr: value.Range}, both: [2]*Value{key, value}}
	p.Elems = p.both[:]
	return &p.Value
}

func newFunc(r parsers.Range, c *closure) *Value {
	return &Value{Range: r, Kind: Func, rare: &rare{fn: c}}
}

// newNil stands where a term is nil.
func newNil(r parsers.Range) *Value { return newAtom(r, "nil") }

func missing() *Value { return &Value{Kind: Missing} }

// formatFloat writes a float as Elixir does: the shortest form, with a point.
func formatFloat(f float64) string {
	if size := math.Abs(f); size != 0 && (size >= 1e16 || size < 1e-4) {
		mantissa, exponent, _ := strings.Cut(strconv.FormatFloat(f, 'e', -1, 64), "e")
		if !strings.Contains(mantissa, ".") {
			mantissa += ".0"
		}
		n, _ := strconv.Atoi(exponent)
		return mantissa + "e" + strconv.Itoa(n)
	}
	text := strconv.FormatFloat(f, 'f', -1, 64)
	if !strings.Contains(text, ".") {
		text += ".0"
	}
	return text
}
