// Package parsers holds what the parsers below it share: a source range and a
// syntax error. Each sub-package turns the text of one language into a tree
// with exact positions and survives broken input; none of them knows anything
// of Fly, of Elixir releases or of rules.
//
// Every parser has the same shape:
//
//	Parse(file *token.File, src []byte) *<Tree>
//
// The file was added to a token.FileSet with the size of src; the caller sets
// its lines. A byte at offset i of src stands at file.Pos(i). Parse never
// panics and never fails as a whole: what it could not read is listed in the
// tree's Errors, and the rest of the text is still in the tree. Afterwards src
// must not be changed: the tree's strings are parts of it.
package parsers

import (
	"go/token"
	"unsafe"
)

// Range is a half-open stretch of source, [From, To). It is embedded by every
// tree node, so that a finding may point at each of them.
type Range struct {
	From, To token.Pos
}

// Pos is the position of the first byte.
func (r Range) Pos() token.Pos { return r.From }

// End is the position just after the last byte.
func (r Range) End() token.Pos { return r.To }

// IsValid reports whether the range was set at all.
func (r Range) IsValid() bool { return r.From.IsValid() }

// Contains reports whether p lies inside the range.
func (r Range) Contains(p token.Pos) bool { return r.From <= p && p < r.To }

// Text is src as a string without a copy, for trees are made of pieces of it and
// nobody writes to the text of a file. Copies were a twentieth of all memory
// that a run took.
func Text(src []byte) string { return unsafe.String(unsafe.SliceData(src), len(src)) }

// Error is one syntax error. One fault in the text gives one Error, at the
// place a person would look at.
type Error struct {
	Range
	Message string // what is wrong, in the words of the language's own tools
	Help    string // how to mend it; may be empty
}

func (e Error) Error() string { return e.Message }
