package otp

import (
	"github.com/flylint/flylint/linter"
	"github.com/flylint/flylint/model/project"
	"github.com/flylint/flylint/model/source"
)

// FlatTreeDefaultIntensity is otp/flat-tree-default-intensity.
func FlatTreeDefaultIntensity() *linter.Check {
	return &linter.Check{
		Slug:     "otp/flat-tree-default-intensity",
		Severity: linter.Info,
		FixKind:  linter.Advice,
		Since:    "0.1.0",
		Evidence: linter.InTree,
		Elixir:   true,
		Documentation: linter.Documentation{
			Summary: "so many processes below one supervisor that any of them can stop the app",
			What: "The supervisor that the application starts, when it is one_for_one with the default of 3 restarts in 5 seconds and more than 15 of the project's own modules stand directly below it. " +
				"Children from libraries and the project's own supervisors do not count.",
			Why:     "All children share the one allowance. A poller of somebody else's service that fails four times within 5 seconds, or four processes that fail once because the database was away, stop the whole application, its endpoint included, and with it the machine.",
			Instead: "Group the children that may fail, by what they depend on, below supervisors of their own. Do not raise max_restarts at the top: that hides faults and mends none.",
			Ignore:  "When none of the children depends on anything that can be away.",
			References: []string{
				supervisorDocs + "#module-strategies", "https://www.erlang.org/doc/system/sup_princ.html#maximum-restart-intensity",
			},
		},
		Judge: flatTreeDefaultIntensity,
	}
}

// crowd is how many children of one supervisor are not yet too many.
const crowd = 15

func flatTreeDefaultIntensity(p *linter.Pass) {
	if p.Tree == nil {
		return
	}
	for _, start := range p.Tree.Starts {
		top := start.Top
		if top == nil || !byDefault(top) {
			continue
		}
		if n := workers(top); n > crowd {
			p.Report(top, "%d of the project's processes share the %d restarts in %d seconds of the top supervisor: a single one that fails %d times in a row stops the app",
				n, project.DefaultMaxRestarts, project.DefaultMaxSeconds, project.DefaultMaxRestarts+1).
				Path("tree.%s.children", top.Module).Label("one_for_one, with the default limits").
				Help("put those that may fail, such as pollers, below a supervisor of their own; more restarts here would only hide faults")
		}
	}
}

// byDefault reports whether a supervisor is one_for_one with the default limits.
func byDefault(s *project.Supervisor) bool {
	return s.OptionsKnown && s.Strategy.V == "one_for_one" &&
		intensity(s.MaxRestarts, project.DefaultMaxRestarts) && intensity(s.MaxSeconds, project.DefaultMaxSeconds)
}

func intensity(v source.Value[int64], usual int64) bool {
	return !v.Present() || v.Set && v.V == usual
}

// workers counts the children that are processes of the project.
func workers(s *project.Supervisor) int {
	n := 0
	for _, c := range s.Children {
		if !c.Library && c.Module != "" && c.Supervisor == nil {
			n++
		}
	}
	return n
}
