package otp

import (
	"github.com/flylint/flylint/linter"
	"github.com/flylint/flylint/model/project"
)

// RepoInInit is otp/repo-in-init.
func RepoInInit() *linter.Check {
	return &linter.Check{
		Slug:     "otp/repo-in-init",
		Severity: linter.Warning,
		FixKind:  linter.Advice,
		Since:    "0.1.0",
		Evidence: linter.InTree | linter.InLib,
		Elixir:   true,
		Documentation: linter.Documentation{
			Summary: "a supervised process that queries the database in init/1",
			What: "The init/1 of every process that the supervision tree starts in production, and the functions of the project it calls, up to two calls deep, are searched for queries through a Repo. " +
				"What runs in a Task or another process does not count, nor does a SQLite file.",
			Why: "A supervisor waits for init/1, and when it raises, the supervisor does not start: no restart is tried. So for as long as the database does not answer, be it for a failover, a moment after a deploy or a " +
				"mistake in its URL, the app cannot boot at all, `DBConnection.ConnectionError` stands in the log, and the machine restarts until Fly gives up. An app that asks later boots, answers its health checks and recovers by itself.",
			Instead: "Return `{:ok, state, {:continue, :load}}` and query in handle_continue/2, with a rescue that tries again after a while.",
			Ignore:  "When the app is of no use without the data, and must not boot before it has them.",
			References: []string{
				genServerDocs + "#c:handle_continue/2", supervisorDocs + "#module-start-and-shutdown",
			},
		},
		Judge: repoInInit,
	}
}

func repoInInit(p *linter.Pass) {
	for _, own := range p.Tree.Own() {
		chain := p.RepoCall(own.Module.Function("init", 1).Calls())
		if chain == nil {
			continue
		}
		first, query := chain[0], chain[len(chain)-1]
		d := p.Report(first, "%s queries %s in init/1%s: while the database does not answer, the supervisor does not start and the app cannot boot (DBConnection.ConnectionError)",
			own.Module.Name, query.Callee.Module, through(chain)).
			Path("tree.%s.init", own.Module.Name).Label("runs before the app has booted").
			Help("return {:ok, state, {:continue, :load}} and query in handle_continue/2, with a rescue that tries again later")
		if len(chain) > 1 {
			d.Relate(query, "the query")
		}
		d.Relate(own.Child, "started here")
		if project.Rescued(chain) {
			d.Message = own.Module.Name + " queries " + query.Callee.Module + " in init/1" + through(chain) +
				": the error is rescued, but the boot waits for the database to answer or to time out"
			d.As(linter.Info)
		}
	}
}

// through names the functions between a process and its query.
func through(chain []project.CallSite) string {
	if len(chain) < 2 {
		return ""
	}
	text := " (by"
	for i, c := range chain[:len(chain)-1] {
		if i > 0 {
			text += " and"
		}
		text += " " + c.Callee.Name
	}
	return text + ")"
}
