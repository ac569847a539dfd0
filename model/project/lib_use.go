package project

import (
	"github.com/flylint/flylint/model/exconfig"
	"github.com/flylint/flylint/parsers/elixir"
)

// Keywords are the options as they are written; values that are not literals
// are Opaque.
func (u *Use) Keywords() *exconfig.Value {
	v := &exconfig.Value{Kind: exconfig.List}
	for _, e := range elements(u.Options) {
		key, value, ok := pair(e)
		if !ok {
			continue
		}
		leaf := literal(value)
		if leaf == nil {
			leaf = &exconfig.Value{Range: elixir.RangeOf(value), Kind: exconfig.Opaque}
		}
		name := &exconfig.Value{Range: key.Range, Kind: exconfig.Atom, Text: key.Name}
		v.Elems = append(v.Elems, &exconfig.Value{Range: elixir.RangeOf(e), Kind: exconfig.Tuple, Elems: []*exconfig.Value{name, leaf}})
	}
	return v
}
