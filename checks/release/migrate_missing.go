package release

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/flylint/flylint/linter"
	"github.com/flylint/flylint/model"
)

// MigrateMissing is release/migrate-missing.
func MigrateMissing() *linter.Check {
	return &linter.Check{
		Slug:     "release/migrate-missing",
		Severity: linter.Error,
		FixKind:  linter.SafeFix,
		Since:    "0.1.0",
		Evidence: linter.InFly | linter.InImage | linter.InRel | linter.InMix,
		Elixir:   true,
		Documentation: linter.Documentation{
			Summary: "a release command that names a script, module or function the release does not have",
			What: "release_command is followed through the image's ENTRYPOINT, the scripts of rel/overlays and the release's own script. The rule speaks when a program in the release's bin directory is made by nothing, " +
				"is left out before `eval`, lies elsewhere, may not be executed or has Windows line ends, and when the expression given to `eval` calls a function that the project does not define.",
			Why: "The release machine starts, the program is not there, and the deploy is aborted: \"No such file or directory\", \"Permission denied\", or " +
				"\"(UndefinedFunctionError) function MyApp.Release.migrate/0 is undefined\". A script whose first line ends in a carriage return gives \"no such file or directory\" too, as its interpreter is called `/bin/sh\\r`.",
			Instead: "`mix phx.gen.release` writes rel/overlays/bin/migrate and lib/my_app/release.ex; the Dockerfile copies rel before `mix release`. A release that is called otherwise than before has its script under the new name. " +
				"Executable bits and line ends are git's: `git update-index --chmod=+x`, `*.sh text eol=lf` in .gitattributes.",
			FixSafety:  "The fix names the one script or release that is there and is almost the same, or the directory the release is in.",
			Ignore:     "When the image gets the program in a way the Dockerfile does not show.",
			References: []string{"https://fly.io/docs/reference/configuration/#run-one-off-commands-before-releasing-a-deployment", "https://hexdocs.pm/phoenix/releases.html#ecto-migrations-and-custom-commands", "https://hexdocs.pm/phoenix/Mix.Tasks.Phx.Gen.Release.html"},
		},
		Judge: migrateMissing,
	}
}

func migrateMissing(p *linter.Pass) {
	c := p.ReleaseCommand()
	if c == nil || p.Image == nil || p.Image.Root == "" {
		return
	}
	for _, step := range c.Steps {
		switch {
		case step.Kind == model.StepMissing:
			reportAbsent(p, step)
		case p.RunsDirectly() && isBareVerb(c, step):
			reportBareVerb(p, step)
		case step.Kind == model.StepRelease && isOtherRelease(p, step):
			reportOtherRelease(p, step)
		case step.Kind == model.StepRelease && step.Verb == "eval":
			reportEntries(p, step)
		case liesElsewhere(p, step):
			reportElsewhere(p, step)
		}
	}
	if overlay := overlayOf(p, c); overlay != nil {
		reportUnusable(p, c, overlay)
	}
}

func reportAbsent(p *linter.Pass, step *model.Step) {
	d := p.Report(step, "%s is not in the image: neither rel/overlays nor mix release makes it. The release command ends with \"%s\", and the deploy is aborted", step.Program, notFound(step)).
		Path("deploy.release_command").Label("nothing makes it").
		Help("mix phx.gen.release writes bin/migrate and the module it calls; rel/ has to be copied before mix release")
	offerName(p, d, step)
}

// notFound is what is said of a program that is not there: by Fly's init, or by
// the shell that runs a script.
func notFound(step *model.Step) string {
	if step.Script != nil {
		return step.Program + ": not found"
	}
	return "failed to spawn command: " + step.Program + ": No such file or directory (os error 2)"
}

// isBareVerb reports whether the command begins with a word that only the
// release's script understands, where nothing hands it to that script.
func isBareVerb(c *model.Command, step *model.Step) bool {
	return step.Script == nil && len(c.Argv) > 1 && step.Program == c.Argv[0].Text && (step.Program == "eval" || step.Program == "rpc")
}

