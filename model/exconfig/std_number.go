package exconfig

import (
	"math"
	"math/big"
	"strconv"
	"strings"
)

// number is a function of Integer or Float.
func (c *stdCall) number(module string) *Value {
	switch c.name {
	case "parse":
		return c.parseNumber(module)
	case "to_string":
		return c.numberText()
	case "to_charlist":
		if v, ok := termText(c.arg(0)); ok {
			return c.made(&Value{Kind: Charlist, Text: v})
		}
		return c.derived(charlistSort)
	case "floor", "ceil", "round":
		return c.round()
	case "floor_div", "mod":
		return c.division()
	case "pow", "digits", "undigits", "gcd", "is_odd", "is_even":
		return c.integerFunction()
	}
	return nil
}

func (c *stdCall) numberText() *Value {
	v := c.arg(0)
	if v.Kind == Float || v.Kind == Integer && len(c.args) == 1 {
		return newString(v.Range, v.Text).reading(v)
	}
	n, ok := bigOf(v)
	base, isInt := c.arg(1).Int()
	if !ok || !isInt || base < 2 || base > 36 {
		return c.derived(stringSort)
	}
	return c.text(strings.ToUpper(n.Text(int(base))))
}

// parseNumber is Integer.parse and Float.parse: {number, rest} or :error.
func (c *stdCall) parseNumber(module string) *Value {
	v := c.arg(0)
	if v.Kind == Unknown || v.Kind == Secret {
		form := FormInteger
		if module == "Float" {
			form = FormFloat
		}
		markForm(v, form)
	}
	if fault := c.strings(1, anySort); fault != nil {
		return fault
	}
	number, size := numberPrefix(v.Text, module == "Float")
	if size == 0 {
		return c.atom("error")
	}
	kind := Integer
	if module == "Float" {
		kind = Float
	}
	value := &Value{Range: v.Range, Kind: kind, Text: number}
	return c.made(newTuple(c.node.Range, value.reading(v), newString(v.Range, v.Text[size:]).reading(v)))
}

// numberPrefix is the number that text begins with, and its length.
func numberPrefix(text string, float bool) (number string, size int) {
	i := 0
	if i < len(text) && (text[i] == '-' || text[i] == '+') {
		i++
	}
	start := i
	for i < len(text) && text[i] >= '0' && text[i] <= '9' {
		i++
	}
	if i == start {
		return "", 0
	}
	if !float {
		n, _ := parseInteger(text[:i], 10)
		return n, i
	}
	end := i
	if end+1 < len(text) && text[end] == '.' && text[end+1] >= '0' && text[end+1] <= '9' {
		end++
		for end < len(text) && text[end] >= '0' && text[end] <= '9' {
			end++
		}
	}
	f, err := strconv.ParseFloat(text[:end], 64)
	if err != nil {
		return "", 0
	}
	return formatFloat(f), end
}

// round is round, trunc, floor or ceil of a number.
func (c *stdCall) round() *Value {
	v := c.arg(0)
	if v.Kind == Integer {
		return v
	}
	f, ok := floatOf(v)
	if !ok || len(c.args) > 1 || math.Abs(f) > 1<<53 {
		return c.derived(integerSort)
	}
	switch c.name {
	case "floor":
		f = math.Floor(f)
	case "ceil":
		f = math.Ceil(f)
	case "trunc":
		f = math.Trunc(f)
	default:
		f = math.Round(f)
	}
	return c.made(newInteger(c.node.Range, int64(f)))
}

// division is div, rem, Integer.floor_div and Integer.mod.
func (c *stdCall) division() *Value {
	x, ok := bigOf(c.arg(0))
	y, isInt := bigOf(c.arg(1))
	if !ok || !isInt {
		return c.derived(integerSort)
	}
	if y.Sign() == 0 {
		return c.raise("bad argument in arithmetic expression")
	}
	var q, r big.Int
	q.QuoRem(x, y, &r)
	towardsZero := r.Sign() == 0 || r.Sign() == y.Sign()
	switch {
	case c.name == "floor_div" && !towardsZero:
		q.Sub(&q, big.NewInt(1))
	case c.name == "mod" && !towardsZero:
		r.Add(&r, y)
	}
	result := &q
	if c.name == "rem" || c.name == "mod" {
		result = &r
	}
	return c.made(&Value{Kind: Integer, Text: result.String()})
}

func (c *stdCall) integerFunction() *Value {
	x, ok := c.arg(0).Int()
	if !ok {
		return c.derived(anySort)
	}
	switch c.name {
	case "is_odd":
		return c.bool(x%2 != 0)
	case "is_even":
		return c.bool(x%2 == 0)
	case "pow":
		y, ok := c.arg(1).Int()
		if !ok || y < 0 || y > 512 {
			return c.derived(integerSort)
		}
		n := new(big.Int).Exp(big.NewInt(x), big.NewInt(y), nil)
		return c.made(&Value{Kind: Integer, Text: n.String()})
	}
	return c.derived(anySort)
}

// extreme is min or max.
func (c *stdCall) extreme() *Value {
	a, b := c.arg(0), c.arg(1)
	x, ok := floatOf(a)
	y, isNumber := floatOf(b)
	if !ok || !isNumber {
		return c.derived(anySort)
	}
	if c.name == "min" && y < x || c.name == "max" && y > x {
		return b
	}
	return a
}
