package flyconfig

import (
	"strconv"
	"strings"

	"github.com/flylint/flylint/model/source"
	"github.com/flylint/flylint/parsers"
	"github.com/flylint/flylint/parsers/toml"
)

// reader reads one config and collects its problems.
type reader struct {
	fly    *Config
	opened int
	quiet  bool // the config was read before, so its problems are known
}

// maxTables is the number of tables that are read. A file with more is no fly
// config, and each costs memory.
const maxTables = 10_000

func (r *reader) full() bool { return r.opened >= maxTables }

// scope is a table that is being read: the section, the keys it may have,
// and whether the patch step of flyctl reaches it, which takes every key on the
// way to be in its exact case.
type scope struct {
	Section
	r    *reader
	kind Table
	cast bool
}

// open starts to read a table and judges each of its keys. Every table is
// opened once.
func (r *reader) open(t *toml.Table, kind Table, path string, cast bool) scope {
	r.opened++
	s := scope{Section{t.Range, path, t}, r, kind, cast}
	if r.quiet {
		return s
	}
	for _, e := range t.Entries() {
		k, patched := kind.key(e.Name, cast)
		switch {
		case k == nil:
			r.unknown(s, e)
			continue
		case k.Dead != "":
			r.fly.Dead = append(r.fly.Dead, DeadKey{e.KeyRange, s.path(k.Name), e, k})
		}
		if k.Moved == "" {
			r.judge(s, e, k, patched)
		}
	}
	return s
}

// absent is the scope of a table that is not in the file: all it holds is
// absent as well.
func (s scope) absent(k *Key) scope {
	return scope{Section{ModelPath: s.path(k.Name)}, s.r, k.Child, s.cast}
}

func (s scope) path(name string) string { return JoinPath(s.ModelPath, name) }

// find is the entry that holds the key called name: an alias, the exact name,
// or else the name in another case, of which JSON decoding takes the last in
// byte order.
func (s scope) find(name string) (e *toml.Entry, k *Key, cast bool) {
	k = s.kind.Lookup(name)
	if s.Table == nil {
		return nil, k, false
	}
	keys := s.kind.Keys()
	for i := range keys {
		if keys[i].Alias == name && s.cast {
			if e = s.Table.Get(keys[i].Name); e != nil {
				return e, k, s.cast
			}
		}
	}
	if e = s.Table.Get(name); e != nil {
		return e, k, s.cast
	}
	for _, other := range s.Table.Entries() {
		if !k.Exact && strings.EqualFold(other.Name, name) && (e == nil || e.Name < other.Name) {
			e = other
		}
	}
	return e, k, false
}

// valueOf reads one key. The Value has its path even when the key is absent.
func valueOf[T any](s scope, name string, read func(v toml.Value, k *Key, cast bool) (T, bool)) source.Value[T] {
	v := source.Value[T]{Path: s.path(name)}
	e, k, cast := s.find(name)
	if e == nil {
		return v
	}
	v.Key, v.Range = e.KeyRange, valueRange(e)
	if e.Value != nil && k.accepts(e.Value, cast) {
		v.V, v.Set = read(e.Value, k, cast)
	}
	return v
}

// valueRange is where an entry's value is written: for tables made by headers,
// the first header.
func valueRange(e *toml.Entry) parsers.Range {
	switch {
	case e.Value != nil:
		return parsers.Range{From: e.Value.Pos(), To: e.Value.End()}
	case e.Table != nil:
		return e.Table.Range
	case len(e.Array) > 0:
		return e.Array[0].Range
	default:
		return e.Range
	}
}

func (s scope) text(name string) source.Value[string] {
	return valueOf(s, name, func(v toml.Value, k *Key, cast bool) (string, bool) {
		if cast && k.Form == FormCastString {
			return castText(v), true
		}
		return textOf(v)
	})
}

func (s scope) int(name string) source.Value[int] {
	return valueOf(s, name, func(v toml.Value, k *Key, cast bool) (int, bool) {
		if cast && k.Form == FormCastInt {
			return castInt(v)
		}
		return intOf(v)
	})
}

func (s scope) float(name string) source.Value[float64] {
	return valueOf(s, name, func(v toml.Value, _ *Key, _ bool) (float64, bool) { return floatOf(v) })
}

