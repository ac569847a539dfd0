package exconfig

import "slices"

// assumptions is what has been assumed on the way to the present point: a stack of
// conditions, indexed by variable, for there may be hundreds.
type assumptions struct {
	conditions Guard
	branches   Guard // those that are not assumed only because nothing raised
	links      []link
	last       map[string]int32 // by variable: the latest condition, counted from 1

	watch *watch // of the section that is being evaluated
}

// link is what to restore when a condition is taken off.
type link struct {
	earlier  int32 // condition of the same variable, counted from 1
	branches int32
}

func (p *assumptions) push(conditions ...Condition) {
	for i := range conditions {
		c := &conditions[i]
		if p.last == nil {
			p.last = map[string]int32{}
		}
		p.links = append(p.links, link{p.last[c.Var], int32(len(p.branches))})
		p.conditions = append(p.conditions, *c)
		p.last[c.Var] = int32(len(p.conditions))
		if !c.assumed {
			p.branches = append(p.branches, *c)
		}
	}
}

// mark is a point of the path to come back to with release.
func (p *assumptions) mark() int { return len(p.conditions) }

func (p *assumptions) release(mark int) {
	for i := len(p.conditions) - 1; i >= mark; i-- {
		p.last[p.conditions[i].Var] = p.links[i].earlier
		p.branches = p.branches[:p.links[i].branches]
	}
	p.conditions, p.links = p.conditions[:mark], p.links[:mark]
}

// since is a copy of the conditions after a mark.
func (p *assumptions) since(mark int) Guard {
	return append(Guard(nil), p.conditions[mark:]...)
}

// here is a copy of the conditions under which this point is reached, without
// those that only say that the boot did not stop before.
func (p *assumptions) here() Guard { return append(Guard(nil), p.branches...) }

// assumes reports whether there is a condition of one of the variables.
func (p *assumptions) assumes(variables []string) bool {
	return slices.ContainsFunc(variables, func(v string) bool { return p.last[v] != 0 })
}

// decide answers whether a condition holds on the path.
func (p *assumptions) decide(c Condition) Truth {
	at := p.last[c.Var]
	p.watch.tested(c.Var)
	if at == 0 {
		return Maybe
	}
	if c.Op == OpOther {
		for ; at > 0; at = p.links[at-1].earlier {
			if known := &p.conditions[at-1]; known.test == c.test {
				return TruthOf(known.Negated == c.Negated)
			}
		}
		return Maybe
	}
	var k knowledge
	for ; at > 0; at = p.links[at-1].earlier {
		k.learn(&p.conditions[at-1])
	}
	answer := k.test(c)
	if c.Negated {
		return answer.Not()
	}
	return answer
}

// contradicts reports whether a guard cannot hold on the path.
func (p *assumptions) contradicts(g Guard) bool {
	for _, c := range g {
		if p.decide(c) == Never {
			return true
		}
	}
	return false
}

// implied is the conditions of g that hold on the path anyway.
func (p *assumptions) implied(g Guard) Guard {
	var out Guard
	for _, c := range g {
		if p.decide(c) == Always {
			out = append(out, c)
		}
	}
	return out
}

// simplify drops the conditions the path decides.
func (p *assumptions) simplify(when Guard) (rest Guard, possible bool) {
	rest = when
	for i, c := range when {
		switch p.decide(c) {
		case Never:
			return nil, false
		case Always:
			if len(rest) == len(when) {
				rest = when[:i:i]
			}
		default:
			if len(rest) < len(when) {
				rest = append(rest, c)
			}
		}
	}
	return rest, true
}
