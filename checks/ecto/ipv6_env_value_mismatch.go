package ecto

import (
	"fmt"
	"strings"

	"github.com/flylint/flylint/linter"
	"github.com/flylint/flylint/model"
	"github.com/flylint/flylint/model/exconfig"
)

// IPv6EnvValueMismatch is ecto/ipv6-env-value-mismatch.
func IPv6EnvValueMismatch() *linter.Check {
	return &linter.Check{
		Slug:     "ecto/ipv6-env-value-mismatch",
		Severity: linter.Warning,
		FixKind:  linter.SafeUnsafe,
		Since:    "0.1.0",
		Evidence: linter.InConfig,
		Elixir:   true,
		Documentation: linter.Documentation{
			Summary: "a switch for the database's IPv6 whose value the configuration reads the other way round",
			What: "The variable that decides whether a Repo gets `:inet6`, such as `ECTO_IPV6`: its value, wherever the files set it, against the test in the configuration. " +
				"A boolean of TOML is the string `\"true\"` by the time the app sees it.",
			Why: "`System.get_env(\"ECTO_IPV6\") in ~w(true 1)`, as Phoenix generates it, takes `yes`, `on` and `TRUE` for no: a host of Fly's private network then fails with `:nxdomain`. " +
				"The older `if System.get_env(\"ECTO_IPV6\")` takes every text for yes, `false` and `0` included, and a database that has IPv4 addresses only fails the same way.",
			Instead: "Write `\"true\"`, or remove the variable.",
			FixSafety: "A value that is meant as yes becomes one that is read so; safe where the Repo's host is one of Fly's private network, which has no IPv4 addresses. " +
				"Elsewhere, and where a variable meant as no is removed, the connection changes its address family.",
			Ignore:     "When the value is meant the way it is read.",
			References: []string{elixirIPv6, "https://github.com/phoenixframework/phoenix/blob/main/installer/templates/phx_single/config/runtime.exs"},
		},
		Judge: ipv6EnvValueMismatch,
	}
}

func ipv6EnvValueMismatch(p *linter.Pass) {
	for b := range p.Env(p.Fly.DefaultGroup()).All() {
		wanted := meant(b.Text)
		if !namesIPv6(b.Name) || b.State != exconfig.EnvKnown || !b.Range.IsValid() || wanted == exconfig.Maybe {
			continue
		}
		for _, repo := range p.Repos() {
			effective, known := repo.IPv6()
			if !known || effective == exconfig.Maybe || wanted == effective {
				continue
			}
			if gate := p.IPv6Gate(repo); gate != nil && gate.Var == b.Name && !gate.Negated {
				reportMismatch(p, repo, b, gate, wanted)
				break // one variable may switch several Repos
			}
		}
	}
}

// namesIPv6 recognises variables such as ECTO_IPV6.
func namesIPv6(name string) bool {
	name = strings.ToUpper(name)
	return strings.Contains(name, "IPV6") || strings.Contains(name, "INET6")
}

// meant is what a person who wrote a value meant by it: yes, no, or neither.
func meant(value string) exconfig.Truth {
	switch strings.ToLower(strings.TrimSpace(value)) {
	case "true", "1", "yes", "on", "y", "t", "enabled", "enable":
		return exconfig.Always
	case "false", "0", "no", "off", "n", "f", "disabled", "disable", "", "nil":
		return exconfig.Never
	}
	return exconfig.Maybe
}

func reportMismatch(p *linter.Pass, repo *model.Repo, b model.EnvBinding, gate *exconfig.Condition, wanted exconfig.Truth) {
	host, all := ipv6Host(repo)
	name, pair := repo.Module.Name, fmt.Sprintf("%s = %q", b.Name, b.Text)
	if wanted == exconfig.Never {
		p.Report(b.Range, "%s turns IPv6 on for %s all the same: the configuration only asks whether the variable is there. A database without IPv6 addresses then fails with :nxdomain", pair, name).
			Path("env.%s", b.Name).Label("counts as yes").Relate(gate.Range, "tested here").
			Help("remove %s, or test for its value: in ~w(true 1)", b.Name)
		return
	}
	value := model.Passes(gate)
	d := p.Report(b.Range, "%s does not turn IPv6 on for %s: the configuration tests %s. A host of Fly's private network, which has IPv6 addresses only, then fails with :nxdomain", pair, name, gate.String()).
		Path("env.%s", b.Name).Label("counts as no").Relate(gate.Range, "tested here")
	if host != nil && all {
		d.As(linter.Error).Relate(host, "IPv6 only")
	}
	if value == "" {
		return
	}
	text := value
	if b.Source == model.EnvFly {
		text = p.Fly.Quote(value)
	}
	d.Help("write %s", text)
	switchIPv6(p, d, b.Name, "Write "+text, linter.Replace(b.Range, text))
}
