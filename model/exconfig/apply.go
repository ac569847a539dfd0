package exconfig

import (
	"github.com/flylint/flylint/parsers"
	"github.com/flylint/flylint/parsers/elixir"
)

// Call is what a function of one of the project's own modules gives when the
// release calls it with these arguments once it is configured, such as init/2
// of a Repo. It is nil when the module has no such function. What the function
// reads of the environment is the second result.
func (c *Config) Call(opts Options, module *elixir.Call, name string, args ...*Value) (*Value, []*Read) {
	out := &Config{reads: map[readKey]*Read{}, opaques: map[parsers.Range]bool{}, build: c.apps}
	ev := newEvaluator(&opts, out)
	ev.env = opts.Runtime
	m := newModule("", module)
	if m.function(name) == nil {
		return nil, nil
	}
	call := &elixir.Call{Range: module.Range, Name: name, NamePos: module.From}
	for _, a := range args {
		call.Args = append(call.Args, known{module, a})
	}
	v := ev.callOwn(call, m)
	return v, out.Reads
}

// MergeKeywords is Keyword.merge/2: the keys of over replace those of base,
// not looking into their values. Either may be nil, which is the empty list.
func MergeKeywords(base, over *Value) *Value {
	switch {
	case base == nil:
		return over
	case over == nil:
		return base
	case base.Kind == Choice:
		return base.mapAlternatives(func(alt *Value) *Value { return MergeKeywords(alt, over) })
	case over.Kind == Choice:
		return over.mapAlternatives(func(alt *Value) *Value { return MergeKeywords(base, alt) })
	case over.Kind == Missing:
		return base
	case base.Kind == Missing:
		return over
	case base.IsKeyword() && over.IsKeyword():
		return mergeKeywords(base, over, func(_, b *Value) *Value { return b })
	}
	return &Value{Range: over.Range, Kind: Opaque}
}

func (v *Value) mapAlternatives(to func(*Value) *Value) *Value {
	cells := make([]Alternative, len(v.Alts()))
	for i, alt := range v.Alts() {
		cells[i] = Alternative{alt.When, to(alt.Value)}
	}
	return joinTrees(cells)
}

// Map gives each value that v may have to a function, and is what the results
// are together: a keyword list with undecided leaves where all are keyword
// lists. The function must not return nil.
func (v *Value) Map(to func(*Value) *Value) *Value {
	if v.Kind != Choice {
		return to(v)
	}
	return v.mapAlternatives(to)
}
