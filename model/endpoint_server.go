package model

import (
	"bytes"

	"github.com/flylint/flylint/model/exconfig"
)

// Serves tells whether the endpoint opens its sockets at all: server: true, or
// serve_endpoints of Phoenix itself, which mix phx.server sets.
func (e *Endpoint) Serves() exconfig.Truth {
	if e.Step.Kind == StepMix {
		return exconfig.Always
	}
	served := e.config.Get("phoenix", "serve_endpoints").Truthy()
	server := e.Option("server")
	if server == nil {
		server = &exconfig.Value{Kind: exconfig.Missing}
	}
	verdict := verdictOf(server, func(v *exconfig.Value) exconfig.Truth {
		if v.Kind == exconfig.Missing {
			return served
		}
		return v.Truthy()
	})
	if e.Unread && verdict == exconfig.Never {
		return exconfig.Maybe
	}
	return verdict
}

// ServerGates lists the environment variables that decide whether the endpoint
// serves, where that is open and nothing else decides it.
func (e *Endpoint) ServerGates() []exconfig.Condition {
	var gates []exconfig.Condition
	only := !e.Unread
	e.Option("server").Leaves(func(when exconfig.Guard, v *exconfig.Value) {
		switch {
		case v.Kind == exconfig.Unknown:
			gates = append(gates, exconfig.Condition{Op: exconfig.OpSet, Var: v.Text, Range: v.Range})
		case v.Truthy() == exconfig.Maybe:
			only = false
		case v.Truthy() == exconfig.Always && v.Kind != exconfig.Missing:
			gates = append(gates, when...)
		}
	})
	for _, g := range gates {
		only = only && g.Var != "" && !g.Negated && g.Op != exconfig.OpOther
	}
	if !only {
		return nil
	}
	return gates
}

// ServesWith reports whether the endpoint surely serves where an environment
// variable has this value and everything else is as it is.
func (e *Endpoint) ServesWith(name, value string) bool {
	env := e.d.Env(e.Group).clone()
	env.bind(known(name, value, EnvScript))
	server := e.d.evaluate(e.d.BuildEnv(), env).Get(e.App, e.key(), "server")
	return !e.Unread && server.Truthy() == exconfig.Always
}

// ServerScript is bin/server as mix phx.gen.release writes it: an overlay that
// starts the release with PHX_SERVER. It is nil when there is none.
func (b *Basis) ServerScript() *Overlay {
	o := b.Rel.Overlay("bin/server")
	if o == nil {
		return nil
	}
	if script := b.Rel.Script(o); script == nil || !bytes.Contains(script.File.Src, []byte("PHX_SERVER=true")) {
		return nil
	}
	return o
}
