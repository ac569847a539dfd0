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
	type step struct {
		site CallSite
		via  int // index of the step before, or -1
		hops int
	}
	var queue []step
	seen := map[Ref]bool{}
	for _, c := range from {
		queue = append(queue, step{c, -1, 0})
	}
	for i := 0; i < len(queue); i++ {
		s := queue[i]
		if wanted(s.site) {
			var chain []CallSite
			for at := i; at >= 0; at = queue[at].via {
				chain = append([]CallSite{queue[at].site}, chain...)
			}
			return chain
		}
		if s.hops == hops || seen[s.site.Callee] {
			continue
		}
		seen[s.site.Callee] = true
		for _, c := range l.Function(s.site.Callee).Calls() {
			queue = append(queue, step{c, i, s.hops + 1})
		}
	}
	return nil
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
