package exconfig

// mergeConfig sets opts for an application, as Config.config/2 does: keyword
// lists are merged key by key and at every depth; anything else is replaced.
func (ev *evaluator) mergeConfig(old, opts *Value) *Value {
	if old == nil || old.Kind == Missing {
		return opts
	}
	return ev.deepMerge(old, opts)
}

func (ev *evaluator) deepMerge(old, now *Value) *Value {
	switch {
	case old.Kind == Choice:
		return ev.mergeAlternatives(old, func(alt *Value) *Value { return ev.deepMerge(alt, now) })
	case now.Kind == Choice:
		return ev.mergeAlternatives(now, func(alt *Value) *Value { return ev.deepMerge(old, alt) })
	case now.Kind == Missing:
		return old
	case old.Kind == Missing:
		return now
	case old.IsKeyword() && now.IsKeyword():
		return mergeKeywords(old, now, ev.deepMerge)
	}
	return now
}

func (ev *evaluator) mergeAlternatives(choice *Value, merge func(*Value) *Value) *Value {
	cells := make([]Alternative, 0, len(choice.Alts()))
	for _, alt := range choice.Alts() {
		mark := ev.path.mark()
		if ev.path.contradicts(alt.When) {
			continue
		}
		ev.path.push(alt.When...)
		cells = append(cells, Alternative{alt.When, merge(alt.Value)})
		ev.path.release(mark)
	}
	if len(cells) == 0 {
		return choice
	}
	return joinTrees(cells)
}

// mergeKeywords is Keyword.merge/3, down to the order it leaves: what only a
// has, then all of b. A key that is in both is worth what merge makes of it.
func mergeKeywords(a, b *Value, merge func(a, b *Value) *Value) *Value {
	if len(b.Elems) == 0 {
		return a
	}
	if len(a.Elems) == 0 {
		return b
	}
	original := append([]*Value(nil), a.Elems...)
	rest := append([]*Value(nil), a.Elems...)
	added := make([]*Value, 0, len(b.Elems))
	for _, pair := range b.Elems {
		key := pair.Elems[0].Text
		if i := indexKey(original, key); i >= 0 {
			value := merge(original[i].Elems[1], pair.Elems[1])
			original = append(original[:i], original[i+1:]...)
			rest = deleteKey(rest, key)
			pair = pair.withValue(value)
		}
		added = append(added, pair)
	}
	return &Value{Range: b.Range, Kind: List, Elems: append(rest, added...), sparse: a.sparse && b.sparse, partial: a.partial || b.partial}
}

func indexKey(pairs []*Value, key string) int {
	for i, p := range pairs {
		if p.Elems[0].Text == key {
			return i
		}
	}
	return -1
}

func deleteKey(pairs []*Value, key string) []*Value {
	kept := pairs[:0]
	for _, p := range pairs {
		if p.Elems[0].Text != key {
			kept = append(kept, p)
		}
	}
	return kept
}

// withValue is the keyword's entry with another value.
func (v *Value) withValue(value *Value) *Value {
	if v.Elems[1] == value {
		return v
	}
	changed := newPair(v.Range, v.Elems[0], value)
	changed.expr = v.expr
	return changed
}

// joinTrees joins configurations. Where all are keyword lists, or absent, the
// keys are joined one by one, so that what is undecided stays at the leaves
// and independent conditions do not multiply.
func joinTrees(cells []Alternative) *Value {
	keywords := false
	for _, c := range cells {
		switch {
		case c.Value.Kind == Missing:
		case plainKeyword(c.Value):
			keywords = true
		default:
			return joinValues(cells)
		}
	}
	if !keywords {
		return cells[0].Value
	}
	return joinKeywords(cells)
}

func plainKeyword(v *Value) bool {
	return v.Kind == List && v.IsKeyword() && !hasTwins(v.Elems)
}

// hasTwins reports whether a key stands twice in a keyword list.
func hasTwins(pairs []*Value) bool {
	for i, p := range pairs {
		if indexKey(pairs[:i], p.Elems[0].Text) >= 0 {
			return true
		}
	}
	return false
}

func joinKeywords(cells []Alternative) *Value {
	// Branches change little: most keys are the very same in all of them.
	untouched := sharedPrefix(cells)
	out := &Value{Kind: List, Elems: append([]*Value(nil), cells[0].Value.Elems[:untouched]...)}
	for _, c := range cells {
		out.sparse = out.sparse || c.Value.Kind == Missing || c.Value.sparse
		out.partial = out.partial || c.Value.partial
		if out.From == 0 {
			out.Range = c.Value.Range
		}
		for _, pair := range c.Value.Elems[untouched:] {
			if indexKey(out.Elems, pair.Elems[0].Text) < 0 {
				joined, everywhere := joinKey(cells, pair)
				out.Elems = append(out.Elems, joined)
				out.partial = out.partial || !everywhere
			}
		}
	}
	return out
}

// sharedPrefix is how many entries at the start are the same ones in all cells.
func sharedPrefix(cells []Alternative) int {
	first := cells[0].Value.Elems
	for i, pair := range first {
		for _, c := range cells[1:] {
			if i >= len(c.Value.Elems) || c.Value.Elems[i] != pair {
				return i
			}
		}
	}
	return len(first)
}

// joinKey joins what the cells have under the key of pair, and tells whether
// all of them have something.
func joinKey(cells []Alternative, pair *Value) (joined *Value, everywhere bool) {
	key := pair.Elems[0].Text
	alts := make([]Alternative, len(cells))
	last, changed := pair, false
	everywhere = true
	for i, c := range cells {
		p := c.Value.pair(key)
		if p == nil {
			everywhere = false
			alts[i] = Alternative{c.When, missing()}
		} else {
			alts[i], last = Alternative{c.When, p.Elems[1]}, p
		}
		changed = changed || p == nil || p.Elems[1] != pair.Elems[1]
	}
	if !changed {
		return pair, everywhere
	}
	return last.withValue(joinTrees(alts)), everywhere
}
