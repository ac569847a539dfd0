// Package project is the Elixir project that a deployment ships: mix.exs,
// mix.lock, its modules as they are compiled for prod, what they call, and the
// supervision tree they make. What a process group, its environment or the
// image adds to that is the business of package model.
package project

import (
	"path"
	"slices"
	"strings"

	"github.com/flylint/flylint/model/source"
	"github.com/flylint/flylint/parsers/elixir"
)

// Lib is the project's own code: the modules a release of it holds. Which
// modules there are is read off the lines; a file is parsed when one of its
// modules is asked for.
type Lib struct {
	src   *source.Sources
	mix   *Mix
	files []*source.File                 // the .ex files, in path order
	index map[string]*source.File        // by module name
	units map[string]*source.Kept[*unit] // by file
	using map[string]*source.Kept[[]*Module]
	found map[string][]string // what FilesContaining has answered
}

// ReadLib indexes the modules of the project: those under the paths that
// mix.exs compiles for prod, of every app in an umbrella.
func ReadLib(src *source.Sources, mix *Mix) *Lib {
	l := &Lib{
		src: src, mix: mix, index: map[string]*source.File{}, units: map[string]*source.Kept[*unit]{},
		using: map[string]*source.Kept[[]*Module]{}, found: map[string][]string{},
	}
	for _, app := range mix.Projects() {
		for _, dir := range app.sourceDirs() {
			for _, file := range src.Modules(dir) {
				l.add(src.Read(file))
			}
		}
	}
	return l
}

// add adds a file; nil is one that cannot be read.
func (l *Lib) add(f *source.File) {
	if f == nil {
		return
	}
	l.files = append(l.files, f)
	for _, name := range f.ModuleNames() {
		if _, taken := l.index[name]; !taken {
			l.index[name] = f
		}
	}
}

// Defines reports whether the project has a module of that full name.
func (l *Lib) Defines(name string) bool {
	if l == nil {
		return false
	}
	_, ok := l.index[name]
	return ok
}

// Names lists the names of all modules, sorted.
func (l *Lib) Names() []string {
	if l == nil {
		return nil
	}
	names := make([]string, 0, len(l.index))
	for name := range l.index {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// Module is the module of that full name, or nil when the project has none.
func (l *Lib) Module(name string) *Module {
	if !l.Defines(name) {
		return nil
	}
	for _, m := range l.unit(l.index[name].Path).modules {
		if m.Name == name {
			return m
		}
	}
	return nil
}

// Defmodule is the module of that full name as it is written, or nil.
func (l *Lib) Defmodule(name string) *elixir.Call {
	if m := l.Module(name); m != nil {
		return m.Call
	}
	return nil
}

// mentions reports whether the file that defines a module holds the text.
func (l *Lib) mentions(name, text string) bool {
	return l.Defines(name) && l.index[name].Contains(text)
}

// Function is the project's function of that name, or nil.
func (l *Lib) Function(ref Ref) *Function { return l.Module(ref.Module).Function(ref.Name, ref.Arity) }

// FilesContaining lists the files whose text holds every one of the texts, in
// path order. The list is not to be changed.
func (l *Lib) FilesContaining(texts ...string) []string {
	if l == nil {
		return nil
	}
	key := texts[0]
	if len(texts) > 1 {
		key = strings.Join(texts, "\x00")
	}
	found, known := l.found[key]
	if !known {
		for _, f := range l.files {
			if !slices.ContainsFunc(texts, func(t string) bool { return !f.Contains(t) }) {
				found = append(found, f.Path)
			}
		}
		l.found[key] = found
	}
	return found
}

// Mentions reports whether a word, in lower case, stands anywhere in the
// project's modules, in any case.
func (l *Lib) Mentions(word string) bool {
	return l != nil && slices.ContainsFunc(l.files, func(f *source.File) bool { return f.Mentions(word) })
}

// Modules lists the modules of one file in order.
func (l *Lib) Modules(file string) []*Module {
	if l == nil || !slices.ContainsFunc(l.files, func(f *source.File) bool { return f.Path == file }) {
		return nil
	}
	return l.unit(file).modules
}

// Using lists the modules that `use` the named one, in the order of their
// files. A module of the project that passes the use on in its __using__ counts
// for those that use it.
func (l *Lib) Using(name string) []*Module {
	if l == nil {
		return nil
	}
	found := l.using[name]
	if found == nil {
		found = &source.Kept[[]*Module]{}
		l.using[name] = found
	}
	return found.In(l.src, func() []*Module { return l.findUsing(name) })
}

func (l *Lib) findUsing(name string) []*Module {
	short := name[strings.LastIndexByte(name, '.')+1:]
	var out []*Module
	for _, file := range l.FilesContaining("use ", short) {
		for _, m := range l.unit(file).modules {
			switch {
			case m.Use(name) != nil:
				out = append(out, m)
			case m.passesOn(name):
				out = append(out, l.Using(m.Name)...)
			}
		}
	}
	return out
}

// unit parses a file of the project once.
func (l *Lib) unit(file string) *unit {
	k := l.units[file]
	if k == nil {
		k = &source.Kept[*unit]{}
		l.units[file] = k
	}
	return k.In(l.src, func() *unit {
		u := &unit{}
		k.Put(u) // its modules may ask for one another
		if tree := l.src.Elixir(file); tree != nil {
			parseUnit(u, l, l.src.Read(file), tree)
		}
		return u
	})
}

// IsTask reports whether the module is a Mix task, which no release runs.
func (m *Module) IsTask() bool {
	return strings.HasPrefix(m.Name, "Mix.Tasks.") || m.Use("Mix.Task") != nil
}

// IsTestSupport reports whether the module serves tests only.
func (m *Module) IsTestSupport() bool {
	for _, name := range []string{"ExUnit.Case", "ExUnit.CaseTemplate", "ExMachina", "ExMachina.Ecto"} {
		if m.Use(name) != nil {
			return true
		}
	}
	return slices.Contains(strings.Split(path.Dir(m.File.Path), "/"), "test")
}
