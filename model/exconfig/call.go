package exconfig

import (
	"strings"

	"github.com/flylint/flylint/parsers/elixir"
)

// call evaluates a call of any form.
func (ev *evaluator) call(n *elixir.Call) *Value {
	switch n.Form {
	case elixir.FormOperator:
		if v := ev.operator(n); v != nil {
			return v
		}
		return ev.opaqueNode(n)
	case elixir.FormAnonymous, elixir.FormDouble:
		f := ev.eval(n.Target)
		args, fault := ev.elems(n.Args)
		if fault != nil {
			return fault
		}
		return ev.each(n, []*Value{f}, func(a []*Value) *Value { return ev.apply(n, a[0], args) })
	}
	if n.Target == nil {
		return ev.localCall(n)
	}
	return ev.remoteCall(n)
}

// localCall is a call without a module: a special form, a function of the
// module at hand or of an imported one, or one of Kernel's.
func (ev *evaluator) localCall(n *elixir.Call) *Value {
	if v := ev.specialForm(n); v != nil {
		return v
	}
	if f := ev.mod.function(n.Name); f != nil {
		return ev.callOwn(n, ev.mod)
	}
	if v := ev.importedCall(n); v != nil {
		return v
	}
	return ev.standardCall(n, "Kernel")
}

// importedCall is a call of a function that `import` brought in.
func (ev *evaluator) importedCall(n *elixir.Call) *Value {
	for _, name := range ev.names.imports() {
		if name == "Dotenvy" {
			if v := ev.dotenvy(n); v != nil {
				return v
			}
		}
		if m := ev.module(name); m.function(n.Name) != nil {
			return ev.callOwn(n, m)
		}
		if standardModule(name) && name != "Kernel" {
			if v := ev.tryStandard(n, name); v != nil {
				return v
			}
		}
	}
	return nil
}

// specialForm evaluates what is not a function; nil when n is none.
func (ev *evaluator) specialForm(n *elixir.Call) *Value {
	switch n.Name {
	case "config":
		return ev.configCall(n)
	case "import_config":
		return ev.importConfig(n)
	case "config_env":
		return newAtom(n.Range, ev.opts.Env)
	case "config_target":
		return newAtom(n.Range, ev.opts.Target)
	case "if", "unless":
		return ev.ifCall(n)
	case "case":
		return ev.caseCall(n)
	case "cond":
		return ev.cond(n)
	case "with":
		return ev.with(n)
	case "for":
		return ev.comprehension(n)
	case "try":
		return ev.try(n)
	case "raise", "reraise":
		return ev.raiseCall(n)
	case "throw", "exit":
		return ev.raise(n.Range, describe(n), false)
	case "alias", "import", "require", "use":
		return ev.directive(n)
	case "defmodule":
		return ev.defmodule(n)
	case "then", "tap":
		return ev.thenTap(n)
	case "match?":
		return ev.matchCall(n)
	case "__DIR__":
		return ev.directory(n)
	case "__MODULE__":
		return ev.currentModule(n)
	case "__block__":
		return ev.block(&elixir.Block{Range: n.Range, Exprs: n.Args})
	}
	return nil
}

// raiseCall is raise "message" and raise Module, message: "…".
func (ev *evaluator) raiseCall(n *elixir.Call) *Value {
	if len(n.Args) == 0 {
		return ev.raise(n.Range, "", false)
	}
	v := ev.eval(n.Args[0])
	if message := n.Section("message"); message != nil {
		v = ev.eval(message)
	} else if len(n.Args) > 1 {
		v = ev.eval(n.Args[1])
	}
	text, ok := v.Str()
	if !ok {
		text = v.String()
		if v.Kind == Opaque {
			text = v.Text
		}
	}
	return ev.raise(n.Range, strings.TrimRight(text, "\n"), false)
}

func (ev *evaluator) thenTap(n *elixir.Call) *Value {
	if len(n.Args) != 2 {
		return ev.opaqueNode(n)
	}
	v, f := ev.eval(n.Args[0]), ev.eval(n.Args[1])
	result := ev.each(n, []*Value{f}, func(a []*Value) *Value { return ev.apply(n, a[0], []*Value{v}) })
	if n.Name == "tap" && result.Kind != Raise {
		return v
	}
	return result
}

