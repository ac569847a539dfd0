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
	for _, g := range where.Guards {
		switch r.judge(g) {
		case no:
			return "", nil, false
		case undecided:
			conditions = append(conditions, guardText(g))
			guard = g
		}
	}
	if len(conditions) != 1 {
		guard = nil
	}
	return strings.Join(conditions, " and "), guard, true
}

func guardText(g *shell.Guard) string {
	if g.Negated {
		return "not (" + g.Text + ")"
	}
	return g.Text
}

// judge decides a guard once for all its steps: what they assign must not
// change it.
func (r *runner) judge(g *shell.Guard) truth {
	v, seen := r.call.verdicts[g.Range]
	if !seen {
		v = r.condition(g)
		if r.call.verdicts == nil {
			r.call.verdicts = map[parsers.Range]truth{}
		}
		r.call.verdicts[g.Range] = v
	}
	if g.Negated {
		return v.Not()
	}
	return v
}

// condition decides the condition of a guard, negation left aside.
func (r *runner) condition(g *shell.Guard) truth {
	if g.Tests == nil {
		// What stands before && or || is taken to succeed: scripts are
		// written for that, and set -e is common.
		if g.Kind == shell.Success {
			return yes
		}
		return undecided
	}
	all := yes
	for _, t := range g.Tests {
		all = and(all, r.test(t))
	}
	return all
}

// test decides one test on one variable.
func (r *runner) test(t shell.Test) truth {
	value, state := r.value(t.Name)
	known := state == exconfig.EnvKnown || state == exconfig.EnvUnset
	switch t.Kind {
	case shell.NotEmpty, shell.Empty:
		switch {
		case state == exconfig.EnvSecret: // a secret, or one of Fly's own: never empty
			return truthOf(t.Kind == shell.NotEmpty)
		case known:
			return truthOf((value != "") == (t.Kind == shell.NotEmpty))
		}
	case shell.IsSet, shell.NotSet:
		if state != exconfig.EnvUnknown {
			return truthOf((state != exconfig.EnvUnset) == (t.Kind == shell.IsSet))
		}
	case shell.Equal, shell.NotEqual:
		if known {
			return truthOf(slices.Contains(t.Values, value) == (t.Kind == shell.Equal))
		}
	}
	return undecided
}

// value is what a name holds that a test asks for: a variable or an argument.
func (r *runner) value(name string) (string, exconfig.EnvState) {
	if arg, ok := r.positional(name); ok {
		if !arg.Known {
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
