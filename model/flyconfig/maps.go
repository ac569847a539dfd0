package flyconfig

import (
	"fmt"

	"github.com/flylint/flylint/model/source"
	"github.com/flylint/flylint/parsers/toml"
)

// pairs reads a table whose keys are free and whose values are text: [env],
// build arguments, headers. The section is absent for the list forms.
func (s scope) pairs(name string) (Section, []EnvEntry) {
	e, k, cast := s.find(name)
	if e == nil {
		return Section{ModelPath: s.path(name)}, nil
	}
	section := Section{ModelPath: s.path(name)}
	if e.Table != nil {
		section = Section{e.Table.Range, s.path(name), e.Table}
	}
	form := k.Form
	if !cast {
		form = form.plain()
	}
	list, isList := tableList(e)
	switch {
	case e.Table != nil:
		return section, s.tablePairs(nil, k, section.ModelPath, e.Table, form == FormCastMap || form == FormHeaders)
	case form == FormCastMap && isList:
		var all []EnvEntry
		for _, t := range list {
			all = s.tablePairs(all, k, section.ModelPath, t, true)
		}
		return section, all
	case form == FormHeaders && isList:
		return section, s.namedPairs(list, k, section.ModelPath, "value")
	}
	s.r.mismatch(s, e, k)
	return section, nil
}

// tablePairs appends the pairs of one table. Without cast every value has to
// be a string.
func (s scope) tablePairs(all []EnvEntry, k *Key, path string, t *toml.Table, cast bool) []EnvEntry {
	for _, e := range t.Entries() {
		if s.kind == TableRoot {
			s.r.swallowed(Section{t.Range, path, t}, e)
		}
		v := source.Value[string]{Range: valueRange(e), Key: e.KeyRange, Path: JoinPath(path, e.Name)}
		switch _, bad := e.Value.(*toml.Bad); {
		case bad:
		case cast:
			v.V, v.Set = entryText(e), true
		default:
			if v.V, v.Set = textOf(e.Value); !v.Set {
				s.r.mismatch(scope{Section: Section{ModelPath: path}}, e, &Key{Name: e.Name, Form: FormString, Doc: k.Doc})
			}
		}
		all = append(all, EnvEntry{e.Name, v})
	}
	return all
}

// entryText is an entry as flyctl turns it into text.
func entryText(e *toml.Entry) string { return fmt.Sprint(goEntry(e)) }

// namedPairs reads the list form of headers and processes: tables with the
// name under "name" and the text under key.
func (s scope) namedPairs(list []*toml.Table, k *Key, path, key string) []EnvEntry {
	var all []EnvEntry
	for _, t := range list {
		name := t.Get("name")
		if name == nil {
			if k.Form == FormHeaders {
				s.r.nameless(t, k, path)
			}
			continue
		}
		pair := EnvEntry{entryText(name), source.Value[string]{Key: valueRange(name), Range: t.Range, Set: true}}
		pair.Path = JoinPath(path, pair.Name)
		if text := t.Get(key); text != nil {
			pair.V, pair.Range = entryText(text), valueRange(text)
		}
		all = append(all, pair)
	}
	return all
}

// nameless notes a table of a list that needs a name and has none.
func (r *reader) nameless(t *toml.Table, k *Key, path string) {
	r.fly.TypeErrors = append(r.fly.TypeErrors, TypeError{
		Range: t.Range, Path: path, Want: "a table with a name", Got: "a table without a name", Known: k,
	})
}

// processes reads the process groups in both forms. Where none is named, or
// the table is empty, flyctl sees no [processes] at all.
func (s scope) processes() (Section, []Process) {
	e, k, cast := s.find("processes")
	if e == nil {
		return Section{ModelPath: "processes"}, nil
	}
	_, isArray := e.Value.(*toml.Array)
	if !cast || !isArray && len(e.Array) == 0 {
		section, pairs := s.pairs("processes")
		return section, asProcesses(pairs)
	}
	return Section{ModelPath: "processes"}, asProcesses(s.namedPairs(e.Tables(), k, "processes", "command"))
}

func asProcesses(pairs []EnvEntry) []Process {
	processes := make([]Process, 0, len(pairs))
	for _, p := range pairs {
		processes = append(processes, Process{p.Name, p.Value})
	}
	return processes
}

// namedTables reads [checks]: tables under free names, or a list of tables that
// name themselves.
func (s scope) namedTables(name string) []namedScope {
	e, k, cast := s.find(name)
	if e == nil {
		return nil
	}
	if e.Table != nil {
		return s.tablesOf(e.Table, k, s.path(name), cast)
	}
	list, ok := tableList(e)
	if !cast || !ok {
		s.r.mismatch(s, e, k)
		return nil
	}
	var all []namedScope
	for _, t := range list {
		id := t.Get("name")
		text, named := "", false
		if id != nil {
			text, named = textOf(id.Value)
		}
		switch {
		case !named:
			s.r.nameless(t, k, s.path(name))
			continue
		case s.r.full():
			return all
		}
		all = append(all, namedScope{text, s.r.open(t, k.Child, s.path(name)+"."+text, cast)})
	}
	return all
}

// namedScope is a table under a name of the user's.
type namedScope struct {
	name string
	scope
}

func (s scope) tablesOf(t *toml.Table, k *Key, path string, cast bool) []namedScope {
	var all []namedScope
	for _, e := range t.Entries() {
		if e.Table == nil {
			s.r.mismatch(scope{Section: Section{ModelPath: path}}, e, &Key{Name: e.Name, Form: FormTable, Doc: k.Doc})
			continue
		}
		if s.r.full() {
			break
		}
		all = append(all, namedScope{e.Name, s.r.open(e.Table, k.Child, JoinPath(path, e.Name), cast)})
	}
	return all
}

// tableList is an entry as a list that holds nothing but tables, in either
// notation; ok is false for anything else.
func tableList(e *toml.Entry) (list []*toml.Table, ok bool) {
	if len(e.Array) > 0 {
		return e.Array, true
	}
	array, ok := e.Value.(*toml.Array)
	if !ok {
		return nil, false
	}
	list = e.Tables()
	return list, len(list) == len(array.Elems)
}
