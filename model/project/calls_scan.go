package project

import (
	"strings"

	"github.com/flylint/flylint/parsers/elixir"
)

// callScan collects the calls of one clause.
type callScan struct {
	fn     *Function
	clause *FunctionClause
	bound  map[string]bool
	scope  *scope      // in which every variable is unknown
	piped  elixir.Node // the call that gets one more argument
	input  elixir.Node // that argument
}

// flags say under what circumstances an expression runs.
type flags struct {
	rescued, deferred bool
	tests             *tests
}

func (s *callScan) visit(n elixir.Node, f flags) {
	switch n := n.(type) {
	case nil:
		return
	case *elixir.Var:
		if s.piped == n || !s.bound[n.Name] {
			s.local(n, n.Name, nil, f)
		}
		return
	case *elixir.Call:
		s.call(n, f)
		return
	case *elixir.Tuple:
		f.deferred = f.deferred || s.startsTask(n)
	}
	for child := range elixir.Children(n) {
		s.visit(child, f)
	}
}

func (s *callScan) call(c *elixir.Call, f flags) {
	switch {
	case c.Target == nil && (c.Name == "quote" || c.Name == "@"):
		return
	case c.Target == nil && c.Name == "try":
		inner := f
		inner.rescued = f.rescued || catches(c.Blocks)
		s.sections(c, inner, f)
		return
	case c.Target == nil && c.Name == "|>" && len(c.Args) == 2:
		s.visit(c.Args[0], f)
		outer, input := s.piped, s.input
		s.piped, s.input = c.Args[1], c.Args[0]
		s.visit(c.Args[1], f)
		s.piped, s.input = outer, input
		return
	case c.Target == nil && c.Name == "&" && len(c.Args) == 1:
		if s.capture(c, f) {
			return
		}
	}
	if IsConditional(c) {
		fold := folder{lib: s.fn.Module.lib, env: prod}
		if b := fold.branches(term{c, s.scope}); len(b) == 1 && len(b[0].when) == 0 {
			s.visit(b[0].term.node, f)
			return
		}
		s.undecided(c, f)
		return
	}
	s.record(c, f)
	f.deferred = f.deferred || s.defers(c)
	for child := range elixir.Children(c) {
		s.visit(child, f)
	}
}

// sections visits the parts of a do block, its do part under other flags.
func (s *callScan) sections(c *elixir.Call, do, others flags) {
	for _, section := range c.Blocks {
		if section.Key.Name == "do" {
			s.visit(section.Body, do)
		} else {
			s.visit(section.Body, others)
		}
	}
}

func (s *callScan) record(c *elixir.Call, f flags) {
	if c.Form == elixir.FormOperator || c.Name == "" || c.Name == "{}" {
		return
	}
	if c.Target == nil {
		if c.Name == "apply" && s.apply(c, f) {
			return
		}
		s.local(c, c.Name, c.Args, f)
		return
	}
	module := s.fn.Module.Resolve(c.Target)
	if module == "" || c.Form == elixir.FormField && !isModule(c.Target) {
		return
	}
	args := s.given(c, c.Args)
	s.add(c, Ref{module, c.Name, len(args)}, args, f)
}

// isModule tells Module.function from variable.field.
func isModule(target elixir.Node) bool {
	_, isVar := target.(*elixir.Var)
	return !isVar || target.(*elixir.Var).Name == "__MODULE__"
}

// local records a call without a module: of the module's own function, or of
// one imported from the project, or else of something unknown. A bare name
// counts only when there is such a function.
func (s *callScan) local(n elixir.Node, name string, args []elixir.Node, f flags) {
	m := s.fn.Module
	args = s.given(n, args)
	ref := Ref{Name: name, Arity: len(args)}
	if m.Function(name, ref.Arity) != nil {
		ref.Module = m.Name
	} else {
		for _, imported := range m.Imports {
			if m.lib.Module(imported).Function(name, ref.Arity) != nil {
				ref.Module = imported
			}
		}
	}
	if _, bare := n.(*elixir.Var); bare && ref.Module == "" && s.piped != n {
		return
	}
	s.add(n, ref, args, f)
}

