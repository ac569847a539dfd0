package project

import (
	"slices"

	"github.com/flylint/flylint/model/exconfig"
	"github.com/flylint/flylint/model/source"
	"github.com/flylint/flylint/parsers"
	"github.com/flylint/flylint/parsers/elixir"
)

// MixRelease is one entry of releases: in mix.exs.
type MixRelease struct {
	Name               source.Value[string]
	Options            parsers.Range
	Applications       []source.Value[string] // names, for which a mode is given
	Cookie             source.Value[string]
	Steps              elixir.Node // nil: the default, [:assemble]
	Overlays           source.Value[[]string]
	Executables        source.Value[[]string] // include_executables_for: unix, windows
	IncludeERTS        source.Value[bool]     // absent, or a path (present, not set): see Mix.Tasks.Release
	ValidateCompileEnv source.Value[bool]     // absent: true
	RuntimeConfig      source.Value[string]   // runtime_config_path
	ConfigProviders    parsers.Range          // invalid without any
}

func (m *Mix) readReleases(project options) {
	list, _, ok := project.get("releases")
	if !ok {
		return
	}
	for _, e := range project.fold.list(list).elements {
		key, value, ok := pair(e.node)
		if !ok {
			continue
		}
		o := options{fold: project.fold, path: "mix.releases." + key.Name, term: project.fold.reduce(term{value, e.scope})}
		m.Releases = append(m.Releases, readRelease(key, o))
	}
}

func readRelease(key *elixir.Atom, o options) *MixRelease {
	r := &MixRelease{
		Name:               source.Value[string]{V: key.Name, Set: true, Range: key.Range, Key: key.Range, Path: o.path},
		Options:            elixir.RangeOf(o.term.node),
		Cookie:             o.text("cookie"),
		Overlays:           o.texts("overlays"),
		Executables:        o.atomOrAtoms("include_executables_for"),
		IncludeERTS:        o.boolean("include_erts"),
		ValidateCompileEnv: o.boolean("validate_compile_env"),
		RuntimeConfig:      o.text("runtime_config_path"),
	}
	if steps, _, ok := o.get("steps"); ok {
		r.Steps = steps.node
	}
	if providers, _, ok := o.get("config_providers"); ok {
		r.ConfigProviders = elixir.RangeOf(providers.node)
	}
	if apps, _, ok := o.get("applications"); ok {
		for _, e := range o.fold.list(apps).elements {
			if name, _, ok := pair(e.node); ok {
				r.Applications = append(r.Applications, source.Value[string]{V: name.Name, Set: true, Range: name.Range, Path: o.path + ".applications"})
			}
		}
	}
	return r
}

// Release is the release of that name, or nil when mix.exs does not list it.
func (m *Mix) Release(name string) *MixRelease {
	if m == nil {
		return nil
	}
	i := slices.IndexFunc(m.Releases, func(r *MixRelease) bool { return r.Name.V == name })
	if i < 0 {
		return nil
	}
	return m.Releases[i]
}

// ReleaseNames lists the names `mix release` can build: those mix.exs lists, or
// the application's own when it lists none. Empty when that cannot be told.
func (m *Mix) ReleaseNames() []string {
	if m == nil || !m.ProjectKnown {
		return nil
	}
	var names []string
	for _, r := range m.Releases {
		names = append(names, r.Name.V)
	}
	if len(names) == 0 && m.App.Set {
		names = []string{m.App.V}
	}
	return names
}

// options reads the keys of one keyword list that the project's code makes.
type options struct {
	fold *folder
	path string // in the model
	term term   // reduced
}

// known reports whether the keyword list is written out.
func (o options) known() bool {
	_, ok := o.term.node.(*elixir.List)
	return ok
}

func (o options) has(key string) bool {
	_, _, ok := o.get(key)
	return ok
}

// get is the reduced value under key, and the key itself.
func (o options) get(key string) (term, *elixir.Atom, bool) {
	for _, e := range elements(o.term.node) {
		if k, v, ok := pair(e); ok && k.Name == key {
			return o.fold.reduce(term{v, o.term.scope}), k, true
		}
	}
	return term{}, nil, false
}

