package project

import (
	"github.com/flylint/flylint/model/exconfig"
	"github.com/flylint/flylint/parsers"
	"github.com/flylint/flylint/parsers/elixir"
)

// setting folds Application.get_env and its like over the configuration.
func (f *folder) setting(t term, c *elixir.Call) *exconfig.Value {
	switch c.Name {
	case "get_env", "fetch_env!", "compile_env", "compile_env!":
	default:
		return nil
	}
	if f.settings == nil || len(c.Args) < 2 {
		return nil
	}
	app, path := f.constant(term{c.Args[0], t.scope}), f.constant(term{c.Args[1], t.scope})
	if app == nil || path == nil || app.Kind != exconfig.Atom {
		return nil
	}
	keys := []*exconfig.Value{path}
	if path.Kind == exconfig.List {
		keys = path.Elems
	}
	if len(keys) == 0 || keys[0].Kind != exconfig.Atom {
		return nil
	}
	v := f.settings(app.Text, keys[0].Text)
	for _, k := range keys[1:] {
		v = valueAt(v, k)
	}
	missing := nilValue(c.Range)
	if len(c.Args) > 2 {
		missing = f.constant(term{c.Args[2], t.scope})
	}
	return orMissing(v, missing)
}

// orMissing puts a default where v is not set, or is not set in some cases.
func orMissing(v, missing *exconfig.Value) *exconfig.Value {
	switch {
	case v == nil || v.Kind == exconfig.Missing:
		return missing
	case v.Kind == exconfig.Choice:
		return eachWay(v, func(alt *exconfig.Value) *exconfig.Value { return orMissing(alt, missing) })
	}
	return v
}

// eachWay maps the alternatives of a choice; a result that cannot be told is
// opaque.
func eachWay(choice *exconfig.Value, to func(*exconfig.Value) *exconfig.Value) *exconfig.Value {
	var alts []exconfig.Alternative
	for _, alt := range choice.Alts() {
		v := to(alt.Value)
		if v == nil {
			v = &exconfig.Value{Range: alt.Value.Range, Kind: exconfig.Opaque}
		}
		alts = append(alts, exconfig.Alternative{When: alt.When, Value: v})
	}
	return exconfig.NewChoice(choice.Range, alts, choice.Reads)
}

func nilValue(r parsers.Range) *exconfig.Value {
	return &exconfig.Value{Range: r, Kind: exconfig.Atom, Text: "nil"}
}

// keyOf is container[:key], which is nil for nil and for a key that is absent.
func keyOf(container *exconfig.Value, key elixir.Node) *exconfig.Value {
	k := literal(key)
	if container == nil || k == nil {
		return nil
	}
	return orMissing(valueAt(container, k), nilValue(container.Range))
}

// valueAt is the element of a keyword list or map under key; nil when there is
// none. What a container that is not known holds is opaque.
func valueAt(container, key *exconfig.Value) *exconfig.Value {
	if container == nil {
		return nil
	}
	opaque := &exconfig.Value{Range: container.Range, Kind: exconfig.Opaque}
	switch container.Kind {
	case exconfig.List, exconfig.Map:
		for _, e := range container.Elems {
			if e.Kind != exconfig.Tuple || len(e.Elems) != 2 {
				return opaque
			}
			if same(e.Elems[0], key) == yes {
				return e.Elems[1]
			}
		}
		return nil
	case exconfig.Choice:
		return eachWay(container, func(alt *exconfig.Value) *exconfig.Value {
			return orMissing(valueAt(alt, key), &exconfig.Value{Range: alt.Range, Kind: exconfig.Missing})
		})
	case exconfig.Atom, exconfig.Missing:
		return nil // nil[:key] is nil
	}
	return opaque
}
