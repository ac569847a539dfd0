package sqlite

import (
	"path"
	"slices"

	"github.com/flylint/flylint/linter"
	"github.com/flylint/flylint/model"
	"github.com/flylint/flylint/model/source"
	"github.com/flylint/flylint/parsers"
)

// NoMount is sqlite/no-mount.
func NoMount() *linter.Check {
	return &linter.Check{
		Slug:     "sqlite/no-mount",
		Severity: linter.Error,
		FixKind:  linter.Advice,
		Since:    "0.1.0",
		Evidence: linter.InFly | linter.InConfig,
		Elixir:   true,
		Documentation: linter.Documentation{
			Summary: "an SQLite database and no volume to keep it",
			What: "A Repo that is SQLite in production, in a deployment whose fly config has no `[mounts]`. The adapter is the one that prod compiles; one that only development and tests use does not count, " +
				"nor does a database in memory, one that is only read, one in /tmp beside a database server, or one without migrations that no module asks. " +
				"Of a database that the image brings along, in priv/ or where a COPY puts it, the rule speaks too, as advice where the app only reads it, and as a warning where git ignores the file too, since a clone does not have it then. " +
				"An image that is built elsewhere (`[build] image`) may have one: a warning.",
			Why: "A machine's root file system is made anew from the image whenever the machine is replaced, with every deploy, and when it restarts after a stop. The database is gone with it, without an error: " +
				"SQLite makes a new, empty file, and the app boots.",
			Instead: "A volume: `fly volumes create data --size 1`, `[mounts]` with `source = \"data\"` and `destination = \"/data\"`, and the database's path below it.",
			Ignore:  "When what is in the database may be lost, as with a cache or a demonstration.",
			References: []string{
				sqliteOnFly, volumes,
			},
		},
		Judge: noMount,
	}
}

func noMount(p *linter.Pass) {
	if len(p.Fly.Mounts) > 0 {
		return
	}
	for _, repo := range repos(p) {
		files, all := p.DatabaseFiles(repo)
		if !repo.Writes() || inMemory(p, repo) || temporary(files, all) && servesData(p) {
			continue
		}
		if shipped := p.ShippedDatabase(repo); shipped != nil {
			reportShipped(p, repo, shipped)
			continue
		}
		copied := p.Replicas()
		d := p.Report(repo.Adapter, "%s is SQLite in production and %s has no [mounts]: the database lies on the machine's own disk, which every deploy makes anew, so all data is lost each time%s",
			repo.Module.Name, path.Base(p.File.Path), started(repo)+restored(copied)+brought(p)+p.Fly.UnlessElsewhere("gives them a volume")).
			Path("config.%s.%s.adapter", repo.OTPApp.V, repo.Module.Name).Label("the database is a file").
			Help("fly volumes create data, then [mounts] with source = \"data\" and destination = \"/data\", and the database below /data")
		for _, f := range files {
			if f.Path != "" {
				d.Relate(f, "gone after each deploy")
			}
		}
		switch {
		case p.Fly.Disposable():
			d.As(linter.Info)
		case copied.IsValid():
			d.As(linter.Warning).Relate(copied, "unless this restores it at every boot")
		case p.Fly.Bare() || brought(p) != "" || temporary(files, all) || repo.Child == nil || !repo.Child.Always():
			d.As(linter.Warning)
		}
	}
}

// reportShipped speaks of a database that is part of the image: advice, unless
// the app changes it or only some images have it.
func reportShipped(p *linter.Pass, repo *model.Repo, shipped *model.Shipped) {
	var d *linter.Diagnostic
	if shipped.Ignored {
		d = p.Report(repo.Adapter, "%s is SQLite in production, and its database (%s) is in the image only where the build finds the file: git ignores it, so an image built from a clone, as in CI, does not have it, and SQLite opens an empty one there (no such table)", repo.Module.Name, shipped.File).
			Help("git add -f %s, or a database on a volume ([mounts])", shipped.File)
	} else {
		d = p.Report(repo.Adapter, "%s is SQLite in production, and the image brings its database along (%s): every deploy starts again from that file, so what the app writes to it is lost each time", repo.Module.Name, shipped.File).
			Help("nothing to do while the app only reads it; for what it writes, a database on a volume ([mounts])")
	}
	severity := linter.Info
	if shipped.Ignored || shipped.Changed {
		severity = linter.Warning
	}
	d.As(severity).Path("config.%s.%s.adapter", repo.OTPApp.V, repo.Module.Name).Label("the database is a file of the image")
}

// started names the condition under which the tree starts a repository, to end
// a sentence with; "" when it always does.
func started(repo *model.Repo) string {
	switch {
	case repo.Child == nil:
		return ", if the Repo is started at all"
	case len(repo.Child.When) > 0:
		return ", if the Repo is started (" + repo.Child.When.String() + ")"
	}
	return ""
}

// brought is the doubt about an image that is not built from these files: it may
// have the database in it.
func brought(p *linter.Pass) string {
	if p.Image == nil && p.Fly.Build.Image.Present() {
		return ", unless the image brings it along and the app only reads it"
	}
	return ""
}

// restored is the doubt that a copy of the database raises.
func restored(copied parsers.Range) string {
	if copied.IsValid() {
		return ", unless every boot restores it from a copy"
	}
	return ""
}

// servesData reports whether the app has a database server, too: then a file in
// /tmp is a cache.
func servesData(p *linter.Pass) bool {
	return slices.ContainsFunc(p.Repos(), func(r *model.Repo) bool { return r.Adapter.Set && !r.SQLite() })
}

// temporary reports whether the database is certainly meant to be: it lies in
// /tmp.
func temporary(files []model.DatabaseFile, all bool) bool {
	for _, f := range files {
		all = all && (f.Path == "" || source.Inside("/tmp", f.Path))
	}
	return all
}
