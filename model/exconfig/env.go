package exconfig

import (
	"strconv"

	"github.com/flylint/flylint/parsers"
	"github.com/flylint/flylint/parsers/elixir"
)

// contextual evaluates what depends on more than its arguments: the
// environment and the configuration so far. nil when n is nothing such.
func (ev *evaluator) contextual(n *elixir.Call, module string, args []*Value) *Value {
	switch module {
	case "Application":
		return ev.application(n, args)
	case "Dotenvy":
		return ev.dotenvy(n)
	}
	if n.Name == "get_env" && len(args) == 0 {
		return ev.envMap(n)
	}
	if len(args) == 0 {
		return nil
	}
	switch n.Name {
	case "get_env", "fetch_env", "fetch_env!":
		return ev.each(n, args[:1], func(a []*Value) *Value { return ev.systemEnv(n, a[0], args[1:]) })
	case "put_env", "delete_env":
		return ev.each(n, args[:1], func(a []*Value) *Value { return ev.putEnv(n, a[0], args[1:]) })
	}
	return nil
}

func (ev *evaluator) systemEnv(n *elixir.Call, name *Value, rest []*Value) *Value {
	text, ok := name.Str()
	if !ok {
		ev.read(n, "", name.Range)
		return ev.derived(n, anySort, append(rest, name)...)
	}
	switch n.Name {
	case "fetch_env!":
		v := ev.readEnv(n, text, name.Range, nil)
		return ev.each(n, []*Value{v}, func(a []*Value) *Value {
			return ev.require(n, a[0], "could not fetch environment variable "+strconv.Quote(text)+" because it is not set")
		})
	case "fetch_env":
		v := ev.readEnv(n, text, name.Range, nil)
		ok := func() *Value { return newTuple(n.Range, newAtom(n.Range, "ok"), ev.prune(v)) }
		return ev.ifElse(ev.truth(v), ok, func() *Value { return newAtom(n.Range, "error") })
	}
	if len(rest) == 1 {
		return ev.readEnv(n, text, name.Range, rest[0])
	}
	return ev.readEnv(n, text, name.Range, nil)
}

// readEnv is the value of a variable, or def where it is not set.
func (ev *evaluator) readEnv(n elixir.Node, name string, at parsers.Range, def *Value) *Value {
	r := ev.read(n, name, at)
	if def != nil && !def.IsNil() && r.Default == nil {
		r.Default = def
	}
	v := ev.variableState(n, r)
	if def == nil {
		return v
	}
	return ev.ifElse(ev.truth(v), func() *Value { return ev.prune(v) }, func() *Value { return def })
}

func (ev *evaluator) variableState(n elixir.Node, r *Read) *Value {
	if set := ev.state.env.find(r.Name); set != nil {
		return ev.each(n, []*Value{set}, func(a []*Value) *Value {
			if a[0].Kind == Missing {
				return ev.environment(n, r)
			}
			return a[0]
		})
	}
	return ev.environment(n, r)
}

// environment is what the files tell of a variable.
func (ev *evaluator) environment(n elixir.Node, r *Read) *Value {
	v := &Value{Range: elixir.RangeOf(n), Kind: Unknown, Text: r.Name, Reads: []*Read{r}}
	if ev.env == nil {
		return ev.unknownVariable(v)
	}
	known := ev.env.LookupEnv(r.Name)
	if ev.watch != nil {
		ev.watch.note(answered{question: question{aboutRuntimeVariable, r.Name}, variable: known})
	}
	switch known.State {
	case EnvKnown:
		v.Kind, v.Text = String, known.Text
		if known.Range.IsValid() {
			v.Range = known.Range
		}
		return v
	case EnvUnset:
		v.Kind, v.Text = Atom, "nil"
		return v
	case EnvSecret:
		v.Kind = Secret
		return v
	}
	return ev.unknownVariable(v)
}

// unknownVariable is nil on a path where the variable is not set.
func (ev *evaluator) unknownVariable(v *Value) *Value {
	if ev.path.decide(testOf(v)) == Never {
		return newNil(v.Range).reading(v)
	}
	return v
}

type readKey struct {
	at    parsers.Range
	name  string
	build bool
}

// read notes that a variable is read here. Several visits of one place are one
// read, under the conditions they share.
func (ev *evaluator) read(n elixir.Node, name string, at parsers.Range) *Read {
	key := readKey{elixir.RangeOf(n), name, ev.build}
	r := ev.out.reads[key]
	if r == nil {
		if r = ev.out.surveyed[key].again(); r == nil {
			r = &Read{Range: key.at, Name: name, NameRange: at, Build: ev.build, Guard: ev.path.here()}
		}
		ev.out.reads[key] = r
		if ev.watch != nil {
			ev.watch.reads = append(ev.watch.reads, r)
		}
	} else if ev.watch != nil && !ev.watch.made(r) {
		ev.entangle()
	}
	if ev.dry {
		return r
	}
	if !r.listed {
		r.listed, r.Guard = true, ev.path.here()
		if ev.build {
			ev.out.BuildReads = append(ev.out.BuildReads, r)
		} else {
			ev.out.Reads = append(ev.out.Reads, r)
		}
		return r
	}
	r.Guard = ev.path.implied(r.Guard)
	return r
}

// again is a read of the survey as the boot comes upon it; nil for nil.
func (r *Read) again() *Read {
	if r == nil {
		return nil
	}
	found := *r
	found.listed, found.seal, found.moved = false, nil, 0
	return &found
}

// blameReads marks the reads whose absence led to an exception as required.
func (ev *evaluator) blameReads(r *Raised) {
	if len(r.Guard) == 0 {
		return
	}
	c := r.Guard[len(r.Guard)-1]
	if c.Op != OpSet || !c.Negated {
		return
	}
	read := ev.out.reads[readKey{c.Range, c.Var, ev.build}]
	if read != nil && !read.Required {
		read.Required, read.Message = true, r.Message
	}
}

// envMap is System.get_env(): all variables at once.
func (ev *evaluator) envMap(n elixir.Node) *Value {
	r := ev.read(n, "", elixir.RangeOf(n))
	return &Value{Range: elixir.RangeOf(n), Kind: Opaque, Text: "System.get_env()", Derived: true,
		sort: mapSort, Reads: []*Read{r}, rare: &rare{fn: envMapMark{}}}
}

type envMapMark struct{}

func isEnvMap(v *Value) bool {
	_, ok := v.special().(envMapMark)
	return ok
}

// putEnv is a change of the environment by the files themselves.
func (ev *evaluator) putEnv(n *elixir.Call, name *Value, rest []*Value) *Value {
	done := newAtom(n.Range, "ok")
	if name.Kind == Map || name.Kind == List {
		for _, pair := range name.Elems {
			if pair.Kind == Tuple && len(pair.Elems) == 2 {
				ev.override(pair.Elems[0].Text, pair.Elems[1])
			}
		}
		return done
	}
	text, ok := name.Str()
	switch {
	case !ok:
		return ev.opaqueNode(n, name)
	case n.Name == "delete_env":
		ev.override(text, newNil(n.Range))
	case len(rest) == 1:
		ev.override(text, rest[0])
	}
	return done
}

func (ev *evaluator) override(name string, v *Value) {
	ev.state.env = &override{name, v, ev.state.env}
}
