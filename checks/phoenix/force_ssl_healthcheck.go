package phoenix

import (
	"strings"

	"github.com/flylint/flylint/linter"
	"github.com/flylint/flylint/model"
	"github.com/flylint/flylint/model/exconfig"
	"github.com/flylint/flylint/model/flyconfig"
)

// ForceSSLHealthcheck is phoenix/force-ssl-healthcheck.
func ForceSSLHealthcheck() *linter.Check {
	return &linter.Check{
		Slug:     "phoenix/force-ssl-healthcheck",
		Severity: linter.Error,
		FixKind:  linter.SafeUnsafe,
		Since:    "0.1.0",
		Evidence: linter.InFly | linter.InConfig,
		Elixir:   true,
		Documentation: linter.Documentation{
			Summary: "a health check that force_ssl answers with a redirect",
			What: "Every HTTP check of a service, and of `[checks]`, that asks an endpoint with `force_ssl` in effect when the release is built, or with a `plug Plug.SSL` of its own that nothing precedes. " +
				"The check passes with the header `X-Forwarded-Proto = \"https\"`, or when its path is among `exclude: [paths: …]` inside `force_ssl` and Plug is 1.19 or newer. " +
				"An `exclude:` beside `force_ssl`, as the templates of Phoenix 1.8.3 and 1.8.4 have it, is read by nobody.",
			Why: "Fly's checks ask over plain HTTP and do not follow redirects. `Plug.SSL` answers them with 301, which is not 2xx: the machine never becomes healthy, " +
				"the proxy sends it no requests, and `fly deploy` waits until it gives up. Phoenix generates `force_ssl` from 1.8.2 on.",
			Instead: "Let the check send `X-Forwarded-Proto = \"https\"`, as the proxy does, with `rewrite_on: [:x_forwarded_proto]` in `force_ssl`. Or exclude its path: `force_ssl: [rewrite_on: [:x_forwarded_proto], exclude: [paths: [\"/health\"]]]`.",
			FixSafety: "The header is added to the check, where `rewrite_on` makes use of it. The check then is answered by the app, as requests from outside are. " +
				"Where no header can be added, and Plug knows excluded paths, `--unsafe-fixes` writes the path into `force_ssl`: then everybody is answered there over plain HTTP.",
			Ignore: "Never, as long as the check gets a redirect.",
			References: []string{
				configReference, "https://fly.io/docs/reference/health-checks/", plugSSL,
				"https://github.com/phoenixframework/phoenix/issues/6435", "https://github.com/elixir-plug/plug/pull/1194",
			},
		},
		Judge: forceSSLHealthcheck,
	}
}

func forceSSLHealthcheck(p *linter.Pass) {
	seen := map[*flyconfig.Check]bool{}
	for _, group := range p.Fly.GroupNames() {
		if p.Proxy(group) != nil {
			continue
		}
		for _, c := range httpChecks(p, group) {
			e := asked(p, group, c.port)
			if e != nil && !seen[c.Check] {
				seen[c.Check] = judgeCheck(p, e, c.Check)
			}
		}
	}
}

// portCheck is an HTTP check and the port it asks.
type portCheck struct {
	*flyconfig.Check
	port int
}

// httpChecks lists the checks of a group that ask over plain HTTP.
func httpChecks(p *linter.Pass, group string) []portCheck {
	var out []portCheck
	lent := 0 // the port that http_service lends to [checks]
	for _, s := range tcpServices(p, group) {
		if s.HTTP {
			lent = s.InternalPort.V
		}
		for _, c := range s.HTTPChecks {
			out = append(out, portCheck{c, s.InternalPort.V})
		}
	}
	for _, c := range p.Fly.ChecksOf(group) {
		if c.Kind() == "http" {
			out = append(out, portCheck{c, c.Port.Or(lent)})
		}
	}
	plain := out[:0]
	for _, c := range out {
		if c.Protocol.V != "https" {
			plain = append(plain, c)
		}
	}
	return plain
}

// asked is the endpoint that listens for plain HTTP on a port, or nil.
func asked(p *linter.Pass, group string, port int) *model.Endpoint {
	for _, e := range p.Endpoints(group) {
		if e.Serves() == exconfig.Never {
			continue
		}
		for _, known := range e.Ports().Known {
			if known.Number == port && known.Scheme == "http" {
				return e
			}
		}
	}
	return nil
}

// judgeCheck reports whether a check was found to be redirected.
func judgeCheck(p *linter.Pass, e *model.Endpoint, c *flyconfig.Check) bool {
	r := e.Redirect()
	if r == nil {
		return false
	}
	if v, sent := c.Header("X-Forwarded-Proto"); sent && (v.V == "https" || !v.Set) {
		return false
	}
	path, host := c.Path.Or("/"), ""
	if v, sent := c.Header("Host"); sent {
		host = v.V
	}
	plug, known := p.Lock.Version("plug")
	excluded := r.Excludes(path, host, plug, known)
	if excluded == model.Excluded || excluded == model.Undecidable {
		return false
	}
	reportCheck(p, e, r, c, excluded == model.TooOld)
	return true
}

func reportCheck(p *linter.Pass, e *model.Endpoint, r *model.Redirect, c *flyconfig.Check, old bool) {
	severity := linter.Error
	if !e.Child.Always() {
		severity = linter.Warning
	}
	d := p.Report(c, "the check of %s never passes: it asks over plain HTTP, and %s of %s answers with a redirect to https, which Fly's checks do not follow. The machine stays unhealthy, and the deploy waits until it gives up",
		c.Path.Or("/"), what(r), e.Module.Name).
		As(severity).Path("%s", c.ModelPath).Label("gets 301").Relate(r, "redirects what is not https")
	if entry := e.Entry("exclude"); entry != nil && !r.Own {
		d.Relate(entry.Key, "nobody reads exclude here: it belongs inside force_ssl")
	}
	if old {
		v, _ := p.Lock.Version("plug")
		d.Relate(p.Lock.Package("plug").VersionRange, "Plug %s knows no excluded paths; 1.19 does", v)
	}
	if r.Rewritten {
		d.Help("send the header X-Forwarded-Proto = %s with the check", p.Fly.Quote("https"))
		sendHeader(p, c, d)
	} else {
		d.Help("add rewrite_on: [:x_forwarded_proto] to %s, and send X-Forwarded-Proto = %s with the check", what(r), p.Fly.Quote("https"))
	}
	excludePath(p, e, r, c, d)
}

// sendHeader offers to let the check say that it came over https.
func sendHeader(p *linter.Pass, c *flyconfig.Check, d *linter.Diagnostic) {
	if _, sent := c.Header("X-Forwarded-Proto"); sent {
		return
	}
	if pos, text, ok := p.Fly.InsertHeader(c, "X-Forwarded-Proto", "https"); ok {
		d.Fix("Send "+strings.TrimSpace(text), linter.Insert(pos, text))
	}
}

// what names what redirects.
func what(r *model.Redirect) string {
	if r.Own {
		return "Plug.SSL"
	}
	return "force_ssl"
}
