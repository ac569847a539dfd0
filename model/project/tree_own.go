package project

import "slices"

// Own lists the children whose module is the project's, each module once, and
// that module.
func (t *Tree) Own() []OwnChild {
	var out []OwnChild
	seen := map[string]bool{}
	for _, c := range t.All() {
		if c.Library || c.Module == "" || seen[c.Module] {
			continue
		}
		seen[c.Module] = true
		if mod := t.lib.Module(c.Module); mod != nil {
			out = append(out, OwnChild{c, mod})
		}
	}
	return out
}

// OwnChild is a child and the project's module that it runs.
type OwnChild struct {
	Child  *Child
	Module *Module
}

// Callbacks lists the functions that a child's own process runs, and those that
// the supervisor runs to start it. What ends it, terminate/2, is not among them.
func (l *Lib) Callbacks(child *Child) []*Function {
	mod := l.Module(child.Module)
	if mod == nil {
		return nil
	}
	var out []*Function
	for _, fn := range mod.Functions {
		switch fn.Name {
		case "start_link", "init", "handle_continue", "handle_info", "handle_call", "handle_cast", "handle_event", "run", "loop":
			out = append(out, fn)
		}
	}
	return out
}

// WhileRunning lists the calls of start/2 that other processes of the tree can
// suffer from: those after its supervisor has started, and those in functions
// that its children are given.
func (s *Start) WhileRunning() []CallSite {
	if s.Function == nil || s.Top == nil {
		return nil
	}
	var calls []CallSite
	for _, c := range s.Function.Calls() {
		inChild := slices.ContainsFunc(s.Top.Children, func(child *Child) bool { return child.Contains(c.From) })
		if inChild || c.From > s.Top.To {
			calls = append(calls, c)
		}
	}
	return calls
}
