package model

import (
	"slices"

	"github.com/flylint/flylint/model/exconfig"
)

// OtherListeners reports whether something beside the given endpoints may listen
// for TCP connections in their process group: a server among the children, code
// of the project that opens a socket, or a module that is configured like an
// endpoint and is not seen to be one, such as those that use a library's.
func (d *Deployment) OtherListeners(endpoints []*Endpoint) bool {
	return d.opensSockets() || len(endpoints) > 0 && endpoints[0].others(endpoints)
}

// opensSockets reports whether a child or the code of the project is seen to
// listen by itself.
func (d *Deployment) opensSockets() bool {
	for _, c := range d.Tree.All() {
		if isServer(c.Module) {
			return true
		}
	}
	for _, text := range [...]string{
		"Bandit", "Plug.Cowboy", "ThousandIsland", "GRPC.Server", "gen_tcp.listen", ":ssl.listen", ":socket.listen", ":httpd", "MainProxy", ":ranch", ":cowboy.start", ":mochiweb", ":elli.", ":elli,", "SiteEncrypt",
	} {
		if len(d.Lib.FilesContaining(text)) > 0 {
			return true
		}
	}
	return false
}

// isServer reports whether a child of that module is a server of a library.
func isServer(module string) bool {
	switch module {
	case "Bandit", "Plug.Cowboy", "Plug.Adapters.Cowboy", "Plug.Adapters.Cowboy2", "ThousandIsland",
		"GRPC.Server.Supervisor", "MainProxy.Proxy", "SiteEncrypt.Phoenix", "TelemetryMetricsPrometheus",
		":ranch", ":cowboy", ":elli", ":mochiweb_http", ":yaws":
		return true
	}
	return false
}

// others reports whether the configuration gives a module http: or https: that
// is none of the endpoints.
func (e *Endpoint) others(endpoints []*Endpoint) bool {
	return slices.ContainsFunc(e.d.listeners(e.config), func(l listener) bool {
		return !slices.ContainsFunc(endpoints, func(o *Endpoint) bool { return o.App == l.app && o.key() == l.key })
	})
}

// listener is a key of the configuration under which somebody is told where to
// listen.
type listener struct{ app, key string }

// listeners lists those of a configuration.
func (d *Deployment) listeners(c *exconfig.Config) []listener {
	if found, seen := d.memo.listeners[c]; seen {
		return found
	}
	var found []listener
	for _, app := range c.Apps() {
		for _, entry := range c.Entries(app) {
			if listens(entry.Value, "http") || listens(entry.Value, "https") {
				found = append(found, listener{app, entry.Name})
			}
		}
	}
	if d.memo.listeners == nil {
		d.memo.listeners = map[*exconfig.Config][]listener{}
	}
	d.memo.listeners[c] = found
	return found
}

// listens reports whether options hold a list under key that says where to
// listen.
func listens(options *exconfig.Value, key string) bool {
	found := false
	options.Keyword(key).Leaves(func(_ exconfig.Guard, v *exconfig.Value) {
		found = found || v.Kind == exconfig.List && (v.Keyword("port") != nil || v.Keyword("ip") != nil)
	})
	return found
}
