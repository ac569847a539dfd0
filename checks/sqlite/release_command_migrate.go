package sqlite

import (
	"slices"
	"strings"

	"github.com/flylint/flylint/linter"
	"github.com/flylint/flylint/model"
	"github.com/flylint/flylint/model/exconfig"
	"github.com/flylint/flylint/model/project"
	"github.com/flylint/flylint/model/source"
)

// ReleaseCommandMigrate is sqlite/release-command-migrate.
func ReleaseCommandMigrate() *linter.Check {
	return &linter.Check{
		Slug:     "sqlite/release-command-migrate",
		Severity: linter.Error,
		FixKind:  linter.UnsafeFix,
		Since:    "0.1.0",
		Evidence: linter.InFly | linter.InConfig | linter.InTree | linter.InLib,
		Elixir:   true,
		Documentation: linter.Documentation{
			Summary: "a release command that migrates an SQLite database on a machine without the volume",
			What: "What the release command runs is followed through scripts and `eval` into the project's own functions, to the Repo they migrate or open; the rule speaks when that Repo is SQLite in production. " +
				"A release command beside `[mounts]` alone means nothing: most migrate another database. Where the app migrates at boot anyway the rule is a warning, " +
				"and advice where the release machine can make the database's directory, or the image brings the database along. An `Ecto.Migrator` whose `skip:` is true in a release migrates nothing.",
			Why: "flyctl runs the release command on a machine of its own, which has no volumes and is destroyed afterwards. There SQLite finds no database, so it makes an empty file, migrates it, and the deploy is green; " +
				"or the directory is missing and the deploy fails with `unable to open database file`. The database that the app opens is never migrated: `no such table` or `no such column` from the first query on.",
			Instead: "Remove the release command and migrate where the volume is, at boot: an `Ecto.Migrator` in the tree behind the Repo (ecto_sql 3.10), or a call in the start script before the server.",
			FixSafety: "The release command goes and an `Ecto.Migrator` is started behind the Repo, unless the app migrates at boot already. That moves the migration from before the deploy into the boot: " +
				"a migration that fails now keeps a machine from starting.",
			Ignore:     "When the command needs a database file only while it runs.",
			References: []string{sqliteOnFly, volumes, "https://fly.io/docs/reference/configuration/#run-one-off-commands-before-releasing-a-deployment", "https://hexdocs.pm/ecto_sql/Ecto.Migrator.html"},
		},
		Judge: releaseCommandMigrate,
	}
}

func releaseCommandMigrate(p *linter.Pass) {
	for _, repo := range repos(p) {
		use := p.ReleaseUse(repo)
		if use == nil || inMemory(p, repo) {
			continue
		}
		boot := p.BootMigration(repo, p.Fly.DefaultGroup())
		d := reportReleaseUse(p, repo, use, boot.IsValid()).Path("deploy.release_command").
			Label("runs without a volume").
			Relate(use.Effect.Site, "this opens %s", repo.Module.Name).
			Relate(repo.Adapter, "SQLite: the database is a file").
			Relate(boot, "this migrates it at boot, where the volume is")
		for _, m := range p.Fly.Mounts {
			d.Relate(m.Destination, "the release machine does not have this")
		}
		mendReleaseCommand(p, d, repo, use, boot.IsValid())
	}
}

// reportReleaseUse says what the command does: harm, or nothing when the app
// migrates at boot anyway.
func reportReleaseUse(p *linter.Pass, repo *model.Repo, use *model.RepoUse, atBoot bool) *linter.Diagnostic {
	const (
		where     = "on a machine without volumes: an empty file is made there and thrown away"
		mayFail   = "Nothing is lost, since the app migrates at boot, but a deploy fails where the directory is missing (unable to open database file)"
		needless  = "Nothing is lost, since the app migrates at boot: the command only makes each deploy longer"
		ofTheFile = "on a machine that is thrown away, with the image's copy of %s. The app's machines have their own copies, as they were when the image was built"
	)
	at, name := p.Fly.Deploy.ReleaseCommand, repo.Module.Name
	shipped := p.ShippedDatabase(repo)
	switch {
	case shipped != nil:
		return p.Report(at, "release_command opens %s, which is SQLite, "+ofTheFile, name, shipped.File).As(linter.Info)
	case use.Effect.Kind != project.Migrates:
		return p.Report(at, "release_command opens %s, which is SQLite, %s. What it writes never reaches the app's own database", name, where).As(linter.Warning)
	case atBoot && canMakeDirectory(p, repo):
		return p.Report(at, "release_command migrates %s, which is SQLite, %s. %s", name, where, needless).As(linter.Info)
	case atBoot:
		return p.Report(at, "release_command migrates %s, which is SQLite, %s. %s", name, where, mayFail).As(linter.Warning)
	}
	d := p.Report(at, "release_command migrates %s, which is SQLite, %s. The app's own database is not migrated by it (no such table, or no such column)", name, where)
	if use.Step.Condition != "" {
		d.As(linter.Warning)
	}
	return d
}

