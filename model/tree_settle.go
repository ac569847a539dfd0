package model

import "github.com/flylint/flylint/model/exconfig"

// settle decides the conditions of children that hang on variables whose value
// is known: what never starts joins NotProd, and what is certain is no longer
// conditional.
func (t *Tree) settle(env exconfig.Environment) {
	for _, s := range t.Starts {
		s.Top.settle(env)
	}
}

func (s *Supervisor) settle(env exconfig.Environment) {
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
		c.Supervisor.settle(env)
		kept = append(kept, c)
	}
	s.Children = kept
}
