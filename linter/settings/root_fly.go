package settings

import (
	"github.com/zclconf/go-cty/cty"

	"github.com/flylint/flylint/model"
	"github.com/flylint/flylint/model/flyconfig"
	"github.com/flylint/flylint/model/source"
	"github.com/flylint/flylint/parsers"
)

// flyType is the whole fly config: every key flyctl knows.
func flyType() cty.Type { return tableType(flyconfig.TableRoot) }

func tableType(t flyconfig.Table) cty.Type {
	attrs := map[string]cty.Type{}
	for _, k := range t.Keys() {
		if k.Alias == "" {
			attrs[k.Name] = keyType(&k)
		}
	}
	return cty.Object(attrs)
}

// keyType is the type of a key's value. Durations are seconds.
func keyType(k *flyconfig.Key) cty.Type {
	switch k.Form {
	case flyconfig.FormString, flyconfig.FormCastString, flyconfig.FormAutoStop:
		return cty.String
	case flyconfig.FormInt, flyconfig.FormUint32, flyconfig.FormCastInt, flyconfig.FormFloat, flyconfig.FormDuration:
		return cty.Number
	case flyconfig.FormBool:
		return cty.Bool
	case flyconfig.FormStrings, flyconfig.FormCastStrings:
		return cty.List(cty.String)
	case flyconfig.FormStringMap, flyconfig.FormCastMap, flyconfig.FormHeaders, flyconfig.FormProcesses:
		return cty.Map(cty.String)
	case flyconfig.FormTable, flyconfig.FormConcurrency:
		return tableType(k.Child)
	case flyconfig.FormTables, flyconfig.FormCastTables:
		return cty.List(tableType(k.Child))
	case flyconfig.FormNamedTables:
		return cty.Map(tableType(k.Child))
	}
	return cty.DynamicPseudoType
}

// flyWalk follows a path through a config. It keeps the nearest place that is
// written, since that is where what is absent would be added.
type flyWalk struct {
	near parsers.Range
}

// lookFly finds a setting of the fly config as flyctl reads it.
func lookFly(d *model.Deployment, steps []step) seen {
	w := &flyWalk{near: d.File.Start()}
	found := w.table(d.Fly.View(), steps)
	found.path = modelPath("fly", steps)
	if !found.at.IsValid() {
		found.at = w.near
	}
	return found
}

// none is what is absent; whoever asked knows its type.
func (w *flyWalk) none() seen { return seen{value: cty.NilVal, at: w.near} }

func (w *flyWalk) table(v flyconfig.View, steps []step) seen {
	if s := v.Section(); s.IsValid() && s.ModelPath != "" {
		w.near = s.Range
	}
	if len(steps) == 0 {
		return seen{value: tableValue(v), at: w.near, present: v.Section().Present()}
	}
	k := v.Kind().Lookup(steps[0].name)
	if k == nil {
		return w.none()
	}
	rest := steps[1:]
	switch k.Form {
	case flyconfig.FormTable:
		return w.table(v.Table(k.Name), rest)
	case flyconfig.FormConcurrency:
		if at := v.KeyRange(k.Name); shortForm(v, k) {
			return seen{value: cty.DynamicVal, at: at, present: true, why: "it is written in the old form \"soft,hard\""}
		}
		return w.table(v.Table(k.Name), rest)
	case flyconfig.FormTables, flyconfig.FormCastTables:
		return w.tables(v, k, rest)
	case flyconfig.FormNamedTables:
		return w.named(v, k, rest)
	case flyconfig.FormStringMap, flyconfig.FormCastMap, flyconfig.FormHeaders, flyconfig.FormProcesses:
		return w.pairs(v, k, rest)
	}
	return w.setting(v, k, rest)
}

// shortForm reports whether a key that holds a table is written as a text.
func shortForm(v flyconfig.View, k *flyconfig.Key) bool {
	return v.KeyRange(k.Name).IsValid() && !v.Table(k.Name).Section().Present()
}

func (w *flyWalk) tables(v flyconfig.View, k *flyconfig.Key, rest []step) seen {
	views := v.Tables(k.Name)
	if len(views) > 0 {
		w.near = views[0].Section().Range
	}
	switch {
	case len(rest) == 0:
		return seen{value: keyValue(v, k), at: w.near, present: len(views) > 0}
	case rest[0].index < len(views):
		return w.table(views[rest[0].index], rest[1:])
	}
	return w.none()
}

func (w *flyWalk) named(v flyconfig.View, k *flyconfig.Key, rest []step) seen {
	views := v.Named(k.Name)
	if at := v.KeyRange(k.Name); at.IsValid() {
		w.near = at
	}
	if len(rest) == 0 {
		return seen{value: keyValue(v, k), at: w.near, present: len(views) > 0}
	}
	for _, view := range views {
		if view.Name == rest[0].name {
			return w.table(view.View, rest[1:])
		}
	}
	return w.none()
}

