package exconfig

import "slices"

// Optional reports whether a value of the configuration may not be set at all.
// A keyword list that is set under a condition is kept key by key, so it shows
// in the keys: all of them may be Missing.
func (v *Value) Optional() bool {
	switch {
	case v == nil || v.Kind == Missing:
		return true
	case v.Kind == Choice:
		return slices.ContainsFunc(v.Alts(), func(a Alternative) bool { return a.Value.Optional() })
	}
	return v.sparse && !slices.ContainsFunc(v.Elems, func(pair *Value) bool { return !pair.Elems[1].Optional() })
}

// SetWhen is the first condition found under which an optional value is set;
// nil where it is not known any more, as for an empty list.
func (v *Value) SetWhen() (when Guard) {
	v.Leaves(func(guard Guard, leaf *Value) {
		if when != nil || leaf.Kind == Missing {
			return
		}
		when = guard
		for _, pair := range leaf.Elems {
			if when == nil && leaf.sparse {
				when = pair.Elems[1].SetWhen()
			}
		}
	})
	return when
}
