package release

import (
	"go/token"
	"path"
	"strings"

	"github.com/flylint/flylint/linter"
	"github.com/flylint/flylint/model"
	"github.com/flylint/flylint/model/project"
	"github.com/flylint/flylint/parsers"
)

// MigrateStartsApp is release/migrate-starts-app.
func MigrateStartsApp() *linter.Check {
	return &linter.Check{
		Slug:     "release/migrate-starts-app",
		Severity: linter.Warning,
		FixKind:  linter.UnsafeFix,
		Since:    "0.1.0",
		Evidence: linter.InFly | linter.InLib,
		Elixir:   true,
		Documentation: linter.Documentation{
			Summary: "a release command that starts the whole application",
			What: "The release command is followed into the functions of the project that it calls. The rule speaks when one of them starts an application of the project (`Application.ensure_all_started(:my_app)`), " +
				"when the command is `bin/my_app start`, and, as an error, when it is `mix …` in an image that holds only the release.",
			Why: "The release machine is thrown away after the command, and it runs while the machines of the last release serve. Started as a whole, the app runs Oban's queues and crontab a second time, polls, " +
				"joins the cluster, and opens databases on a volume the release machine does not have. If one child fails to start there, the deploy fails. `mix` is not part of a release: \"failed to spawn command: mix\".",
			Instead:    "Load the application, and start only what the task needs: `Application.load(:my_app)` and `Ecto.Migrator.with_repo/2`, as `mix phx.gen.release` writes it.",
			FixSafety:  "The fix is unsafe: a task that uses other parts of the running app, such as a cache or a PubSub, no longer finds them.",
			Ignore:     "When the task needs the whole app, and nothing in it minds running twice.",
			References: []string{"https://hexdocs.pm/ecto_sql/Ecto.Migrator.html#module-example-running-migrations-in-a-release", "https://hexdocs.pm/mix/Mix.Tasks.Release.html#module-one-off-commands-eval-and-rpc", "https://fly.io/docs/reference/configuration/#run-one-off-commands-before-releasing-a-deployment"},
		},
		Judge: migrateStartsApp,
	}
}

func migrateStartsApp(p *linter.Pass) {
	c := p.ReleaseCommand()
	if c == nil {
		return
	}
	for _, step := range c.Steps {
		switch {
		case step.Kind == model.StepMix && holdsReleaseOnly(p.Image):
			p.Report(step, "the release command runs %s, and the image holds a release, which has no mix. The command ends with \"%s\", and the deploy is aborted", commandLine(step), notFound(step)).
				As(linter.Error).Path("deploy.release_command").Label("not in the image").
				Help("use a release task: bin/%s eval \"MyApp.Release.migrate\" (mix phx.gen.release writes one)", p.Mix.App.Or("my_app"))
		case step.Kind == model.StepRelease && step.Starts():
			p.Report(step, "the release command starts the application itself%s, and it does not end: the deploy waits for it and is aborted with a timeout", alsoStarts(p)).
				Path("deploy.release_command").Label("runs for ever").Help("run a task that ends: bin/%s eval \"MyApp.Release.migrate\"", step.Release)
		case step.Kind == model.StepRelease && step.Expr != "":
			reportStart(p, step)
		}
	}
}

// reportStart looks for the start of the app in what an expression calls.
func reportStart(p *linter.Pass, step *model.Step) {
	task := p.Task(step.Expr)
	start := task.StartsOwn(p.Mix)
	if start == nil {
		return
	}
	at := start.Site.Range
	if !at.IsValid() {
		at = step.Range // the expression itself starts it
	}
	d := p.Report(at, "the release command starts the whole application :%s%s on a machine of its own, beside those that serve", start.App, alsoStarts(p)).
		Path("lib.%s", strings.Join(step.Calls(), ".")).Label("starts every child").
		Help("Application.load(:%s) is enough for Ecto.Migrator.with_repo, which starts the repository alone", start.App)
	if start.Site.IsValid() {
		d.Relate(p.Fly.Deploy.ReleaseCommand, "called by the release command")
		offerLoad(d, task, start)
	}
}

// alsoStarts names the children whose second life does harm.
func alsoStarts(p *linter.Pass) string {
	var harmful []string
	for _, child := range p.Tree.All() {
		switch child.Module {
		case "Oban", "Cluster.Supervisor", "DNSCluster", "Broadway":
			harmful = append(harmful, child.Module)
		}
		if strings.HasSuffix(child.Module, "Scheduler") {
			harmful = append(harmful, child.Module)
		}
	}
	if m := p.Mnesia(); m != nil && m.Mount != nil {
		harmful = append(harmful, "Mnesia without its volume")
	}
	if len(harmful) == 0 {
		return ""
	}
	return " (" + strings.Join(harmful, ", ") + ")"
}

// offerLoad offers to load the application where a repository is started anyway.
func offerLoad(d *linter.Diagnostic, task *project.ReleaseTask, start *project.Effect) {
	const call = "Application.ensure_all_started("
	text := start.Site.In.Module.File.Text(start.Site.Range)
	if migrates := task.Effect(project.Migrates); migrates == nil || migrates.Site.Callee.Name != "with_repo" || len(start.Site.Args) != 1 || !strings.HasPrefix(text, call) {
		return
	}
	at := parsers.Range{From: start.Site.From, To: start.Site.From + token.Pos(len(call))}
	d.UnsafeFix("the task no longer finds other parts of the running app", "Use Application.load", linter.Replace(at, "Application.load("))
}

// holdsReleaseOnly reports whether an image has a release and no Elixir of its
// own.
func holdsReleaseOnly(im *model.Image) bool {
	if im == nil || im.Root == "" || im.Final == nil || im.Final == im.Builder || im.Builder != nil && im.Final.Inherits(im.Builder) {
		return false
	}
	if im.Speaks("elixir") {
		return false
	}
	for _, word := range [...]string{"elixir", "erlang", "phoenix"} {
		if strings.Contains(im.Final.Base.Name.Text, word) {
			return false
		}
	}
	return im.Final.Base.Name.Known()
}

func commandLine(step *model.Step) string {
	words := []string{path.Base(step.Program)}
	for _, w := range step.Args {
		words = append(words, w.Text)
	}
	return strings.Join(words, " ")
}
