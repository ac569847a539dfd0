package ecto

import (
	"fmt"

	"github.com/flylint/flylint/linter"
	"github.com/flylint/flylint/model"
	"github.com/flylint/flylint/model/exconfig"
)

// Inet6MissingForFlyHost is ecto/inet6-missing-for-fly-host.
func Inet6MissingForFlyHost() *linter.Check {
	return &linter.Check{
		Slug:     "ecto/inet6-missing-for-fly-host",
		Severity: linter.Error,
		FixKind:  linter.SafeUnsafe,
		Since:    "0.1.0",
		Evidence: linter.InConfig | linter.InEnv,
		Elixir:   true,
		Documentation: linter.Documentation{
			Summary: "a Repo that looks up a host of Fly's private network by IPv4",
			What: "The hosts a Repo may connect to (`hostname:`, the URL, its default, the value of its variable where the files set it) against its effective `socket_options`. " +
				"`*.internal`, `*.flycast` and `*.flympg.net` have IPv6 addresses only. Where `:inet6` depends on a variable such as `ECTO_IPV6`, all that may set it is read: " +
				"the fly config, the Dockerfile, scripts and `rel/env.sh.eex`. Without a host of Fly in sight the rule says nothing.",
			Why: "Erlang looks a name up by IPv4 unless told otherwise, and Fly's names have no IPv4 address: `** (DBConnection.ConnectionError) tcp connect: non-existing domain - :nxdomain`. " +
				"The Repo keeps trying, so the app boots and stays up, and every query fails; `bin/migrate` fails, and the deploy with it.",
			Instead:   "Set `ECTO_IPV6 = \"true\"` in `[env]` where the configuration has that switch, as Phoenix generates it; else `socket_options: [:inet6]`.",
			FixSafety: "The variable or the option is added. The host has no other addresses, so nothing that works now uses them; where a Repo of another host depends on the same variable, the fix needs `--unsafe-fixes`.",
			Ignore:    "When the name also resolves by IPv4 in your network, through a resolver of your own.",
			References: []string{
				elixirIPv6, phoenixOnMPG, privateNetwork,
			},
		},
		Judge: inet6MissingForFlyHost,
	}
}

func inet6MissingForFlyHost(p *linter.Pass) {
	for _, repo := range p.Repos() {
		effective, known := repo.IPv6()
		if repo.SQLite() || !known || effective == exconfig.Always {
			continue
		}
		h, all := ipv6Host(repo)
		if h == nil {
			continue
		}
		gate := p.IPv6Gate(repo)
		if gate != nil && p.Env(p.Fly.DefaultGroup()).Lookup(gate.Var).Set() {
			continue // to something hidden; or to something else: ecto/ipv6-env-value-mismatch
		}
		reportNoInet6(p, repo, h, gate, all, effective)
	}
}

// ipv6Host is the first host of a repository that has IPv6 addresses only, and
// whether all that it may connect to are like that.
func ipv6Host(repo *model.Repo) (host *model.RepoHost, all bool) {
	hosts, complete := repo.Hosts()
	all = complete
	for i, h := range hosts {
		switch only := h.OnFly() || h.IPv6Literal(); {
		case !only:
			all = false
		case host == nil:
			host = &hosts[i]
		}
	}
	if host == nil && !complete {
		if at, name, ok := repo.HostInMessage(); ok {
			return &model.RepoHost{Range: at, Name: name}, false
		}
	}
	return host, all
}

func reportNoInet6(p *linter.Pass, repo *model.Repo, h *model.RepoHost, gate *exconfig.Condition, all bool, effective exconfig.Truth) {
	severity, unless := linter.Error, ""
	if !all || effective == exconfig.Maybe {
		severity = linter.Warning
	}
	switch {
	case effective == exconfig.Maybe && gate != nil:
		unless = fmt.Sprintf(", unless %s is set as a secret: nothing in the files sets it", gate.Var)
	case effective == exconfig.Maybe:
		unless = ", unless a condition that the files leave open adds :inet6"
	case !all:
		unless = ", if that is where it connects"
	}
	d := p.Report(h, "%s looks up %s, which has IPv6 addresses only, by IPv4%s. Every connection fails with :nxdomain; the app stays up and its queries fail", repo.Module.Name, h.Name, unless).
		As(severity).Path("%s", repo.OptionPath("hostname")).Label("IPv6 only")
	if gate != nil {
		d.Relate(gate.Range, ":inet6 depends on %s here", gate.Var)
	} else {
		d.Relate(repo.OptionKey("socket_options"), "no :inet6 here")
	}
	mendNoInet6(p, d, repo, gate, all)
}

// switchIPv6 offers an edit that sets the variable of a gate. It is safe where
// each Repo that asks for that variable has IPv6 hosts only.
func switchIPv6(p *linter.Pass, d *linter.Diagnostic, variable, message string, edit linter.TextEdit) {
	for _, repo := range p.Repos() {
		gate := p.IPv6Gate(repo)
		if gate == nil || gate.Var != variable {
			continue
		}
		if host, all := ipv6Host(repo); host == nil || !all {
			d.UnsafeFix(repo.Module.Name+" then looks its host up by IPv6", message, edit)
			return
		}
	}
	d.Fix(message, edit)
}

// mendNoInet6 turns IPv6 on by the variable that does so, or by the option.
func mendNoInet6(p *linter.Pass, d *linter.Diagnostic, repo *model.Repo, gate *exconfig.Condition, all bool) {
	if value := model.Passes(gate); value != "" {
		pair := gate.Var + " = " + p.Fly.Quote(value)
		d.Help("set %s in [env] of %s", pair, p.File.Path)
		if edit, ok := addEnv(p, pair); ok && all {
			switchIPv6(p, d, gate.Var, "Set "+pair, edit)
		}
		return
	}
	d.Help("add :inet6 to the Repo's socket_options")
	if repo.OptionKey("socket_options").IsValid() || !all {
		return
	}
	if insertions, ok := p.InsertAfter(repo.ServerPair(), "socket_options: [:inet6]"); ok {
		d.Help("add socket_options: [:inet6]").Fix("Add socket_options: [:inet6]", linter.Inserts(insertions...)...)
	}
}
