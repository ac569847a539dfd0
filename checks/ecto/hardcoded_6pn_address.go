package ecto

import (
	"github.com/flylint/flylint/linter"
	"github.com/flylint/flylint/model"
	"github.com/flylint/flylint/model/exconfig"
	"github.com/flylint/flylint/parsers"
)

// Hardcoded6PNAddress is ecto/hardcoded-6pn-address.
func Hardcoded6PNAddress() *linter.Check {
	return &linter.Check{
		Slug:     "ecto/hardcoded-6pn-address",
		Severity: linter.Warning,
		FixKind:  linter.SafeFix,
		Since:    "0.1.0",
		Evidence: linter.InFly | linter.InConfig | linter.InEnv | linter.InRel,
		Elixir:   true,
		Documentation: linter.Documentation{
			Summary: "a machine's private address written into its configuration",
			What: "An address of Fly's private network (`fdaa:…`) in a Repo's host or URL, in the default of a variable, or in a variable that the fly config, the Dockerfile, `rel/env.sh.eex` or a script sets. " +
				"The resolver's `fdaa::3` stays, and so does a Flycast address that is none of a database.",
			Why: "A 6PN address belongs to one machine on one host, or to one service: when that is replaced or moved, it has another, and the name has followed. The app goes on asking the old one, until it times out. " +
				"In `hostname:` the address stands without brackets; with them it is taken for a name and fails with `:nxdomain` at once.",
			Instead:    "The name: `<app>.internal`, `<app>.flycast`, or the `.flympg.net` host that `fly mpg` prints.",
			FixSafety:  "Only brackets in `hostname:` are removed, with which nothing connects.",
			Ignore:     "For the time of a test.",
			References: []string{privateNetwork, "https://community.fly.io/t/6pn-ips-are-not-static/20022"},
		},
		Judge: hardcoded6PNAddress,
	}
}

func hardcoded6PNAddress(p *linter.Pass) {
	seen := map[parsers.Range]bool{}
	for _, repo := range p.Repos() {
		hosts, all := repo.Hosts()
		for _, h := range hosts {
			if seen[h.Range] || !h.IPv6Literal() {
				continue
			}
			if h.Bracketed && !h.InURL {
				seen[h.Range] = true
				reportBrackets(p, repo, h, all && len(hosts) == 1)
			} else if model.PinnedAddress(h.Name) != model.PinnedNot {
				seen[h.Range] = true
				reportAddress(p, h, h.Name, repo.OptionPath("hostname"))
			}
		}
	}
	for b := range p.Env(p.Fly.DefaultGroup()).All() {
		if !b.Range.IsValid() || seen[b.Range] {
			continue
		}
		if address := model.MachineAddressIn(b.Literal()); address != "" {
			seen[b.Range] = true
			reportAddress(p, b.Range, address, "env."+b.Name)
		}
	}
	for _, read := range p.Config().Reads {
		read.Default.Leaves(func(_ exconfig.Guard, v *exconfig.Value) {
			if address := model.MachineAddressIn(v.Text); v.Kind == exconfig.String && address != "" && !seen[v.Range] {
				seen[v.Range] = true
				reportAddress(p, v, address, "env."+read.Name)
			}
		})
	}
}

func reportAddress(p *linter.Pass, at linter.Place, address, path string) {
	whose := "one machine"
	if model.PinnedAddress(address) == model.PinnedService {
		whose = "one service"
	}
	p.Report(at, "%s is the private address of %s and goes with it: when that is replaced or moved, connections time out, while its name would have followed", address, whose).
		Path("%s", path).Label("not static").Help("use the name: <app>.internal, <app>.flycast or <host>.flympg.net")
}

// reportBrackets reports an address in brackets outside a URL; sure tells that
// the Repo connects nowhere else.
func reportBrackets(p *linter.Pass, repo *model.Repo, h model.RepoHost, sure bool) {
	d := p.Report(h, "%s cannot connect: brackets around an address are for URLs, and as hostname: it is looked up as a name, which fails with :nxdomain", repo.Module.Name).
		Path("%s", repo.OptionPath("hostname")).Label("no brackets here").Help("write the address without brackets; better, the name of the server")
	if !sure {
		d.As(linter.Warning)
	} else {
		d.As(linter.Error)
	}
	if h.Variable == "" {
		text := `"` + h.Name + `"`
		d.Fix("Write "+text, linter.Replace(h, text))
	}
}