func (o options) value(name string, key *elixir.Atom) source.Value[string] {
	return source.Value[string]{Key: key.Range, Path: o.path + "." + name}
}

// scalar is the value under key when it is a constant of that kind.
func (o options) scalar(key string, kind exconfig.Kind) (source.Value[string], *exconfig.Value) {
	t, k, ok := o.get(key)
	if !ok {
		return source.Value[string]{Path: o.path + "." + key}, nil
	}
	v := o.value(key, k)
	c := o.fold.constant(t)
	if c == nil || c.Kind != kind {
		v.Range = elixir.RangeOf(t.node)
		return v, nil
	}
	v.V, v.Set, v.Range = c.Text, true, c.Range
	return v, c
}

func (o options) text(key string) source.Value[string] {
	v, _ := o.scalar(key, exconfig.String)
	return v
}

func (o options) atom(key string) source.Value[string] {
	v, _ := o.scalar(key, exconfig.Atom)
	return v
}

func (o options) boolean(key string) source.Value[bool] {
	v, c := o.scalar(key, exconfig.Atom)
	out := source.Value[bool]{Range: v.Range, Key: v.Key, Path: v.Path}
	if c != nil && (c.Text == "true" || c.Text == "false") {
		out.V, out.Set = c.Text == "true", true
	}
	return out
}

// integer is a whole number, or :infinity, which is not Set.
func (o options) integer(key string) source.Value[int64] {
	v, c := o.scalar(key, exconfig.Integer)
	out := source.Value[int64]{Range: v.Range, Key: v.Key, Path: v.Path}
	if n, ok := integer(c); ok {
		out.V, out.Set = n, true
	}
	return out
}

func (o options) texts(key string) source.Value[[]string] {
	return o.words(key, exconfig.String, false)
}

func (o options) atomOrAtoms(key string) source.Value[[]string] {
	return o.words(key, exconfig.Atom, true)
}

// words is a list of constants of one kind; alone allows a single one too.
func (o options) words(key string, kind exconfig.Kind, alone bool) source.Value[[]string] {
	t, k, ok := o.get(key)
	out := source.Value[[]string]{Path: o.path + "." + key}
	if !ok {
		return out
	}
	out.Key, out.Range = k.Range, elixir.RangeOf(t.node)
	c := o.fold.constant(t)
	if c == nil {
		return out
	}
	list := c.Elems
	if alone && c.Kind == kind {
		list = []*exconfig.Value{c}
	} else if c.Kind != exconfig.List {
		return out
	}
	for _, e := range list {
		if e.Kind != kind {
			return out
		}
		out.V = append(out.V, e.Text)
	}
	out.Set = true
	return out
}

// atoms lists the atoms of a list, each with its place, and whether some of
// it could not be read.
func (o options) atoms(key string) (names []source.Value[string], unread bool) {
	t, k, ok := o.get(key)
	if !ok {
		return nil, false
	}
	l := o.fold.list(t)
	unread = len(l.unread) > 0
	for _, e := range l.elements {
		node := e.node
		if parts := elements(node); len(parts) == 2 { // {:app, :optional}
			node = parts[0]
		}
		a, ok := node.(*elixir.Atom)
		if !ok || len(e.when) > 0 {
			unread = true
			continue
		}
		names = append(names, source.Value[string]{V: a.Name, Set: true, Range: a.Range, Key: k.Range, Path: o.path + "." + key})
	}
	return names, unread
}

// pair takes key: value apart.
func pair(n elixir.Node) (key *elixir.Atom, value elixir.Node, ok bool) {
	t, ok := n.(*elixir.Tuple)
	if !ok || len(t.Elems) != 2 {
		return nil, nil, false
	}
	key, ok = t.Elems[0].(*elixir.Atom)
	return key, t.Elems[1], ok
}

// call is what a function without parameters is worth.
func (f *folder) call(mod *Module, name string) term {
	fn := mod.Function(name, 0)
	if fn == nil {
		return term{}
	}
	s := &scope{mod: mod}
	if b := f.clauses(term{scope: s}, fn, nil); len(b) == 1 {
		return f.reduce(b[0].term)
	}
	return term{}
}
