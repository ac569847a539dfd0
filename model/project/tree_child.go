package project

import "github.com/flylint/flylint/parsers/elixir"

// supervisor reads the supervisor that a start_link call starts:
// Supervisor.start_link(children, options) or (module, argument, options).
func (r *treeReader) supervisor(call term) *Supervisor {
	c, ok := call.node.(*elixir.Call)
	if !ok || len(c.Args) == 0 {
		return nil
	}
	first := r.fold.reduce(term{c.Args[0], call.scope})
	if name := first.resolve(); name != "" {
		return r.namedSupervisor(name)
	}
	s := r.listed(first, call, c)
	s.Module = call.scope.mod.unit.moduleAt(c.Pos())
	return s
}

// listed reads a supervisor of a list of children and a list of options, which
// are the arguments of call.
func (r *treeReader) listed(children, call term, c *elixir.Call) *Supervisor {
	s := &Supervisor{Range: elixir.RangeOf(c)}
	s.OptionsKnown = len(c.Args) < 2
	if len(c.Args) > 1 {
		s.limits(options{fold: r.fold, path: "supervisor", term: r.fold.reduce(term{c.Args[1], call.scope})})
	}
	s.read(r, r.fold.list(children))
	return s
}

func (s *Supervisor) limits(o options) {
	s.OptionsKnown = o.known()
	s.Strategy = o.atom("strategy")
	s.MaxRestarts = o.integer("max_restarts")
	s.MaxSeconds = o.integer("max_seconds")
}

func (s *Supervisor) read(r *treeReader, l listing) {
	s.Unread = l.unread
	for _, e := range l.elements {
		if c := r.child(e.term); c != nil {
			c.When, c.In = e.when, s
			if c.Supervisor != nil {
				c.Supervisor.Parent = c
			}
			s.Children = append(s.Children, c)
		}
	}
}

// namedSupervisor reads the supervisor that a module of the project is. Most
// children are none, and their files need no parsing to tell.
func (r *treeReader) namedSupervisor(name string) *Supervisor {
	if !r.fold.lib.mentions(name, "Supervisor") {
		return nil
	}
	return r.moduleSupervisor(r.fold.lib.Module(name))
}

// moduleSupervisor reads a supervisor with a module of its own: what its
// init/1 gives, or what its start_link starts.
func (r *treeReader) moduleSupervisor(mod *Module) *Supervisor {
	if mod == nil || r.nesting >= maxNesting {
		return nil
	}
	r.nesting++
	defer func() { r.nesting-- }()
	s := r.initSupervisor(mod.Function("init", 1))
	for arity := 0; s == nil && arity <= 2; arity++ {
		s = r.startLink(mod, mod.Function("start_link", arity))
	}
	if s != nil {
		s.Module = mod.Name
	}
	return s
}

// initSupervisor reads Supervisor.init(children, options) in init/1, or the
// older supervise(children, options).
func (r *treeReader) initSupervisor(init *Function) *Supervisor {
	if init == nil || init.Module.Use("Supervisor") == nil && !isSupervisor(init.Module) {
		return nil
	}
	for _, clause := range init.Clauses {
		if f, ok := r.startCall(init.Module, clause, isInit); ok {
			if c, isCall := f.call.node.(*elixir.Call); isCall {
				return r.listed(term{c.Args[0], f.call.scope}, f.call, c).under(f)
			}
		}
	}
	return nil
}

func isSupervisor(m *Module) bool {
	for _, b := range m.Behaviours {
		if b == "Supervisor" {
			return true
		}
	}
	return false
}

// startLink reads a module whose start_link starts a supervisor of a list.
func (r *treeReader) startLink(mod *Module, fn *Function) *Supervisor {
	if fn == nil {
		return nil
	}
	for _, clause := range fn.Clauses {
		if f, ok := r.startCall(mod, clause, isStart); ok {
			c, isCall := f.call.node.(*elixir.Call)
			if isCall && f.call.scope.mod.Resolve(c.Args[0]) != mod.Name {
				return r.supervisor(f.call).under(f)
			}
		}
	}
	return nil
}

// child reads one child specification. It is nil for an empty list, which
// stands for no child in lists that are flattened.
func (r *treeReader) child(t term) *Child {
	c := &Child{Range: elixir.RangeOf(t.node), fold: r.fold}
	c.specify(r, t)
	if c.Module == "" {
		return c
	}
	c.Library = !r.fold.lib.Defines(c.Module)
	if c.Args == nil {
		c.Args = c.args.node
	}
	switch {
	case c.Supervisor != nil:
	case c.Module == "Supervisor":
		c.Supervisor = r.inline(c)
	case !c.Library:
		c.Supervisor = r.namedSupervisor(c.Module)
	}
	return c
}

// specify reads the forms a child specification can have.
func (c *Child) specify(r *treeReader, t term) {
	t = r.fold.reduce(t)
	switch n := t.node.(type) {
	case *elixir.Alias, *elixir.Atom, *elixir.Var:
		c.Module = t.resolve()
	case *elixir.Tuple:
		if len(n.Elems) == 2 {
			c.Module = (term{n.Elems[0], t.scope}).resolve()
			c.args = term{n.Elems[1], t.scope}
		}
	case *elixir.Map:
		c.fromMap(r, t, n)
	case *elixir.Call:
		c.fromCall(r, t, n)
	}
}

// fromMap reads %{id: …, start: {module, function, args}}.
func (c *Child) fromMap(r *treeReader, t term, m *elixir.Map) {
	for _, e := range m.Elems {
		key, value, ok := pair(e)
		if !ok || key.Name != "start" {
			continue
		}
		start := r.fold.reduce(term{value, t.scope})
		parts := elements(start.node)
		if len(parts) != 3 {
			return
		}
		c.Module = (term{parts[0], start.scope}).resolve()
		if args := elements(parts[2]); len(args) > 0 {
			c.args = term{args[0], start.scope}
			if c.Module == "Supervisor" {
				c.Supervisor = r.supervisor(term{&elixir.Call{Range: c.Range, Name: "start_link", Args: args}, start.scope})
			}
		}
	}
}

// fromCall reads Supervisor.child_spec(child, overrides), Module.child_spec(args)
// and the older worker(module, args) and supervisor(module, args).
func (c *Child) fromCall(r *treeReader, t term, call *elixir.Call) {
	if len(call.Args) == 0 && call.Target == nil {
		return
	}
	target := ""
	if call.Target != nil {
		target = t.scope.mod.Resolve(call.Target)
	}
	switch {
	case target == "Supervisor" && call.Name == "child_spec":
		c.specify(r, term{call.Args[0], t.scope})
	case call.Name == "child_spec" && target != "":
		c.Module = target
		if len(call.Args) > 0 {
			c.args = term{call.Args[0], t.scope}
		}
	case (call.Name == "worker" || call.Name == "supervisor") && (target == "" || target == "Supervisor.Spec"):
		c.Module = (term{call.Args[0], t.scope}).resolve()
		if len(call.Args) > 1 {
			args := r.fold.reduce(term{call.Args[1], t.scope})
			if list := elements(args.node); len(list) > 0 {
				c.args = term{list[0], args.scope}
			}
		}
	}
}

// inline reads {Supervisor, children} and {Supervisor, strategy: …} children.
func (r *treeReader) inline(c *Child) *Supervisor {
	list := r.fold.reduce(c.args)
	if _, ok := list.node.(*elixir.List); !ok {
		return nil
	}
	s := &Supervisor{Range: c.Range, Module: "Supervisor"}
	s.read(r, r.fold.list(list))
	return s
}
