package toml

import (
	"strconv"
	"strings"

	"github.com/flylint/flylint/parsers"
)

// origin says what made a table, which decides who may still add to it.
type origin uint8

const (
	byPath   origin = iota // a longer header passes through it; its own header may still come
	byHeader               // its own [header] or [[header]], or it is the root
	byDots                 // a dotted key; closed with the section it stands in
	byBraces               // an inline table; closed with its brace
)

// folder builds the folded view from the items of the text.
type folder struct {
	*parser
	current *Table // the table the pairs of this section go to
	section int
}

// fold fills p.doc.Root.
func fold(p *parser) {
	f := &folder{parser: p, current: p.doc.Root}
	f.reserve(0)
	for i, item := range p.doc.Items {
		switch item := item.(type) {
		case *KeyValue:
			f.pairInto(f.current, item)
		case *Header:
			f.section++
			f.current = f.open(item)
			item.Table = f.current
			f.reserve(i + 1)
		}
	}
}

// reserve makes room in the current table for the pairs from item i to the
// next header.
func (f *folder) reserve(i int) {
	n := 0
	for ; i < len(f.doc.Items); i++ {
		switch f.doc.Items[i].(type) {
		case *KeyValue:
			n++
			continue
		case *Header:
			i = len(f.doc.Items)
		}
	}
	if f.current.entries == nil {
		f.current.entries = f.store.room(n)
	}
}

// open returns the table that the pairs below a header go to: the one it names
// or, where it names none, one outside the tree.
func (f *folder) open(h *Header) *Table {
	if t := f.named(h); t != nil {
		return t
	}
	return &Table{Range: h.Range, Header: h}
}

// named finds or makes the table a header names; nil where it names none.
func (f *folder) named(h *Header) *Table {
	if len(h.Key.Parts) == 0 {
		return nil
	}
	t, last := f.doc.Root, len(h.Key.Parts)-1
	for i := range h.Key.Parts[:last] {
		if t = f.through(t, h, &h.Key.Parts[i]); t == nil {
			return nil
		}
	}
	e := t.lookup(h.Key.Parts[last].Name)
	switch {
	case e == nil:
		e = f.add(t, &h.Key.Parts[last], h.Range, h)
		return f.declare(e, h)
	case h.Array && e.Array != nil:
		return f.declare(e, h)
	case !h.Array && e.Table != nil:
		return f.declareAgain(e.Table, h)
	}
	as := "a table"
	if h.Array {
		as = "an array of tables"
	}
	f.clash(h.Key, e, "cannot be declared as "+as)
	return nil
}

// declare makes the table of a header that is the first of its name, or one
// more element of its array.
func (f *folder) declare(e *Entry, h *Header) *Table {
	t := f.table(e, h.Range, byHeader)
	t.Header = h
	t.Mentions = []*Header{h}
	if h.Array {
		e.Array = append(e.Array, t)
	} else {
		e.Table = t
	}
	return t
}

// declareAgain gives a table its header. It is an error unless only longer
// headers mentioned the table before.
func (f *folder) declareAgain(t *Table, h *Header) *Table {
	if t.origin != byPath {
		f.clash(h.Key, t.Entry, "cannot be declared again")
	}
	if t.Header == nil {
		t.Header, t.Range = h, h.Range
		if t.origin == byPath {
			t.origin = byHeader
		}
	}
	t.Mentions = append(t.Mentions, h)
	return t
}

// through finds or makes the table that a header's key passes through; nil
// when what has that name is none.
func (f *folder) through(t *Table, h *Header, part *KeyPart) *Table {
	e := t.lookup(part.Name)
	if e == nil {
		e = f.add(t, part, h.Range, h)
		e.Table = f.table(e, part.Range, byPath)
	}
	next := e.Table
	if e.Array != nil {
		next = e.Array[len(e.Array)-1]
	}
	if next == nil {
		f.clash(h.Key, e, "cannot hold a table")
		return nil
	}
	if next.origin == byBraces {
		f.clash(h.Key, e, "cannot be added to")
	}
	next.Mentions = append(next.Mentions, h)
	return next
}

