package model

import (
	"slices"

	"github.com/flylint/flylint/model/exconfig"
	"github.com/flylint/flylint/model/project"
	"github.com/flylint/flylint/parsers"
)

// SocketOptions is a list of options that a client hands to :gen_tcp.connect.
type SocketOptions struct {
	Client string         // the module that connects: MyApp.Repo, Redix, Finch
	Repo   *Repo          // nil for other clients
	Child  *project.Child // what the tree starts; may be nil for a Repo
	Key    string         // socket_options, socket_opts, transport_opts
	Path   string         // in the model
	Pairs  bool           // the client itself takes pairs only, no bare atoms (Mint)
	Value  *exconfig.Value
}

// SocketOptions lists the socket options of the clients in the deployment:
// Repos over TCP, and Redix and Finch where the tree starts them.
func (d *Deployment) SocketOptions() []SocketOptions {
	var out []SocketOptions
	for _, r := range d.Repos() {
		if v := r.Option("socket_options"); v != nil && r.Adapter.V != project.AdapterSQLite {
			out = append(out, SocketOptions{
				Client: r.Module.Name, Repo: r, Child: r.Child, Key: "socket_options",
				Path: r.OptionPath("socket_options"), Value: v,
			})
		}
	}
	for _, c := range d.Tree.All() {
		switch c.Module {
		case "Redix":
			out = append(out, redixOptions(c, d.OptionsOf(c, d.Fly.DefaultGroup()))...)
		case "Finch":
			out = append(out, finchOptions(c, d.OptionsOf(c, d.Fly.DefaultGroup()))...)
		}
	}
	return out
}

// redixOptions reads {Redix, options} and {Redix, {url, options}}.
func redixOptions(c *project.Child, options *exconfig.Value) []SocketOptions {
	if options != nil && options.Kind == exconfig.Tuple && len(options.Elems) == 2 {
		options = options.Elems[1]
	}
	v := options.Keyword("socket_opts")
	if v == nil {
		return nil
	}
	return []SocketOptions{{Client: c.Module, Child: c, Key: "socket_opts", Path: "tree.Redix.socket_opts", Value: v}}
}

// finchOptions reads the transport options of each of Finch's pools. Mint
// takes pairs only.
func finchOptions(c *project.Child, options *exconfig.Value) []SocketOptions {
	pools := options.Keyword("pools")
	if pools == nil || pools.Kind != exconfig.Map && pools.Kind != exconfig.List {
		return nil
	}
	var out []SocketOptions
	for _, pool := range pools.Elems {
		if pool.Kind != exconfig.Tuple || len(pool.Elems) != 2 {
			continue
		}
		if v := pool.Elems[1].Keyword("conn_opts").Keyword("transport_opts"); v != nil {
			out = append(out, SocketOptions{
				Client: c.Module, Child: c, Key: "transport_opts", Path: "tree.Finch.pools.transport_opts", Pairs: true, Value: v,
			})
		}
	}
	return out
}

// SocketOption is one element of a list of socket options.
type SocketOption struct {
	parsers.Range
	Value *exconfig.Value
	When  exconfig.Guard // the first conditions under which it is in the list
	In    []int          // the numbers of the possible lists that have it
}

// Elements lists what may be in the list, each place of the source once, and
// how many different lists are possible. A list that cannot be read counts as
// one without elements.
func (s SocketOptions) Elements() (elements []SocketOption, lists int) {
	s.Value.Leaves(func(when exconfig.Guard, list *exconfig.Value) {
		if list.Kind == exconfig.Raise {
			return
		}
		for _, e := range list.Elems {
			e.Leaves(func(guard exconfig.Guard, leaf *exconfig.Value) {
				i := slices.IndexFunc(elements, func(o SocketOption) bool { return o.Range == leaf.Range && o.Value.Text == leaf.Text })
				if i < 0 {
					i = len(elements)
					elements = append(elements, SocketOption{Range: leaf.Range, Value: leaf, When: slices.Concat(when, guard)})
				}
				if len(guard) == 0 {
					elements[i].In = append(elements[i].In, lists)
				}
			})
		}
		lists++
	})
	return elements, lists
}
