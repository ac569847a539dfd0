package project

import "github.com/flylint/flylint/model/exconfig"

// Settle decides the conditions of children that hang on variables whose value
// is known: what never starts joins NotProd, and what is certain is no longer
// conditional.
func (t *Tree) Settle(env exconfig.Environment) {
	for _, s := range t.Starts {
		s.Top.Settle(env)
	}
}

// Settle does so for a supervisor and those below it.
func (s *Supervisor) Settle(env exconfig.Environment) {
	if s == nil {
		return
	}
	kept := s.Children[:0]
	for _, c := range s.Children {
		when, holds := c.When.In(env)
		if holds == exconfig.Never {
			c.NotProd = true
			s.NotProd = append(s.NotProd, c)
			continue
		}
		c.When = when
		c.Supervisor.Settle(env)
		kept = append(kept, c)
	}
	s.Children = kept
}
