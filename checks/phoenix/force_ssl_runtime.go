package phoenix

import (
	"fmt"
	"path"
	"slices"

	"github.com/flylint/flylint/linter"
	"github.com/flylint/flylint/model"
	"github.com/flylint/flylint/model/exconfig"
	"github.com/flylint/flylint/model/flyconfig"
	"github.com/flylint/flylint/parsers"
)

// ForceSSLRuntime is phoenix/force-ssl-runtime.
func ForceSSLRuntime() *linter.Check {
	return &linter.Check{
		Slug:     "phoenix/force-ssl-runtime",
		Severity: linter.Error,
		FixKind:  linter.UnsafeFix,
		Since:    "0.1.0",
		Evidence: linter.InConfig,
		Elixir:   true,
		Documentation: linter.Documentation{
			Summary: "a force_ssl in runtime.exs, where it is too late",
			What:    "The `force_ssl` of the endpoints: what config.exs and prod.exs make of it, which the endpoint is compiled with, against what it is once runtime.exs has been read.",
			Why: "Phoenix reads `force_ssl` when it compiles the endpoint. From Phoenix 1.8 on the release compares both values when it boots, and stops when they differ: " +
				"`ERROR! the application :my_app has a different value set for path [:force_ssl] inside key MyAppWeb.Endpoint during runtime compared to compile time`. " +
				"From 1.5.0 to 1.6.7 the endpoint itself raises `expected these options to be unchanged from compile time: [:force_ssl]`. " +
				"The versions between ignore what runtime.exs says: nothing is redirected and no HSTS header is sent. Where Fly's proxy redirects by itself (`force_https`), only the header is missing, and the rule is a warning.",
			Instead:    "Move it to prod.exs: `config :my_app, MyAppWeb.Endpoint, force_ssl: [rewrite_on: [:x_forwarded_proto]]`. What must depend on a variable can be a `plug Plug.SSL` of one's own.",
			FixSafety:  "The option moves to the end of prod.exs. Then it takes effect, perhaps for the first time: plain HTTP is redirected, health checks over plain HTTP included, hence `--unsafe-fixes`.",
			Ignore:     "With Phoenix 1.6.8 to 1.7, when something else in the app reads the value.",
			References: []string{endpointSource, "https://hexdocs.pm/elixir/Application.html#compile_env/3", "https://github.com/phoenixframework/phoenix/blob/v1.6.7/lib/phoenix/endpoint/supervisor.ex"},
		},
		Judge: forceSSLRuntime,
	}
}

func forceSSLRuntime(p *linter.Pass) {
	seen := map[parsers.Range]bool{}
	for _, group := range p.Fly.GroupNames() {
		for _, e := range p.Endpoints(group) {
			entry := e.Entry("force_ssl")
			if entry == nil || entry.Phase != exconfig.RunTime || seen[entry.Key] {
				continue
			}
			seen[entry.Key] = true
			judgeDrift(p, e, entry)
		}
	}
}

// judgeDrift compares the value at boot with that of the build.
func judgeDrift(p *linter.Pass, e *model.Endpoint, entry *exconfig.Entry) {
	effect := effectOf(p, e)
	built := e.Built("force_ssl")
	var drift exconfig.Guard // the conditions of the first value that differs
	differs, same := false, false
	entry.Value.Leaves(func(when exconfig.Guard, v *exconfig.Value) {
		switch {
		case v.Kind == exconfig.Raise, switchedOff(v, when):
		case equal(v, built), !effect.stops && v.Truthy() == exconfig.Never && built.Truthy() == exconfig.Never:
			same = true
		case !differs:
			differs, drift = true, when
			if v.Kind == exconfig.List && v.Optional() {
				same, drift = true, slices.Concat(when, v.SetWhen())
			}
		}
	})
	if !differs || effect.silent {
		return
	}
	severity, when := effect.severity, ""
	if same {
		severity, when = effect.inSomeCases, " in some cases"
		if len(drift) > 0 {
			when = " if " + drift.String()
		}
	}
	d := p.Report(entry.Key, "force_ssl is set too late%s: Phoenix reads it when it compiles %s, not when it boots. %s", when, e.Module.Name, effect.text).
		As(severity).Path("%s", e.Path("force_ssl")).Label("too late here").Help("move it to config/prod.exs")
	if v, ok := p.Lock.Version("phoenix"); ok {
		d.Relate(p.Lock.Package("phoenix").VersionRange, "Phoenix %s", v)
	}
	if !same {
		moveToProd(p, e, entry, d)
	}
}

