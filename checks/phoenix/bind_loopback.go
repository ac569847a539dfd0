package phoenix

import (
	"path"
	"slices"

	"github.com/flylint/flylint/linter"
	"github.com/flylint/flylint/model"
	"github.com/flylint/flylint/model/exconfig"
	"github.com/flylint/flylint/model/flyconfig"
	"github.com/flylint/flylint/parsers"
)

// BindLoopback is phoenix/bind-loopback.
func BindLoopback() *linter.Check {
	return &linter.Check{
		Slug:     "phoenix/bind-loopback",
		Severity: linter.Error,
		FixKind:  linter.SafeFix,
		Since:    "0.1.0",
		Evidence: linter.InConfig,
		Elixir:   true,
		Documentation: linter.Documentation{
			Summary: "an endpoint that listens on the loopback address only",
			What: "The `ip` of `http:` and `https:` of the endpoints that a service leads to, as it is in production: `{127, 0, 0, 1}`, `{0, 0, 0, 0, 0, 0, 0, 1}` and `:loopback`. " +
				"Keyword lists are merged at every depth, so an `ip` in config.exs stays in force under a `port` in runtime.exs.",
			Why: "Fly's proxy connects from outside the machine. On the loopback address only programs of the same machine are heard: the log says that the endpoint runs, " +
				"`fly deploy` warns that `the app is not listening on the expected address`, and the proxy answers `instance refused connection. is your app listening on 0.0.0.0:8080? make sure it is not only listening on 127.0.0.1`.",
			Instead:    "Bind to all addresses, as the generated runtime.exs does: `ip: {0, 0, 0, 0, 0, 0, 0, 0}` hears IPv6 and IPv4. `{0, 0, 0, 0}` is enough for the public proxy.",
			FixSafety:  "The address becomes `{0, 0, 0, 0, 0, 0, 0, 0}`. It is offered in prod.exs and runtime.exs only, so that development keeps its own.",
			Ignore:     "When a proxy that flylint does not see runs on the same machine.",
			References: []string{appServices, "https://fly.io/docs/getting-started/troubleshooting/", "https://hexdocs.pm/phoenix/Phoenix.Endpoint.html"},
		},
		Judge: bindLoopback,
	}
}

func bindLoopback(p *linter.Pass) {
	seen := map[parsers.Range]bool{}
	for _, group := range p.Fly.GroupNames() {
		endpoints := p.Endpoints(group)
		if len(endpoints) == 0 || p.Proxy(group) != nil {
			continue
		}
		for _, e := range endpoints {
			if e.Serves() == exconfig.Never {
				continue
			}
			bindings, sure := unreachable(p, e, len(endpoints) == 1)
			for _, b := range bindings {
				if !seen[b.Range] {
					seen[b.Range] = true
					reportLoopback(p, e, b, sure)
				}
			}
		}
	}
}

// unreachable lists the loopback addresses of an endpoint, when a service leads
// to it: by its port, or because there is nothing else to lead to. It is sure
// when the endpoint has no other address in any case.
func unreachable(p *linter.Pass, e *model.Endpoint, alone bool) (out []model.Binding, sure bool) {
	services, ports := tcpServices(p, e.Group), e.Ports()
	named := slices.ContainsFunc(services, func(s *flyconfig.Service) bool { return ports.Has(s.InternalPort.V) })
	if len(services) == 0 || !named && (!alone || p.OtherListeners([]*model.Endpoint{e})) {
		return nil, false
	}
	bindings, all := e.Bindings()
	open := 0      // addresses that may hold beside the loopback ones
	asked := false // a loopback address holds only for who asks for it
	for _, b := range bindings {
		switch {
		case b.Loopback():
			out, asked = append(out, b), asked || askedFor(b.When)
		case len(b.When) == 0:
			return nil, false // another listener, which may be the one that is reached
		default:
			open++
		}
	}
	if asked && open > 0 {
		return nil, false
	}
	return out, all && open == 0
}

// askedFor reports whether something holds only where a variable has been given
// a value, and nothing in the files gives it one.
func askedFor(when exconfig.Guard) bool {
	return slices.ContainsFunc(when, func(c exconfig.Condition) bool { return c.Var != "" && !c.Negated })
}

func reportLoopback(p *linter.Pass, e *model.Endpoint, b model.Binding, sure bool) {
	severity, when := linter.Error, ""
	if !sure && len(b.When) > 0 {
		severity, when = linter.Warning, " when "+b.When.String()
	}
	if !sure || !e.Child.Always() || p.BringsUnread() {
		severity = linter.Warning
	}
	d := p.Report(b, "%s listens on the loopback address %s%s: Fly's proxy connects from outside the machine and gets \"instance refused connection\", although the log says that the endpoint runs", e.Module.Name, b.Value, when).
		As(severity).Path("%s", e.Path(b.Scheme, "ip")).Label("this machine only").Help("write ip: {0, 0, 0, 0, 0, 0, 0, 0}, all addresses of IPv6 and IPv4")
	for _, s := range tcpServices(p, e.Group) {
		d.Relate(s.InternalPort, "Fly's proxy connects here")
	}
	if sure && inProduction(p, b.Range) {
		d.Fix("Listen on all addresses", linter.Replace(b, "{0, 0, 0, 0, 0, 0, 0, 0}"))
	}
}

// inProduction reports whether an address is written out in a file that
// development does not read, or reads beside one of its own.
func inProduction(p *linter.Pass, at parsers.Range) bool {
	file := p.Sources.FileAt(at.From)
	if file == nil {
		return false
	}
	switch path.Base(file.Path) {
	case "prod.exs", "runtime.exs", "releases.exs":
		text := file.Text(at)
		return text != "" && (text[0] == '{' || text[0] == ':')
	}
	return false
}
