package fly

import (
	"github.com/flylint/flylint/linter"
	"github.com/flylint/flylint/model"
	"github.com/flylint/flylint/model/exconfig"
)

// SecretInEnv is fly/secret-in-env.
func SecretInEnv() *linter.Check {
	return &linter.Check{
		Slug:     "fly/secret-in-env",
		Severity: linter.Warning,
		FixKind:  linter.Advice,
		Since:    "0.1.0",
		Evidence: linter.InFly | linter.InEnv | linter.InRel | linter.InMix,
		Documentation: linter.Documentation{
			Summary: "a credential in clear text in its fly config",
			What: "The values of `[env]`: passwords, tokens and keys by their name and form, and URLs with a password whatever the name. Also the cookie of the cluster in `mix.exs` or `rel/env.sh.eex`. Names " +
				"and keys that are public (`AWS_ACCESS_KEY_ID`, publishable keys), examples and URLs without password do not count; in a file called example, sample or template only what looks generated does. The value is never shown.",
			Why: "The file is in git, so everybody who can read the repository, now or later, has the credential; `fly config show` and the dashboard show it too. flyctl warns of some names when it deploys, " +
				"never of values.",
			Instead: "Set it with `fly secrets set`, which keeps it encrypted and gives it to the machines under the same name; a secret wins over `[env]`. Then make a new credential, because git keeps the old one.",
			Ignore:  "When the value is public or worthless.",
			References: []string{
				configReference,
				"https://fly.io/docs/apps/secrets/",
				"https://github.com/superfly/flyctl/blob/ad0172f/internal/command/deploy/common_secrets.go",
			},
		},
		Judge: secretInEnv,
	}
}

func secretInEnv(p *linter.Pass) {
	for _, e := range p.Fly.Env {
		kind := model.Credential(e.Name, e.V)
		if kind == "" || p.Fly.Sample() && !model.LooksGenerated(e.V) || e.Name == "RELEASE_COOKIE" && otherCookie(p) {
			continue
		}
		p.Report(e, "%s holds %s, in git and in plain sight: whoever can read the repository has it", e.Name, kind).
			Path("%s", e.Path).Label("%s", kind).
			Help("fly secrets set %s=…, remove the line, and make a new one, for git keeps this one", e.Name)
	}
	if p.Elixir() {
		cookieInGit(p)
	}
}

// otherCookie reports whether rel/env.sh.eex sets the cookie whatever the fly
// config says. That of the fly config then is none.
func otherCookie(p *linter.Pass) bool {
	if !p.Elixir() {
		return false
	}
	c := p.Cluster(p.Fly.DefaultGroup()).Cookie
	return c.Source == model.EnvShTemplate && c.State == exconfig.EnvKnown && c.Condition == "" && c.Unless == ""
}

// cookieInGit speaks of a cookie that the release's own files state.
func cookieInGit(p *linter.Pass) {
	cluster := p.Cluster(p.Fly.DefaultGroup())
	const message = "the cookie of the cluster stands in git%s: whoever has it and reaches the private network can run code on every node"
	const help = "fly secrets set RELEASE_COOKIE=…, and remove it here"
	if c := cluster.CookieInMix; c.Set && model.Credential("RELEASE_COOKIE", c.V) != "" {
		p.Report(c, message, "").Path("mix.releases.cookie").Label("in git").Help(help)
	}
	if c := cluster.Cookie; c.Source == model.EnvShTemplate && model.Credential("RELEASE_COOKIE", c.Text) != "" {
		unless := ""
		if c.Unless != "" {
			unless = ", unless " + c.Unless + " is set as a secret"
		}
		p.Report(c.Range, message, unless).Path("env.RELEASE_COOKIE").Label("in git").Help(help)
	}
}
