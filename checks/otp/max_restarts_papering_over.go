package otp

import (
	"fmt"

	"github.com/flylint/flylint/linter"
	"github.com/flylint/flylint/model/project"
)

// MaxRestartsPaperingOver is otp/max-restarts-papering-over.
func MaxRestartsPaperingOver() *linter.Check {
	return &linter.Check{
		Slug:     "otp/max-restarts-papering-over",
		Severity: linter.Warning,
		FixKind:  linter.Advice,
		Since:    "0.1.0",
		Evidence: linter.InTree,
		Elixir:   true,
		Documentation: linter.Documentation{
			Summary: "a top supervisor with so many restarts that a crash is only hidden",
			What: "max_restarts and max_seconds of the supervisor that the application itself starts, as production has them: 20 restarts or more, or more than 5 a second. Supervisors below it, " +
				"DynamicSupervisor and PartitionSupervisor are not judged, since many restarts can be right there.",
			Why: "A fault that comes back with every start spends any number of restarts: an app with a Repo that cannot start exits after 72 ms with 50 restarts in 10 seconds, and after 13 ms with the default 3 in 5. " +
				"A fault that comes and goes leaves the app half dead for longer, with every other child still up, instead of a fresh machine.",
			Instead: "Find the fault: the reason is in the first crash report, not in the last. Leave the default at the top. Put children that fail often and one by one, such as pollers of other people's services, below a supervisor of their own, and let them back off.",
			Ignore:  "When the app must stay up with a child that is known to fail often, and that child cannot have a supervisor of its own.",
			References: []string{
				supervisorDocs, "https://www.erlang.org/doc/system/sup_princ.html#maximum-restart-intensity",
			},
		},
		Judge: maxRestartsPaperingOver,
	}
}

func maxRestartsPaperingOver(p *linter.Pass) {
	if p.Tree == nil {
		return
	}
	for _, start := range p.Tree.Starts {
		top := start.Top
		if top == nil || !top.MaxRestarts.Set {
			continue
		}
		restarts, seconds := top.MaxRestarts.V, seconds(top)
		if restarts < 20 && (seconds <= 0 || restarts <= 5*seconds) {
			continue
		}
		p.Report(top.MaxRestarts, "the top supervisor allows %s: a crash that comes back with every start uses them up all the same and the app exits a moment later, while one that comes and goes stays hidden", rate(restarts, seconds)).
			Path("tree.%s.max_restarts", top.Module).Label("hides a crash").
			Relate(top.MaxSeconds, "within this time").
			Help("find the first crash in the log and mend that; keep the default of %d restarts in %d seconds here, and give children that often fail a supervisor of their own",
				project.DefaultMaxRestarts, project.DefaultMaxSeconds)
	}
}

// seconds is the time in which restarts count; 0 when it cannot be told.
func seconds(s *project.Supervisor) int64 {
	if s.MaxSeconds.Present() && !s.MaxSeconds.Set {
		return 0
	}
	return s.MaxSeconds.Or(project.DefaultMaxSeconds)
}

func rate(restarts, seconds int64) string {
	switch {
	case seconds <= 0:
		return fmt.Sprintf("%d restarts", restarts)
	case seconds == 1:
		return fmt.Sprintf("%d restarts a second", restarts)
	}
	return fmt.Sprintf("%d restarts in %d seconds", restarts, seconds)
}
