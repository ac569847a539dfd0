package model

import (
	"github.com/flylint/flylint/parsers"
	"github.com/flylint/flylint/parsers/toml"
)

// FlyView is a table of a fly config by the names of its keys: for who asks by
// name, as a team's own rules do, where a rule of flylint asks the fields of
// Fly. Both are read alike. What flyctl moves from [experimental] into
// [[metrics]] is in Fly only.
type FlyView struct{ scope flyScope }

// View is the whole config.
func (f *Fly) View() FlyView {
	r := &flyReader{fly: &Fly{KillTimeout: f.KillTimeout}, quiet: true}
	return FlyView{r.open(f.Doc.Root, TableRoot, "", true)}
}

// Section is the table itself; absent when it is not in the file.
func (v FlyView) Section() Section { return v.scope.Section }

// Kind tells which keys the table has.
func (v FlyView) Kind() FlyTable { return v.scope.kind }

// Table is the one table under a key, absent or not.
func (v FlyView) Table(name string) FlyView { return FlyView{v.scope.table(name)} }

// Tables lists the tables under a key.
func (v FlyView) Tables(name string) []FlyView {
	var views []FlyView
	for _, s := range v.scope.tables(name) {
		views = append(views, FlyView{s})
	}
	return views
}

// NamedFlyView is a table under a name of the user's.
type NamedFlyView struct {
	Name string
	FlyView
}

// Named lists the tables under a key that names its tables, as [checks] does.
func (v FlyView) Named(name string) []NamedFlyView {
	var views []NamedFlyView
	for _, s := range v.scope.namedTables(name) {
		views = append(views, NamedFlyView{s.name, FlyView{s.flyScope}})
	}
	return views
}

// Pairs lists the entries under a key that holds names of the user's and texts.
func (v FlyView) Pairs(name string) (Section, []EnvEntry) {
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
func (v FlyView) Setting(name string) Value[any] {
	s := v.scope
	if s.kind == TableRoot && name == "kill_timeout" {
		return loose(s.r.fly.KillTimeout) // it may have been moved
	}
	k := s.kind.Lookup(name)
	if k == nil {
		return Value[any]{}
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
		return Value[any]{V: string(auto.V), Set: auto.Set, Range: auto.Range, Key: auto.Key, Path: auto.Path}
	case FormDuration:
		return loose(s.duration(name))
	case FormStrings, FormCastStrings:
		return loose(s.strings(name))
	}
	return loose(valueOf(s, name, func(toml.Value, *FlyKey, bool) (any, bool) { return nil, true }))
}

// loose is a value whose type only its reader knows.
func loose[T any](v Value[T]) Value[any] {
	return Value[any]{V: v.V, Set: v.Set, Range: v.Range, Key: v.Key, Path: v.Path}
}

// KeyRange is where a key stands in the table, with whatever it holds; invalid
// when it is absent.
func (v FlyView) KeyRange(name string) parsers.Range {
	if v.scope.kind.Lookup(name) == nil {
		return parsers.Range{}
	}
	e, _, _ := v.scope.find(name)
	if e == nil {
		return parsers.Range{}
	}
	return e.KeyRange
}
