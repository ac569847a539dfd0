package proxy

import (
	"slices"

	"github.com/flylint/flylint/linter"
	"github.com/flylint/flylint/model/flyconfig"
)

// AutostopWithoutAutostart is proxy/autostop-without-autostart.
func AutostopWithoutAutostart() *linter.Check {
	return &linter.Check{
		Slug:     "proxy/autostop-without-autostart",
		Severity: linter.Error,
		FixKind:  linter.UnsafeFix,
		Since:    "0.1.0",
		Evidence: linter.InFly,
		Documentation: linter.Documentation{
			Summary: "machines that stop without traffic and that no request starts again",
			What:    "A service with `auto_stop_machines` on and `auto_start_machines = false`, unless another service of the same machines starts them.",
			Why: "After some minutes without traffic the proxy stops the machines, and from then on it answers every request with an error: it may not start one. The app is down until somebody calls " +
				"`fly machine start`. With `min_machines_running` above 0 that many stay up in the primary region, and the others stay down for good: a warning.",
			Instead:   "Set both or neither: `auto_start_machines = true` beside \"stop\" or \"suspend\", or `auto_stop_machines = \"off\"`.",
			FixSafety: "Requests start machines then, which costs what they cost.",
			Ignore:    "When something other than a request starts the machines, a schedule or the Machines API.",
			References: []string{
				configReference,
				"https://fly.io/docs/launch/autostop-autostart/",
				"https://fly.io/docs/reference/fly-proxy-autostop-autostart/",
			},
		},
		Judge: autostopWithoutAutostart,
	}
}

func autostopWithoutAutostart(p *linter.Pass) {
	for _, s := range p.Fly.AllServices() {
		if !s.AutoStop.V.On() || !s.AutoStart.Set || s.AutoStart.V || startedElsewhere(p.Fly, s) {
			continue
		}
		severity, effect := linter.Error, "the app is down until somebody starts a machine by hand"
		if !s.Stops() {
			severity, effect = linter.Warning, "only those of min_machines_running stay up, and only in the primary region"
		}
		p.Report(s.AutoStart, "auto_stop_machines stops idle machines and auto_start_machines = false keeps the proxy from starting them again: %s", effect).As(severity).
			Path("%s", s.AutoStart.Path).Label("nothing starts them").Help("set auto_start_machines = true, or auto_stop_machines = %s", p.Fly.Quote("off")).
			Relate(s.AutoStop, "machines stop without traffic").
			Relate(s.MinMachinesRunning, "so many stay up").
			UnsafeFix("requests start machines then, which costs what they cost", "Write true", linter.Replace(s.AutoStart, "true"))
	}
}

// startedElsewhere reports whether in every group that serves s another service
// starts the machines.
func startedElsewhere(f *flyconfig.Config, s *flyconfig.Service) bool {
	found := false
	for _, g := range f.Groups() {
		services := g.Services()
		if !slices.Contains(services, s) {
			continue
		}
		if !slices.ContainsFunc(services, func(o *flyconfig.Service) bool { return o.AutoStart.Or(true) }) {
			return false
		}
		found = true
	}
	return found
}
