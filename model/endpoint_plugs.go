package model

import (
	"github.com/flylint/flylint/model/project"
	"github.com/flylint/flylint/parsers"
	"github.com/flylint/flylint/parsers/elixir"
)

// EndpointPlug is one `plug` of an endpoint's module.
type EndpointPlug struct {
	parsers.Range             // the whole line
	Module        string      // full name; "" for a function
	Args          elixir.Node // nil without options
	Conditional   bool        // inside an if, or with a guard: it may not be there
}

// Plugs lists the plugs of the endpoint's module, in the order requests pass
// them. Those that Phoenix and other libraries add are not among them.
func (e *Endpoint) Plugs() []EndpointPlug {
	var out []EndpointPlug
	var visit func(body elixir.Node, conditional bool)
	visit = func(body elixir.Node, conditional bool) {
		for _, stmt := range statementsOf(body) {
			c, ok := stmt.(*elixir.Call)
			switch {
			case !ok || c.Target != nil:
			case c.Name == "plug" && len(c.Args) > 0:
				out = append(out, e.plug(c, conditional))
			case project.IsConditional(c):
				for _, section := range c.Blocks {
					visit(section.Body, true)
				}
			}
		}
	}
	visit(e.Module.Body, false)
	return out
}

func statementsOf(body elixir.Node) []elixir.Node {
	if block, ok := body.(*elixir.Block); ok {
		return block.Exprs
	}
	return []elixir.Node{body}
}

func (e *Endpoint) plug(c *elixir.Call, conditional bool) EndpointPlug {
	p := EndpointPlug{Range: elixir.RangeOf(c), Conditional: conditional}
	if when, ok := c.Args[len(c.Args)-1].(*elixir.Call); ok && when.Name == "when" && len(when.Args) == 2 {
		p.Conditional = true
		return p
	}
	if _, isAlias := c.Args[0].(*elixir.Alias); isAlias {
		p.Module = e.Module.Resolve(c.Args[0])
	}
	if len(c.Args) > 1 {
		p.Args = c.Args[1]
	}
	return p
}

// mayAnswer reports whether a plug may answer a request itself, or change what
// those behind it take the request for. Only plugs that are known not to do so,
// and the static files, are exempt.
func (p EndpointPlug) mayAnswer() bool {
	switch p.Module {
	case "Plug.RequestId", "Plug.Telemetry", "Plug.Logger", "Plug.MethodOverride", "Plug.Head", "Plug.Parsers", "Plug.Session", "Plug.Static",
		"Plug.RewriteOn", "Plug.SSL",
		"Phoenix.LiveDashboard.RequestLogger", "Phoenix.LiveReloader", "Phoenix.CodeReloader", "Phoenix.Ecto.CheckRepoStatus",
		"Sentry.PlugContext", "Tidewave":
		return false
	}
	return true
}
