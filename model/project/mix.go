package project

import (
	"io/fs"
	"path"
	"slices"

	"github.com/flylint/flylint/model/exconfig"
	"github.com/flylint/flylint/model/source"
	"github.com/flylint/flylint/parsers/elixir"
)

// Mix is what mix.exs says about a project when it is built for prod.
// Facts: hexdocs.pm/mix, Mix.Project, Mix.Tasks.Release and Mix.Tasks.Deps.
type Mix struct {
	File   *source.File
	Dir    string  // the directory of mix.exs
	Module *Module // the module that uses Mix.Project

	App            source.Value[string]
	Version        source.Value[string]
	Elixir         source.Value[string] // the requirement on Elixir
	Lockfile       source.Value[string]
	DefaultRelease source.Value[string]
	SourcePaths    source.Value[[]string] // elixirc_paths; absent: lib

	Deps         []*Dep
	DepsUnread   bool // some dependencies could not be read
	Application  Application
	Releases     []*MixRelease
	MixAliases   []*MixAlias
	AppsPath     source.Value[string] // an umbrella's
	Apps         []*Mix               // an umbrella's applications, in path order
	Neighbours   []*Mix               // projects it depends on by path inside the run's file system
	ProjectKnown bool                 // project/0 was read
}

// Application is application/0: how the OTP application starts.
type Application struct {
	Known    bool                   // application/0 was read, or there is none
	Mod      source.Value[string]   // full name of the callback module
	Args     elixir.Node            // what its start/2 is given; nil without mod
	Extra    []source.Value[string] // extra_applications
	Included []source.Value[string] // included_applications
	Unread   bool                   // some of the extra applications could not be read
}

// MixAlias is one Mix alias, such as assets.deploy.
type MixAlias struct {
	Name  source.Value[string]
	Tasks []source.Value[string] // command lines; function captures are left out
}

// ReadMix reads dir/mix.exs, or is nil when there is none. Paths in an
// umbrella and dependencies by path are followed as far as they exist.
func ReadMix(src *source.Sources, dir string) *Mix {
	return readMix(src, dir, map[string]*Mix{})
}

func readMix(src *source.Sources, dir string, seen map[string]*Mix) *Mix {
	if m, ok := seen[dir]; ok {
		return m
	}
	seen[dir] = nil
	file := path.Join(dir, "mix.exs")
	tree := src.Elixir(file)
	if tree == nil {
		return nil
	}
	m := &Mix{File: src.Read(file), Dir: dir}
	seen[dir] = m
	u := &unit{}
	parseUnit(u, nil, m.File, tree)
	for _, mod := range u.modules {
		if m.Module == nil && (mod.Use("Mix.Project") != nil || mod.Function("project", 0) != nil) {
			m.Module = mod
		}
	}
	if m.Module != nil {
		m.read()
		m.follow(src, seen)
	}
	return m
}

// read fills in what project/0 and application/0 say.
func (m *Mix) read() {
	fold := &folder{env: prod}
	project := options{fold: fold, path: "mix", term: fold.call(m.Module, "project")}
	m.ProjectKnown = project.known()
	m.App = project.atom("app")
	m.Version = project.text("version")
	m.Elixir = project.text("elixir")
	m.Lockfile = project.text("lockfile")
	m.AppsPath = project.text("apps_path")
	m.DefaultRelease = project.atom("default_release")
	m.SourcePaths = project.texts("elixirc_paths")
	m.readDeps(project)
	m.readAliases(project)
	m.readReleases(project)
	if m.Module.Function("application", 0) == nil {
		m.Application.Known = true
		return
	}
	m.Application.read(options{fold: fold, path: "mix.application", term: fold.call(m.Module, "application")})
}

func (a *Application) read(o options) {
	a.Known = o.known()
	mod, key, ok := o.get("mod")
	if parts := elements(mod.node); ok && len(parts) == 2 {
		a.Args = parts[1]
		v := o.value("mod", key)
		if name := (term{parts[0], mod.scope}).resolve(); name != "" {
			v.V, v.Set, v.Range = name, true, elixir.RangeOf(parts[0])
		}
		a.Mod = v
	}
	var extra, included bool
	a.Extra, extra = o.atoms("extra_applications")
	a.Included, included = o.atoms("included_applications")
	a.Unread = extra || included
}

