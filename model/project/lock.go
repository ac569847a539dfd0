package project

import (
	"path"
	"slices"

	"golang.org/x/mod/semver"

	"github.com/flylint/flylint/model/source"
	"github.com/flylint/flylint/parsers"
	"github.com/flylint/flylint/parsers/elixir"
)

// Lock is mix.lock: the exact dependencies of the project.
// Facts: Mix.Dep.Lock; hex and git entries as Hex.SCM and Mix.SCM.Git write them.
type Lock struct {
	File    *source.File
	entries []lockEntry // in file order
	src     *source.Sources
}

// LockedPackage is one entry of mix.lock.
type LockedPackage struct {
	parsers.Range // the whole entry, key included
	Name          string
	Hex           bool          // from a Hex repository; else from git
	Package       string        // its name there, which may differ from Name
	Version       Version       // "" for git
	VersionRange  parsers.Range // the literal
	Repo          string        // the Hex repository: "hexpm", "oban"
	Git           string        // the URL
	Revision      string        // the commit
	Deps          []LockedDep   // what it asks for
}

// LockedDep is one dependency of a locked package.
type LockedDep struct {
	Name        string
	Requirement string
	Optional    bool
}

// Dep is what the package asks of the named one; false when it does not ask
// for it.
func (p *LockedPackage) Dep(name string) (LockedDep, bool) {
	if p == nil {
		return LockedDep{}, false
	}
	i := slices.IndexFunc(p.Deps, func(d LockedDep) bool { return d.Name == name })
	if i < 0 {
		return LockedDep{}, false
	}
	return p.Deps[i], true
}

// Version is a semantic version, without a leading v. Elixir's order of
// versions, pre-releases included, is that of semver.org.
type Version string

// Compare is -1, 0 or 1, as v is older than, equal to or newer than other.
func (v Version) Compare(other Version) int { return semver.Compare("v"+string(v), "v"+string(other)) }

// AtLeast reports whether v is other or newer.
func (v Version) AtLeast(other Version) bool { return v.Valid() && v.Compare(other) >= 0 }

// Before reports whether v is older than other.
func (v Version) Before(other Version) bool { return v.Valid() && v.Compare(other) < 0 }

// Valid reports whether v is a version at all.
func (v Version) Valid() bool { return semver.IsValid("v" + string(v)) }

// ReadLock reads dir/mix.lock, or the one of the umbrella dir is an
// application of. It is nil when there is none.
func ReadLock(src *source.Sources, dir string) *Lock {
	file := path.Join(dir, "mix.lock")
	if !src.Exists(file) {
		root := path.Join(dir, "..", "..")
		if dir == "." || !src.Exists(path.Join(root, "mix.exs")) {
			return nil
		}
		file = path.Join(root, "mix.lock")
	}
	f := src.Read(file)
	if f == nil {
		return nil
	}
	l := &Lock{File: f, src: src}
	if !l.readLines() {
		l.entries = nil
		l.readTree(src.Elixir(file))
	}
	return l
}

// readTree lists the entries of a parsed mix.lock.
func (l *Lock) readTree(tree *elixir.File) {
	for _, expr := range tree.Exprs {
		m, ok := expr.(*elixir.Map)
		if !ok {
			continue
		}
		for _, entry := range m.Elems {
			t, ok := entry.(*elixir.Tuple)
			if !ok || len(t.Elems) != 2 {
				continue
			}
			if p := lockedPackage(elixir.AtomOrString(t.Elems[0]), t.Range, t.Elems[1]); p != nil {
				l.entries = append(l.entries, lockEntry{name: p.Name, pkg: p})
			}
		}
	}
}

// lockedPackage reads {:hex, :package, "1.0.0", hash, managers, deps, repo, …}
// or {:git, url, revision, options}; nil for anything else.
func lockedPackage(key string, entry parsers.Range, value elixir.Node) *LockedPackage {
	fields := elements(value)
	if len(fields) < 3 {
		return nil
	}
	p := &LockedPackage{Range: entry, Name: key}
	switch elixir.AtomOrString(fields[0]) {
	case "hex":
		p.Hex, p.Package = true, elixir.AtomOrString(fields[1])
		p.Version, p.VersionRange = Version(elixir.AtomOrString(fields[2])), elixir.RangeOf(fields[2])
	case "git":
		p.Git, p.Revision = elixir.AtomOrString(fields[1]), elixir.AtomOrString(fields[2])
	default:
		return nil
	}
	if p.Hex && len(fields) > 5 {
		p.Deps = lockedDeps(fields[5])
	}
	if p.Hex && len(fields) > 6 {
		p.Repo = elixir.AtomOrString(fields[6])
	}
	return p
}

func lockedDeps(list elixir.Node) []LockedDep {
	var out []LockedDep
	for _, e := range elements(list) {
		fields := elements(e)
		if len(fields) < 2 {
			continue
		}
		d := LockedDep{Name: elixir.AtomOrString(fields[0]), Requirement: elixir.AtomOrString(fields[1])}
		if optional := elixir.Lookup(last(fields), "optional"); optional != nil {
			d.Optional, _ = elixir.BoolValue(optional.Value())
		}
		out = append(out, d)
	}
	return out
}

// Names lists the names of the entries, in file order.
func (l *Lock) Names() []string {
	if l == nil {
		return nil
	}
	names := make([]string, len(l.entries))
	for i, e := range l.entries {
		names[i] = e.name
	}
	return names
}

// Package is the entry of that name, or nil.
func (l *Lock) Package(name string) *LockedPackage {
	if l == nil {
		return nil
	}
	for i := range l.entries {
		if e := &l.entries[i]; e.name == name {
			e.read(l.src, l.File)
			return e.pkg
		}
	}
	return nil
}

// Has reports whether the package is locked.
func (l *Lock) Has(name string) bool { return l.Package(name) != nil }

// Version is the locked version of a package. It is false when the package is
// not locked or comes from git, which proves no version.
func (l *Lock) Version(name string) (Version, bool) {
	p := l.Package(name)
	if p == nil || !p.Version.Valid() {
		return "", false
	}
	return p.Version, true
}
