package project

import (
	"slices"

	"github.com/flylint/flylint/model/exconfig"
	"github.com/flylint/flylint/parsers"
	"github.com/flylint/flylint/parsers/elixir"
)

// found is the call that starts a supervisor, and the way to it.
type found struct {
	call      term
	outermost elixir.Node     // the call in the function searched that leads to it
	when      exconfig.Guard  // the conditions on the way
	others    []parsers.Range // further such calls, in branches not taken here
}

// startCall finds the first call that is wanted: written in the clause itself,
// or else in a function of the project it calls.
func (r *treeReader) startCall(mod *Module, clause *FunctionClause, wanted wantedCall) (found, bool) {
	s := &scope{mod: mod}
	for _, arg := range clause.Args {
		s = r.fold.match(arg, term{}, s)
	}
	for hops := range 4 {
		finder := finder{fold: r.fold, wanted: wanted, hops: hops}
		if f, ok := finder.search(term{clause.Body, s}); ok {
			return f, true
		}
	}
	return found{}, false
}

// wantedCall tells the calls a finder looks for.
type wantedCall func(t term, c *elixir.Call) bool

// isStart recognises the call that starts a supervisor.
func isStart(t term, c *elixir.Call) bool {
	return c.Name == "start_link" && c.Target != nil && len(c.Args) > 0 && t.scope.mod.Resolve(c.Target) == "Supervisor"
}

// isInit recognises what a supervisor's init/1 ends in: Supervisor.init, or
// the older supervise.
func isInit(t term, c *elixir.Call) bool {
	switch {
	case len(c.Args) == 0:
		return false
	case c.Target == nil:
		return c.Name == "supervise"
	}
	module := t.scope.mod.Resolve(c.Target)
	return c.Name == "init" && module == "Supervisor" || c.Name == "supervise" && module == "Supervisor.Spec"
}

// finder looks for a call in the order code runs, following calls into the
// project's functions a number of hops.
type finder struct {
	fold   *folder
	wanted wantedCall
	hops   int
}

func (s *finder) search(t term) (found, bool) {
	if t.node == nil || !s.fold.enter() {
		return found{}, false
	}
	defer s.fold.leave()
	switch n := t.node.(type) {
	case *elixir.Block:
		scope := t.scope
		for _, expr := range n.Exprs {
			if f, ok := s.search(term{expr, scope}); ok {
				return f, true
			}
			scope = s.fold.bindings(expr, scope)
		}
		return found{}, false
	case *elixir.Fn:
		return found{}, false // runs elsewhere, or later
	case *elixir.Call:
		return s.searchCall(t, n)
	}
	return s.searchInside(t)
}

func (s *finder) searchCall(t term, c *elixir.Call) (found, bool) {
	if s.wanted(t, c) {
		return found{call: t, outermost: c}, true
	}
	if elixir.IsOperator(c, "|>", 2) {
		if call := piped(c); call != nil {
			f, ok := s.search(term{call, t.scope})
			f.outermost = c
			return f, ok
		}
	}
	conditional := IsConditional(c)
	if !conditional && s.hops == 0 {
		return s.searchInside(t)
	}
	branches := s.fold.branches(t)
	switch {
	case branches == nil:
		return s.searchInside(t)
	case conditional && len(c.Args) > 0: // case Supervisor.start_link(…) do
		if f, ok := s.search(term{c.Args[0], t.scope}); ok {
			return f, true
		}
		return s.searchBranches(branches)
	case conditional:
		return s.searchBranches(branches)
	}
	s.hops--
	f, ok := s.searchBranches(branches)
	s.hops++
	f.outermost = c
	return f, ok
}

// IsConditional reports whether a call is one of the constructs that choose what
// to run: if, unless, case, cond.
func IsConditional(c *elixir.Call) bool {
	switch c.Name {
	case "if", "unless", "case", "cond":
		return c.Target == nil
	}
	return false
}

// searchBranches takes the first branch that has the call; what others have
// is noted.
func (s *finder) searchBranches(branches []branch) (first found, ok bool) {
	for _, b := range branches {
		f, has := s.search(b.term)
		switch {
		case has && !ok:
			first, ok = f, true
			first.when = slices.Concat(b.when, f.when)
		case has:
			first.others = append(first.others, elixir.RangeOf(f.call.node))
		}
	}
	return first, ok
}

// searchInside looks through the parts of an expression.
func (s *finder) searchInside(t term) (found, bool) {
	for part := range elixir.Children(t.node) {
		if f, ok := s.search(term{part, t.scope}); ok {
			return f, true
		}
	}
	return found{}, false
}
