// Package phoenix holds the rules about endpoints: where they listen, and
// whether what Fly's proxy and its health checks get is an answer.
package phoenix

import (
	"github.com/flylint/flylint/linter"
	"github.com/flylint/flylint/model/flyconfig"
	"github.com/flylint/flylint/parsers"
)

// The places that several facts of this family were read in.
const (
	appServices        = "https://fly.io/docs/networking/app-services/"
	configReference    = "https://fly.io/docs/reference/configuration/"
	endpointSource     = "https://github.com/phoenixframework/phoenix/blob/main/lib/phoenix/endpoint.ex"
	endpointSupervisor = "https://github.com/phoenixframework/phoenix/blob/main/lib/phoenix/endpoint/supervisor.ex"
	plugSSL            = "https://github.com/elixir-plug/plug/blob/main/lib/plug/ssl.ex"
)

// tcpServices lists the services of a process group that lead to a TCP port.
func tcpServices(p *linter.Pass, group string) []*flyconfig.Service {
	var out []*flyconfig.Service
	for _, s := range p.Fly.ServicesOf(group) {
		if s.Proto() != "udp" && s.InternalPort.V > 0 {
			out = append(out, s)
		}
	}
	return out
}

// deletions are the edits that remove stretches of a file.
func deletions(cuts []parsers.Range) []linter.TextEdit {
	var edits []linter.TextEdit
	for _, cut := range cuts {
		edits = append(edits, linter.Delete(cut))
	}
	return edits
}