// ExtraApplication is the entry of extra_applications with that name.
func (a *Application) ExtraApplication(name string) (source.Value[string], bool) {
	i := slices.IndexFunc(a.Extra, func(v source.Value[string]) bool { return v.V == name })
	if i < 0 {
		return source.Value[string]{}, false
	}
	return a.Extra[i], true
}

func (m *Mix) readAliases(project options) {
	list, _, ok := project.get("aliases")
	if !ok {
		return
	}
	for _, e := range project.fold.list(list).elements {
		key, value, ok := pair(e.node)
		if !ok || len(e.when) > 0 {
			continue
		}
		alias := &MixAlias{Name: source.Value[string]{V: key.Name, Set: true, Range: key.Range, Key: key.Range, Path: "mix.aliases." + key.Name}}
		tasks := project.fold.list(term{value, e.scope})
		if v := project.fold.constant(term{value, e.scope}); v != nil && v.Kind == exconfig.String {
			tasks = listing{elements: []element{{term: term{value, e.scope}}}}
		}
		for _, task := range tasks.elements {
			if v := project.fold.constant(task.term); v != nil && v.Kind == exconfig.String {
				alias.Tasks = append(alias.Tasks, source.Value[string]{V: v.Text, Set: true, Range: v.Range, Path: alias.Name.Path})
			}
		}
		m.MixAliases = append(m.MixAliases, alias)
	}
}

// Alias is the Mix alias of that name, or nil.
func (m *Mix) Alias(name string) *MixAlias {
	if m == nil {
		return nil
	}
	for _, a := range m.MixAliases {
		if a.Name.V == name {
			return a
		}
	}
	return nil
}

// follow reads the projects this one is made of: an umbrella's applications
// and those it depends on by path.
func (m *Mix) follow(src *source.Sources, seen map[string]*Mix) {
	if m.AppsPath.Set {
		for _, file := range src.Matches(path.Join(m.Dir, m.AppsPath.V, "*", "mix.exs")) {
			if app := readMix(src, path.Dir(file), seen); app != nil {
				m.Apps = append(m.Apps, app)
			}
		}
	}
	for _, d := range m.Deps {
		dir := ""
		switch {
		case d.Source == DepUmbrella:
			dir = path.Join(m.Dir, "..", d.Name)
		case d.Source == DepPath && d.Path.Set && !path.IsAbs(d.Path.V):
			dir = path.Join(m.Dir, d.Path.V)
		}
		if dir != "" && d.InProd() && fs.ValidPath(dir) {
			if app := readMix(src, dir, seen); app != nil {
				m.Neighbours = append(m.Neighbours, app)
			}
		}
	}
}

// Projects lists the projects whose code is deployed: the project itself or
// an umbrella's applications, and those they depend on by path, each once.
func (m *Mix) Projects() []*Mix {
	var out []*Mix
	var visit func(*Mix)
	visit = func(p *Mix) {
		if p == nil || slices.Contains(out, p) {
			return
		}
		out = append(out, p)
		for _, inner := range slices.Concat(p.Apps, p.Neighbours) {
			visit(inner)
		}
	}
	visit(m)
	return slices.DeleteFunc(out, func(p *Mix) bool { return p.AppsPath.Present() })
}

// IsOwnApp reports whether an OTP application of that name is the project's.
func (m *Mix) IsOwnApp(name string) bool {
	return slices.ContainsFunc(m.Projects(), func(p *Mix) bool { return p.App.Set && p.App.V == name })
}

// sourceDirs lists the directories of the project that are compiled for prod.
func (m *Mix) sourceDirs() []string {
	var dirs []string
	for _, p := range m.SourcePaths.Or([]string{"lib"}) {
		if dir := path.Join(m.Dir, p); fs.ValidPath(dir) {
			dirs = append(dirs, dir)
		}
	}
	return dirs
}