func reportBareVerb(p *linter.Pass, step *model.Step) {
	d := p.Report(step, "%s is a command of the release's script and no program, and the image has no ENTRYPOINT that would hand it on. The release command ends with \"%s\", and the deploy is aborted", step.Program, notFound(step)).
		Path("deploy.release_command").Label("no program")
	if p.Image.Release == "" {
		d.Help("write the release's script before it: %s/…", path.Join(p.Image.Root, "bin"))
		return
	}
	script := path.Join(p.Image.Root, "bin", p.Image.Release)
	d.Help("write %s before it", script)
	replaceProgram(p, d, step, script+" "+step.Program)
}

// isOtherRelease reports whether a step calls a script of the release's bin
// directory that is called as no release.
func isOtherRelease(p *linter.Pass, step *model.Step) bool {
	return step.Origin.Kind == model.OriginUnknown && !p.ReleasesUmbrella() && path.Dir(step.Program) == path.Join(p.Image.Root, "bin") &&
		!slices.Contains(p.Mix.ReleaseNames(), path.Base(step.Program)) && path.Base(step.Program) != p.Image.Release
}

// reportOtherRelease warns only: files that the Dockerfile copies are missing
// from the checkout, or else the script would be known to be absent.
func reportOtherRelease(p *linter.Pass, step *model.Step) {
	names := p.Mix.ReleaseNames()
	if len(names) == 0 {
		return
	}
	d := p.Report(step, "mix.exs builds the release %s, and the release command calls %s: unless something else makes that script, the command fails with \"No such file or directory\"", strings.Join(names, ", "), step.Program).
		As(linter.Warning).Path("deploy.release_command").Label("not the release's name")
	if len(names) == 1 {
		d.Help("call it by its name: %s", path.Join(p.Image.Root, "bin", names[0]))
	}
}

// reportEntries looks at what an expression calls.
func reportEntries(p *linter.Pass, step *model.Step) {
	if step.Expr == "" || len(step.Args) < 2 {
		return
	}
	for _, entry := range p.Task(step.Expr).Entries {
		var what string
		said := "is undefined or private"
		switch p.EntryFault(entry) {
		case model.NoSuchModule:
			what = "the project has no module " + entry.Ref.Module
			said = "is undefined (module " + entry.Ref.Module + " is not available)"
		case model.NoSuchFunction:
			what = "the module has no such function"
		case model.NoSuchArity:
			what = "the function takes another number of arguments"
		case model.PrivateFunction:
			what = "the function is private"
		default:
			continue
		}
		name := fmt.Sprintf("%s.%s/%d", entry.Ref.Module, entry.Ref.Name, entry.Ref.Arity)
		d := p.Report(step.Args[1], "the release command calls %s, and %s. It ends with \"(UndefinedFunctionError) function %s %s\", and the deploy is aborted", name, what, name, said).
			Path("deploy.release_command").Label("is undefined").
			Help("call a function that exists; mix phx.gen.release writes a module Release with migrate/0")
		if entry.Module != nil {
			d.Relate(entry.Module.NameRange, "the module")
		}
		if step.Script != nil {
			d.Relate(p.Fly.Deploy.ReleaseCommand, "the release command runs this script")
		}
	}
}

// liesElsewhere reports whether a step means an overlay of the release and looks
// for it in another directory.
func liesElsewhere(p *linter.Pass, step *model.Step) bool {
	if step.Kind != model.StepUnknown && step.Kind != model.StepProgram || step.Origin.Kind != model.OriginUnknown || step.Script != nil {
		return false
	}
	base := path.Base(step.Program)
	return strings.HasSuffix(step.Program, "bin/"+base) && p.Rel.Overlay("bin/"+base) != nil && !p.Image.Speaks(base)
}

func reportElsewhere(p *linter.Pass, step *model.Step) {
	there := path.Join(p.Image.Root, "bin", path.Base(step.Program))
	d := p.Report(step, "the release is in %s of the image, so its script is %s, not %s: the release command fails with \"No such file or directory\" and the deploy is aborted", p.Image.Root, there, step.Program).
		Path("deploy.release_command").Label("not there").Help("write %s", there)
	replaceProgram(p, d, step, there)
}