// matchCall is match?(pattern, expression).
func (ev *evaluator) matchCall(n *elixir.Call) *Value {
	if len(n.Args) != 2 {
		return ev.opaqueNode(n)
	}
	v := ev.eval(n.Args[1])
	pattern, guard := splitWhen(n.Args[0])
	yes := arm{patterns: []elixir.Node{pattern}, guard: guard, body: func() *Value { return newBool(n.Range, true) }}
	return ev.choose([]*Value{v}, []arm{yes}, func() *Value { return newBool(n.Range, false) })
}

// remoteCall is Module.f(…), value.field or :erlang_module.f(…).
func (ev *evaluator) remoteCall(n *elixir.Call) *Value {
	target := ev.eval(n.Target)
	return ev.each(n, []*Value{target}, func(a []*Value) *Value { return ev.remoteOf(n, a[0]) })
}

func (ev *evaluator) remoteOf(n *elixir.Call, target *Value) *Value {
	switch {
	case target.Kind == Atom && !isField(n, target):
		module := strings.TrimPrefix(target.Text, "Elixir.")
		if m := ev.module(module); m != nil {
			return ev.callOwn(n, m)
		}
		if module == "Config" {
			return ev.localCall(&elixir.Call{Range: n.Range, Name: n.Name, Args: n.Args, Blocks: n.Blocks, Form: n.Form})
		}
		return ev.standardCall(n, module)
	case target.Kind == Map && len(n.Args) == 0:
		if v := target.pair(n.Name); v != nil {
			return v.Elems[1]
		}
		return ev.raise(n.Range, "key :"+n.Name+" not found", true)
	case target.Kind < Func:
		return ev.raise(n.Range, "no field "+n.Name+" in "+target.String(), true)
	}
	return ev.derived(n, anySort, target)
}

// isField tells nil.host, which fails, from Module.function.
func isField(n *elixir.Call, target *Value) bool {
	return target.IsNil() && n.Form == elixir.FormField
}

// standardCall is a call of a module that is not the project's.
func (ev *evaluator) standardCall(n *elixir.Call, module string) *Value {
	if v := ev.tryStandard(n, module); v != nil {
		return v
	}
	return ev.opaqueNode(n)
}

// tryStandard evaluates the arguments and then the function; nil when the
// function is not known, after a note of what its arguments read.
func (ev *evaluator) tryStandard(n *elixir.Call, module string) *Value {
	args, fault := ev.elems(n.Args)
	if fault != nil {
		return fault
	}
	if module == "System" || module == "Application" || module == "Dotenvy" {
		if v := ev.contextual(n, module, args); v != nil {
			return v
		}
	}
	if !standardModule(module) {
		return ev.opaqueNode(n, args...)
	}
	// What is only stored stays whole: a list with a Choice in it says more
	// than a Choice of lists.
	split := min(len(args), strictArgs(module, n.Name))
	return ev.each(n, args[:split], func(strict []*Value) *Value {
		return (&stdCall{ev, n, n.Name, append(strict[:split:split], args[split:]...)}).run(module)
	})
}

// access is container[key].
func (ev *evaluator) access(n *elixir.Access) *Value {
	args, fault := ev.elems([]elixir.Node{n.Container, n.Key})
	if fault != nil {
		return fault
	}
	return ev.each(n, args, func(a []*Value) *Value { return ev.accessGet(n, a[0], a[1]) })
}

func (ev *evaluator) accessGet(n elixir.Node, container, key *Value) *Value {
	switch {
	case container.IsNil():
		return newNil(elixir.RangeOf(n)).reading(container)
	case isEnvMap(container):
		if name, ok := key.Str(); ok {
			return ev.readEnv(n, name, elixir.RangeOf(n), nil)
		}
	case container.Kind == Map:
		if v, found := mapGet(container, key); found {
			return v
		}
		if container.Known() {
			return newNil(elixir.RangeOf(n))
		}
	case container.Kind == List && key.Kind == Atom:
		absent := func() *Value { return newNil(elixir.RangeOf(n)) }
		if pair := container.pair(key.Text); pair != nil {
			return ev.present(n, pair.Elems[1], absent)
		}
		return absent()
	}
	return ev.derived(n, anySort, container, key)
}