// pairInto puts a pair into t, through the tables its dotted key names.
func (f *folder) pairInto(t *Table, kv *KeyValue) {
	last := len(kv.Key.Parts) - 1
	for i := range kv.Key.Parts[:last] {
		if t = f.dotted(t, kv, &kv.Key.Parts[i]); t == nil {
			t = &Table{} // outside the tree
			break
		}
	}
	part := &kv.Key.Parts[last]
	var e *Entry
	if first := t.lookup(part.Name); first != nil {
		f.clash(kv.Key, first, "cannot be defined again")
		e = &Entry{Range: kv.Range, Name: part.Name, KeyRange: part.Range, Parent: t, Header: kv.Header}
	} else {
		e = f.add(t, part, kv.Range, kv.Header)
	}
	e.KeyValue, e.Value = kv, kv.Value
	f.value(e, kv.Value)
}

// dotted finds or makes the table that a dotted key passes through; nil when
// what has that name is none. A table that has a header of its own, or was
// closed, is an error to add to.
func (f *folder) dotted(t *Table, kv *KeyValue, part *KeyPart) *Table {
	e := t.lookup(part.Name)
	if e == nil {
		e = f.add(t, part, kv.Range, kv.Header)
		e.Table = f.table(e, part.Range, byDots)
		return e.Table
	}
	next := e.Table
	if e.Array != nil {
		next = e.Array[len(e.Array)-1]
	}
	switch {
	case next == nil:
		f.clash(kv.Key, e, "cannot hold other keys")
		return nil
	case next.origin == byPath:
		next.origin, next.section = byDots, f.section
	case next.origin != byDots || next.section != f.section:
		f.clash(kv.Key, e, "cannot be added to by dotted keys here")
	}
	return next
}

// value folds the inline tables within a value of entry e.
func (f *folder) value(e *Entry, v Value) {
	switch v := v.(type) {
	case *InlineTable:
		v.Table = f.table(e, v.Range, byBraces)
		v.Table.entries = f.store.room(len(v.Pairs))
		if e.Value == v {
			e.Table = v.Table
		}
		for _, kv := range v.Pairs {
			f.pairInto(v.Table, kv)
		}
	case *Array:
		for _, elem := range v.Elems {
			f.value(e, elem)
		}
	}
}

// add makes an entry in t.
func (f *folder) add(t *Table, part *KeyPart, whole parsers.Range, h *Header) *Entry {
	const searched = 16 // entries up to which a linear search is the faster one
	e := f.store.entries.next()
	*e = Entry{Range: whole, Name: part.Name, KeyRange: part.Range, Parent: t, Header: h}
	t.entries = append(t.entries, e)
	if t.index == nil && len(t.entries) > searched {
		t.index = make(map[string]*Entry, 4*searched)
		for _, e := range t.entries {
			t.index[e.Name] = e
		}
	} else if t.index != nil {
		t.index[e.Name] = e
	}
	return e
}

func (f *folder) table(e *Entry, r parsers.Range, by origin) *Table {
	t := f.store.tables.next()
	*t = Table{Range: r, Entry: e, origin: by, section: f.section}
	return t
}

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

// clash reports that a key contradicts the earlier definition in e.
func (f *folder) clash(key Key, e *Entry, but string) {
	errors := f.doc.Errors
	if n := len(errors); n >= maxErrors || n > 0 && errors[n-1].Range == key.Range {
		return
	}
	line := 1 + strings.Count(f.text[:f.offset(e.KeyRange.From)], "\n")
	f.report(parsers.Error{
		Range:   key.Range,
		Message: "key " + strconv.Quote(e.Path()) + " is already " + e.Describe() + " and " + but,
		Help:    "it was first defined on line " + strconv.Itoa(line),
	})
}
