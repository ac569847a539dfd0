package model

import (
	"path"
	"strings"

	"github.com/flylint/flylint/model/exconfig"
	"github.com/flylint/flylint/model/flyconfig"
	"github.com/flylint/flylint/model/project"
	"github.com/flylint/flylint/model/source"
	"github.com/flylint/flylint/parsers"
)

// DatabaseFile is one file an SQLite repository may open.
type DatabaseFile struct {
	parsers.Range        // the text that holds the path
	Path          string // absolute in the image, or as written where its directory is not known; "" in memory
	Absolute      bool
	When          exconfig.Guard // empty: no other file is possible
	Variable      string         // the environment variable it comes through; "" for configuration
}

// SQLite reports whether the repository is surely an SQLite database in
// production.
func (r *Repo) SQLite() bool { return r.Adapter.Set && r.Adapter.V == project.AdapterSQLite }

// Writes reports whether the repository may change its database: one that is
// shipped with the image may well lie in the image.
func (r *Repo) Writes() bool { return !r.ReadOnly.V && !r.Option("mode").IsAtom("readonly") }

// DatabaseFiles lists the files an SQLite repository may open, as far as the
// files tell; all tells that there are no others.
func (d *Deployment) DatabaseFiles(r *Repo) (files []DatabaseFile, all bool) {
	v := r.Option("database")
	all = v != nil && !r.Unread
	v.Leaves(func(when exconfig.Guard, leaf *exconfig.Value) {
		switch leaf.Kind {
		case exconfig.String:
			f := DatabaseFile{Range: leaf.Range, When: when, Variable: variableOf(leaf)}
			f.Path, f.Absolute = d.databasePath(leaf.Text)
			files = append(files, f)
		case exconfig.Atom: // :memory, and nil, with which the boot ends
			files = append(files, DatabaseFile{Range: leaf.Range, When: when, Absolute: true})
		case exconfig.Raise:
		default:
			all = false
		}
	})
	return files, all
}

// databasePath is the path in what exqlite takes for a database: a path, a
// file: URI, or :memory:. A relative one starts at the working directory.
func (d *Deployment) databasePath(text string) (name string, absolute bool) {
	name = strings.TrimPrefix(strings.TrimPrefix(text, "file:"), "//")
	name, query, _ := strings.Cut(name, "?")
	if name == ":memory:" || name == "" || strings.Contains(query, "mode=memory") {
		return "", true
	}
	if !path.IsAbs(name) && d.Image != nil && d.Image.Final != nil && path.IsAbs(d.Image.Final.Workdir.Text) {
		name = path.Join(d.Image.Final.Workdir.Text, name)
	}
	return path.Clean(name), path.IsAbs(name)
}

// MountOf is the mount that holds the file or directory name, or nil.
func (d *Deployment) MountOf(name string) *flyconfig.Mount {
	for _, m := range d.Fly.Mounts {
		if m.Destination.Set && source.Inside(path.Clean(m.Destination.V), name) {
			return m
		}
	}
	return nil
}

// MountsKnown reports whether every mount's destination is known.
func (d *Deployment) MountsKnown() bool {
	for _, m := range d.Fly.Mounts {
		if !m.Destination.Set {
			return false
		}
	}
	return true
}

// Replicas is where something shows that the databases of the deployment are
// copied elsewhere: LiteFS or Litestream. It is invalid when nothing does.
func (d *Deployment) Replicas() parsers.Range {
	if l := d.LiteFS(); l != nil {
		return l.File.Start()
	}
	if dep := d.Mix.Dep("litestream"); dep != nil && dep.InProd() {
		return dep.Range
	}
	if d.Image == nil {
		return parsers.Range{}
	}
	for _, st := range d.Image.Stages {
		for _, in := range st.Instructions {
			text := strings.ToLower(d.Image.File.Text(in.Range))
			if strings.Contains(text, "litestream") || strings.Contains(text, "litefs") {
				return in.Range
			}
		}
	}
	return parsers.Range{}
}
