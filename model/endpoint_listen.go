package model

import (
	"slices"
	"strconv"

	"github.com/flylint/flylint/model/exconfig"
	"github.com/flylint/flylint/parsers"
)

// EndpointPort is one port that an endpoint may listen on.
type EndpointPort struct {
	parsers.Range // the number as written, in the configuration or as the value of a variable; where the options are for Phoenix's default
	Number        int
	Scheme        string         // http or https
	When          exconfig.Guard // empty: whatever the files do not tell
	Variable      string         // the environment variable it is read from, or stands in for; "" for none
	Default       bool           // nothing is configured: it is Phoenix's own
}

// EndpointPorts is what the files tell of the ports an endpoint listens on.
type EndpointPorts struct {
	Known  []EndpointPort
	Hidden []string // variables that nothing in the files sets, and that a secret of the name would set
	Closed bool     // it has none at all unless one of those is set
	Unread bool     // something else may decide
}

// Has reports whether a port is among the known ones.
func (p EndpointPorts) Has(number int) bool {
	return slices.ContainsFunc(p.Known, func(port EndpointPort) bool { return port.Number == number })
}

// Ports is what the endpoint may listen on, as http: and https: have it.
func (e *Endpoint) Ports() EndpointPorts {
	p := EndpointPorts{Unread: e.Unread}
	e.listeners(func(scheme string, when exconfig.Guard, options *exconfig.Value) {
		if options.Kind != exconfig.List {
			p.Unread = true
			return
		}
		port := options.Keyword("port")
		if port == nil {
			port = &exconfig.Value{Kind: exconfig.Missing}
		}
		open := options.Optional()
		port.Leaves(func(more exconfig.Guard, leaf *exconfig.Value) {
			if open && leaf.Kind == exconfig.Missing {
				return
			}
			e.addPort(&p, EndpointPort{Range: leaf.Range, Scheme: scheme, When: slices.Concat(when, more)}, leaf)
		})
		p.Closed = p.Closed || open
	})
	e.Option("http").Leaves(func(_ exconfig.Guard, v *exconfig.Value) {
		p.Closed = p.Closed || v.Kind == exconfig.Missing
	})
	p.Closed = p.Closed && len(p.Known) == 0 && len(p.Hidden) > 0
	return p
}

// listeners calls f with each value that http: and https: may have, the absent
// ones left out.
func (e *Endpoint) listeners(f func(scheme string, when exconfig.Guard, options *exconfig.Value)) {
	for _, scheme := range [...]string{"http", "https"} {
		e.Option(scheme).Leaves(func(when exconfig.Guard, v *exconfig.Value) {
			if v.Kind != exconfig.Missing && v.Kind != exconfig.Raise && v.Truthy() != exconfig.Never {
				f(scheme, when, v)
			}
		})
	}
}

// addPort adds what one value of port: means: a number or its text.
func (e *Endpoint) addPort(p *EndpointPorts, port EndpointPort, v *exconfig.Value) {
	switch {
	case v.Kind == exconfig.Missing:
		port.Number, port.Default, port.Range = 4000, true, e.InForce()
		if port.Scheme == "https" {
			port.Number = 4040
		}
	case v.Kind == exconfig.Raise:
		return
	case v.Kind == exconfig.Unknown:
		if !slices.Contains(p.Hidden, v.Text) {
			p.Hidden = append(p.Hidden, v.Text)
		}
		return
	case isSystemTuple(v):
		e.addVariable(p, port, v.Elems[1].Text)
		return
	case v.Kind == exconfig.Integer || v.Kind == exconfig.String:
		n, err := strconv.Atoi(v.Text)
		if err != nil {
			p.Unread = true
			return
		}
		port.Number = n
	default:
		p.Unread = true
		return
	}
	if port.Variable = variableOf(v); port.Variable == "" {
		port.Variable = e.standsInFor(v)
	}
	p.Known = append(p.Known, port)
}

// standsInFor is the variable whose default a value is, or "".
func (e *Endpoint) standsInFor(v *exconfig.Value) string {
	for _, r := range slices.Concat(e.config.Reads, e.Reads) {
		if r.Default != nil && r.Default.Range == v.Range {
			return r.Name
		}
	}
	return ""
}

// isSystemTuple recognises {:system, "PORT"}, which Phoenix deprecated and
// still reads when it starts.
func isSystemTuple(v *exconfig.Value) bool {
	return v.Kind == exconfig.Tuple && len(v.Elems) == 2 && v.Elems[0].IsAtom("system") && v.Elems[1].Kind == exconfig.String
}

// addVariable adds the port that a variable holds when the endpoint starts.
// Without it the endpoint does not start.
func (e *Endpoint) addVariable(p *EndpointPorts, port EndpointPort, name string) {
	b := e.d.Env(e.Group).Lookup(name)
	n, err := strconv.Atoi(b.Text)
	switch {
	case b.State == exconfig.EnvKnown && err == nil:
		port.Number, port.Variable, port.Range = n, name, b.Range
		p.Known = append(p.Known, port)
	case b.State == exconfig.EnvUnknown:
		p.Hidden = append(p.Hidden, name)
	default:
		p.Unread = true
	}
}

// Binding is one address that an endpoint may listen on.
type Binding struct {
	*exconfig.Value
	Scheme string // http or https
	When   exconfig.Guard
}

// Loopback reports whether only programs of the same machine reach the address.
func (b Binding) Loopback() bool {
	switch v := b.Value; v.Kind {
	case exconfig.Atom:
		return v.Text == "loopback"
	case exconfig.Tuple:
		switch parts := numbers(v.Elems); len(parts) {
		case 4:
			return parts[0] == 127
		case 8:
			return slices.Equal(parts, []int64{0, 0, 0, 0, 0, 0, 0, 1})
		}
	}
	return false
}

// numbers is a list of known integers; nil when one of them is something else.
func numbers(elems []*exconfig.Value) (out []int64) {
	for _, e := range elems {
		n, ok := e.Int()
		if !ok {
			return nil
		}
		out = append(out, n)
	}
	return out
}

// Bindings lists the addresses that http: and https: may bind to, a Missing one
// where none is stated, and whether there can be no others.
func (e *Endpoint) Bindings() (bindings []Binding, all bool) {
	all = !e.Unread
	e.listeners(func(scheme string, when exconfig.Guard, options *exconfig.Value) {
		if options.Kind != exconfig.List {
			all = false
			return
		}
		ip := options.Keyword("ip")
		if ip == nil {
			ip = &exconfig.Value{Kind: exconfig.Missing}
		}
		ip.Leaves(func(more exconfig.Guard, leaf *exconfig.Value) {
			bindings = append(bindings, Binding{Value: leaf, Scheme: scheme, When: slices.Concat(when, more)})
		})
	})
	return bindings, all
}
