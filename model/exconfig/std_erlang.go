package exconfig

import (
	"net/netip"
	"strings"
)

// erlang is a function of an Erlang module.
func (c *stdCall) erlang(module string) *Value {
	switch module {
	case "timer":
		return c.timer()
	case "inet":
		return c.inet()
	case "lists":
		return c.lists()
	case "crypto":
		switch c.name {
		case "strong_rand_bytes":
			return c.machine(stringSort)
		case "hash", "mac", "hmac":
			return c.derived(stringSort)
		}
	case "public_key":
		switch c.name {
		case "cacerts_get":
			return c.machine(listSort)
		case "pem_decode":
			return c.derived(listSort)
		}
		if c.name == "pkix_verify_hostname_match_fun" {
			return c.made(&Value{Kind: Func})
		}
	case "code":
		if c.name == "priv_dir" || c.name == "lib_dir" {
			return c.derived(charlistSort)
		}
	}
	return nil
}

// timer is a length of time in milliseconds.
func (c *stdCall) timer() *Value {
	switch c.name {
	case "seconds", "minutes", "hours":
		return c.scaled(c.arg(0), milliseconds(strings.TrimSuffix(c.name, "s")))
	case "hms":
		return c.hms()
	}
	return nil
}

func (c *stdCall) scaled(v *Value, factor int64) *Value {
	return c.ev.arithmetic(c.node, "*", v, newInteger(c.node.Range, factor))
}

// toTimeout is to_timeout/1: a duration in milliseconds.
func (c *stdCall) toTimeout() *Value {
	v := c.arg(0)
	if v.Kind == Integer || v.IsAtom("infinity") {
		return v
	}
	if !v.IsKeyword() {
		return c.derived(integerSort)
	}
	total := newInteger(c.node.Range, 0)
	for _, pair := range v.Elems {
		factor := milliseconds(pair.Elems[0].Text)
		if factor == 0 {
			return c.raise("unknown unit " + pair.Elems[0].String())
		}
		part := c.ev.each(c.node, pair.Elems[1:], func(a []*Value) *Value { return c.scaled(a[0], factor) })
		total = c.ev.each(c.node, []*Value{total, part}, func(a []*Value) *Value {
			return c.ev.arithmetic(c.node, "+", a[0], a[1])
		})
	}
	return total
}

func milliseconds(unit string) int64 {
	const second = 1000
	switch unit {
	case "millisecond":
		return 1
	case "second":
		return second
	case "minute":
		return 60 * second
	case "hour":
		return 3600 * second
	case "day":
		return 24 * 3600 * second
	case "week":
		return 7 * 24 * 3600 * second
	}
	return 0
}

func (c *stdCall) hms() *Value {
	total := int64(0)
	for i, factor := range []int64{3600, 60, 1} {
		n, ok := c.arg(i).Int()
		if !ok {
			return c.derived(integerSort)
		}
		total += n * factor * 1000
	}
	return c.made(newInteger(c.node.Range, total))
}

// inet is parse_address and its kin.
func (c *stdCall) inet() *Value {
	switch c.name {
	case "parse_address", "parse_ipv4_address", "parse_ipv6_address", "parse_ipv4strict_address", "parse_strict_address":
	default:
		return nil
	}
	text, ok := termText(c.arg(0))
	if !ok {
		return c.derived(tupleSort)
	}
	addr, err := netip.ParseAddr(text)
	if err != nil {
		if isDigits(text) {
			return c.derived(tupleSort) // a short form, such as 127.1
		}
		return c.made(newTuple(c.node.Range, newAtom(c.node.Range, "error"), newAtom(c.node.Range, "einval")))
	}
	return c.made(newTuple(c.node.Range, newAtom(c.node.Range, "ok"), c.address(addr)))
}

func (c *stdCall) address(addr netip.Addr) *Value {
	out := newTuple(c.arg(0).Range)
	raw := addr.AsSlice()
	if addr.Is4() {
		for _, b := range raw {
			out.Elems = append(out.Elems, newInteger(out.Range, int64(b)))
		}
		return out
	}
	for i := 0; i < len(raw); i += 2 {
		out.Elems = append(out.Elems, newInteger(out.Range, int64(raw[i])<<8|int64(raw[i+1])))
	}
	return out
}

// lists is a function of Erlang's lists.
func (c *stdCall) lists() *Value {
	switch c.name {
	case "reverse":
		return (&stdCall{c.ev, c.node, "reverse", c.args}).enum()
	case "flatten":
		return (&stdCall{c.ev, c.node, "flatten", c.args}).list()
	}
	return nil
}
