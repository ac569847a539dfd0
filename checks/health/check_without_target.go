package health

import (
	"github.com/flylint/flylint/linter"
	"github.com/flylint/flylint/model/flyconfig"
)

// CheckWithoutTarget is health/check-without-target.
func CheckWithoutTarget() *linter.Check {
	return &linter.Check{
		Slug:     "health/check-without-target",
		Severity: linter.Error,
		FixKind:  linter.Advice,
		Since:    "0.1.0",
		Evidence: linter.InFly,
		Documentation: linter.Documentation{
			Summary: "a top-level health check without a type or a port",
			What: "Each `[checks.<name>]`: it needs `type`, and `port` unless the machines it is for serve `[http_service]`, whose `internal_port` it takes then. A check without `processes` is for the " +
				"default group only.",
			Why: "Without a type flyctl refuses the file (\"Missing or invalid check type, must be 'http' or 'tcp'\"). Without a port it calls the file valid and stops when it makes the machines, after the image is " +
				"built and the release command has run: \"has no port set and the group has no http_service to take it from\". A port from `[[services]]` does not count.",
			Instead: "Write `type = \"http\"` or `\"tcp\"` and the port the app listens on.",
			Ignore:  "Never, as long as flyctl refuses it.",
			References: []string{
				configReference, flyctlSource,
				"https://fly.io/docs/reference/health-checks/",
			},
		},
		Judge: checkWithoutTarget,
	}
}

func checkWithoutTarget(p *linter.Pass) {
	for _, c := range p.Fly.Checks {
		if !c.Type.Present() || c.Type.Set && c.Type.V == "" {
			p.Report(c, "the check %s has no type: flyctl refuses the file with \"Missing or invalid check type, must be 'http' or 'tcp'\"", c.Name).
				Path("%s", c.Type.Path).Label("no type").Help("add type = %s or type = %s", p.Fly.Quote("http"), p.Fly.Quote("tcp"))
		}
		if c.Port.Present() {
			continue
		}
		if group, found := groupWithoutPort(p.Fly, c); found {
			p.Report(c, "Check '%s' for process group '%s' has no port set and the group has no http_service to take it from: flyctl calls the file valid, and the deploy dies on it when it makes the machines", c.Name, group).
				Path("%s", c.Port.Path).Label("no port").Help("add port, the port the app listens on")
		}
	}
}

// groupWithoutPort is a group that the check is for and that has no
// [http_service] to lend it a port.
func groupWithoutPort(f *flyconfig.Config, c *flyconfig.Check) (string, bool) {
	for _, g := range f.GroupsOf(c.Processes) {
		if !g.ServesHTTP() {
			return g.Name, true
		}
	}
	return "", false
}
