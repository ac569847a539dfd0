// Package toml reads TOML 1.1 (and so 1.0) into a lossless tree.
//
// The tree has two levels. The concrete one, [Document.Items], is the text in
// order: pairs, headers and comments, each with its exact range. The folded
// one, [Document.Root], is what the text means: dotted keys, headers, arrays of
// tables and inline tables merged into one tree of [Table] and [Entry], each of
// which still knows where it was written.
//
// Errors follow the specification; the values follow the text as far as it can
// be understood. A pair without a value is still an entry, a table declared
// twice still holds the keys of both; where two definitions contradict each
// other the first one stays.
package toml

import (
	"go/token"

	"github.com/flylint/flylint/parsers"
)

// Document is one TOML file.
type Document struct {
	parsers.Range
	Items    []Item          // pairs, headers, comments on lines of their own, and unreadable text; in order
	Comments []*Comment      // every comment, also those at line ends and within arrays; in order
	Errors   []parsers.Error // in order of position, at most 100; empty exactly when the file is valid TOML 1.1
	Root     *Table          // the folded view; never nil
}

// Item is a top-level element of the text: [*KeyValue], [*Header], [*Comment]
// or [*BadText].
type Item interface {
	Pos() token.Pos
	End() token.Pos
	item()
}

// Comment is one comment, from its # to the end of the line (exclusive).
type Comment struct {
	parsers.Range
	Text string // without the # and surrounding blanks
}

// BadText is text in which neither a pair nor a header could be recognised: a
// whole line, or what follows a complete item on its line.
type BadText struct {
	parsers.Range
}

// KeyValue is one pair, key = value, on a line of its own or in an inline
// table. Its range runs from the key to the end of the value.
type KeyValue struct {
	parsers.Range
	Key     Key
	Eq      token.Pos     // the =
	Value   Value         // never nil: a missing or unreadable value is a *Bad
	Comment *Comment      // on the same line, after the value; nil when there is none or in an inline table
	Header  *Header       // the header the pair stands under; nil above the first one
	Lines   parsers.Range // the whole lines it takes, indentation, comment and line break included; invalid in an inline table
	cut     parsers.Range // in an inline table: what Removal returns
}

// Removal is the text to delete so that the pair is gone and the rest stays
// as it is: its lines, or in an inline table the pair with its comma.
func (kv *KeyValue) Removal() parsers.Range {
	if kv.Lines.IsValid() {
		return kv.Lines
	}
	return kv.cut
}

// Header is [key] or [[key]]. Its range covers the brackets.
type Header struct {
	parsers.Range
	Key     Key
	Array   bool          // [[key]]
	Table   *Table        // the folded table that the pairs below go to; never nil, but outside the tree when the header is in error
	Comment *Comment      // on the same line; may be nil
	Lines   parsers.Range // the whole line, indentation, comment and line break included
	Body    parsers.Range // from the line below the header to the end of the last pair's lines; empty when no pair follows
}

// Key is a possibly dotted key. Its range runs from the first part to the last.
type Key struct {
	parsers.Range
	Parts []KeyPart // empty only where the text has no key at all
}

// KeyPart is one part of a dotted key. Its range covers the quotes.
type KeyPart struct {
	parsers.Range
	Raw  string // as written
	Name string // without quotes and escapes
}

func (*KeyValue) item() {}
func (*Header) item()   {}
func (*Comment) item()  {}
func (*BadText) item()  {}
