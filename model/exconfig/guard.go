package exconfig

import (
	"slices"
	"strconv"
	"strings"
)

// and is both guards together, without conditions the first already implies.
func (g Guard) and(more Guard) Guard {
	if len(g) == 0 {
		return more
	}
	if len(more) == 0 {
		return g
	}
	both := make(Guard, len(g), len(g)+len(more))
	copy(both, g)
	for _, c := range more {
		if both.decide(c) != Always {
			both = append(both, c)
		}
	}
	return both
}

// with is the guard and one more condition.
func (g Guard) with(c Condition) Guard {
	return append(g[:len(g):len(g)], c)
}

// not is the condition turned round.
func (c Condition) not() Condition {
	c.Negated = !c.Negated
	return c
}

// equal reports whether two conditions test the same with the same outcome.
func (c Condition) equal(d Condition) bool {
	return c.Negated == d.Negated && c.sameTest(d)
}

func (c Condition) sameTest(d Condition) bool {
	return c.Op == d.Op && c.Var == d.Var && c.test == d.test && slices.Equal(c.Values, d.Values)
}

func (g Guard) equal(h Guard) bool {
	return slices.EqualFunc(g, h, Condition.equal)
}

// shared is the conditions of g that hold where the other guard does, too.
func (g Guard) shared(other Guard) Guard {
	var out Guard
	for _, c := range g {
		if other.decide(c) == Always {
			out = append(out, c)
		}
	}
	return out
}

// unassumed is the guard without what only says that nothing raised before.
func (g Guard) unassumed() Guard {
	var out Guard
	for _, c := range g {
		if !c.assumed {
			out = append(out, c)
		}
	}
	return out
}

// decided reports whether each condition is a test of a variable.
func (g Guard) decided() bool {
	for _, c := range g {
		if c.Op != OpOther {
			continue
		}
		if !c.test.Decided() {
			return false
		}
	}
	return true
}

// contradicts reports whether the two cannot hold together.
func (g Guard) contradicts(other Guard) bool {
	for _, c := range other {
		if g.decide(c) == Never {
			return true
		}
	}
	return false
}

// decide answers whether c holds where the guard does.
func (g Guard) decide(c Condition) Truth {
	if c.Op == OpOther {
		return g.decideOther(c)
	}
	var k knowledge
	for i := range g {
		if g[i].Op != OpOther && g[i].Var == c.Var {
			k.learn(&g[i])
		}
	}
	answer := k.test(c)
	if c.Negated {
		return answer.Not()
	}
	return answer
}

func (g Guard) decideOther(c Condition) Truth {
	for _, known := range g {
		if known.Op == OpOther && known.test == c.test {
			return TruthOf(known.Negated == c.Negated)
		}
	}
	return Maybe
}

// knowledge is what a guard says of one variable.
type knowledge struct {
	set     Truth
	integer Truth
	finite  bool     // it is one of allowed
	allowed []string // valid when finite
	denied  []string
}

func (k *knowledge) learn(c *Condition) {
	switch c.Op {
	case OpSet:
		k.set = TruthOf(!c.Negated)
	case OpInteger:
		k.integer = TruthOf(!c.Negated)
		if !c.Negated {
			k.set = Always
		}
	case OpEquals, OpIn:
		if c.Negated {
			k.denied = append(k.denied, c.Values...)
			break
		}
		k.set = Always
		if !k.finite {
			k.finite, k.allowed = true, c.Values
			break
		}
		k.allowed = slices.DeleteFunc(slices.Clone(k.allowed), func(s string) bool {
			return !slices.Contains(c.Values, s)
		})
	}
}

// test answers the condition as if it were not negated.
func (k *knowledge) test(c Condition) Truth {
	if c.Op == OpSet {
		return k.set
	}
	if k.set == Never {
		return Never
	}
	if k.finite {
		return k.testFinite(c)
	}
	if c.Op == OpInteger {
		return k.integer
	}
	for _, s := range c.Values {
		if !slices.Contains(k.denied, s) {
			return Maybe
		}
	}
	return Never
}

func (k *knowledge) testFinite(c Condition) Truth {
	yes, no := 0, 0
	for _, s := range k.allowed {
		if slices.Contains(k.denied, s) {
			continue
		}
		if c.holdsFor(s) {
			yes++
		} else {
			no++
		}
	}
	switch {
	case yes == 0:
		return Never
	case no == 0:
		return Always
	}
	return Maybe
}

// holdsFor tests a set variable, Negated left aside.
func (c Condition) holdsFor(text string) bool {
	switch c.Op {
	case OpSet:
		return true
	case OpEquals, OpIn:
		return slices.Contains(c.Values, text)
	case OpInteger:
		_, ok := parseInteger(text, 10)
		return ok
	}
	return false
}

// String is the condition in words close to Elixir: X in ["true", "1"].
func (c Condition) String() string {
	if c.Op == OpOther {
		if c.Negated {
			return "not (" + c.Text + ")"
		}
		return c.Text
	}
	switch c.Op {
	case OpSet:
		if c.Negated {
			return c.Var + " is not set"
		}
		return c.Var + " is set"
	case OpEquals:
		if c.Negated {
			return c.Var + " != " + strconv.Quote(c.Values[0])
		}
		return c.Var + " == " + strconv.Quote(c.Values[0])
	case OpInteger:
		if c.Negated {
			return c.Var + " is not an integer"
		}
		return c.Var + " is an integer"
	}
	return c.inList()
}

func (c Condition) inList() string {
	var b strings.Builder
	b.WriteString(c.Var)
	if c.Negated {
		b.WriteString(" not")
	}
	b.WriteString(" in [")
	for i, s := range c.Values {
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString(strconv.Quote(s))
	}
	b.WriteString("]")
	return b.String()
}

// String is the conditions joined by "and", without those the others imply;
// "" when the guard always holds.
func (g Guard) String() string {
	minimal := g.Minimal()
	parts := make([]string, len(minimal))
	for i, c := range minimal {
		parts[i] = c.String()
	}
	return strings.Join(parts, " and ")
}

// Minimal is the guard without conditions that the others imply: to equal "x"
// a variable must be set.
func (g Guard) Minimal() Guard {
	out := slices.Clone(g)
	for i := 0; i < len(out); {
		rest := slices.Delete(slices.Clone(out), i, i+1)
		if rest.decide(out[i]) == Always {
			out = rest
			continue
		}
		i++
	}
	return out
}
