package release

import (
	"path"
	"slices"
	"strings"

	"github.com/flylint/flylint/linter"
	"github.com/flylint/flylint/model"
	"github.com/flylint/flylint/model/flyconfig"
	"github.com/flylint/flylint/parsers/shell"
)

// EnvShNotCopied is release/env-sh-not-copied.
func EnvShNotCopied() *linter.Check {
	return &linter.Check{
		Slug:     "release/env-sh-not-copied",
		Severity: linter.Error,
		FixKind:  linter.SafeFix,
		Since:    "0.1.0",
		Evidence: linter.InImage | linter.InRel,
		Elixir:   true,
		Documentation: linter.Documentation{
			Summary: "rel/ in the repository that never reaches the image",
			What: "`mix release` takes rel/env.sh.eex, rel/vm.args.eex and rel/overlays from the project's directory. The rule looks whether the Dockerfile copies rel before the RUN that assembles the release, " +
				"and whether .dockerignore lets it through. Silent when nothing in rel/ would take effect: templates that are all comments, overlays that no command names. An error when a command of the deployment is missing then, or the variable that makes the endpoint listen; " +
				"else a warning, for the app starts, alone and with Mix's defaults; advice where env.sh.eex only lets other machines be reached and the app looks for none.",
			Why: "Mix uses its own templates when rel/ is not there, and says nothing. The release then has no RELEASE_NODE, no ECTO_IPV6 and no -proto_dist inet6_tcp, and no bin/server and bin/migrate: " +
				"machines stop with \"No such file or directory\", or the app runs without its cluster and without IPv6.",
			Instead:    "`COPY rel rel` above `RUN mix release`.",
			FixSafety:  "The fix adds that line; what is in rel/ takes effect with the next build, as the repository says.",
			Ignore:     "When rel/ belongs to another image of the same repository.",
			References: []string{"https://hexdocs.pm/mix/Mix.Tasks.Release.html#module-vm-args-and-env-sh-env-bat", "https://hexdocs.pm/mix/Mix.Tasks.Release.html#module-overlays", "https://hexdocs.pm/phoenix/releases.html#containers"},
		},
		Judge: envShNotCopied,
	}
}

func envShNotCopied(p *linter.Pass) {
	if p.Rel == nil || p.Image == nil || p.Image.Assemble == nil || ownTemplates(p) {
		return
	}
	lost := effective(p)
	if len(lost) == 0 {
		return
	}
	copied := p.Image.Copied("rel", p.Image.Assemble)
	if !copied.Misses() {
		return
	}
	has := "has"
	if len(lost) > 1 {
		has = "have"
	}
	what := "rel/ does not reach the image before mix release, so " + enumerate(lost) + " " + has + " no effect there" + unset(p)
	severity := linter.Warning
	switch {
	case stops(p):
		severity = linter.Error
	case len(lost) == 1 && lost[0] == "env.sh.eex" && onlyForOthers(p):
		severity = linter.Info
		what += ": nothing in the app needs that today"
	}
	if copied.Ignored != nil {
		p.Report(copied.Ignored, "%s: this line keeps rel/ out of the build%s", what, consequence(p)).As(severity).Path("image.rel").
			Label("leaves rel/ out").Help("take the line out, or add !rel below it").Relate(p.Image.Assemble, "mix release runs here")
		return
	}
	d := p.Report(p.Image.Assemble, "%s%s", what, consequence(p)).As(severity).Path("image.rel").Label("assembles the release without rel/").
		Help("COPY %s rel above this line", relSource(p))
	if late := p.Image.Copied("rel", nil); late.Copy != nil {
		d.Relate(late.Copy, "rel/ is copied here, after the release is made")
		return
	}
	d.Fix("Copy rel/ before mix release", linter.Insert(p.Image.Assemble.Pos(), "COPY "+relSource(p)+" rel\n"))
}

// relSource is rel/ as the build context has it.
func relSource(p *linter.Pass) string {
	if inside, ok := strings.CutPrefix(p.Rel.Dir, p.Image.Context+"/"); ok && p.Image.Context != "." {
		return path.Join(p.Image.Above, inside)
	}
	return path.Join(p.Image.Above, p.Rel.Dir)
}

// effective lists what of rel/ the release would use.
func effective(p *linter.Pass) []string {
	var used []string
	if p.Rel.EnvSh != nil && len(p.Rel.EnvSh.Steps) > 0 {
		used = append(used, "env.sh.eex")
	}
	if p.Rel.VMArgs != nil && len(p.Rel.VMArgs.Lines) > 0 {
		used = append(used, "vm.args.eex")
	}
	for _, o := range p.Rel.Overlays {
		if commanded(p, o) {
			used = append(used, o.Path)
		}
	}
	return used
}

