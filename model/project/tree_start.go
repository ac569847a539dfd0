package project

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
		call, ok := r.startCall(s.Module, clause, isStart)
		if !ok {
			continue
		}
		s.Top = r.supervisor(call.call).under(call)
		s.Before, s.After = around(clause.Body, call.outermost)
		break
	}
	if s.Top == nil {
		return
	}
	for _, env := range []string{"dev", "test"} {
		other := &treeReader{fold: &folder{lib: lib, env: env}}
		for _, clause := range s.Function.Clauses {
			if call, ok := other.startCall(s.Module, clause, isStart); ok {
				s.Top.addNotProd(other.supervisor(call.call).under(call))
				break
			}
		}
	}
}

// CallsBefore lists the calls start/2 makes itself before it starts Top.
func (s *Start) CallsBefore() []CallSite { return s.callsIn(s.Before) }

// CallsAfter lists the calls start/2 makes itself after it has started Top.
func (s *Start) CallsAfter() []CallSite { return s.callsIn(s.After) }

func (s *Start) callsIn(statements []elixir.Node) []CallSite {
	var out []CallSite
	for _, c := range s.Function.Calls() {
		if slices.ContainsFunc(statements, func(n elixir.Node) bool { return n.Pos() <= c.From && c.To <= n.End() }) {
			out = append(out, c)
		}
	}
	return out
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

// under puts the conditions on the way to the supervisor's call before those
// of its children.
func (s *Supervisor) under(f found) *Supervisor {
	if s == nil {
		return nil
	}
	for _, c := range s.Children {
		c.When = slices.Concat(f.when, c.When)
	}
	s.Unread = slices.Concat(s.Unread, f.others)
	return s
}
