package exconfig

import (
	"net/netip"

	"github.com/flylint/flylint/parsers/elixir"
)

// system is a function of System that is no read of the environment.
func (c *stdCall) system() *Value {
	switch c.name {
	case "schedulers_online", "schedulers", "unique_integer", "system_time", "os_time", "monotonic_time":
		return c.machine(integerSort)
	case "version", "otp_release", "tmp_dir!", "cwd!", "user_home!":
		return c.machine(stringSort)
	case "tmp_dir", "user_home", "cwd", "get_pid", "pid", "build_info", "find_executable", "cmd":
		return c.machine(anySort)
	}
	return nil
}

// machine is what the machine alone decides.
func (c *stdCall) machine(s sort) *Value {
	v := c.ev.opaqueNode(c.node, c.args...)
	v.sort = s
	return v
}

// code is a function of Code: files of the project are followed.
func (c *stdCall) code() *Value {
	switch c.name {
	case "require_file", "eval_file", "load_file", "compile_file":
		return c.followFile()
	case "ensure_loaded?", "ensure_compiled?":
		return c.machine(booleanSort)
	case "ensure_loaded", "ensure_compiled", "ensure_compiled!", "ensure_loaded!":
		return c.machine(anySort)
	}
	return nil
}

// file is a function of File; what is on the disk of the machine is not known.
func (c *stdCall) file() *Value {
	switch c.name {
	case "exists?", "dir?", "regular?":
		return c.machine(booleanSort)
	case "cwd!":
		if c.ev.build {
			return c.ev.projectFile(c.node, ".")
		}
		return c.machine(stringSort)
	case "read!":
		return c.machine(stringSort)
	case "mkdir_p!", "mkdir!":
		return c.atom("ok")
	}
	return nil
}

// mix is a function of Mix, which is there while the release is built.
func (c *stdCall) mix() *Value {
	switch c.name {
	case "env":
		return c.atom(c.ev.opts.Env)
	case "target":
		return c.atom(c.ev.opts.Target)
	case "build_path", "app_path", "deps_path":
		return c.machine(stringSort)
	}
	return nil
}

// output is a function that writes something.
func (c *stdCall) output() *Value {
	if c.name == "inspect" {
		return c.arg(0)
	}
	return c.atom("ok")
}

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
		if c.name == "cacerts_get" {
			return c.machine(listSort)
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
	factor := int64(0)
	switch c.name {
	case "seconds":
		factor = 1000
	case "minutes":
		factor = 60 * 1000
	case "hours":
		factor = 60 * 60 * 1000
	case "hms":
		return c.hms()
	default:
		return nil
	}
	return c.scaled(c.arg(0), factor)
}

func (c *stdCall) scaled(v *Value, factor int64) *Value {
	product := c.ev.arithmetic(c.node, "*", v, newInteger(c.node.Range, factor))
	return product
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

// application is a look at the configuration that stands so far.
func (ev *evaluator) application(n *elixir.Call, args []*Value) *Value {
	switch n.Name {
	case "get_env", "fetch_env!", "fetch_env", "compile_env", "compile_env!":
	case "app_dir":
		v := ev.derived(n, stringSort, args...)
		return v
	case "ensure_all_started", "load", "put_env", "put_all_env", "ensure_started":
		return ev.opaqueNode(n, args...)
	default:
		return nil
	}
	if len(args) < 2 || args[0].Kind != Atom || args[1].Kind != Atom {
		return ev.opaqueNode(n, args...)
	}
	v := lookupApp(ev.out.build, args[0].Text).Keyword(args[1].Text)
	switch {
	case ev.build || v == nil:
		// An application's own mix.exs may set it, too.
		return ev.opaqueNode(n, args...)
	case n.Name == "fetch_env":
		return newTuple(n.Range, newAtom(n.Range, "ok"), v)
	}
	return v
}
