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
	return len(endpoints) > 0 && endpoints[0].others(endpoints)
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
	for _, app := range e.config.Apps() {
		for _, entry := range e.config.Entries(app) {
			own := slices.ContainsFunc(endpoints, func(o *Endpoint) bool { return o.App == app && o.key() == entry.Name })
			if !own && (listens(entry.Value, "http") || listens(entry.Value, "https")) {
				return true
			}
		}
	}
	return false
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
