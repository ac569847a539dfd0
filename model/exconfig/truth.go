package exconfig

import (
	"github.com/flylint/flylint/parsers"
	"github.com/flylint/flylint/parsers/elixir"
)

// cell is one of the disjoint cases of a tested value.
type cell struct {
	when   Guard
	value  *Value
	truthy bool
}

// truth splits a value into the cases where it counts as true or as false.
func (ev *evaluator) truth(v *Value) []cell {
	v = ev.prune(v)
	if v.Kind == Choice {
		return ev.truthOfChoice(v)
	}
	switch v.Truthy() {
	case Always:
		return []cell{{nil, v, true}}
	case Never:
		return []cell{{nil, v, false}}
	}
	if v.Kind == Raise {
		return []cell{{nil, v, false}}
	}
	c := testOf(v)
	falsy := v
	if v.Kind == Unknown && v.Form == FormText {
		falsy = newNil(v.Range).reading(v)
	}
	switch ev.path.decide(c) {
	case Always:
		return []cell{{nil, v, true}}
	case Never:
		return []cell{{nil, falsy, false}}
	}
	both := &struct {
		cells      [2]cell
		conditions [2]Condition
	}{conditions: [2]Condition{c, c.not()}}
	both.cells = [2]cell{{both.conditions[:1:1], v, true}, {both.conditions[1:], falsy, false}}
	return both.cells[:]
}

func (ev *evaluator) truthOfChoice(v *Value) []cell {
	var cells []cell
	for _, alt := range v.Alts() {
		mark := ev.path.mark()
		ev.path.push(alt.When...)
		for _, c := range ev.truth(alt.Value) {
			cells = append(cells, cell{alt.When.and(c.when), c.value, c.truthy})
		}
		ev.path.release(mark)
	}
	return cells
}

// testOf is the condition under which a value of unknown truth is true.
func testOf(v *Value) Condition {
	if v.Kind == Unknown && v.Form == FormText {
		return Condition{Range: v.Range, Op: OpSet, Var: v.Text}
	}
	return Condition{Range: v.Range, Op: OpOther, Text: v.Text, test: v}
}

// guards is where the cells are true, or false, in as few guards as possible.
func guards(cells []cell, truthy bool) []Guard {
	switch i, n := countCells(cells, truthy); n {
	case 0:
		return nil
	case 1:
		return []Guard{cells[i].when}
	}
	alts := make([]Alternative, 0, len(cells))
	same := missing() // only the guards matter
	for _, c := range cells {
		if c.truthy == truthy {
			alts = append(alts, Alternative{c.when, same})
		}
	}
	alts = mergeEqual(alts)
	out := make([]Guard, len(alts))
	for i, alt := range alts {
		out[i] = alt.When
	}
	return out
}

// countCells is how many cells are true, or false, and the last of them.
func countCells(cells []cell, truthy bool) (last, n int) {
	for i, c := range cells {
		if c.truthy == truthy {
			last = i
			n++
		}
	}
	return last, n
}

// ifElse runs one of two branches by the cases of a test.
func (ev *evaluator) ifElse(cells []cell, then, otherwise func() *Value) *Value {
	branches := make([]branch, 0, len(cells))
	branches = ev.side(branches, cells, true, then)
	branches = ev.side(branches, cells, false, otherwise)
	return ev.join(branches)
}

// side adds the branches where a test is true, or false.
func (ev *evaluator) side(branches []branch, cells []cell, truthy bool, f func() *Value) []branch {
	if i, n := countCells(cells, truthy); n == 1 { // by far the most
		return append(branches, ev.branch(cells[i].when, f))
	}
	for _, g := range guards(cells, truthy) {
		branches = append(branches, ev.branch(g, f))
	}
	return branches
}

// boolean is the value of a test of the environment.
func (ev *evaluator) boolean(n elixir.Node, c Condition, deps ...*Value) *Value {
	r := elixir.RangeOf(n)
	switch ev.path.decide(c) {
	case Always:
		return newBool(r, true).reading(deps...)
	case Never:
		return newBool(r, false).reading(deps...)
	}
	v := NewChoice(r, []Alternative{
		{Guard{c}, newBool(r, true)},
		{Guard{c.not()}, newBool(r, false)},
	}, nil)
	return v.reading(deps...)
}

// boolOf is the boolean that a three-valued answer is worth.
func (ev *evaluator) boolOf(n elixir.Node, t Truth, deps ...*Value) *Value {
	if t == Maybe {
		return ev.derived(n, booleanSort, deps...)
	}
	return newBool(elixir.RangeOf(n), t == Always).reading(deps...)
}

// require notes that v must not be nil here, lest the boot stop, and assumes
// so from here on. It answers what remains of v: itself, or the raise.
func (ev *evaluator) require(n elixir.Node, v *Value, message string) *Value {
	if v.Kind != Unknown || v.Form != FormText {
		if v.IsNil() {
			return ev.raise(elixir.RangeOf(n), message, true)
		}
		return v
	}
	set := testOf(v)
	switch ev.path.decide(set) {
	case Never:
		return ev.raise(elixir.RangeOf(n), message, true)
	case Maybe:
		ev.raiseUnless(n, set, message)
	}
	return v
}

// raiseUnless notes the exception that comes where c does not hold, and goes on
// where it does.
func (ev *evaluator) raiseUnless(n elixir.Node, c Condition, message string) {
	ev.branch(Guard{c.not()}, func() *Value { return ev.raise(elixir.RangeOf(n), message, true) })
	ev.assume(c)
}

// raise is an exception: the boot stops here. Evaluation goes on with what the
// rest of the file would configure, so that one fault does not hide others.
func (ev *evaluator) raise(r parsers.Range, message string, implicit bool) *Value {
	ev.raised = true
	ev.noteRaise(&Raised{Range: r, Message: message, Guard: ev.path.here(), Build: ev.build, Implicit: implicit})
	return &Value{Range: r, Kind: Raise, Text: message}
}

func (ev *evaluator) noteRaise(r *Raised) {
	ev.blameReads(r)
	switch {
	case ev.caught != nil:
		ev.caught.raises = append(ev.caught.raises, r)
		ev.caught.when = append(ev.caught.when, ev.path.since(ev.caught.mark))
	case !ev.dry:
		ev.out.noteRaise(r)
	}
}
