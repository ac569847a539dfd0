package flyconfig

import (
	"github.com/flylint/flylint/model/source"
	"github.com/flylint/flylint/parsers"
	"github.com/flylint/flylint/parsers/toml"
)

// View is a table of a fly config by the names of its keys: for who asks by
// name, as a team's own rules do, where a rule of flylint asks the fields of
// Config. Both are read alike. What flyctl moves from [experimental] into
// [[metrics]] is in Fly only.
type View struct{ scope scope }

// View is the whole config.
func (f *Config) View() View {
	r := &reader{fly: &Config{KillTimeout: f.KillTimeout}, quiet: true}
	return View{r.open(f.Doc.Root, TableRoot, "", true)}
}

// Section is the table itself; absent when it is not in the file.
func (v View) Section() Section { return v.scope.Section }

// Kind tells which keys the table has.
func (v View) Kind() Table { return v.scope.kind }

// Table is the one table under a key, absent or not.
func (v View) Table(name string) View { return View{v.scope.table(name)} }

// Tables lists the tables under a key.
func (v View) Tables(name string) []View {
	var views []View
	for _, s := range v.scope.tables(name) {
		views = append(views, View{s})
	}
	return views
}

// NamedView is a table under a name of the user's.
type NamedView struct {
	Name string
	View
}

// Named lists the tables under a key that names its tables, as [checks] does.
func (v View) Named(name string) []NamedView {
	var views []NamedView
	for _, s := range v.scope.namedTables(name) {
		views = append(views, NamedView{s.name, View{s.scope}})
	}
	return views
}

// Pairs lists the entries under a key that holds names of the user's and texts.
func (v View) Pairs(name string) (Section, []EnvEntry) {
	if name == "processes" && v.scope.kind == TableRoot {
		section, list := v.scope.processes()
		pairs := make([]EnvEntry, len(list))
		for i, p := range list {
			pairs[i] = EnvEntry{p.Name, p.Command}
		}
		return section, pairs
	}
	return v.scope.pairs(name)
}

// Setting is the value under any other key: a string, an int, a float64, a
// bool, a Duration or a []Value[string], and nil for a key that holds anything.
func (v View) Setting(name string) source.Value[any] {
	s := v.scope
	if s.kind == TableRoot && name == "kill_timeout" {
		return loose(s.r.fly.KillTimeout) // it may have been moved
	}
	k := s.kind.Lookup(name)
	if k == nil {
		return source.Value[any]{}
	}
	switch k.Form {
	case FormString, FormCastString:
		return loose(s.text(name))
	case FormInt, FormUint32, FormCastInt:
		return loose(s.int(name))
	case FormFloat:
		return loose(s.float(name))
	case FormBool:
		return loose(s.bool(name))
	case FormAutoStop:
		auto := s.autoStop(name)
		return source.Value[any]{V: string(auto.V), Set: auto.Set, Range: auto.Range, Key: auto.Key, Path: auto.Path}
	case FormDuration:
		return loose(s.duration(name))
	case FormStrings, FormCastStrings:
		return loose(s.strings(name))
	}
	return loose(valueOf(s, name, func(toml.Value, *Key, bool) (any, bool) { return nil, true }))
}

// loose is a value whose type only its reader knows.
func loose[T any](v source.Value[T]) source.Value[any] {
	return source.Value[any]{V: v.V, Set: v.Set, Range: v.Range, Key: v.Key, Path: v.Path}
}

// KeyRange is where a key stands in the table, with whatever it holds; invalid
// when it is absent.
func (v View) KeyRange(name string) parsers.Range {
	if v.scope.kind.Lookup(name) == nil {
		return parsers.Range{}
	}
	e, _, _ := v.scope.find(name)
	if e == nil {
		return parsers.Range{}
	}
	return e.KeyRange
}