// given are the arguments of a call, with what a pipe puts in front.
func (s *callScan) given(n elixir.Node, args []elixir.Node) []elixir.Node {
	if s.piped != n {
		return args
	}
	return append([]elixir.Node{s.input}, args...)
}

// capture records &Module.function/1 and &function/1; false for other &.
func (s *callScan) capture(c *elixir.Call, f flags) bool {
	slash, ok := c.Args[0].(*elixir.Call)
	if !ok || slash.Name != "/" || len(slash.Args) != 2 {
		return false
	}
	arity, ok := slash.Args[1].(*elixir.Integer)
	if !ok {
		return false
	}
	switch fn := slash.Args[0].(type) {
	case *elixir.Call:
		if fn.Target != nil {
			if module := s.fn.Module.Resolve(fn.Target); module != "" {
				s.add(c, Ref{module, fn.Name, int(arity.Value)}, nil, f)
			}
			return true
		}
	case *elixir.Var:
		if m := s.fn.Module; m.Function(fn.Name, int(arity.Value)) != nil {
			s.add(c, Ref{m.Name, fn.Name, int(arity.Value)}, nil, f)
		}
		return true
	}
	return false
}

// apply records apply(Module, :function, [args]) when it is written out.
func (s *callScan) apply(c *elixir.Call, f flags) bool {
	if len(c.Args) != 3 {
		return false
	}
	module := s.fn.Module.Resolve(c.Args[0])
	fn, isAtom := c.Args[1].(*elixir.Atom)
	args, isList := c.Args[2].(*elixir.List)
	if module == "" || !isAtom || !isList {
		return false
	}
	s.add(c, Ref{module, fn.Name, len(args.Elems)}, args.Elems, f)
	return true
}

func (s *callScan) add(n elixir.Node, ref Ref, args []elixir.Node, f flags) {
	s.fn.calls = append(s.fn.calls, CallSite{
		Range: elixir.RangeOf(n), Callee: ref, Args: args, In: s.fn, Clause: s.clause,
		Rescued: f.rescued, Deferred: f.deferred, tests: f.tests,
	})
}

// defers reports whether a call runs its arguments in another process.
func (s *callScan) defers(c *elixir.Call) bool {
	if c.Target == nil {
		return strings.HasPrefix(c.Name, "spawn")
	}
	module := s.fn.Module.Resolve(c.Target)
	return module == "Task" || module == "Task.Supervisor" || module == "Process" && strings.HasPrefix(c.Name, "spawn")
}

// startsTask recognises {Task, function}, a child that runs the function.
func (s *callScan) startsTask(t *elixir.Tuple) bool {
	return len(t.Elems) == 2 && t.Form == elixir.TupleBraces && s.fn.Module.Resolve(t.Elems[0]) == "Task"
}

func catches(sections []elixir.Section) bool {
	for _, s := range sections {
		if s.Key.Name == "rescue" || s.Key.Name == "catch" {
			return true
		}
	}
	return false
}

// boundNames are the variables of a clause: its parameters and what it matches.
func boundNames(clause *FunctionClause) map[string]bool {
	names := map[string]bool{}
	bind := func(pattern elixir.Node) {
		elixir.Walk(pattern, func(n elixir.Node) bool {
			if v, ok := n.(*elixir.Var); ok {
				names[v.Name] = true
			}
			return true
		})
	}
	for _, arg := range clause.Args {
		bind(arg)
	}
	matches := func(n elixir.Node) bool {
		switch n := n.(type) {
		case *elixir.Call:
			if (n.Name == "=" || n.Name == "<-") && n.Target == nil && len(n.Args) == 2 {
				bind(n.Args[0])
			}
		case *elixir.Clause:
			for _, arg := range n.Args {
				bind(arg)
			}
		}
		return true
	}
	elixir.Walk(clause.Body, matches)
	for _, section := range clause.Rescues {
		elixir.Walk(section.Body, matches)
	}
	return names
}
