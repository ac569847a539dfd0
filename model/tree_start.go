package model

import (
	"slices"

	"github.com/flylint/flylint/parsers/elixir"
)

// maxNesting bounds how deep supervisors inside supervisors are read.
const maxNesting = 8

// treeReader reads one application's tree in one Mix environment.
type treeReader struct {
	fold    *folder
	nesting int
}

// read finds the supervisor that start/2 starts, and reads it as prod does.
// What dev and test start besides is found by reading it as they do.
func (s *Start) read(lib *Lib, settings Settings) {
	r := &treeReader{fold: &folder{lib: lib, env: prod, settings: settings}}
	for _, clause := range s.Function.Clauses {
		if clause.Body == nil {
			continue
		}
		call, at, ok := r.startCall(s.Module, clause)
		if !ok {
			continue
		}
		s.Top = r.supervisor(call)
		s.Before, s.After = around(clause.Body, at)
		break
	}
	if s.Top == nil {
		return
	}
	for _, env := range []string{"dev", "test"} {
		other := &treeReader{fold: &folder{lib: lib, env: env}}
		for _, clause := range s.Function.Clauses {
			if call, _, ok := other.startCall(s.Module, clause); ok {
				s.Top.addNotProd(other.supervisor(call))
				break
			}
		}
	}
}

// addNotProd keeps the children of other that prod does not have.
func (s *Supervisor) addNotProd(other *Supervisor) {
	if other == nil || other.Range != s.Range {
		return
	}
	has := func(list []*Child, c *Child) *Child {
		if i := slices.IndexFunc(list, func(o *Child) bool { return o.Range == c.Range }); i >= 0 {
			return list[i]
		}
		return nil
	}
	for _, c := range other.Children {
		if mine := has(s.Children, c); mine != nil {
			if mine.Supervisor != nil {
				mine.Supervisor.addNotProd(c.Supervisor)
			}
			continue
		}
		if has(s.NotProd, c) == nil {
			c.NotProd, c.In = true, s
			s.NotProd = append(s.NotProd, c)
		}
	}
}

// startCall finds the call that starts the top supervisor: written in start/2
// itself, or else in a function of the project it calls. The second result is
// the place in start/2 that leads to it.
func (r *treeReader) startCall(mod *Module, clause *FunctionClause) (call term, at elixir.Node, ok bool) {
	s := &scope{mod: mod}
	for _, arg := range clause.Args {
		s = r.fold.match(arg, term{}, s)
	}
	for hops := range 4 {
		finder := startFinder{fold: r.fold, hops: hops}
		if call, ok := finder.search(term{clause.Body, s}); ok {
			return call, finder.outermost, true
		}
	}
	return term{}, nil, false
}

// startFinder looks for Supervisor.start_link in the order code runs,
// following calls into the project's functions a number of hops.
type startFinder struct {
	fold      *folder
	hops      int
	outermost elixir.Node // the call in the function searched that led to the find
}

func (s *startFinder) search(t term) (term, bool) {
	if t.node == nil || !s.fold.enter() {
		return term{}, false
	}
	defer s.fold.leave()
	switch n := t.node.(type) {
	case *elixir.Block:
		scope := t.scope
		for _, expr := range n.Exprs {
			if found, ok := s.search(term{expr, scope}); ok {
				return found, true
			}
			scope = s.fold.bindings(expr, scope)
		}
		return term{}, false
	case *elixir.Fn:
		return term{}, false // runs elsewhere, or later
	case *elixir.Call:
		return s.searchCall(t, n)
	}
	return s.searchInside(t)
}

func (s *startFinder) searchCall(t term, c *elixir.Call) (term, bool) {
	if isStart(t, c) {
		s.outermost = c
		return t, true
	}
	if c.Name == "|>" && c.Target == nil {
		if call := piped(c); call != nil {
			if isStart(term{call, t.scope}, call) {
				s.outermost = c
				return term{call, t.scope}, true
			}
			if found, ok := s.search(term{call, t.scope}); ok {
				s.outermost = c
				return found, true
			}
			return term{}, false
		}
	}
	if branches := s.fold.branches(t); branches != nil {
		if s.follows(t, c) {
			return s.searchBranches(c, branches)
		}
	}
	return s.searchInside(t)
}

// follows reports whether the branches of c may be entered: those of a
// conditional always, those of a function while hops are left.
func (s *startFinder) follows(t term, c *elixir.Call) bool {
	switch c.Name {
	case "if", "unless", "case", "cond":
		return c.Target == nil
	}
	return s.hops > 0
}

func (s *startFinder) searchBranches(c *elixir.Call, branches []branch) (term, bool) {
	conditional := c.Target == nil && len(c.Blocks) > 0
	if !conditional {
		s.hops--
		defer func() { s.hops++ }()
	}
	if conditional && len(c.Args) > 0 { // case Supervisor.start_link(…) do
		if found, ok := s.search(term{c.Args[0], branches[0].term.scope}); ok {
			return found, true
		}
	}
	for _, b := range branches {
		if found, ok := s.search(b.term); ok {
			if !conditional {
				s.outermost = c
			}
			return found, true
		}
	}
	return term{}, false
}

// searchInside looks through the parts of an expression.
func (s *startFinder) searchInside(t term) (term, bool) {
	for part := range elixir.Children(t.node) {
		if found, ok := s.search(term{part, t.scope}); ok {
			return found, true
		}
	}
	return term{}, false
}

// isStart reports whether c starts a supervisor.
func isStart(t term, c *elixir.Call) bool {
	if c.Name != "start_link" || c.Target == nil || len(c.Args) == 0 {
		return false
	}
	return t.scope.mod.Resolve(c.Target) == "Supervisor"
}

// around splits the statements of a body at the one that holds node.
func around(body, node elixir.Node) (before, after []elixir.Node) {
	exprs := []elixir.Node{body}
	if block, ok := body.(*elixir.Block); ok {
		exprs = block.Exprs
	}
	for i, e := range exprs {
		if node != nil && e.Pos() <= node.Pos() && node.End() <= e.End() {
			return exprs[:i], exprs[i+1:]
		}
	}
	return nil, nil
}
