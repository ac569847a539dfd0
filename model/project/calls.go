package project

import (
	"slices"

	"github.com/flylint/flylint/parsers"
	"github.com/flylint/flylint/parsers/elixir"
)

// CallSite is one call, or one &Module.function/1, in a function of the project.
type CallSite struct {
	parsers.Range
	Callee   Ref // Module is "" for what is neither the module's own nor imported from the project
	Args     []elixir.Node
	In       *Function
	Clause   *FunctionClause
	Rescued  bool // an exception here is caught in the same function
	Deferred bool // it runs in another process: inside what is given to Task or spawn

	tests *tests // the conditions it stands under
}

// Calls lists the calls of a function, in the order of the text. What stands
// in a quote, or in a branch that prod never takes, is no call.
func (fn *Function) Calls() []CallSite {
	if fn == nil {
		return nil
	}
	if lib := fn.Module.lib; lib != nil {
		fn.scanned.In(lib.src, fn.scan)
	}
	return fn.calls
}

// scan fills in the calls.
func (fn *Function) scan() bool {
	fn.calls = nil
	for _, clause := range fn.Clauses {
		s := callScan{fn: fn, clause: clause, bound: boundNames(clause), scope: &scope{mod: fn.Module}}
		for name := range s.bound {
			s.scope = s.scope.bind(name, term{})
		}
		s.visit(clause.Body, flags{rescued: catches(clause.Rescues)})
		for _, section := range clause.Rescues {
			s.visit(section.Body, flags{})
		}
	}
	return true
}

// Reaches follows calls from a list of them through the project's functions
// and gives the shortest chain that ends in a wanted call; hops is how many
// functions may be entered. It is nil when there is no such chain.
func (l *Lib) Reaches(from []CallSite, wanted func(CallSite) bool, hops int) []CallSite {
	return l.Search(wanted, hops).From(from)
}

// Search is Reaches from many places. It remembers which functions lead nowhere,
// so that it passes by there once.
type Search struct {
	lib    *Lib
	wanted func(CallSite) bool
	hops   int
	barren map[Ref]int // how many functions beyond were entered in vain
}

// Search begins a search for calls.
func (l *Lib) Search(wanted func(CallSite) bool, hops int) *Search {
	return &Search{lib: l, wanted: wanted, hops: hops, barren: map[Ref]int{}}
}

// searchStep is a call that a search comes by.
type searchStep struct {
	site    *CallSite
	via     int // index of the step before, or -1
	entered int // functions on the way
}

// From is what Reaches says of a list of calls.
func (s *Search) From(calls []CallSite) []CallSite {
	var queue []searchStep
	for i := range calls {
		queue = append(queue, searchStep{&calls[i], -1, 0})
	}
	seen := map[Ref]int{} // how many functions were on the way there
	for i := 0; i < len(queue); i++ {
		at := queue[i]
		if s.wanted(*at.site) {
			return chainTo(queue, i)
		}
		callee := at.site.Callee
		left := s.hops - at.entered
		if _, again := seen[callee]; again || left <= s.barren[callee] {
			continue
		}
		seen[callee] = at.entered
		next := s.lib.Function(callee).Calls()
		for k := range next {
			queue = append(queue, searchStep{&next[k], i, at.entered + 1})
		}
	}
	for callee, entered := range seen {
		s.barren[callee] = s.hops - entered
	}
	return nil
}

// chainTo is the way to a step.
func chainTo(steps []searchStep, at int) []CallSite {
	var chain []CallSite
	for ; at >= 0; at = steps[at].via {
		chain = append(chain, *steps[at].site)
	}
	slices.Reverse(chain)
	return chain
}

// CallsIn lists the calls of one clause of a function.
func (fn *Function) CallsIn(clause *FunctionClause) []CallSite {
	var out []CallSite
	for _, c := range fn.Calls() {
		if c.Clause == clause {
			out = append(out, c)
		}
	}
	return out
}

// Rescued reports whether an exception at the end of a chain of calls is caught
// on the way.
func Rescued(chain []CallSite) bool {
	return slices.ContainsFunc(chain, func(c CallSite) bool { return c.Rescued })
}
