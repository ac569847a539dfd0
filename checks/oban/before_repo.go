package oban

import (
	"github.com/flylint/flylint/linter"
	"github.com/flylint/flylint/model/project"
)

// BeforeRepo is oban/before-repo.
func BeforeRepo() *linter.Check {
	return &linter.Check{
		Slug:     "oban/before-repo",
		Severity: linter.Warning,
		FixKind:  linter.UnsafeFix,
		Since:    "0.1.0",
		Evidence: linter.InConfig | linter.InTree,
		Elixir:   true,
		Documentation: linter.Documentation{
			Summary: "Oban started before its Repo, and so stopped after it",
			What:    "The order of the supervision tree in production: the place of each instance of Oban and that of the Repo it is configured with. A Repo that another application starts does not count.",
			Why: "A supervisor stops its children in reverse order. With Oban in front of its Repo, the Repo goes first at every deploy, while jobs still run through their shutdown_grace_period: they fail with " +
				"\"could not lookup Ecto repo\", and Oban cannot even write down that they did, so they stay `executing` until something rescues them. The boot survives, as Oban asks the database a moment later; its first election and its first jobs may fail.",
			Instead:   "List Oban behind its Repo.",
			FixSafety: "The fix moves the child behind the Repo in the same list. It is not safe by itself, since a child in between may rely on Oban.",
			Ignore:    "When the instance runs no jobs and only inserts.",
			References: []string{
				"https://hexdocs.pm/oban/installation.html", "https://hexdocs.pm/elixir/Supervisor.html#module-start-and-shutdown",
			},
		},
		Judge: beforeRepo,
	}
}

func beforeRepo(p *linter.Pass) {
	seen := map[*project.Child]bool{}
	for _, o := range instances(p.Deployment) {
		repo := p.Repo(o.Repo())
		if seen[o.Child] || repo == nil || repo.Child == nil || o.Option("get_dynamic_repo") != nil {
			continue
		}
		seen[o.Child] = true
		if !p.Tree.StartsBefore(o.Child, repo.Child) {
			continue
		}
		d := p.Report(o.Child, "Oban starts before %s and is stopped after it: at every deploy the Repo goes away under the jobs that still run (could not lookup Ecto repo), and they stay executing", o.Repo()).
			Path("tree.%s", o.Module).Label("in front of its Repo").Relate(repo.Child, "the Repo").
			Help("list Oban behind %s", o.Repo())
		if move, ok := p.MoveBelow(o.Child.Range, repo.Child.Range); ok {
			edits := append(deletions(move.Cuts), linter.Inserts(move.Writes...)...)
			d.UnsafeFix("a child between the two may rely on Oban", "Move it behind the Repo", edits...)
		}
	}
}