// switchedOff reports whether a value is the empty list under a condition: it is
// meant to switch redirects off somewhere, and losing it loses nothing.
func switchedOff(v *exconfig.Value, when exconfig.Guard) bool {
	return v.Kind == exconfig.List && len(v.Elems) == 0 && (len(when) > 0 || v.Optional())
}

// equal reports whether two values are surely the same; nil is a key that is
// not set.
func equal(v, built *exconfig.Value) bool {
	if v.Kind == exconfig.Missing || built == nil {
		return v.Kind == exconfig.Missing && built == nil
	}
	return v.Known() && built.Known() && v.String() == built.String()
}

// effect is what a version of Phoenix makes of a difference.
type effect struct {
	text        string
	severity    linter.Severity
	inSomeCases linter.Severity // where a condition decides whether there is a difference
	stops       bool            // the boot fails, whatever the values are
	silent      bool            // nothing is lost
}

// effectOf follows the sources of Phoenix: the endpoint compared both values
// from 1.5.0 to 1.6.7, and Application.compile_env does from 1.8.0 on.
func effectOf(p *linter.Pass, e *model.Endpoint) effect {
	refuses := fmt.Sprintf("The release refuses to boot: \"ERROR! the application :%s has a different value set for path [:force_ssl] inside key %s during runtime compared to compile time\"", e.App, e.Module.Name)
	v, known := p.Lock.Version("phoenix")
	release := p.Mix.Release(e.Step.Release)
	switch {
	case !known:
		return effect{text: "Depending on the version of Phoenix, which mix.lock does not tell, the release refuses to boot or ignores it", severity: linter.Warning, inSomeCases: linter.Warning}
	case v.AtLeast("1.8.0") && release != nil && release.ValidateCompileEnv.Present() && !release.ValidateCompileEnv.V:
		return ignored(p, e, linter.Warning)
	case v.AtLeast("1.8.0"):
		return effect{text: refuses, severity: linter.Error, inSomeCases: linter.Warning, stops: true}
	case v.AtLeast("1.5.0") && v.Before("1.6.8"):
		return effect{text: "The endpoint raises \"expected these options to be unchanged from compile time: [:force_ssl]\", and the app does not start", severity: linter.Error, inSomeCases: linter.Warning, stops: true}
	}
	return ignored(p, e, linter.Error)
}

// ignored is the effect of a value that nobody looks at. Where the proxy
// redirects to https by itself, little is lost.
func ignored(p *linter.Pass, e *model.Endpoint, severity linter.Severity) effect {
	plain := func(s *flyconfig.Service) bool { return !s.ForcesHTTPS() }
	if services := p.Fly.ServicesOf(e.Group); len(services) > 0 && !slices.ContainsFunc(services, plain) {
		return effect{
			text:     "What stands here is ignored: Fly's proxy redirects to https (force_https), but no HSTS header is sent",
			severity: linter.Warning, inSomeCases: linter.Info, silent: ownSSL(e),
		}
	}
	return effect{
		text:     "What stands here is ignored: nothing is redirected to https, and no HSTS header is sent",
		severity: severity, inSomeCases: linter.Warning, silent: ownSSL(e),
	}
}

// ownSSL reports whether the endpoint has a Plug.SSL of its own, which may do
// what is meant.
func ownSSL(e *model.Endpoint) bool {
	for _, plug := range e.Plugs() {
		if plug.Module == "Plug.SSL" {
			return true
		}
	}
	return false
}

// moveToProd offers to move a value that is written out to the end of prod.exs.
func moveToProd(p *linter.Pass, e *model.Endpoint, entry *exconfig.Entry, d *linter.Diagnostic) {
	prod := p.Sources.Read(path.Join(p.AppDir, "config/prod.exs"))
	from := p.Sources.FileAt(entry.Key.From)
	if prod == nil || from == nil || !entry.Value.Known() || len(entry.Value.Reads) > 0 || entry.Value.Range != entry.Expr {
		return
	}
	cuts, ok := p.ConfigRemoval(parsers.Range{From: entry.Key.From, To: entry.Expr.To})
	if !ok {
		return
	}
	text := "\nconfig :" + e.App + ", " + e.Module.Name + ", force_ssl: " + from.Text(entry.Expr) + "\n"
	edits := deletions(cuts)
	d.UnsafeFix("it takes effect then: plain HTTP is redirected, health checks included", "Move force_ssl to config/prod.exs",
		append(edits, linter.Insert(prod.Range().To, prod.Line(text)))...)
}
