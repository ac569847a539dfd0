package main

// sourceTemplate is the file of a new rule.
const sourceTemplate = `package [[.Family]]

import "github.com/flylint/flylint/linter"

// [[.Func]] is [[.Slug]].
func [[.Func]]() *linter.Check {
	return &linter.Check{
		Slug:     "[[.Slug]]",
		Severity: linter.Warning,
		FixKind:  linter.Advice,
		Since:    "0.1.0",
		Evidence: linter.InFly,
		Documentation: linter.Documentation{
			Summary: "",
			What:    "",
			Why:     "",
			Instead: "",
			Ignore:  "",
			References: []string{},
		},
		Judge: [[.Judge]],
	}
}

func [[.Judge]](p *linter.Pass) {
	// Ask p.Deployment; report with p.Report(at, "what, why, and what happens").
}
`

// caseTemplate is the first case of a new rule.
const caseTemplate = `What this case shows.

-- fly.toml --
app = "quiet-harbor"
primary_region = "fra"
-- want --
`
