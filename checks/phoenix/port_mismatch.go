package phoenix

import (
	"slices"

	"github.com/flylint/flylint/linter"
	"github.com/flylint/flylint/model"
	"github.com/flylint/flylint/model/exconfig"
	"github.com/flylint/flylint/model/flyconfig"
)

// PortMismatch is phoenix/port-mismatch.
func PortMismatch() *linter.Check {
	return &linter.Check{
		Slug:     "phoenix/port-mismatch",
		Severity: linter.Error,
		FixKind:  linter.SafeFix,
		Since:    "0.1.0",
		Evidence: linter.InFly | linter.InConfig | linter.InEnv,
		Elixir:   true,
		Documentation: linter.Documentation{
			Summary: "an endpoint that listens on another port than the proxy connects to",
			What: "The ports that the endpoints of a process group listen on in production (`http: [port: …]` and `https:`, as `PORT` and its default have it), against the `internal_port` of the group's " +
				"TCP services. It speaks only when no service leads to any of them. With LiteFS in front, `internal_port` is the port of its proxy (`proxy.addr`), and the endpoint has that of `proxy.target`; with another proxy or server in the image it is silent.",
			Why: "Fly's proxy connects to `internal_port`. Where nobody listens it answers for the app, after a while, with an error: `[PC01] instance refused connection. is your app listening on 0.0.0.0:8080?` " +
				"`fly deploy` only warns that `the app is not listening on the expected address`; without health checks the deploy is green.",
			Instead: "Give both the same number. Usually that is `PORT` in `[env]`, which the generated `config/runtime.exs` reads; its default is 4000, and Fly's is 8080.",
			FixSafety: "`PORT` in `[env]` becomes `internal_port`. The app could not be reached through that port before. It is offered only when the endpoint takes its port from that variable, and nothing " +
				"that is stronger than `[env]` sets it.",
			Ignore:     "When something that flylint cannot see listens on that port.",
			References: []string{appServices, "https://fly.io/docs/getting-started/troubleshooting/", "https://github.com/superfly/flyctl/issues/2253", endpointSupervisor},
		},
		Judge: portMismatch,
	}
}

func portMismatch(p *linter.Pass) {
	reported := map[*flyconfig.Service]bool{}
	for _, group := range p.Fly.GroupNames() {
		m := mismatchOf(p, group)
		if m != nil && !reported[m.services[0]] {
			reported[m.services[0]] = true
			m.report(p)
		}
	}
}

// mismatch is a process group whose services lead to no port of its endpoints.
type mismatch struct {
	group    string
	services []*flyconfig.Service
	endpoint *model.Endpoint // the first that serves
	ports    []model.EndpointPort
	hidden   []string // variables that may be secrets and would change the port
	closed   bool     // without them nothing listens
	sure     bool     // nothing else can listen
	proxy    *model.Proxy
	port     int // which the endpoint should listen on
}

// mismatchOf is nil when a service leads to a port, or when that cannot be told.
func mismatchOf(p *linter.Pass, group string) *mismatch {
	m := &mismatch{group: group, services: tcpServices(p, group), sure: p.Tree.Complete() && !p.BringsUnread(), proxy: p.Proxy(group)}
	endpoints := p.Endpoints(group)
	if len(m.services) == 0 || m.proxy != nil && m.proxy.Port == 0 || p.OtherListeners(endpoints) {
		return nil
	}
	for _, e := range endpoints {
		ports := e.Ports()
		switch {
		case ports.Unread:
			return nil
		case e.Serves() == exconfig.Never:
			continue
		case m.endpoint == nil:
			m.endpoint = e
		}
		m.ports = append(m.ports, ports.Known...)
		m.hidden = append(m.hidden, ports.Hidden...)
		m.closed = m.closed || ports.Closed
		m.sure = m.sure && e.Child.Always()
	}
	leads := slices.ContainsFunc(m.services, m.leads)
	if len(m.ports) == 0 && !m.closed || leads && !m.missesTarget() {
		return nil
	}
	m.port = m.services[0].InternalPort.V
	if leads {
		m.port = m.proxy.Target
	}
	return m
}

// leads reports whether a service leads to something that listens.
func (m *mismatch) leads(s *flyconfig.Service) bool {
	port := s.InternalPort.V
	return m.proxy != nil && m.proxy.Port == port || m.listens(port)
}

// listens reports whether an endpoint may listen on a port.
func (m *mismatch) listens(port int) bool {
	return slices.ContainsFunc(m.ports, func(p model.EndpointPort) bool { return p.Number == port })
}

// missesProxy reports whether no service leads to the proxy in the image.
func (m *mismatch) missesProxy() bool { return !slices.ContainsFunc(m.services, m.leads) }

// missesTarget reports whether a proxy in the image hands requests on to a port
// that no endpoint listens on.
func (m *mismatch) missesTarget() bool {
	if m.proxy == nil || m.proxy.Target == 0 || m.listens(m.proxy.Target) {
		return false
	}
	return !slices.ContainsFunc(m.services, func(s *flyconfig.Service) bool { return m.listens(s.InternalPort.V) })
}
