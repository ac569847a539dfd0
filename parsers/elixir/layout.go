package elixir

import (
	"slices"
	"strings"
)

// layout knows the lines of a source and their indentation.
type layout struct {
	starts  []int // offset of the first byte of each line
	indents []int // blanks and tabs at its start
	recent  int   // the line that was asked for last: mostly it is that one again, or the next
}

func newLayout(src string) *layout {
	lines := strings.Count(src, "\n") + 1
	l := &layout{starts: make([]int, 0, lines), indents: make([]int, 0, lines)}
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
	if !l.holds(l.recent, offset) && !l.holds(l.recent+1, offset) {
		i, found := slices.BinarySearch(l.starts, int(offset))
		if !found {
			i--
		}
		l.recent = i
	}
	return l.recent
}

// holds reports whether an offset is on line i, and if so keeps that in mind.
func (l *layout) holds(i int, offset uint32) bool {
	if i >= len(l.starts) || l.starts[i] > int(offset) || i+1 < len(l.starts) && l.starts[i+1] <= int(offset) {
		return false
	}
	l.recent = i
	return true
}

// indent is the indentation of the line an offset is on.
func (l *layout) indent(offset uint32) int { return l.indents[l.line(offset)] }

// first reports whether nothing but blanks stands before an offset on its line.
func (l *layout) first(offset uint32) bool {
	i := l.line(offset)
	return l.starts[i]+l.indents[i] == int(offset)
}