func (s scope) bool(name string) source.Value[bool] {
	return valueOf(s, name, func(v toml.Value, _ *Key, _ bool) (bool, bool) { return boolOf(v) })
}

func (s scope) autoStop(name string) source.Value[AutoStop] {
	return valueOf(s, name, func(v toml.Value, _ *Key, _ bool) (AutoStop, bool) { return autoStopOf(v) })
}

func (s scope) duration(name string) source.Value[Duration] {
	return valueOf(s, name, func(v toml.Value, k *Key, cast bool) (Duration, bool) {
		d, set, _ := durationOf(v, k.Unit, cast)
		if d.Bare && d.Unit == UnitNanosecond {
			n, _ := castInt(v)
			d.Meant = meant(s.kind, int64(n))
		}
		return d, set
	})
}

func (s scope) strings(name string) Strings {
	return valueOf(s, name, func(v toml.Value, _ *Key, _ bool) ([]source.Value[string], bool) {
		if list, ok := v.(*toml.Array); ok {
			return s.elements(name, list), true
		}
		text, ok := textOf(v)
		at := parsers.Range{From: v.Pos(), To: v.End()}
		return []source.Value[string]{{V: text, Set: ok, Range: at, Path: s.path(name)}}, ok
	})
}

func (s scope) elements(name string, list *toml.Array) []source.Value[string] {
	elems := make([]source.Value[string], 0, len(list.Elems))
	for i, elem := range list.Elems {
		if text, ok := textOf(elem); ok {
			at := parsers.Range{From: elem.Pos(), To: elem.End()}
			elems = append(elems, source.Value[string]{V: text, Set: true, Range: at, Path: indexed(s.path(name), i)})
		}
	}
	return elems
}

// whole is a string as a Value, whatever its key takes otherwise.
func (s scope) whole(name string, e *toml.Entry) source.Value[string] {
	text, ok := textOf(e.Value)
	return source.Value[string]{V: text, Set: ok, Range: valueRange(e), Key: e.KeyRange, Path: s.path(name)}
}

// free judges a key that holds a table of anything.
func (s scope) free(name string) {
	if e, k, _ := s.find(name); e != nil && e.Table == nil {
		s.r.mismatch(s, e, k)
	}
}

// table opens the one table that a key holds.
func (s scope) table(name string) scope {
	e, k, cast := s.find(name)
	switch {
	case e == nil:
		return s.absent(k)
	case e.Table != nil:
		return s.r.open(e.Table, k.Child, s.path(name), cast)
	case k.Form == FormConcurrency && cast && isLimits(e):
		return s.absent(k)
	}
	s.r.mismatch(s, e, k)
	return s.absent(k)
}

func isLimits(e *toml.Entry) bool {
	_, _, ok := limitsOf(e.Value)
	return ok
}

// tables opens each table of a list. The entries of aliases come first, as in
// flyctl.
func (s scope) tables(name string) []scope {
	var all []scope
	for _, e := range s.sources(name) {
		k, patched := s.kind.key(e.Name, s.cast)
		for _, t := range s.list(e, k, patched) {
			if dropped := patched && k.Child == TableService && len(t.Entries()) == 0; !dropped && !s.r.full() {
				all = append(all, s.r.open(t, k.Child, indexed(s.path(name), len(all)), patched))
			}
		}
	}
	return all
}

// sources lists the entries that add to a list of tables.
func (s scope) sources(name string) []*toml.Entry {
	if s.Table == nil {
		return nil
	}
	var found []*toml.Entry
	keys := s.kind.Keys()
	for i := range keys {
		if e := s.Table.Get(keys[i].Name); e != nil && keys[i].Alias == name {
			found = append(found, e)
		}
	}
	if e := s.Table.Get(name); e != nil {
		return append(found, e)
	}
	if e, _, _ := s.find(name); e != nil && len(found) == 0 {
		found = append(found, e)
	}
	return found
}

// list is an entry as a list of tables; one table counts as a list only where
// the patch step makes it one.
func (s scope) list(e *toml.Entry, k *Key, cast bool) []*toml.Table {
	if list, ok := tableList(e); ok {
		return list
	}
	if e.Table != nil && cast && k.Form == FormCastTables {
		return e.Tables()
	}
	s.r.mismatch(s, e, k)
	return e.Tables()
}

func indexed(path string, i int) string { return path + "[" + strconv.Itoa(i) + "]" }
