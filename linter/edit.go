package linter

import (
	"go/token"

	"golang.org/x/tools/go/analysis"
)

// Replace is the edit that writes text over at.
func Replace(at analysis.Range, text string) analysis.TextEdit {
	return analysis.TextEdit{Pos: at.Pos(), End: at.End(), NewText: []byte(text)}
}

// Insert is the edit that writes text at pos.
func Insert(pos token.Pos, text string) analysis.TextEdit {
	return analysis.TextEdit{Pos: pos, End: pos, NewText: []byte(text)}
}

// Delete is the edit that removes at.
func Delete(at analysis.Range) analysis.TextEdit {
	return analysis.TextEdit{Pos: at.Pos(), End: at.End()}
}
