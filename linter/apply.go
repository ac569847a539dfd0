package linter

import (
	"bytes"
	"slices"
	"strings"
)

// Apply makes the edits of the findings' first applicable fix in the given
// texts, by file name, and returns the changed ones.
func Apply(findings []*Finding, texts map[string][]byte, unsafe bool) map[string][]byte {
	changed := map[string][]byte{}
	for file, edits := range Edits(findings, texts, unsafe) {
		changed[file] = rewrite(texts[file], edits)
	}
	return changed
}

// Edits chooses the edits that Apply makes, by file name. Unsafe fixes take part
// only when asked for. A fix that overlaps one already taken is left out whole:
// it is for the next round, on the new text.
func Edits(findings []*Finding, texts map[string][]byte, unsafe bool) map[string][]Edit {
	taken := map[string][]Edit{}
	for _, f := range findings {
		if fix, ok := f.applicable(unsafe); ok && fits(fix, texts, taken) {
			for _, e := range fix.Edits {
				if !slices.Contains(taken[e.File], e) {
					taken[e.File] = append(taken[e.File], e)
				}
			}
		}
	}
	return taken
}

// applicable is the finding's first safe fix, or its first when unsafe ones may
// be applied.
func (f *Finding) applicable(unsafe bool) (Fix, bool) {
	for _, fix := range f.Fixes {
		if fix.Safe() || unsafe {
			return fix, len(fix.Edits) > 0
		}
	}
	return Fix{}, false
}

// fits reports whether every edit of fix lies in a known text and overlaps no
// edit taken before. The same edit twice is no overlap: it is made once.
func fits(fix Fix, texts map[string][]byte, taken map[string][]Edit) bool {
	for _, e := range fix.Edits {
		if text, known := texts[e.File]; !known || e.Range.End.Offset > len(text) {
			return false
		}
		for _, t := range taken[e.File] {
			if e != t && overlap(e, t) {
				return false
			}
		}
	}
	return true
}

// overlap reports whether two edits touch the same bytes, or insert at the same
// place, where their order would be a guess.
func overlap(a, b Edit) bool {
	a0, a1, b0, b1 := a.Range.Start.Offset, a.Range.End.Offset, b.Range.Start.Offset, b.Range.End.Offset
	return a0 < b1 && b0 < a1 || a0 == b0
}

// rewrite returns text with the edits made. A text that ended in the middle of
// a line ends so still, and one without empty lines at its end gets none: where
// the last line went, the empty one above it goes too.
func rewrite(text []byte, edits []Edit) []byte {
	slices.SortFunc(edits, compareEdits)
	var out strings.Builder
	last := 0
	for _, e := range edits {
		out.Write(text[last:e.Range.Start.Offset])
		out.WriteString(e.NewText)
		last = e.Range.End.Offset
	}
	out.Write(text[last:])
	end, emptyLines := finalBreak(text)
	bare := strings.TrimRight(out.String(), "\r\n")
	if emptyLines || bare == "" && end != "" {
		return []byte(out.String())
	}
	return []byte(bare + end)
}

// finalBreak is the line break at the end of a text, and whether the line before
// it is empty, too.
func finalBreak(text []byte) (end string, emptyLines bool) {
	for _, end := range [...]string{"\r\n", "\n"} {
		if rest, ok := bytes.CutSuffix(text, []byte(end)); ok {
			return end, bytes.HasSuffix(rest, []byte("\n"))
		}
	}
	return "", false
}
