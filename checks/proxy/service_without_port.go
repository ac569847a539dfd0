package proxy

import (
	"slices"

	"github.com/flylint/flylint/linter"
	"github.com/flylint/flylint/model/flyconfig"
)

// ServiceWithoutPort is proxy/service-without-port.
func ServiceWithoutPort() *linter.Check {
	return &linter.Check{
		Slug:     "proxy/service-without-port",
		Severity: linter.Error,
		FixKind:  linter.SafeFix,
		Since:    "0.1.0",
		Evidence: linter.InFly,
		Documentation: linter.Documentation{
			Summary: "a service that leads to no port of the app",
			What: "`[http_service]` and `[[services]]` without `internal_port`, `[[services]]` with ports and without `protocol`, and the service that comes into being by accident when `[services.concurrency]` or " +
				"`[[services.http_checks]]` stands beside `[http_service]`.",
			Why: "Without `internal_port` flyctl takes 0 and calls the file valid; the proxy then knocks at port 0, and every request fails although the app runs. A stray `[services.…]` table does not add to " +
				"`[http_service]`: it makes a second service without port, whose limits hold for that one only, whose ports lead to port 0 (both are warnings, since `[http_service]` is still there), and whose checks never pass. flyctl only warns that \"Service must expose at least one port\".",
			Instead:   "State `internal_port`, the port the app listens on, and use the tables of the service that is meant: `[http_service.concurrency]`, `[[http_service.checks]]`.",
			FixSafety: "The header is renamed to the table of `[http_service]`, when that has none of its own. The limits or checks then take effect for the first time.",
			Ignore:    "Never for a service that should get traffic.",
			References: []string{
				configReference, flyctlSource,
				"https://github.com/superfly/flyctl/issues/2521",
			},
		},
		Judge: serviceWithoutPort,
	}
}

func serviceWithoutPort(p *linter.Pass) {
	for _, s := range p.Fly.AllServices() {
		if s.Ghost() && p.Fly.HTTPService != nil {
			reportGhost(p, s)
			continue
		}
		reportNoPort(p, s)
		if !s.HTTP && !s.Protocol.Present() && len(s.Ports) > 0 {
			p.Report(s, "the service states no protocol: flyctl passes that on to the platform unchecked, and nothing says whether its ports are of TCP or of UDP").
				As(linter.Warning).Path("%s.protocol", s.ModelPath).Label("no protocol").Help("add protocol = %s", p.Fly.Quote("tcp"))
		}
	}
}

// reportNoPort speaks of a service that leads to port 0. One without anything else
// is what flyctl makes of a stray sub-table when it writes the file anew.
func reportNoPort(p *linter.Pass, s *flyconfig.Service) {
	port := s.InternalPort
	switch {
	case !s.HTTP && port.V == 0 && len(s.Ports) == 0 && len(s.AllChecks()) == 0 && p.Fly.HTTPService != nil:
		p.Report(s, "this service has neither a port outside nor one inside, so nothing ever comes through it: what stands here does nothing for [http_service]").As(linter.Warning).
			Path("%s", port.Path).Label("leads nowhere").Help("move what it says to [http_service], and remove it").
			Relate(p.Fly.HTTPService, "this is the service of the app")
	case port.Set && port.V == 0:
		p.Report(port, "internal_port is 0: the proxy connects to no port of the app, and every request fails although the app runs").
			Path("%s", port.Path).Label("no port").Help("write the port the app listens on")
	case !port.Present():
		p.Report(s, "the service has no internal_port, so flyctl takes 0 and calls the file valid: the proxy connects to no port of the app, and every request fails although the app runs").
			Path("%s", port.Path).Label("no internal_port").Help("add internal_port, the port the app listens on")
	}
}

// reportGhost speaks of a service that only a stray sub-table made.
func reportGhost(p *linter.Pass, s *flyconfig.Service) {
	severity, effect, help := linter.Warning, "what it says holds for that one only", "move it to [http_service]"
	switch {
	case len(s.Ports) > 0:
		effect = "its ports lead to no port of the app"
		help = "put [[services]] with internal_port and protocol above it, or remove it: [http_service] answers at 80 and 443 without it"
		if slices.ContainsFunc(s.Ports, takesWeb) {
			effect += ", though [http_service] answers at the same ones: which of the two Fly's proxy takes, nothing says"
		}
	case len(s.AllChecks()) > 0:
		severity, effect = linter.Error, "its checks ask port 0 and never pass"
	}
	d := p.Report(s, "this table does not add to [http_service]: it makes a second service without port or protocol, and %s", effect).As(severity).
		Path("%s", s.ModelPath).Label("a service of its own").Help("%s", help).
		Relate(p.Fly.HTTPService, "the service that was meant")
	var edits []linter.TextEdit
	for _, r := range p.Fly.GhostRenames(s) {
		edits = append(edits, linter.Replace(r, r.Text))
	}
	if len(edits) > 0 {
		d.Fix("Rename it to a table of [http_service]", edits...)
	}
}

// takesWeb reports whether a port may be one of those that [http_service]
// answers at.
func takesWeb(port *flyconfig.Port) bool {
	return !port.Port.Set || port.Port.V == 80 || port.Port.V == 443
}
