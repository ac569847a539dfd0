package sqlite

import (
	"path"
	"slices"
	"strings"

	"github.com/flylint/flylint/linter"
	"github.com/flylint/flylint/model"
	"github.com/flylint/flylint/model/flyconfig"
	"github.com/flylint/flylint/model/source"
)

// PathNotOnMount is sqlite/path-not-on-mount.
func PathNotOnMount() *linter.Check {
	return &linter.Check{
		Slug:     "sqlite/path-not-on-mount",
		Severity: linter.Error,
		FixKind:  linter.UnsafeFix,
		Since:    "0.1.0",
		Evidence: linter.InFly | linter.InConfig | linter.InEnv,
		Elixir:   true,
		Documentation: linter.Documentation{
			Summary: "an SQLite database beside its volume",
			What: "The path of a Repo's database as it is in production, with the variables that the files set, against the destinations in `[mounts]` and the directory of LiteFS. " +
				"A path that is a secret, or in memory, or of a database that is only read, is left alone.",
			Why: "What is not below a destination lies on the machine's own disk, which is made anew from the image with every deploy. The database is gone then, without an error: SQLite makes an empty file, " +
				"while the volume stays empty and costs money.",
			Instead:   "A path below the destination of the mount.",
			FixSafety: "The path is changed to the same file name below the mount. A database that is at the old path is left behind there: copy it first.",
			Ignore:    "When what is in this database may be lost.",
			References: []string{
				sqliteOnFly, volumes,
			},
		},
		Judge: pathNotOnMount,
	}
}

func pathNotOnMount(p *linter.Pass) {
	if len(p.Fly.Mounts) == 0 || !p.MountsKnown() {
		return
	}
	for _, repo := range repos(p) {
		files, all := p.DatabaseFiles(repo)
		if !repo.Writes() || p.ShippedDatabase(repo) != nil {
			continue
		}
		for _, f := range files {
			if f.Path != "" && f.Absolute && p.MountOf(f.Path) == nil && !inLiteFS(p, f) {
				reportOffMount(p, repo, f, all && len(files) == 1)
			}
		}
	}
}

// inLiteFS reports whether LiteFS may keep the file: where it runs with a config
// that is not in the files, nobody knows in which directory.
func inLiteFS(p *linter.Pass, f model.DatabaseFile) bool {
	l := p.LiteFS()
	if l == nil {
		return slices.ContainsFunc(p.Fly.Groups(), func(g flyconfig.Group) bool { return len(p.Command(g.Name).Runs("litefs")) > 0 })
	}
	return !l.FuseDir.Set || source.Inside(path.Clean(l.FuseDir.V), f.Path)
}

func reportOffMount(p *linter.Pass, repo *model.Repo, f model.DatabaseFile, sure bool) {
	unless := ""
	if len(f.When) > 0 {
		unless = ", when " + f.When.String()
	}
	copied := p.Replicas()
	d := p.Report(f, "the database of %s is %s%s, which is on no volume: it lies on the machine's own disk, which every deploy makes anew, so all data is lost each time%s", repo.Module.Name, f.Path, unless, restored(copied)).
		Path("%s", repo.OptionPath("database")).Label("on no volume").Relate(repo.Adapter, "SQLite: the database is a file")
	for _, m := range p.Fly.Mounts {
		d.Relate(m.Destination, "only what is below this is kept")
	}
	switch {
	case p.Fly.Disposable():
		d.As(linter.Info)
	case copied.IsValid():
		d.As(linter.Warning).Relate(copied, "unless this restores it at every boot")
	case !sure || temporary([]model.DatabaseFile{f}, true):
		d.As(linter.Warning)
	}
	moveToMount(p, d, f)
}

// moveToMount offers the same file name below the only mount there is.
func moveToMount(p *linter.Pass, d *linter.Diagnostic, f model.DatabaseFile) {
	to := path.Join(p.Fly.Mounts[0].Destination.V, path.Base(f.Path))
	d.Help("a path below the mount, such as %s", to)
	file := p.Sources.FileAt(f.From)
	if len(p.Fly.Mounts) != 1 || file == nil || strings.Count(file.Text(f.Range), f.Path) != 1 {
		return
	}
	text := strings.Replace(file.Text(f.Range), f.Path, to, 1)
	d.UnsafeFix("a database that is at "+f.Path+" now is left behind", "Write "+to, linter.Replace(f, text))
}
