package project

import (
	"slices"

	"github.com/flylint/flylint/model/exconfig"
	"github.com/flylint/flylint/model/source"
	"github.com/flylint/flylint/parsers"
	"github.com/flylint/flylint/parsers/elixir"
)

// Dep is one dependency in mix.exs.
type Dep struct {
	parsers.Range // the whole tuple
	Name          string
	NameRange     parsers.Range
	Requirement   source.Value[string]
	Source        DepSource
	Path          source.Value[string]   // of a path dependency
	Only          source.Value[[]string] // the environments it is for; absent: all
	Runtime       source.Value[bool]     // absent: true; false keeps it out of the release
	Optional      bool                   // its presence depends on what cannot be decided here
}

// DepSource says where a dependency comes from.
type DepSource uint8

// The sources of a dependency.
const (
	DepHex DepSource = iota
	DepGit
	DepPath
	DepUmbrella
)

// InProd reports whether a prod build has the dependency. One whose `only:`
// cannot be read counts as there.
func (d *Dep) InProd() bool {
	return !d.Only.Set || slices.Contains(d.Only.V, prod)
}

// Dep is the dependency of that name, in prod or not, or nil.
func (m *Mix) Dep(name string) *Dep {
	if m == nil {
		return nil
	}
	for _, d := range m.Deps {
		if d.Name == name {
			return d
		}
	}
	return nil
}

// HasDep reports whether the project, or one it is made of, depends on name
// in prod. What a dependency brings along is in mix.lock only.
func (m *Mix) HasDep(name string) bool {
	if d := m.Dep(name); d != nil && d.InProd() {
		return true
	}
	return slices.ContainsFunc(m.Projects(), func(p *Mix) bool {
		d := p.Dep(name)
		return d != nil && d.InProd()
	})
}

// MayDepend reports whether a prod build may have the dependency by mix.exs
// alone: it is asked for, or some of the dependencies cannot be read.
func (m *Mix) MayDepend(name string) bool {
	return m == nil || m.HasDep(name) || m.DepsUnread ||
		slices.ContainsFunc(m.Projects(), func(p *Mix) bool { return p.DepsUnread })
}

func (m *Mix) readDeps(project options) {
	list, _, ok := project.get("deps")
	if !ok {
		return
	}
	l := project.fold.list(list)
	m.DepsUnread = len(l.unread) > 0
	for _, e := range l.elements {
		if d := readDep(project.fold, e); d != nil {
			m.Deps = append(m.Deps, d)
		} else {
			m.DepsUnread = true
		}
	}
}

// readDep reads {:name, "~> 1.0"}, {:name, options} or {:name, "~> 1.0", options}.
func readDep(fold *folder, e element) *Dep {
	parts := elements(e.node)
	if len(parts) < 2 {
		return nil
	}
	name, ok := parts[0].(*elixir.Atom)
	if !ok {
		return nil
	}
	d := &Dep{Range: elixir.RangeOf(e.node), Name: name.Name, NameRange: name.Range, Optional: len(e.when) > 0}
	opts := options{fold: fold, path: "mix.deps." + name.Name, term: term{last(parts), e.scope}}
	if v := fold.constant(term{parts[1], e.scope}); v != nil && v.Kind == exconfig.String {
		d.Requirement = source.Value[string]{V: v.Text, Set: true, Range: v.Range, Key: name.Range, Path: opts.path}
	}
	opts.term = fold.reduce(opts.term)
	switch {
	case opts.has("git") || opts.has("github"):
		d.Source = DepGit
	case opts.has("path"):
		d.Source, d.Path = DepPath, opts.text("path")
	case opts.has("in_umbrella"):
		d.Source = DepUmbrella
	}
	d.Only = opts.atomOrAtoms("only")
	d.Runtime = opts.boolean("runtime")
	return d
}