// canMakeDirectory reports whether the release machine surely can make the
// database's directory, which exqlite does when it is missing: root can, and
// everybody in /tmp and, as Phoenix's Dockerfile hands it over, in the directory
// of the app.
func canMakeDirectory(p *linter.Pass, repo *model.Repo) bool {
	if p.Image == nil || p.Image.Final == nil {
		return false
	}
	st := p.Image.Final
	if user, _, _ := strings.Cut(st.User.Text, ":"); user == "" || user == "root" || user == "0" {
		return true
	}
	files, all := p.DatabaseFiles(repo)
	return all && !slices.ContainsFunc(files, func(f model.DatabaseFile) bool {
		return f.Path != "" && !source.Inside("/tmp", f.Path) && !source.Inside(st.Workdir.Text, f.Path)
	})
}

// inMemory reports whether the repository surely has no file at all.
func inMemory(p *linter.Pass, repo *model.Repo) bool {
	files, all := p.DatabaseFiles(repo)
	for _, f := range files {
		all = all && f.Path == ""
	}
	return all
}

// mendReleaseCommand says how to do without the command, and offers to remove
// it, with a migrator in the tree where nothing migrates at boot yet.
func mendReleaseCommand(p *linter.Pass, d *linter.Diagnostic, repo *model.Repo, use *model.RepoUse, atBoot bool) {
	migrator := "{Ecto.Migrator, repos: [" + repo.Module.Name + "]}"
	line := p.Fly.PairLines(p.Fly.Deploy.Section, p.Fly.Deploy.ReleaseCommand)
	inTree := migratorInTree(p)
	switch {
	case servesOthers(p):
		d.Help("leave %s out of what the command migrates, and migrate it at boot: %s behind the Repo", repo.Module.Name, migrator)
	case use.Effect.Kind != project.Migrates:
		d.Help("remove release_command, and do this at boot, where the volume is")
	case atBoot:
		d.Help("remove release_command").
			UnsafeFix("whatever else the release command does is not done any more", "Remove release_command", linter.Delete(line))
	case inTree != nil && p.OptionsOf(inTree, p.Fly.DefaultGroup()).Keyword("skip").Truthy() == exconfig.Always:
		d.Relate(inTree.Range, "this skips its work in a release").
			Help("remove release_command, and let the Ecto.Migrator in the tree work in a release, too: its skip: is true there")
	default:
		d.Help("remove release_command, and migrate at boot: %s behind the Repo", migrator)
		version, known := p.Lock.Version("ecto_sql")
		if inTree != nil || repo.Child == nil || !known || version.Before("3.10.0") || !line.IsValid() {
			return
		}
		if insertions, ok := p.InsertAfter(repo.Child.Range, migrator); ok {
			d.UnsafeFix("the migration runs when the app boots instead of before the deploy", "Remove release_command and migrate at boot",
				append(linter.Inserts(insertions...), linter.Delete(line))...)
		}
	}
}

// migratorInTree is the Ecto.Migrator that the tree has: a second one would not
// start beside it.
func migratorInTree(p *linter.Pass) *project.Child {
	for _, c := range p.Tree.All() {
		if c.Module == "Ecto.Migrator" {
			return c
		}
	}
	return nil
}

// servesOthers reports whether the release command migrates databases that are
// no files, too.
func servesOthers(p *linter.Pass) bool {
	for _, r := range p.Repos() {
		if !r.SQLite() && p.ReleaseUse(r) != nil {
			return true
		}
	}
	return false
}