// commanded reports whether a command of the deployment runs an overlay, which
// is there only if rel/ is.
func commanded(p *linter.Pass, o model.Overlay) bool {
	if broughtOtherwise(p, o) {
		return false
	}
	commands := []*model.Command{p.ReleaseCommand()}
	for _, g := range p.Fly.Groups() {
		commands = append(commands, p.Command(g.Name))
	}
	for _, c := range commands {
		if c == nil {
			continue
		}
		for _, w := range c.Argv {
			if strings.HasSuffix(w.Text, "/"+o.Path) || w.Text == o.Path {
				return true
			}
		}
	}
	return false
}

// broughtOtherwise reports whether the image gets what is called like an overlay
// without rel/: of a COPY or RUN of its own, or generated anew in the build.
func broughtOtherwise(p *linter.Pass, o model.Overlay) bool {
	switch p.Image.Origin(path.Join(p.Image.Root, o.Path)).Kind {
	case model.OriginContext, model.OriginInline:
		return true
	}
	generated := slices.ContainsFunc(p.Image.Mix, func(run model.MixRun) bool { return run.Task == "phx.gen.release" })
	return generated && (o.Path == "bin/server" || o.Path == "bin/migrate") || p.Image.Speaks(o.Path)
}

// exports lists the variables that env.sh.eex sets.
func exports(p *linter.Pass) []string {
	var names []string
	if p.Rel.EnvSh == nil {
		return nil
	}
	for _, step := range p.Rel.EnvSh.Steps {
		if set, ok := step.(*shell.Assignment); ok && set.Exported && !slices.Contains(names, set.Name.Text) {
			names = append(names, set.Name.Text)
		}
	}
	return names
}

// unset names some of the variables that are lost with env.sh.eex.
func unset(p *linter.Pass) string {
	const some = 3
	names := exports(p)
	switch {
	case len(names) == 0:
		return ""
	case len(names) > some:
		return " (" + strings.Join(names[:some], ", ") + " and others are not set)"
	case len(names) == 1:
		return " (" + names[0] + " is not set)"
	}
	return " (" + enumerate(names) + " are not set)"
}

// stops reports whether the app is surely down without rel/: a machine's
// command is missing, or what makes the endpoint listen.
func stops(p *linter.Pass) bool {
	return consequence(p) != "" || slices.Contains(exports(p), "PHX_SERVER")
}

// onlyForOthers reports whether env.sh.eex does no more than let other machines
// and a database on Fly's network be reached, and the app looks for neither.
func onlyForOthers(p *linter.Pass) bool {
	files := !slices.ContainsFunc(p.Repos(), func(r *model.Repo) bool { return !r.SQLite() })
	for _, step := range p.Rel.EnvSh.Steps {
		set, ok := step.(*shell.Assignment)
		if !ok {
			return false
		}
		switch set.Name.Text {
		case "RELEASE_DISTRIBUTION", "RELEASE_NODE", "DNS_CLUSTER_QUERY":
		case "ERL_AFLAGS", "ELIXIR_ERL_OPTIONS":
			if value, _ := set.Value.Literal(); strings.TrimSpace(value) != "-proto_dist inet6_tcp" {
				return false
			}
		case "ECTO_IPV6":
			if !files {
				return false
			}
		default:
			if set.Exported {
				return false
			}
		}
	}
	return !looksForMachines(p, files)
}

// looksForMachines reports whether the app may look for other machines. The
// DNSCluster that Phoenix generates does not count where all data is in files:
// such an app has one machine.
func looksForMachines(p *linter.Pass, files bool) bool {
	if p.Tree == nil || !p.Tree.Complete() || p.Tree.Child("DNSCluster") != nil && (!files || len(p.Repos()) == 0) {
		return true
	}
	return slices.ContainsFunc(p.Fly.Groups(), func(g flyconfig.Group) bool { return p.ClusterProof(g.Name).Verdict() == model.ClusterUnknown })
}

// consequence says what a machine makes of a missing script.
func consequence(p *linter.Pass) string {
	for _, o := range p.Rel.Overlays {
		if commanded(p, o) {
			return ", and the machine stops with \"No such file or directory\""
		}
	}
	return ""
}

// ownTemplates reports whether mix.exs takes templates or overlays from another
// directory than rel/.
func ownTemplates(p *linter.Pass) bool {
	return p.Mix.File != nil && strings.Contains(string(p.Mix.File.Src), "rel_templates_path")
}
