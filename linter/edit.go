package linter

import (
	"go/token"

	"github.com/flylint/flylint/model"
)

// Place is a stretch of source that a finding may point at. Every tree node is
// one, and every model.Value.
type Place interface {
	Pos() token.Pos // of the first byte; invalid when the place is not known
	End() token.Pos // just after the last byte
}

// TextEdit writes a text over a stretch of source, which may be empty.
type TextEdit struct {
	Pos, End token.Pos
	NewText  string
}

// Replace is the edit that writes text over at.
func Replace(at Place, text string) TextEdit {
	return TextEdit{at.Pos(), at.End(), text}
}

// Insert is the edit that writes text at pos.
func Insert(pos token.Pos, text string) TextEdit {
	return TextEdit{pos, pos, text}
}

// Inserts are the edits that make insertions.
func Inserts(all ...model.Insertion) []TextEdit {
	edits := make([]TextEdit, len(all))
	for i, in := range all {
		edits[i] = Insert(in.At, in.Text)
	}
	return edits
}

// Delete is the edit that removes at.
func Delete(at Place) TextEdit {
	return TextEdit{Pos: at.Pos(), End: at.End()}
}
