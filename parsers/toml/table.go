package toml

import (
	"strings"

	"github.com/flylint/flylint/parsers"
)

// Table is the folded view of a table, however it was written: the document
// itself, below headers, by dotted keys, or inline.
//
// Its range covers the whole document for the root, the braces for an inline
// table, the header for [x] and [[x]], and otherwise the part of the key that
// first mentioned it.
type Table struct {
	parsers.Range
	Entry    *Entry    // the entry that holds this table; nil for the root and for tables inside an array value
	Header   *Header   // the header that declares it, the first where there are several (an error); nil when there is none
	Mentions []*Header // every header whose key names it or passes through it, in order
	entries  []*Entry
	index    map[string]*Entry // only for tables too large for a linear search
	origin   origin
	section  int // of a table made by dotted keys: the header, counted from 0, under which they stand
}

// Entry is one name in a table.
//
// Its range is that of the pair, key and value, where it was written as one
// (for a dotted key, the range of the whole pair); for a table made by headers
// or dotted keys it is that of its first mention.
type Entry struct {
	parsers.Range
	Name     string
	KeyRange parsers.Range // the part of the key that first gave the name
	Parent   *Table        // the table the entry stands in
	KeyValue *KeyValue     // the pair that gives it its value; nil for tables made by headers or dotted keys
	Value    Value         // the pair's value; nil for tables made by headers or dotted keys
	Table    *Table        // the table, when the entry is one in any notation; else nil
	Array    []*Table      // the elements of an array of tables, when it is one in any notation; else nil
}

// Entries lists the table's entries in the order of their first mention.
func (t *Table) Entries() []*Entry { return t.entries }

// Get follows a path of names from t. It is nil when a name is missing or when
// something on the way is not a table. It does not look into arrays.
func (t *Table) Get(path ...string) *Entry {
	var e *Entry
	for _, name := range path {
		if t == nil {
			return nil
		}
		if e = t.lookup(name); e == nil {
			return nil
		}
		t = e.Table
	}
	return e
}

// Tables is the entry as a list of tables: the elements of an array of tables
// in either notation, or the one table it is. It is nil for anything else.
func (e *Entry) Tables() []*Table {
	if e.Table != nil {
		return []*Table{e.Table}
	}
	return e.Array
}

// Header is the header the entry was written under, and for a table made by
// headers the first one that mentions it. It is nil above the first header.
func (e *Entry) Header() *Header {
	switch {
	case e.KeyValue != nil:
		return e.KeyValue.Header
	case e.Table != nil && len(e.Table.Mentions) > 0:
		return e.Table.Mentions[0]
	case len(e.Array) > 0:
		return e.Array[0].Header
	default:
		return nil
	}
}

// Path is the dotted path from the root, without array indices and with names
// as they are, unquoted: http_service.checks.path.
func (e *Entry) Path() string {
	var names []string
	for at := e; at != nil; at = at.Parent.Entry {
		names = append(names, at.Name)
	}
	for i, j := 0, len(names)-1; i < j; i, j = i+1, j-1 {
		names[i], names[j] = names[j], names[i]
	}
	return strings.Join(names, ".")
}
