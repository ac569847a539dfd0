package deploy

import "github.com/flylint/flylint/linter"

// MaxUnavailableZero is deploy/max-unavailable-zero.
func MaxUnavailableZero() *linter.Check {
	return &linter.Check{
		Slug:     "deploy/max-unavailable-zero",
		Severity: linter.Error,
		FixKind:  linter.SafeFix,
		Since:    "0.1.0",
		Evidence: linter.InFly,
		Documentation: linter.Documentation{
			Summary: "a max_unavailable of zero, which makes flyctl panic",
			What:    "`max_unavailable` in `[deploy]` that is zero or negative, with the strategies that use it: rolling and canary.",
			Why: "flyctl takes the number for the size of its pool of workers and panics with \"pool size must be > 0\" on the first deploy that updates machines; the very first deploy of an app goes " +
				"through. The flag `--max-unavailable` is checked, the file is not.",
			Instead:   "Write `1` to replace one machine at a time. No number keeps every machine up: for that there is `strategy = \"bluegreen\"`.",
			FixSafety: "`1` is the least that works. As it stands no deploy does.",
			Ignore:    "When `--max-unavailable` is always given on the command line.",
			References: []string{
				configReference, flyctlDeploy,
				"https://github.com/superfly/flyctl/issues/4262",
				"https://github.com/superfly/flyctl/pull/4945",
			},
		},
		Judge: maxUnavailableZero,
	}
}

func maxUnavailableZero(p *linter.Pass) {
	v := p.Fly.Deploy.MaxUnavailable
	if !v.Set || v.V > 0 {
		return
	}
	if s := p.Fly.Strategy(); s != "rolling" && s != "canary" {
		return // the others never read it
	}
	p.Report(v, "flyctl panics with \"pool size must be > 0\" on the next deploy: max_unavailable is %v, and at least one machine must be allowed to be down", v.V).
		Path("%s", v.Path).Label("must be above 0").Help("write 1 to replace one machine at a time; strategy bluegreen keeps all of them up").
		Fix("Write 1", linter.Replace(v, "1"))
}
