package release

import (
	"slices"
	"strings"

	"github.com/flylint/flylint/linter"
	"github.com/flylint/flylint/model"
)

// RequiredEnv is release/required-env.
func RequiredEnv() *linter.Check {
	return &linter.Check{
		Slug:     "release/required-env",
		Severity: linter.Error,
		FixKind:  linter.Advice,
		Since:    "0.1.0",
		Evidence: linter.InConfig | linter.InEnv | linter.InSecrets,
		Elixir:   true,
		Documentation: linter.Documentation{
			Summary: "a variable that the boot needs and that nothing sets",
			What: "With the names of the secrets (`--secrets`, the output of `fly secrets list --json`, or `secrets` in a fact block of .flylint.hcl) every variable is known that the machines have: those of the Dockerfile, of `[env]`, of rel/env.sh.eex " +
				"and the scripts that start the release, Fly's own, and the secrets. The rule compares them with what the configuration cannot do without: `System.fetch_env!`, `System.get_env(…) || raise`, " +
				"`String.to_integer(System.get_env(…))`. Without such a list it is silent: any variable could be a secret.",
			Why: "runtime.exs is evaluated at every start of the release, by `bin/my_app eval` and so by `bin/migrate` too. It raises \"environment variable DATABASE_URL is missing\", the release command fails, " +
				"and a machine that is started exits at once, whatever the variable is for. `fly secrets unset` restarts the machines without asking. A secret that is only staged reaches a machine with the next deploy.",
			Instead:    "Set what is missing, all at once: `fly secrets set NAME=… OTHER=…`; `--stage` lets them wait for the deploy that needs them. What is no secret can stand in `[env]`.",
			Ignore:     "When the base image or a config provider sets the variable, which no file of the project shows.",
			References: []string{"https://fly.io/docs/apps/secrets/", "https://hexdocs.pm/elixir/System.html#fetch_env!/1", "https://hexdocs.pm/mix/Mix.Tasks.Release.html#module-runtime-configuration"},
		},
		Judge: requiredEnv,
	}
}

func requiredEnv(p *linter.Pass) {
	var missing, depends, staged []model.RequiredVar
	for _, v := range p.LackingEnv() {
		switch {
		case v.Staged:
			staged = append(staged, v)
		case len(v.When) > 0:
			depends = append(depends, v)
		default:
			missing = append(missing, v)
		}
	}
	if all := slices.Concat(missing, depends); len(all) > 0 {
		reportMissing(p, all, len(missing) > 0)
	}
	if len(staged) > 0 {
		reportStaged(p, staged)
	}
}

// reportMissing makes one finding of all the variables, at the first of them:
// who mends one after the other deploys as often.
func reportMissing(p *linter.Pass, vars []model.RequiredVar, certain bool) {
	first := vars[0]
	d := p.Report(first.Read.NameRange, "neither a file nor a secret sets %s; %s the release stops while it boots%s: %s",
		names(vars), circumstances(vars), andReleaseCommand(p), firstLine(first.Read.Message)).
		Path("env.%s", first.Name).Label("read here, and set nowhere").
		Help("fly secrets set %s (what is no secret can stand in [env])", assignments(vars))
	switch {
	case !certain:
		d.As(linter.Warning)
	case p.Image == nil:
		// The image comes from elsewhere, with variables that cannot be seen.
		d.As(linter.Warning).Help("unless the image sets %s: fly secrets set %s", them(vars), assignments(vars))
	case p.Fly.Bare():
		d.As(linter.Warning).Help("unless what makes the machines sets %s: fly secrets set %s", them(vars), assignments(vars))
	}
	relateReads(p, d, vars)
}

func reportStaged(p *linter.Pass, vars []model.RequiredVar) {
	first := vars[0]
	verb := "is a secret that is"
	if len(vars) > 1 {
		verb = "are secrets that are"
	}
	d := p.Report(first.Read.NameRange, "%s %s not deployed to every machine yet: one that is restarted before the next deploy stops while it boots: %s",
		names(vars), verb, firstLine(first.Read.Message)).
		As(linter.Warning).Path("env.%s", first.Name).Label("not on every machine yet").
		Help("fly deploy brings %s along; fly secrets deploy does it now", them(vars))
	relateReads(p, d, vars)
}

// relateReads names the places that need the other variables, and the release
// command that fails before them all.
func relateReads(p *linter.Pass, d *linter.Diagnostic, vars []model.RequiredVar) {
	for _, v := range vars[1:] {
		if v.When != nil {
			d.Relate(v.Read.NameRange, "%s is read here, if %s", v.Name, v.When)
		} else {
			d.Relate(v.Read.NameRange, "%s is read here", v.Name)
		}
	}
	if c := p.ReleaseCommand(); c != nil {
		d.Relate(c.Range, "the release command evaluates the same configuration")
	}
}

func circumstances(vars []model.RequiredVar) string {
	if when := vars[0].When; when != nil {
		return "where " + when.String()
	}
	return "without " + them(vars)
}

func andReleaseCommand(p *linter.Pass) string {
	if p.ReleaseCommand() == nil {
		return ""
	}
	return ", first in the release command"
}

func names(vars []model.RequiredVar) string {
	var all []string
	for _, v := range vars {
		all = append(all, v.Name)
	}
	return enumerate(all)
}

func assignments(vars []model.RequiredVar) string {
	var all []string
	for _, v := range vars {
		all = append(all, v.Name+"=…")
	}
	return strings.Join(all, " ")
}

func them(vars []model.RequiredVar) string {
	if len(vars) == 1 {
		return "it"
	}
	return "them"
}
