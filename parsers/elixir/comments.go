package elixir

import (
	"go/token"
	"slices"
	"strings"
)

// CommentsAbove returns the comments that stand on lines of their own right
// above the line n begins on, in order.
func (f *File) CommentsAbove(n Node) []Comment {
	end := f.lineStart(n.Pos())
	last := f.commentsBefore(end)
	first := last
	for first > 0 {
		c := f.Comments[first-1]
		start := f.lineStart(c.From)
		if f.nextLine(c.To) != end || strings.Trim(f.text(start, c.From), " \t") != "" {
			break
		}
		end = start
		first--
	}
	return f.Comments[first:last]
}

// CommentAfter returns the comment at the end of the line n ends on, or nil.
func (f *File) CommentAfter(n Node) *Comment {
	i := f.commentsBefore(n.End())
	if i == len(f.Comments) {
		return nil
	}
	c := &f.Comments[i]
	if strings.Contains(f.text(n.End(), c.From), "\n") {
		return nil
	}
	return c
}

// commentsBefore counts the comments that begin before a position.
func (f *File) commentsBefore(at token.Pos) int {
	i, _ := slices.BinarySearchFunc(f.Comments, at, func(c Comment, at token.Pos) int { return int(c.From - at) })
	return i
}

// text is the source between two positions.
func (f *File) text(from, to token.Pos) string { return f.src[from-f.From : to-f.From] }

// Text is a node of the file as it is written.
func (f *File) Text(n Node) string { return f.text(n.Pos(), n.End()) }

// lineStart is the position of the first byte of the line a position is on.
func (f *File) lineStart(at token.Pos) token.Pos {
	return f.From + token.Pos(lineStart(f.src, int(at-f.From)))
}

// nextLine is the position of the first byte of the next line.
func (f *File) nextLine(at token.Pos) token.Pos {
	n := strings.IndexByte(f.src[at-f.From:], '\n')
	if n < 0 {
		return f.To
	}
	return at + token.Pos(n) + 1
}
