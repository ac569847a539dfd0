package phoenix

import (
	"slices"
	"strings"

	"github.com/flylint/flylint/linter"
	"github.com/flylint/flylint/model"
	"github.com/flylint/flylint/model/exconfig"
	"github.com/flylint/flylint/model/flyconfig"
	"github.com/flylint/flylint/parsers"
)

// ForceSSLWithoutRewriteOn is phoenix/force-ssl-without-rewrite-on.
func ForceSSLWithoutRewriteOn() *linter.Check {
	return &linter.Check{
		Slug:     "phoenix/force-ssl-without-rewrite-on",
		Severity: linter.Error,
		FixKind:  linter.SafeFix,
		Since:    "0.1.0",
		Evidence: linter.InConfig,
		Elixir:   true,
		Documentation: linter.Documentation{
			Summary: "an endpoint that redirects every request to https, for ever",
			What: "`force_ssl` of the endpoints, as it is when the release is built, and a `plug Plug.SSL` of their own. It is at fault when Fly's proxy ends TLS and neither `rewrite_on: [:x_forwarded_proto]` nor a " +
				"`Plug.RewriteOn` before the endpoint's own `Plug.SSL` tells the app so. With `force_ssl` Phoenix puts `Plug.SSL` before every plug of the endpoint, so a `Plug.RewriteOn` comes too late.",
			Why: "The proxy ends TLS and hands requests on as plain HTTP, with the header `X-Forwarded-Proto: https`. Without `rewrite_on` Plug looks at the connection alone, sees http, and answers with a redirect to the " +
				"address that was just asked for. Browsers say `ERR_TOO_MANY_REDIRECTS`.",
			Instead:    "Write `force_ssl: [rewrite_on: [:x_forwarded_proto]]`. Or leave the redirect to the proxy, with `force_https = true`, and drop `force_ssl`.",
			FixSafety:  "`rewrite_on` is added to the options. Requests that came over TLS are answered; others are redirected, as meant.",
			Ignore:     "When everybody connects to the app's own TLS port.",
			References: []string{plugSSL, endpointSource, "https://fly.io/docs/networking/request-headers/", "https://fly.io/docs/networking/services/"},
		},
		Judge: forceSSLWithoutRewriteOn,
	}
}

func forceSSLWithoutRewriteOn(p *linter.Pass) {
	seen := map[parsers.Range]bool{}
	for _, group := range p.Fly.GroupNames() {
		if proxy := p.Proxy(group); proxy != nil && proxy.Port == 0 {
			continue
		}
		for _, e := range p.Endpoints(group) {
			r := e.Redirect()
			if r == nil || r.Rewritten || seen[r.Range] || e.Serves() == exconfig.Never || !behindTLS(p, e) {
				continue
			}
			// Where some host or function is exempt, people may well get through.
			if r.Excludes("/", "", "", false) == model.NotExcluded {
				seen[r.Range] = true
				reportLoop(p, e, r)
			}
		}
	}
}

// behindTLS reports whether a service leads from a port where the proxy ends
// TLS to a port where the endpoint speaks plain HTTP.
func behindTLS(p *linter.Pass, e *model.Endpoint) bool {
	ports := e.Ports()
	for _, s := range tcpServices(p, e.Group) {
		if !slices.ContainsFunc(s.ExternalPorts(), func(r flyconfig.PortRange) bool { return r.TLS }) {
			continue
		}
		for _, port := range ports.Known {
			if port.Number == s.InternalPort.V && port.Scheme == "http" {
				return true
			}
		}
	}
	return false
}

func reportLoop(p *linter.Pass, e *model.Endpoint, r *model.Redirect) {
	severity := linter.Error
	if !e.Child.Always() {
		severity = linter.Warning
	}
	d := p.Report(r, "%s answers every request with a redirect to https, for ever: Fly's proxy ends TLS and hands requests on as plain HTTP, and without rewrite_on: [:x_forwarded_proto] Plug.SSL does not see that they came over https. Browsers say ERR_TOO_MANY_REDIRECTS", e.Module.Name).
		As(severity).Path("%s", redirectPath(e, r)).Label("redirects all requests").Help("add rewrite_on: [:x_forwarded_proto]").
		Explains("phoenix/force-ssl-healthcheck")
	if edit, ok := addRewriteOn(p, r); ok {
		d.Fix("Add rewrite_on: [:x_forwarded_proto]", edit)
	}
}

// redirectPath is the model path of what redirects.
func redirectPath(e *model.Endpoint, r *model.Redirect) string {
	if r.Own {
		return "plugs." + e.Module.Name + ".Plug.SSL"
	}
	return e.Path("force_ssl")
}

// addRewriteOn is the edit that adds rewrite_on, or the header to one that is
// there. It is not ok where the options are not written out.
func addRewriteOn(p *linter.Pass, r *model.Redirect) (edit linter.TextEdit, ok bool) {
	const header, pair = ":x_forwarded_proto", "rewrite_on: [:x_forwarded_proto]"
	file := p.Sources.FileAt(r.From)
	if file == nil {
		return edit, false
	}
	text := file.Text(r.Range)
	if v := r.Options.Keyword("rewrite_on"); v != nil {
		if list, isList := v.List(); isList && len(list) > 0 && r.Contains(v.From) && file.Text(v.Range)[0] == '[' {
			return linter.Insert(v.From+1, header+", "), true
		}
		return edit, false
	}
	switch {
	case len(r.Options.Elems) > 0:
		first := r.Options.Elems[0].Elems[0].Range
		if !r.Contains(first.From) {
			return edit, false
		}
		return linter.Inserts(p.PairAbove(first, pair))[0], true
	case text == "[]":
		return linter.Replace(r, "["+pair+"]"), true
	case r.Own && strings.HasSuffix(text, "SSL"):
		return linter.Insert(r.To, ", "+pair), true
	}
	return edit, false
}
