package elixir

import (
	"slices"
	"strings"
)

// layout knows the lines of a source and their indentation.
type layout struct {
	starts  []int // offset of the first byte of each line
	indents []int // blanks and tabs at its start
}

func newLayout(src string) *layout {
	l := &layout{}
	for at := 0; ; {
		l.starts = append(l.starts, at)
		l.indents = append(l.indents, blanksUpTo(src[at:], len(src)))
		n := strings.IndexByte(src[at:], '\n')
		if n < 0 {
			return l
		}
		at += n + 1
	}
}

// line returns the index of the line an offset is on.
func (l *layout) line(offset uint32) int {
	i, found := slices.BinarySearch(l.starts, int(offset))
	if !found {
		i--
	}
	return i
}

// indent is the indentation of the line an offset is on.
func (l *layout) indent(offset uint32) int { return l.indents[l.line(offset)] }

// first reports whether nothing but blanks stands before an offset on its line.
func (l *layout) first(offset uint32) bool {
	i := l.line(offset)
	return l.starts[i]+l.indents[i] == int(offset)
}
