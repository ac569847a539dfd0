package exconfig

import (
	"github.com/flylint/flylint/parsers/elixir"
)

// system is a function of System that is no read of the environment.
func (c *stdCall) system() *Value {
	switch c.name {
	case "halt", "stop":
		return c.ev.raise(c.node.Range, describe(c.node), false)
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

// application is a look at the configuration that stands so far.
func (ev *evaluator) application(n *elixir.Call, args []*Value) *Value {
	switch n.Name {
	case "get_env", "fetch_env!", "fetch_env", "compile_env", "compile_env!":
	case "app_dir":
		return ev.derived(n, stringSort, args...)
	case "ensure_all_started":
		return newTuple(n.Range, newAtom(n.Range, "ok"), ev.derived(n, listSort, args...))
	case "load", "ensure_started", "ensure_loaded":
		return newAtom(n.Range, "ok")
	case "spec":
		return ev.opaqueNode(n, args...)
	default:
		return nil
	}
	if len(args) < 2 || args[0].Kind != Atom || args[1].Kind != Atom {
		return ev.opaqueNode(n, args...)
	}
	v := lookupApp(ev.out.build, args[0].Text).Keyword(args[1].Text)
	if ev.build || v == nil {
		return ev.opaqueNode(n, args...) // an application's own mix.exs may set it, too
	}
	return ev.each(n, []*Value{v}, func(a []*Value) *Value {
		switch {
		case a[0].Kind == Missing:
			return ev.opaqueNode(n, args...)
		case n.Name == "fetch_env":
			return newTuple(n.Range, newAtom(n.Range, "ok"), a[0])
		}
		return a[0]
	})
}
