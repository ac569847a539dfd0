package phoenix

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/flylint/flylint/linter"
	"github.com/flylint/flylint/model"
	"github.com/flylint/flylint/model/exconfig"
)

// PortMismatch is phoenix/port-mismatch.
func PortMismatch() *linter.Check {
	return linter.NewCheck(linter.Check{
		Slug:     "phoenix/port-mismatch",
		Severity: linter.Error,
		FixKind:  linter.SafeFix,
		Since:    "0.1.0",
		Evidence: linter.InFly | linter.InConfig | linter.InEnv,
		Elixir:   true,
		Documentation: linter.Documentation{
			Summary: "an endpoint that listens on another port than the proxy connects to",
			What: "The ports that the endpoints of a process group listen on in production (`http: [port: …]` and `https:`, as `PORT` and its default have it), against the `internal_port` of the group's " +
				"TCP services. It speaks only when no service leads to any of them. With LiteFS in front, `internal_port` is the port of its proxy; with another proxy or server in the image it is silent.",
			Why: "Fly's proxy connects to `internal_port`. Where nobody listens it answers for the app, after a while, with an error: `[PC01] instance refused connection. is your app listening on 0.0.0.0:8080?` " +
				"`fly deploy` only warns that `the app is not listening on the expected address`; without health checks the deploy is green.",
			Instead: "Give both the same number. Usually that is `PORT` in `[env]`, which the generated `config/runtime.exs` reads; its default is 4000, and Fly's is 8080.",
			FixSafety: "`PORT` in `[env]` becomes `internal_port`. The app could not be reached through that port before. It is offered only when the endpoint takes its port from that variable, and nothing " +
				"that is stronger than `[env]` sets it.",
			Ignore:     "When something that flylint cannot see listens on that port.",
			References: []string{appServices, "https://fly.io/docs/getting-started/troubleshooting/", "https://github.com/superfly/flyctl/issues/2253", endpointSupervisor},
		},
		Judge: portMismatch,
	})
}

func portMismatch(p *linter.Pass) {
	reported := map[*model.Service]bool{}
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
	services []*model.Service
	endpoint *model.Endpoint // the first that serves
	ports    []model.EndpointPort
	hidden   []string // variables that may be secrets and would change the port
	closed   bool     // without them nothing listens
	sure     bool     // nothing else can listen
	proxy    *model.Proxy
}

// mismatchOf is nil when a service leads to a port, or when that cannot be told.
func mismatchOf(p *linter.Pass, group string) *mismatch {
	m := &mismatch{group: group, services: tcpServices(p, group), sure: p.Tree.Complete(), proxy: p.Proxy(group)}
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
	if len(m.ports) == 0 && !m.closed || slices.ContainsFunc(m.services, m.leads) {
		return nil
	}
	return m
}

// leads reports whether a service leads to something that listens.
func (m *mismatch) leads(s *model.Service) bool {
	port := s.InternalPort.V
	return m.proxy != nil && m.proxy.Port == port ||
		slices.ContainsFunc(m.ports, func(p model.EndpointPort) bool { return p.Number == port })
}

func (m *mismatch) report(p *linter.Pass) {
	at := m.services[0].InternalPort
	if m.proxy != nil {
		p.Report(at, "nothing listens on port %d: %s takes the requests on %d and hands them on. To Fly's proxy the app \"is not listening on the expected address\", and every request fails", at.V, m.proxy.Name, m.proxy.Port).
			Path("%s", at.Path).Label("nothing listens here").Help("write internal_port = %d", m.proxy.Port).
			Relate(m.proxy, "%s listens on %d", m.proxy.Name, m.proxy.Port)
		return
	}
	severity, unless := linter.Error, ""
	if len(m.hidden) > 0 {
		severity, unless = linter.Warning, ", unless "+m.hidden[0]+" is set as a secret"
	} else if !m.sure {
		severity = linter.Warning
	}
	d := p.Report(at, "nothing listens on port %d: %s listens on %s%s. To Fly's proxy the app \"is not listening on the expected address\" (PC01, instance refused connection), and every request fails",
		at.V, m.endpoint.Module.Name, m.numbers(), unless).
		As(severity).Path("%s", at.Path).Label("nothing listens here").Help("%s", m.help())
	for _, port := range m.ports {
		d.Relate(port, "%s", m.origin(p, port))
	}
	m.fix(p, d)
}

// numbers is the ports in words: 4000, or 4000 and 4040.
func (m *mismatch) numbers() string {
	if len(m.ports) == 0 {
		return "no port"
	}
	var out []string
	for _, p := range m.ports {
		if n := strconv.Itoa(p.Number); !slices.Contains(out, n) {
			out = append(out, n)
		}
	}
	return strings.Join(out, " and ")
}

// origin says where a port comes from.
func (m *mismatch) origin(p *linter.Pass, port model.EndpointPort) string {
	switch {
	case port.Default:
		return fmt.Sprintf("no port here: Phoenix takes %d", port.Number)
	case port.Variable == "":
		return "the endpoint's port"
	case p.Env(m.group).Lookup(port.Variable).State == exconfig.EnvKnown:
		return "the endpoint's port, from " + port.Variable
	}
	return "the endpoint's port when " + port.Variable + " is not set"
}

func (m *mismatch) help() string {
	port := m.services[0].InternalPort.V
	if name := m.variable(); name != "" {
		return fmt.Sprintf("set %s to %d in [env], or change internal_port", name, port)
	}
	if len(m.ports) == 0 {
		return fmt.Sprintf("let the endpoint listen on %d", port)
	}
	return fmt.Sprintf("write internal_port = %d, or let the endpoint listen on %d", m.ports[0].Number, port)
}

// variable is the one variable that decides the port; "" when there is none, or
// several.
func (m *mismatch) variable() string {
	if len(m.ports) == 0 {
		return m.hidden[0]
	}
	for _, p := range m.ports {
		if p.Variable != m.ports[0].Variable || p.Scheme != "http" {
			return ""
		}
	}
	return m.ports[0].Variable
}

// fix sets the variable in [env], where that is what decides.
func (m *mismatch) fix(p *linter.Pass, d *linter.Diagnostic) {
	name, port := m.variable(), m.services[0].InternalPort.V
	if name == "" || !m.everywhere(p, port) {
		return
	}
	text := p.Fly.Quote(strconv.Itoa(port))
	pair := name + " = " + text
	switch b := p.Env(m.group).Lookup(name); b.Source {
	case model.EnvFly:
		d.Fix("Set "+pair, linter.Replace(b.Range, text))
	case model.EnvNowhere, model.EnvImage:
		if pos, line, ok := p.Fly.InsertKey(p.Fly.EnvTable.Table, pair); ok {
			d.Fix("Add "+pair, linter.Insert(pos, line))
		} else if !p.Fly.EnvTable.Present() && len(p.Fly.Env) == 0 {
			pos, table := p.Fly.AppendTable("[env]", pair)
			d.Fix("Add "+pair, linter.Insert(pos, table))
		}
	}
}

// everywhere reports whether a port is right for the services of every process
// group that starts an endpoint: [env] is for all of them.
func (m *mismatch) everywhere(p *linter.Pass, port int) bool {
	for _, group := range p.Fly.GroupNames() {
		services := tcpServices(p, group)
		if len(services) > 0 && len(p.Endpoints(group)) > 0 &&
			slices.ContainsFunc(services, func(s *model.Service) bool { return s.InternalPort.V != port }) {
			return false
		}
	}
	return true
}
