package elixir

import (
	"cmp"
	"go/token"
	"slices"

	"github.com/flylint/flylint/parsers"
)

// lexed is what the lexer made of a version of a file.
type lexed struct {
	toks     []tok
	comments []Comment
	spans    []span
	base     token.Pos
}

// ahead is more than the lexer looks ahead, in bytes, behind a line end.
const ahead = 16

// read is tokenize, with the help of an earlier version if that was without a fault.
func (l *lexer) read(old *lexed, h *history) {
	if old == nil {
		l.tokenize()
		return
	}
	l.relex(old, h)
}

// keep notes in a tree what a later version may use, and takes what is left of the
// one before.
func (f *File) keep(l *lexer, before *File, h *history) {
	f.plain = true
	if len(l.errs) == 0 {
		f.lexed = &lexed{l.toks, l.comments, l.spans, l.base}
	}
	if before.lexed != nil {
		f.spare = before.lexed.toks
	}
	if len(h.old) > 0 {
		f.age = before.age + 1
	}
}

// relex is tokenize where there is an earlier version without a fault: it begins
// at the last line end before what differs, and at the first one behind that where
// it comes to what it came to then, the rest is as it was. Between quoted texts,
// nothing before a line end that is a token matters to what comes after it.
func (l *lexer) relex(old *lexed, h *history) {
	l.toks = slices.Grow(l.toks, len(old.toks)+8)
	l.checkEncoding()
	from := old.lineEnd(func(t tok) bool { return int(t.end)+ahead > h.head })
	if from >= 0 {
		l.pos = int(old.toks[from].end)
		l.toks = append(l.toks, old.toks[:from+1]...)
		l.take(old, 0, l.pos, 0)
	}
	for l.pos < len(l.src) || len(l.open) > 0 {
		if l.pos >= len(l.src) {
			l.closeOpenText()
			continue
		}
		n := len(l.toks)
		l.next()
		if len(l.toks) > n && l.last() == tEOL && len(l.open) == 0 && l.rejoin(old, h) {
			return
		}
	}
	l.emit(tEOF, 0)
}

// lineEnd is the last line end between quoted texts that stands before the first
// token that is behind; -1 for none. Tokens are in order.
func (x *lexed) lineEnd(behind func(tok) bool) int {
	found, inside := -1, 0
	for i, t := range x.toks {
		switch {
		case t.kind == tInterpOpen:
			inside++
		case t.kind == tInterpClose:
			inside--
		case behind(t):
			return found
		case t.kind == tEOL && inside == 0:
			found = i
		}
	}
	return found
}

// rejoin takes over all that comes behind the line end just read, if the earlier
// version has it, too, and nothing differs from there on.
func (l *lexer) rejoin(old *lexed, h *history) bool {
	end := int(l.toks[len(l.toks)-1].end) - h.moved
	if end < h.tail {
		return false
	}
	i, found := slices.BinarySearchFunc(old.toks, end, func(t tok, end int) int { return cmp.Compare(int(t.end), end) })
	if !found || old.toks[i].kind != tEOL || old.lineEnd(func(t tok) bool { return int(t.end) > end }) != i {
		return false
	}
	for _, t := range old.toks[i+1:] {
		t.start, t.end = uint32(int(t.start)+h.moved), uint32(int(t.end)+h.moved)
		if t.aux > 0 {
			t.aux = uint32(int(t.aux) + h.moved)
		}
		l.toks = append(l.toks, t)
	}
	l.take(old, end, len(l.src)-h.moved, h.moved)
	return true
}

// take takes over the comments and quoted texts between two offsets.
func (l *lexer) take(old *lexed, from, to, moved int) {
	by := l.base - old.base + token.Pos(moved)
	for _, c := range old.comments {
		if at := int(c.From - old.base); at >= from && at < to {
			c.Range = parsers.Range{From: c.From + by, To: c.To + by}
			l.comments = append(l.comments, c)
		}
	}
	for _, s := range old.spans {
		if s.start >= from && s.end <= to {
			l.spans = append(l.spans, span{s.start + moved, s.end + moved})
		}
	}
}
