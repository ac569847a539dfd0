package exconfig

import "slices"

// maxAlternatives bounds what one value may be; beyond it the value is Opaque.
const maxAlternatives = 64

// branch is what became of one of several ways the evaluation may go.
type branch struct {
	when   Guard
	value  *Value
	state  state
	raised bool
}

// branch evaluates f where the further conditions hold, and keeps its effects
// on the configuration apart. Variables bound inside are forgotten.
func (ev *evaluator) branch(when Guard, f func() *Value) branch {
	mark, vars, before, raised := ev.path.mark(), ev.vars, ev.state.fork(), ev.raised
	ev.path.push(when...)
	ev.state, ev.raised = before, false
	b := branch{when: when}
	b.value = f()
	b.state, b.raised = ev.state, ev.raised
	ev.path.release(mark)
	ev.vars, ev.state, ev.raised = vars, before, raised
	return b
}

// join continues after branches that are disjoint and together exhaust what is
// possible: with the value that is one of theirs and the configuration that is
// one of theirs. A branch that stopped the boot has no say in what follows.
func (ev *evaluator) join(branches []branch) *Value {
	live := branches
	if slices.ContainsFunc(branches, func(b branch) bool { return b.raised }) {
		live = slices.DeleteFunc(slices.Clone(branches), func(b branch) bool { return b.raised })
	}
	switch {
	case len(branches) == 0:
		return ev.opaque(nil, "nothing")
	case len(live) == 0:
		ev.raised = true
		live = branches[:1]
	case len(live) < len(branches):
		ev.assumeNoRaise(branches, live)
	}
	if len(live) == 1 {
		ev.state = live[0].state
		return live[0].value
	}
	ev.state = ev.joinStates(live)
	cells := make([]Alternative, len(live))
	for i, b := range live {
		cells[i] = Alternative{b.when, b.value}
	}
	return ev.joinHere(cells)
}

// assumeNoRaise adds to the path what must hold since no branch raised.
func (ev *evaluator) assumeNoRaise(branches, live []branch) {
	for _, b := range branches {
		if b.raised && len(b.when) == 1 {
			ev.assume(b.when[0].not())
		}
	}
	for _, c := range live[0].when {
		shared := true
		for _, b := range live[1:] {
			if b.when.decide(c) != Always {
				shared = false
				break
			}
		}
		if shared {
			ev.assume(c)
		}
	}
}

func (ev *evaluator) assume(c Condition) {
	if ev.path.decide(c) == Maybe {
		c.assumed = true
		ev.path.push(c)
	}
}

// joinHere joins values, leaving out what the present path already decides.
func (ev *evaluator) joinHere(cells []Alternative) *Value {
	v := joinValues(cells)
	if v.Kind == Choice && ev.path.mark() > 0 {
		return ev.prune(v)
	}
	return v
}

// joinValues is the value that is one of several. Choices inside are laid flat
// and alternatives worth the same become one.
func joinValues(cells []Alternative) *Value {
	if len(cells) == 1 {
		return cells[0].Value
	}
	flat := flatten(cells)
	if len(flat) == 0 {
		return cells[0].Value
	}
	flat = mergeEqual(flat)
	if allSame(flat) {
		return flat[0].Value
	}
	if len(flat) > maxAlternatives {
		return widen(flat)
	}
	v := NewChoice(flat[0].Value.Range, flat, nil)
	for _, alt := range flat {
		v.Reads = unionReads(v.Reads, alt.Value.Reads)
	}
	return v
}

func flatten(cells []Alternative) []Alternative {
	flat := make([]Alternative, 0, len(cells))
	for _, c := range cells {
		if c.Value.Kind != Choice {
			flat = append(flat, c)
			continue
		}
		for _, alt := range c.Value.Alts() {
			if !c.When.contradicts(alt.When) {
				flat = append(flat, Alternative{c.When.and(alt.When), alt.Value})
			}
		}
	}
	return flat
}

