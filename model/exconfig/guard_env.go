package exconfig

// In is the guard where the environment is env: what is left to decide, and
// Always when that is nothing, Never when a condition fails.
func (g Guard) In(env Environment) (Guard, Truth) {
	var left Guard
	for _, c := range g {
		switch c.in(env) {
		case Never:
			return nil, Never
		case Maybe:
			left = append(left, c)
		}
	}
	if len(left) == 0 {
		return nil, Always
	}
	return left, Maybe
}

// in decides one condition.
func (c Condition) in(env Environment) Truth {
	if c.Op == OpOther || c.Var == "" {
		return Maybe
	}
	answer := Maybe
	switch v := env.LookupEnv(c.Var); {
	case v.State == EnvUnset:
		answer = Never
	case v.State == EnvKnown && c.holdsFor(v.Text), v.State == EnvSecret && c.Op == OpSet:
		answer = Always
	case v.State == EnvKnown:
		answer = Never
	}
	if c.Negated {
		return answer.Not()
	}
	return answer
}