func (w *flyWalk) pairs(v flyconfig.View, k *flyconfig.Key, rest []step) seen {
	section, pairs := v.Pairs(k.Name)
	if section.IsValid() {
		w.near = section.Range
	} else if at := v.KeyRange(k.Name); at.IsValid() {
		w.near = at
	}
	if len(rest) == 0 {
		return seen{value: keyValue(v, k), at: w.near, present: len(pairs) > 0}
	}
	found := w.none()
	for _, p := range pairs { // of two with one name the later holds
		if p.Name == rest[0].name {
			found = seen{value: scalar(p.Name, loose(p.Value), cty.String), at: placeOf(p.Range, p.Key), present: true}
		}
	}
	return found
}

// setting is a key whose value is no table.
func (w *flyWalk) setting(v flyconfig.View, k *flyconfig.Key, rest []step) seen {
	s := v.Setting(k.Name)
	if !s.Present() {
		return w.none()
	}
	found := seen{value: scalar(k.Name, s, keyType(k)), at: placeOf(s.Range, s.Key), present: true}
	if !found.value.IsKnown() {
		found.why = "its value is not one that flyctl reads"
	}
	if len(rest) == 0 {
		return found
	}
	elems, _ := s.V.([]source.Value[string])
	if i := rest[0].index; i < len(elems) {
		return seen{value: text(k.Name, elems[i].V), at: elems[i].Range, present: true}
	}
	w.near = found.at
	return w.none()
}

// placeOf is where a value is written, else where its key is.
func placeOf(value, key parsers.Range) parsers.Range {
	if value.IsValid() {
		return value
	}
	return key
}

// tableValue is a table with all its keys; null when it is absent.
func tableValue(v flyconfig.View) cty.Value {
	if !v.Section().Present() && v.Section().ModelPath != "" {
		return cty.NullVal(tableType(v.Kind()))
	}
	attrs := map[string]cty.Value{}
	for _, k := range v.Kind().Keys() {
		if k.Alias == "" {
			attrs[k.Name] = keyValue(v, &k)
		}
	}
	return cty.ObjectVal(attrs)
}

// keyValue is all that a key of a table holds.
func keyValue(v flyconfig.View, k *flyconfig.Key) cty.Value {
	t := keyType(k)
	switch k.Form {
	case flyconfig.FormTable, flyconfig.FormConcurrency:
		if k.Form == flyconfig.FormConcurrency && shortForm(v, k) {
			return cty.UnknownVal(t)
		}
		return tableValue(v.Table(k.Name))
	case flyconfig.FormTables, flyconfig.FormCastTables:
		var elems []cty.Value
		for _, view := range v.Tables(k.Name) {
			elems = append(elems, tableValue(view))
		}
		return list(t.ElementType(), elems)
	case flyconfig.FormNamedTables:
		elems := map[string]cty.Value{}
		for _, view := range v.Named(k.Name) {
			elems[view.Name] = tableValue(view.View)
		}
		return mapping(t.ElementType(), elems)
	case flyconfig.FormStringMap, flyconfig.FormCastMap, flyconfig.FormHeaders, flyconfig.FormProcesses:
		elems := map[string]cty.Value{}
		_, pairs := v.Pairs(k.Name)
		for _, p := range pairs {
			elems[p.Name] = scalar(p.Name, loose(p.Value), cty.String)
		}
		return mapping(cty.String, elems)
	}
	s := v.Setting(k.Name)
	if !s.Present() {
		return absent(t)
	}
	return scalar(k.Name, s, t)
}

func loose(v source.Value[string]) source.Value[any] {
	return source.Value[any]{V: v.V, Set: v.Set, Range: v.Range, Key: v.Key, Path: v.Path}
}

// scalar is a setting's value; unknown when flyctl could not read it, or when
// it may be anything.
func scalar(name string, s source.Value[any], t cty.Type) cty.Value {
	if !s.Set {
		return cty.UnknownVal(t)
	}
	switch v := s.V.(type) {
	case string:
		return text(name, v)
	case int:
		return cty.NumberIntVal(int64(v))
	case float64:
		return cty.NumberFloatVal(v)
	case bool:
		return cty.BoolVal(v)
	case flyconfig.Duration:
		return cty.NumberFloatVal(v.D.Seconds())
	case []source.Value[string]:
		elems := make([]cty.Value, len(v))
		for i, e := range v {
			elems[i] = text(name, e.V)
		}
		return list(cty.String, elems)
	}
	return cty.UnknownVal(t)
}
