package phoenix

import (
	"github.com/flylint/flylint/linter"
	"github.com/flylint/flylint/model"
	"github.com/flylint/flylint/model/exconfig"
	"github.com/flylint/flylint/model/flyconfig"
	"github.com/flylint/flylint/parsers"
)

// ServerNotEnabled is phoenix/server-not-enabled.
func ServerNotEnabled() *linter.Check {
	return &linter.Check{
		Slug:     "phoenix/server-not-enabled",
		Severity: linter.Error,
		FixKind:  linter.SafeUnsafe,
		Since:    "0.1.0",
		Evidence: linter.InFly | linter.InConfig | linter.InImage | linter.InRel,
		Elixir:   true,
		Documentation: linter.Documentation{
			Summary: "a command that boots the release without its web server",
			What: "The command of every process group that has a service, followed through ENTRYPOINT, scripts and `rel/env.sh.eex`, together with what makes `server` true in the endpoint's configuration. " +
				"It is at fault when the endpoint is started and none of them opens its port.",
			Why: "A release serves nothing by default: `bin/my_app start` boots the application, and the endpoint leaves its port closed unless `server: true` holds, which the generated runtime.exs makes of `PHX_SERVER`. " +
				"The log says `Configuration :server was not enabled for MyAppWeb.Endpoint, http/https services won't start`. The machine stays up and its smoke check passes, " +
				"but Fly's proxy gets `instance refused connection` for every request.",
			Instead: "Start `/app/bin/server`, the script that `mix phx.gen.release` writes, which sets `PHX_SERVER`. Or set `PHX_SERVER` yourself, or write `server: true` into the configuration of production.",
			FixSafety: "The command becomes `bin/server`, where the release has that script and it starts the server. Setting `PHX_SERVER` in `[env]` needs `--unsafe-fixes`: it reaches every process group, " +
				"workers without a service included.",
			Ignore:     "When something that flylint cannot see answers for the app.",
			References: []string{endpointSupervisor, "https://hexdocs.pm/phoenix/releases.html", "https://fly.io/docs/elixir/getting-started/"},
		},
		Judge: serverNotEnabled,
	}
}

func serverNotEnabled(p *linter.Pass) {
	seen := map[parsers.Range]bool{}
	for _, group := range p.Fly.GroupNames() {
		c := p.Command(group)
		s := silenceOf(p, group)
		if s != nil && !seen[c.Range] {
			seen[c.Range] = true
			s.report(p, c)
		}
	}
}

// silence is a process group with a service and an endpoint that does not
// serve.
type silence struct {
	group    string
	service  *flyconfig.Service
	endpoint *model.Endpoint
	gates    []exconfig.Condition // the variables that would make it serve
	severity linter.Severity
}

// silenceOf is nil when an endpoint of the group serves, or when something else
// may.
func silenceOf(p *linter.Pass, group string) *silence {
	services, endpoints := tcpServices(p, group), p.Endpoints(group)
	if len(services) == 0 || len(endpoints) == 0 || p.OtherListeners(endpoints) {
		return nil
	}
	if proxy := p.Proxy(group); proxy != nil && proxy.Port == 0 {
		return nil
	}
	s := &silence{group: group, service: services[0], endpoint: endpoints[0], severity: linter.Error}
	if !p.Tree.Complete() || p.BringsUnread() {
		s.severity = linter.Warning
	}
	for _, e := range endpoints {
		switch e.Serves() {
		case exconfig.Always:
			return nil
		case exconfig.Maybe:
			gates := e.ServerGates()
			if len(gates) == 0 {
				return nil
			}
			s.endpoint, s.gates, s.severity = e, gates, linter.Warning
		}
	}
	return s
}

func (s *silence) report(p *linter.Pass, c *model.Command) {
	at, where := s.place(c)
	unless := ""
	if len(s.gates) > 0 {
		unless = ", unless " + s.gates[0].Var + " is set as a secret"
	}
	d := p.Report(at, "%s never opens its port%s: the command boots the release, but nothing makes server: true. The log says \"Configuration :server was not enabled for %s, http/https services won't start\", "+
		"and Fly's proxy is refused on port %d", s.endpoint.Module.Name, unless, s.endpoint.Module.Name, s.service.InternalPort.V).
		As(s.severity).Path("%s", where).Label("no server").Help("%s", s.help(p)).
		Relate(s.service.InternalPort, "nothing listens here")
	for _, g := range s.gates {
		d.Relate(g, "the server starts if %s", g)
	}
	s.fix(p, c, d)
}

// place is what decides: a server: false, else the command.
func (s *silence) place(c *model.Command) (at parsers.Range, where string) {
	if entry := s.endpoint.Entry("server"); entry != nil && entry.Value.IsAtom("false") {
		return entry.Value.Range, s.endpoint.Path("server")
	}
	if c.Path == "" {
		return c.Range, "image.command"
	}
	return c.Range, c.Path
}

func (s *silence) help(p *linter.Pass) string {
	name, _ := s.variable()
	switch {
	case name == "":
		return "write server: true into the endpoint's configuration of production"
	case name == "PHX_SERVER" && p.ServerScript() != nil:
		return "start bin/server, which sets PHX_SERVER"
	}
	return "set " + name + " in [env]"
}

// variable is what would make the endpoint serve, and its value: that of the
// only gate, or PHX_SERVER where it would. It is "" when there is none.
func (s *silence) variable() (name, value string) {
	name, value = "PHX_SERVER", "true"
	if len(s.gates) > 0 {
		name = s.gates[0].Var
		if len(s.gates[0].Values) > 0 {
			value = s.gates[0].Values[0]
		}
	}
	if !s.endpoint.ServesWith(name, value) {
		return "", ""
	}
	return name, value
}
