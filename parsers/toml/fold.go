package toml

// origin says what made a table, which decides who may still add to it.
type origin uint8

const (
	byPath   origin = iota // a longer header passes through it; its own header may still come
	byHeader               // its own [header] or [[header]]
	byDots                 // a dotted key; closed with the section it stands in
	byBraces               // an inline table; closed with its brace
)

// lookup finds an entry by name; nil when there is none.
func (t *Table) lookup(name string) *Entry {
	if t.index != nil {
		return t.index[name]
	}
	for _, e := range t.entries {
		if e.Name == name {
			return e
		}
	}
	return nil
}
