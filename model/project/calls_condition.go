package project

import (
	"slices"

	"github.com/flylint/flylint/parsers"
	"github.com/flylint/flylint/parsers/elixir"
)

// tests are the conditions a call stands under, the innermost first.
type tests struct {
	test  parsers.Range
	outer *tests
}

// under adds a condition to the circumstances.
func (f flags) under(test elixir.Node) flags {
	f.tests = &tests{elixir.RangeOf(test), f.tests}
	return f
}

// undecided visits a conditional whose way is not known: its branches run when
// what it tests says so.
func (s *callScan) undecided(c *elixir.Call, f flags) {
	branches := f
	if s.piped == c {
		branches = f.under(s.input)
	}
	for i, arg := range c.Args {
		s.visit(arg, branches) // the first is the test, what follows are branches written as keywords
		if i == 0 {
			branches = f.under(arg)
		}
	}
	for _, section := range c.Blocks {
		clauses, ok := section.Body.(*elixir.Clauses)
		if !ok {
			s.visit(section.Body, branches)
			continue
		}
		for _, way := range clauses.List {
			s.way(c, way, branches)
		}
	}
}

// way visits one clause of a case or cond. In cond the test stands there.
func (s *callScan) way(c *elixir.Call, way *elixir.Clause, f flags) {
	for _, arg := range way.Args {
		s.visit(arg, f)
		if c.Name == "cond" {
			f = f.under(arg)
		}
	}
	if way.Guard != nil {
		s.visit(way.Guard, f)
		f = f.under(way.Guard)
	}
	s.visit(way.Body, f)
}

// Condition is the innermost test over a call of a chain that itself makes a
// wanted call, directly, through functions of the project, or in what a
// variable of the test was given. It is invalid when there is none.
func (l *Lib) Condition(chain []CallSite, wanted func(CallSite) bool, hops int) parsers.Range {
	for _, c := range slices.Backward(chain) {
		for t := c.tests; t != nil; t = t.outer {
			if l.Reaches(c.In.testCalls(c.Clause, t.test), wanted, hops) != nil {
				return t.test
			}
		}
	}
	return parsers.Range{}
}

// testCalls lists the calls whose results a test looks at.
func (fn *Function) testCalls(clause *FunctionClause, test parsers.Range) []CallSite {
	places := []parsers.Range{test}
	names := map[string]bool{}
	elixir.Walk(clause.Body, func(n elixir.Node) bool {
		if v, ok := n.(*elixir.Var); ok && test.Contains(v.From) {
			names[v.Name] = true
		}
		return true
	})
	elixir.Walk(clause.Body, func(n elixir.Node) bool {
		if elixir.IsOperator(n, "=", 2) {
			match := n.(*elixir.Call)
			if v, ok := match.Args[0].(*elixir.Var); ok && names[v.Name] {
				places = append(places, elixir.RangeOf(match.Args[1]))
			}
		}
		return true
	})
	return slices.DeleteFunc(slices.Clone(fn.Calls()), func(c CallSite) bool {
		return !slices.ContainsFunc(places, func(at parsers.Range) bool { return at.Contains(c.From) })
	})
}
