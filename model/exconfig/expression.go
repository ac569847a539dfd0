package exconfig

import (
	"github.com/flylint/flylint/parsers/elixir"
)

// Expression is what an expression in one of the project's own modules is
// worth once the release is configured, such as what a child of the supervision
// tree is given. Vars answers for the variables bound before it, nil for those
// it cannot tell; it may be nil itself.
func (c *Config) Expression(opts Options, module *elixir.Call, expr elixir.Node, vars func(name string) *Value) *Value {
	out := newConfig()
	ev := newEvaluator(&opts, out)
	ev.env = opts.Runtime
	if c.overlay == nil {
		out.build = c.apps
		ev.state = state{apps: c.apps, shared: true}
	}
	ev.mod = newModule("", module)
	ev.names = ev.mod.names
	elixir.Walk(expr, func(n elixir.Node) bool {
		if v, ok := n.(*elixir.Var); ok && vars != nil && ev.lookup(v.Name) == nil {
			if value := vars(v.Name); value != nil {
				ev.bind(v.Name, value)
			}
		}
		return true
	})
	return ev.eval(expr)
}
