package exconfig

import (
	"github.com/flylint/flylint/parsers/elixir"
)

// arm is one clause of case, fn, def or with: patterns, a guard and what
// happens where both hold.
type arm struct {
	patterns []elixir.Node
	guard    elixir.Node
	body     func() *Value
}

// arms are the clauses of case and the like.
func (ev *evaluator) arms(clauses []*elixir.Clause) []arm {
	out := make([]arm, len(clauses))
	for i, c := range clauses {
		out[i] = arm{patterns: c.Args, guard: c.Guard, body: func() *Value { return ev.scoped(c.Body) }}
	}
	return out
}

// maxCells bounds into how many cases the clauses of one expression may fall.
const maxCells = 128

// chooser matches subjects against arms. Cases that one arm leaves over go on
// to the next.
type chooser struct {
	ev       *evaluator
	subjects []*Value
	branches []branch
	pending  []Guard
	splits   int
}

// choose is the value of the first arm that matches, or of none where no arm
// does. Where that cannot be decided it is one of several.
func (ev *evaluator) choose(subjects []*Value, arms []arm, none func() *Value) *Value {
	c := &chooser{ev: ev, subjects: subjects, pending: []Guard{nil}}
	for _, a := range arms {
		cells := c.pending
		c.pending = nil
		for _, when := range cells {
			c.try(a, when)
		}
		if len(c.pending) == 0 {
			break
		}
	}
	for _, when := range c.pending {
		c.branches = append(c.branches, ev.branch(when, none))
	}
	return ev.join(c.branches)
}

// try matches one arm in one case and leaves what does not match pending.
func (c *chooser) try(a arm, when Guard) {
	ev := c.ev
	mark, vars := ev.path.mark(), ev.vars
	defer func() {
		ev.path.release(mark)
		ev.vars = vars
	}()
	ev.path.push(when...)

	m := ev.matchAll(a.patterns, c.subjects)
	switch {
	case m.split != nil && c.splits < maxCells:
		c.splits += len(m.split.Alts())
		ev.path.release(mark)
		ev.vars = vars
		for _, alt := range m.split.Alts() {
			c.try(a, when.and(alt.When))
		}
		return
	case m.never || m.split != nil:
		c.pending = append(c.pending, when)
		return
	}
	c.leave(when, m.conditions)
	c.run(a, when.and(m.conditions))
}

// leave notes the disjoint cases in which one of the conditions fails.
func (c *chooser) leave(when Guard, conditions Guard) {
	for i, cond := range conditions {
		c.pending = append(c.pending, when.and(conditions[:i:i]).with(cond.not()))
	}
}

// run evaluates an arm whose patterns match, by the cases of its guard.
func (c *chooser) run(a arm, when Guard) {
	ev := c.ev
	cells := []cell{{truthy: true}}
	if a.guard != nil {
		cells = ev.truth(ev.eval(a.guard))
	}
	vars, mark := ev.vars, ev.path.mark()
	for _, g := range guards(cells, true) {
		// The path holds when already; it becomes part of the branch's guard.
		ev.path.release(mark)
		b := ev.branch(g, func() *Value { ev.vars = vars; return a.body() })
		b.when = when.and(g)
		c.branches = append(c.branches, b)
	}
	for _, g := range guards(cells, false) {
		c.pending = append(c.pending, when.and(g))
	}
}
