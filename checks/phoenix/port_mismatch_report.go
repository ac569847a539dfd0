package phoenix

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/flylint/flylint/linter"
	"github.com/flylint/flylint/model"
	"github.com/flylint/flylint/model/exconfig"
	"github.com/flylint/flylint/model/flyconfig"
)

func (m *mismatch) report(p *linter.Pass) {
	at := m.services[0].InternalPort
	if m.proxy != nil && m.missesProxy() {
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
	var d *linter.Diagnostic
	if m.proxy != nil {
		d = p.Report(m.proxy.TargetAt, "nothing listens on port %d, where %s hands the requests on to: %s listens on %s%s. Every request fails with \"connection refused\" behind the proxy",
			m.port, m.proxy.Name, m.endpoint.Module.Name, m.numbers(), unless).Path("image.%s.target", m.proxy.Name)
	} else {
		d = p.Report(at, "nothing listens on port %d: %s listens on %s%s. To Fly's proxy the app \"is not listening on the expected address\" (PC01, instance refused connection), and every request fails",
			m.port, m.endpoint.Module.Name, m.numbers(), unless).Path("%s", at.Path)
	}
	d.As(severity).Label("nothing listens here").Help("%s", m.help())
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
	if name := m.variable(); name != "" {
		return fmt.Sprintf("set %s to %d in [env], or change %s", name, m.port, m.setting())
	}
	if len(m.ports) == 0 {
		return fmt.Sprintf("let the endpoint listen on %d", m.port)
	}
	return fmt.Sprintf("let %s lead to %d, or let the endpoint listen on %d", m.setting(), m.ports[0].Number, m.port)
}

// setting is what says where requests go.
func (m *mismatch) setting() string {
	if m.proxy != nil {
		return "the proxy's target"
	}
	return "internal_port"
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
	name := m.variable()
	if name == "" || !m.everywhere(p) {
		return
	}
	text := p.Fly.Quote(strconv.Itoa(m.port))
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

// everywhere reports whether the port is right for the services of every process
// group that starts an endpoint: [env] is for all of them.
func (m *mismatch) everywhere(p *linter.Pass) bool {
	if m.proxy != nil {
		return len(p.Fly.GroupNames()) == 1
	}
	for _, group := range p.Fly.GroupNames() {
		services := tcpServices(p, group)
		if len(services) > 0 && len(p.Endpoints(group)) > 0 &&
			slices.ContainsFunc(services, func(s *flyconfig.Service) bool { return s.InternalPort.V != m.port }) {
			return false
		}
	}
	return true
}
