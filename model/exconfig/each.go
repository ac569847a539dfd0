package exconfig

import (
	"github.com/flylint/flylint/parsers/elixir"
)

// each calls f with every combination of what args may be, and joins what
// comes of it. An argument that raised makes the whole raise.
func (ev *evaluator) each(n elixir.Node, args []*Value, f func(args []*Value) *Value) *Value {
	for i, a := range args {
		if a.Kind == Raise {
			return a
		}
		if a.Kind == Choice {
			return ev.eachAlternative(n, args, i, f)
		}
	}
	return f(args)
}

func (ev *evaluator) eachAlternative(n elixir.Node, args []*Value, i int, f func([]*Value) *Value) *Value {
	if ev.depth++; ev.depth > maxDepth {
		ev.depth--
		return ev.opaque(n, "too many combinations")
	}
	defer func() { ev.depth-- }()
	choice := ev.prune(args[i])
	if choice.Kind != Choice {
		return ev.each(n, replaced(args, i, choice), f)
	}
	outside := ev.width
	if ev.width = (ev.width+1)*len(choice.Alts()) - 1; ev.width > maxWidth {
		ev.width = outside
		return ev.derived(n, anySort, args...)
	}
	defer func() { ev.width = outside }()
	one := func(v *Value) func() *Value {
		return func() *Value {
			if ev.steps++; ev.steps > maxSteps {
				return ev.opaque(n, "too many combinations")
			}
			now := replaced(args, i, v)
			for j := i + 1; j < len(now); j++ {
				now[j] = ev.prune(now[j])
			}
			return ev.each(n, now, f)
		}
	}
	branches := make([]branch, 0, len(choice.Alts()))
	for k, alt := range choice.Alts() {
		if repeated(choice.Alts()[:k], alt) {
			continue
		}
		branches = append(branches, ev.branchesOf(choice.Alts()[k:], one(alt.Value))...)
	}
	return ev.join(branches)
}

// branchesOf evaluates f for the first alternative and those later ones worth
// the same: once for all of them, unless it raises.
func (ev *evaluator) branchesOf(alts []Alternative, f func() *Value) []branch {
	twins, common := alts[:1:1], alts[0].When
	for _, alt := range alts[1:] {
		if same(alt.Value, alts[0].Value) {
			twins, common = append(twins, alt), common.shared(alt.When)
		}
	}
	if len(twins) == 1 {
		return []branch{ev.branch(alts[0].When, f)}
	}
	outer := ev.caught
	ev.caught = &caught{mark: ev.path.mark()}
	b := ev.branch(common, f)
	failed := len(ev.caught.raises) > 0
	ev.caught = outer
	out := make([]branch, len(twins))
	for i, alt := range twins {
		if failed {
			out[i] = ev.branch(alt.When, f)
			continue
		}
		out[i] = b
		out[i].when = alt.When
	}
	return out
}

// repeated reports whether an earlier alternative is worth the same.
func repeated(earlier []Alternative, alt Alternative) bool {
	for _, e := range earlier {
		if same(e.Value, alt.Value) {
			return true
		}
	}
	return false
}

func replaced(args []*Value, i int, v *Value) []*Value {
	out := make([]*Value, len(args))
	copy(out, args)
	out[i] = v
	return out
}
