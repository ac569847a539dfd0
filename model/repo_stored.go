package model

import (
	"path"
	"slices"
	"strings"

	"github.com/flylint/flylint/model/exconfig"
)

// StoresNothing reports whether the database of a repository surely stays
// empty: the directory of its migrations has none, and no module asks the
// repository anything.
func (d *Deployment) StoresNothing(r *Repo) bool {
	entries := d.Sources.Matches(path.Join(projectOf(r), "priv/*/migrations/*"))
	hidden := func(name string) bool { return strings.HasPrefix(path.Base(name), ".") }
	return len(entries) > 0 && !slices.ContainsFunc(entries, func(e string) bool { return !hidden(e) }) &&
		!d.asks(r, repoReads[:]) && !d.asks(r, repoWrites[:])
}

// Shipped is a database that the image brings along.
type Shipped struct {
	File    string // in the project; in the image when a COPY puts it at its place
	Changed bool   // the project writes to its repository
	Ignored bool   // git ignores it: an image that is built from a clone has none
}

// ShippedDatabase is the file that an SQLite repository surely opens, as a copy
// in the image: one of the project's priv/, or one that a COPY puts where the
// repository looks; nil when none is. One of priv/ that git ignores and the app
// writes to is left over from development, and not meant to be one.
func (d *Deployment) ShippedDatabase(r *Repo) *Shipped {
	if d.Image == nil || d.Image.Builder == nil {
		return nil
	}
	if file := d.copiedDatabase(r); file != "" {
		return &Shipped{File: file, Changed: d.asks(r, repoWrites[:])}
	}
	priv := path.Join(projectOf(r), "priv")
	for _, pattern := range [...]string{"*.db", "*.sqlite", "*.sqlite3", "*/*.db", "*/*.sqlite", "*/*.sqlite3"} {
		for _, name := range d.Sources.Matches(path.Join(priv, pattern)) {
			below, _ := relativeTo(d.AppDir, name)
			if opensFile(r, strings.TrimPrefix(name, path.Dir(priv)+"/")) && d.Image.Copied(below, nil).Reaches() {
				return d.shipped(r, name)
			}
		}
	}
	return nil
}

// copiedDatabase is the only path that a repository may open, if a COPY of the
// final stage puts a file there and no volume hides it.
func (d *Deployment) copiedDatabase(r *Repo) string {
	files, all := d.DatabaseFiles(r)
	if !all || len(files) != 1 || !files[0].Absolute || files[0].Path == "" || d.MountOf(files[0].Path) != nil {
		return ""
	}
	for _, st := range stageChain(d.Image.Final) {
		for _, c := range st.Copies {
			for _, source := range c.Sources {
				if slices.Contains(destinations(c, source), files[0].Path) {
					return files[0].Path
				}
			}
		}
	}
	return ""
}

func (d *Deployment) shipped(r *Repo, file string) *Shipped {
	s := &Shipped{File: file, Changed: d.asks(r, repoWrites[:]), Ignored: d.gitIgnores(file)}
	if s.Changed && s.Ignored {
		return nil
	}
	return s
}

// opensFile reports whether a repository opens the file priv/… of its own
// application, as far as the files tell: a variable may name another one.
func opensFile(r *Repo, file string) bool {
	found, other := false, false
	r.Option("database").Leaves(func(_ exconfig.Guard, leaf *exconfig.Value) {
		is := false
		switch leaf.Kind {
		case exconfig.Raise, exconfig.Secret, exconfig.Unknown:
			return
		case exconfig.String:
			is = leaf.Text == file || strings.HasSuffix(leaf.Text, "/"+file)
		case exconfig.Opaque: // "#{:code.priv_dir(:app)}/words.db"
			is = strings.Contains(leaf.Text, "priv") && strings.Contains(leaf.Text, path.Base(file))
		}
		found, other = found || is, other || !is
	})
	return found && !other
}

// projectOf is the directory of the Mix project that a repository belongs to.
func projectOf(r *Repo) string {
	dir, _, inLib := strings.Cut("/"+r.Module.File.Path, "/lib/")
	if !inLib {
		return "."
	}
	return path.Join(".", strings.TrimPrefix(dir, "/"))
}

// The functions of a repository that tell whether anything is in it.
var (
	repoReads  = [...]string{"all", "one", "get", "exists?", "aggregate", "preload", "reload", "stream", "query"}
	repoWrites = [...]string{"insert", "update", "delete", "transaction", "transact", "checkout", "query"}
)

// asks reports whether a module of the project may call one of the functions
// of a repository: a call that begins so stands in its text.
func (d *Deployment) asks(r *Repo, functions []string) bool {
	short := r.Module.Name[strings.LastIndexByte(r.Module.Name, '.')+1:]
	return slices.ContainsFunc(functions, func(f string) bool { return len(d.Lib.FilesContaining(short+"."+f)) > 0 })
}
