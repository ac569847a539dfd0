package model

import (
	"slices"
	"strings"

	"github.com/flylint/flylint/model/exconfig"
	"github.com/flylint/flylint/parsers"
	"github.com/flylint/flylint/parsers/shell"
)

// reached tells whether a step runs. If the files do not decide that, it is the
// condition on which it does, and the guard if there is just one.
func (r *runner) reached(where *shell.Context) (condition string, guard *shell.Guard, ok bool) {
	var conditions []string
	looped := false
	for _, g := range where.Guards {
		verdict := r.judge(g)
		if looped && asksArgument(g) {
			verdict = exconfig.Maybe // shift may have brought another one up
		}
		looped = looped || g.Kind == shell.Loop
		switch verdict {
		case exconfig.Never:
			return "", nil, false
		case exconfig.Maybe:
			conditions = append(conditions, guardText(g))
			guard = g
		}
	}
	if len(conditions) != 1 {
		guard = nil
	}
	return strings.Join(conditions, " and "), guard, true
}

// asksArgument reports whether a guard tests one of $1, $2 …
func asksArgument(g *shell.Guard) bool {
	return slices.ContainsFunc(g.Tests, shell.Test.OfArgument)
}

// inLoop reports whether a step may run more than once.
func inLoop(where *shell.Context) bool {
	return slices.ContainsFunc(where.Guards, func(g *shell.Guard) bool { return g.Kind == shell.Loop })
}

func guardText(g *shell.Guard) string {
	if g.Negated {
		return "not (" + g.Text + ")"
	}
	return g.Text
}

// judge decides a guard once for all its steps: what they assign must not
// change it.
func (r *runner) judge(g *shell.Guard) exconfig.Truth {
	v, seen := r.call.verdicts[g.Range]
	if !seen {
		v = r.condition(g)
		if r.call.verdicts == nil {
			r.call.verdicts = map[parsers.Range]exconfig.Truth{}
		}
		r.call.verdicts[g.Range] = v
	}
	if g.Negated {
		return v.Not()
	}
	return v
}

// condition decides the condition of a guard, negation left aside.
func (r *runner) condition(g *shell.Guard) exconfig.Truth {
	if g.Tests == nil {
		// What stands before && or || is taken to succeed: scripts are
		// written for that, and set -e is common.
		if g.Kind == shell.Success {
			return exconfig.Always
		}
		return exconfig.Maybe
	}
	all := exconfig.Always
	for _, t := range g.Tests {
		all = all.And(r.test(t))
	}
	return all
}

// test decides one test on one variable.
func (r *runner) test(t shell.Test) exconfig.Truth {
	value, state := r.value(t.Name)
	known := state == exconfig.EnvKnown || state == exconfig.EnvUnset
	switch t.Kind {
	case shell.NotEmpty, shell.Empty:
		switch {
		case state == exconfig.EnvSecret: // a secret, or one of Fly's own: never empty
			return exconfig.TruthOf(t.Kind == shell.NotEmpty)
		case known:
			return exconfig.TruthOf((value != "") == (t.Kind == shell.NotEmpty))
		}
	case shell.IsSet, shell.NotSet:
		if state != exconfig.EnvUnknown {
			return exconfig.TruthOf((state != exconfig.EnvUnset) == (t.Kind == shell.IsSet))
		}
	case shell.Equal, shell.NotEqual:
		if known {
			return exconfig.TruthOf(slices.Contains(t.Values, value) == (t.Kind == shell.Equal))
		}
	}
	return exconfig.Maybe
}

// value is what a name holds that a test asks for: a variable or an argument.
func (r *runner) value(name string) (string, exconfig.EnvState) {
	if arg, ok := r.positional(name); ok {
		if !arg.Known || r.call.shifted {
			return "", exconfig.EnvUnknown
		}
		return arg.Text, exconfig.EnvKnown
	}
	if v, found := r.env.vars[name]; found {
		return v.Text, v.State
	}
	if r.env.closed {
		return "", exconfig.EnvUnset
	}
	return "", exconfig.EnvUnknown
}