// mergeEqual joins alternatives of the same value whose guards differ only in
// the outcome of one test, until none are left.
func mergeEqual(alts []Alternative) []Alternative {
	for i := 0; i < len(alts); i++ {
		for j := i + 1; j < len(alts); j++ {
			if !same(alts[i].Value, alts[j].Value) {
				continue
			}
			when, ok := mergeGuards(alts[i].When, alts[j].When)
			if !ok {
				continue
			}
			alts[i].When = when
			alts = append(alts[:j], alts[j+1:]...)
			i = -1 // a wider guard may merge with an earlier one
			break
		}
	}
	return alts
}

// mergeGuards is the one guard that holds where either does, if there is one:
// alternatives are disjoint, so they must differ in the outcome of one test.
func mergeGuards(a, b Guard) (Guard, bool) {
	if len(a) != len(b) {
		return mergeUnset(a, b)
	}
	differ := -1
	for i, c := range b {
		if c.equal(a[i]) || a.has(c) {
			continue
		}
		if differ >= 0 {
			return nil, false
		}
		differ = i
	}
	if differ < 0 {
		return a, true
	}
	if !a.has(b[differ].not()) {
		return nil, false
	}
	return b.without(differ), true
}

// mergeUnset joins "X unset" with "X set and X != v": a variable that is not
// set does not equal v either.
func mergeUnset(a, b Guard) (Guard, bool) {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(b) != len(a)+1 {
		return nil, false
	}
	for i, unset := range a {
		if unset.Op != OpSet || !unset.Negated {
			continue
		}
		var rest Guard
		for _, c := range b {
			if !c.equal(unset.not()) {
				rest = append(rest, c)
			}
		}
		if len(rest) == len(a) && a.without(i).coveredBy(rest, unset.Var) {
			return rest, true
		}
	}
	return nil, false
}

// coveredBy reports whether other is g and one negated test of a variable.
func (g Guard) coveredBy(other Guard, variable string) bool {
	extra := 0
	for _, c := range other {
		switch {
		case g.has(c):
		case c.Negated && c.Op != OpOther && c.Op != OpSet && c.Var == variable:
			extra++
		default:
			return false
		}
	}
	return extra == 1
}

func (g Guard) without(i int) Guard {
	rest := make(Guard, 0, len(g)-1)
	return append(append(rest, g[:i]...), g[i+1:]...)
}

func (g Guard) has(c Condition) bool {
	for _, d := range g {
		if c.equal(d) {
			return true
		}
	}
	return false
}

func allSame(alts []Alternative) bool {
	for _, alt := range alts[1:] {
		if !same(alts[0].Value, alt.Value) {
			return false
		}
	}
	return true
}

// widen gives up on a value that may be too many things.
func widen(alts []Alternative) *Value {
	v := &Value{Range: alts[0].Value.Range, Kind: Opaque, Text: "one of many values"}
	for _, alt := range alts {
		v.Reads = unionReads(v.Reads, alt.Value.Reads)
	}
	return v
}

// prune leaves out of a Choice what cannot be under the present path.
func (ev *evaluator) prune(v *Value) *Value {
	if v.Kind != Choice || ev.path.mark() == 0 {
		return v
	}
	alts, changed := make([]Alternative, 0, len(v.Alts())), false
	for _, alt := range v.Alts() {
		when, possible := ev.path.simplify(alt.When)
		if possible {
			alts = append(alts, Alternative{when, alt.Value})
		}
		changed = changed || !possible || len(when) != len(alt.When)
	}
	switch {
	case !changed:
		return v
	case len(alts) == 0: // the path itself cannot be
		return v.Alts()[0].Value
	case len(alts) == 1:
		return ev.prune(alts[0].Value)
	}
	alts = mergeEqual(alts)
	if len(alts) == 1 {
		return alts[0].Value
	}
	pruned := NewChoice(v.Range, alts, v.Reads)
	pruned.expr = v.expr
	return pruned
}
