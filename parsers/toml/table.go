package toml

import (
	"slices"
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
	Entry    *Entry    // the entry that holds this table, alone or in its array; nil for the root
	Header   *Header   // the header that declares it, the first where there are several (an error); nil when there is none
	Mentions []*Header // every header whose key names it or passes through it, in order
	entries  []*Entry
	index    map[string]*Entry // only for tables too large for a linear search
	origin   origin
	section  int // of a table made by dotted keys: which section of the file they stand in
}

// Entry is one name in a table.
//
// Its range is that of the pair, key and value, where it was written as one
// (for a dotted key, the range of the whole pair); for a table made by headers
// it is that of the first header that mentions it.
type Entry struct {
	parsers.Range
	Name     string
	KeyRange parsers.Range // the part of the key that first gave the name
	Parent   *Table        // the table the entry stands in
	Header   *Header       // the header it was written under, or that made it; nil above the first header
	KeyValue *KeyValue     // the pair that gives it its value; nil for tables made by headers or dotted keys
	Value    Value         // the pair's value; nil for tables made by headers or dotted keys
	Table    *Table        // the table, when the entry is one in any notation; else nil
	Array    []*Table      // the elements of an array of tables made by [[headers]]; else nil
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

// Tables is the entry as a list of tables: the elements of an array of tables,
// written as [[name]] or as name = [{…}], or the one table it is. Elements of
// other types are left out. It is nil for anything else.
func (e *Entry) Tables() []*Table {
	switch {
	case e.Table != nil:
		return []*Table{e.Table}
	case e.Array != nil:
		return e.Array
	}
	array, _ := e.Value.(*Array)
	if array == nil {
		return nil
	}
	var tables []*Table
	for _, v := range array.Elems {
		if t, ok := v.(*InlineTable); ok {
			tables = append(tables, t.Table)
		}
	}
	return tables
}

// Describe names the entry's type with its article, as in "an integer".
func (e *Entry) Describe() string {
	switch {
	case e.Value != nil:
		return e.Value.Describe()
	case e.Array != nil:
		return "an array of tables"
	default:
		return "a table"
	}
}

// Path is the dotted path from the root, without array indices and with names
// as they are, unquoted: http_service.checks.path.
func (e *Entry) Path() string {
	var names []string
	for at := e; at != nil; at = at.Parent.Entry {
		names = append(names, at.Name)
	}
	slices.Reverse(names)
	return strings.Join(names, ".")
}
