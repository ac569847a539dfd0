package elixir

import (
	"go/token"
	"slices"

	"github.com/flylint/flylint/parsers"
)

// balancer repairs the tokens of a faulty file so that brackets and blocks are
// balanced and statements end where their layout says. It goes by counts (is
// there a bracket too many or too few at all?) and by indentation, as Elixir's
// own hints do.
type balancer struct {
	src string
	*layout
	base token.Pos
	toks []tok
	out  []tok // memory to use, then the repaired tokens
	errs []parsers.Error

	known []parsers.Error // found by the lexer

	stack []opener
	// surplus says, by kind of closing token, how many opening tokens more
	// than closing ones there are; a negative number is a closing one too many.
	surplus [kindCount]int
	column  int // of the statement that is being read, on this level
	dropped bool
	cutOff  bool // something was still open at the end of the file
}

// opener is an opening token that waits for its closing one.
type opener struct {
	tok
	indent int // of the line it is on
	column int // of the statement it is part of
}

// balance returns the repaired tokens.
func (b *balancer) balance() []tok {
	for _, t := range b.toks {
		if k := closerKind(t.kind); k != tEOF {
			b.surplus[k]++
		} else if closesPair(t.kind) {
			b.surplus[t.kind]--
		}
	}
	b.out = slices.Grow(b.out, len(b.toks)+8)
	for i, t := range b.toks {
		if t.kind == tBad {
			b.dropped = true
			continue
		}
		if b.startsLine(i) && t.kind != tEOF {
			b.lineBegins(i)
		}
		b.token(t)
	}
	return b.out
}

// startsLine reports whether token i is the first of its line.
func (b *balancer) startsLine(i int) bool {
	t := b.toks[i]
	return t.kind != tEOL && t.kind != tText && t.kind != tTextEnd && b.first(t.start)
}

// emit appends a token, marked when one before it was left out.
func (b *balancer) emit(t tok) {
	if b.dropped {
		t.flags |= flagFault
		b.dropped = false
	}
	b.out = append(b.out, t)
}

// last is the kind of the last token put out.
func (b *balancer) last() kind {
	if len(b.out) == 0 {
		return tEOL
	}
	return b.out[len(b.out)-1].kind
}

// token puts out one token and keeps the stack.
func (b *balancer) token(t tok) {
	switch {
	case t.kind == tDo && b.inBrackets() && b.endsLine(t):
		b.closeLine(t)
		fallthrough
	case opensPair(t.kind):
		b.stack = append(b.stack, opener{t, b.indent(t.start), b.column})
		b.emit(t)
	case closesPair(t.kind):
		b.closer(t)
	case t.kind == tEOF:
		b.cutOff = len(b.stack) > 0
		for report := true; len(b.stack) > 0; report = false {
			b.closeTop(int(t.start), report)
		}
		b.emit(t)
	default:
		b.emit(t)
	}
}

// endsLine reports whether nothing but a comment follows t on its line.
func (b *balancer) endsLine(t tok) bool {
	i := int(t.end) + blanksUpTo(b.src[t.end:], 8)
	return i >= len(b.src) || chars[b.src[i]]&charBreak != 0 || b.src[i] == '#'
}

// closeLine closes the brackets a line opened before the do at its end, when
// brackets are missing: "if f(a do".
func (b *balancer) closeLine(do tok) {
	line := b.line(do.start)
	for report := true; b.inBrackets(); report = false {
		top := b.stack[len(b.stack)-1]
		if b.line(top.start) < line || top.kind == tInterpOpen || b.surplus[closerKind(top.kind)] <= 0 {
			return
		}
		b.closeTop(int(b.lastEnd()), report)
	}
}

// lineBegins looks at the first token of a line: the layout may tell that blocks or
// brackets before it were never closed, or that a statement ended in a comma or dot.
func (b *balancer) lineBegins(i int) {
	t := b.toks[i]
	column := b.indent(t.start)
	starts := b.startsStatement(i)
	closed := false
	for len(b.stack) > 0 && b.unclosed(b.stack[len(b.stack)-1], t, column, starts) {
		if !closed && b.last() == tEOL {
			b.out = b.out[:len(b.out)-1]
		}
		b.closeTop(int(b.lastEnd()), !closed)
		closed = true
	}
	switch {
	case closed:
		b.lineEnd()
	case starts && column <= b.column && (b.last() == tComma || b.last() == tDot) && !b.inBrackets():
		b.lineEnd()
	}
	if !b.inBrackets() && (b.last() == tEOL || b.last() == tDo || b.last() == tStab || b.last() == tBlockIdent) {
		b.column = column
	}
}

// lastEnd is where the last token put out ends.
func (b *balancer) lastEnd() uint32 {
	if len(b.out) == 0 {
		return 0
	}
	return b.out[len(b.out)-1].end
}

// lineEnd puts out the end of a statement that the source lacks.
func (b *balancer) lineEnd() {
	at := b.lastEnd()
	b.emit(tok{kind: tEOL, flags: flagVirtual, start: at, end: at})
}

// inBrackets reports whether the innermost open pair is not a block.
func (b *balancer) inBrackets() bool {
	if len(b.stack) == 0 {
		return false
	}
	k := b.stack[len(b.stack)-1].kind
	return k != tDo && k != tFn
}

// startsStatement reports whether the token i looks like the beginning of a
// statement rather than of an element: a name with arguments, an assignment,
// an attribute.
func (b *balancer) startsStatement(i int) bool {
	next := b.toks[min(i+1, len(b.toks)-1)].kind
	switch b.toks[i].kind {
	case tIdent, tOpIdent:
		return next == tMatch || next == tDo || startsArgument(next)
	case tParenIdent, tAt:
		return true
	}
	return false
}

// unclosed reports whether the token t, the first of its line, shows that o
// should have been closed before.
func (b *balancer) unclosed(o opener, t tok, column int, starts bool) bool {
	want := closerKind(o.kind)
	if b.surplus[want] <= 0 || o.kind == tInterpOpen {
		return false
	}
	if o.kind != tDo && o.kind != tFn {
		return (starts || t.kind == tEnd || t.kind == tBlockIdent) && column <= o.indent
	}
	if t.kind == tEnd || t.kind == tBlockIdent {
		return column < o.indent && b.hasBlockAt(column)
	}
	return starts && column <= o.indent
}

// hasBlockAt reports whether an open block began on a line of that indentation.
func (b *balancer) hasBlockAt(column int) bool {
	return slices.ContainsFunc(b.nearest(0), func(o opener) bool {
		return (o.kind == tDo || o.kind == tFn) && o.indent == column
	})
}

// nearest returns the innermost open pairs from index i on; only so many that
// looking at them for every token takes no time to speak of.
func (b *balancer) nearest(i int) []opener {
	const most = 100
	return b.stack[max(i, len(b.stack)-most):]
}

// closeTop closes the innermost open pair at an offset, where the source does
// not. It is reported at the opening token; of several closed at one place,
// only the innermost is, and none when a text that lacks its end explains it.
func (b *balancer) closeTop(at int, report bool) {
	if top := b.stack[len(b.stack)-1]; report && !b.explained(int(top.start), at) {
		b.report(top.tok, "missing terminator: "+closerText(top.kind), "")
	}
	b.popVirtual(at)
}

// explained reports whether the lexer found a fault between two offsets.
func (b *balancer) explained(from, to int) bool {
	return anyBetween(b.known, b.base+token.Pos(from), b.base+token.Pos(to))
}

// popVirtual closes the innermost open pair at an offset.
func (b *balancer) popVirtual(at int) {
	top := b.stack[len(b.stack)-1]
	b.stack = b.stack[:len(b.stack)-1]
	b.column = top.column
	k := closerKind(top.kind)
	b.surplus[k]--
	b.emit(tok{kind: k, flags: flagVirtual, start: uint32(at), end: uint32(at)})
}

// closer puts out a closing token, closes what should be closed before it, or
// leaves it out when it closes nothing.
func (b *balancer) closer(t tok) {
	i := b.match(t.kind)
	if i < 0 || b.isStray(t, i) {
		b.stray(t)
		return
	}
	for report := true; len(b.stack)-1 > i; report = false {
		b.closeTop(int(b.lastEnd()), report)
	}
	b.column = b.stack[i].column
	b.stack = b.stack[:i]
	b.emit(t)
}

// match returns the index of the innermost opener t closes, or -1.
func (b *balancer) match(k kind) int {
	for i := len(b.stack) - 1; i >= len(b.stack)-len(b.nearest(0)); i-- {
		switch open := b.stack[i].kind; {
		case closerKind(open) == k:
			return i
		case open == tInterpOpen:
			return -1
		}
	}
	return -1
}

// isStray reports whether a closing token, which could close opener i, is
// rather one too many.
func (b *balancer) isStray(t tok, i int) bool {
	top := len(b.stack) - 1
	if t.kind == tInterpClose || b.surplus[t.kind] >= 0 {
		return i < top && t.kind != tEnd && t.kind != tInterpClose && b.crossesBlock(t, i)
	}
	if i < top {
		return true
	}
	// An end indented more than its do belongs to a do that is missing.
	return t.kind == tEnd && b.first(t.start) && b.indent(t.start) > b.stack[i].indent
}

// crossesBlock reports whether closing opener i would close a block that
// began on an earlier line.
func (b *balancer) crossesBlock(t tok, i int) bool {
	line := b.line(t.start)
	return slices.ContainsFunc(b.nearest(i+1), func(o opener) bool {
		return (o.kind == tDo || o.kind == tFn) && b.line(o.start) < line
	})
}

// stray leaves a closing token out, or takes it for the one that is missing.
func (b *balancer) stray(t tok) {
	b.surplus[t.kind]++
	message := "unexpected token: "
	if t.kind == tEnd {
		message = "unexpected reserved word: "
	}
	if n := len(b.stack); n > 0 && b.inBrackets() && b.surplus[closerKind(b.stack[n-1].kind)] > 0 && b.stack[n-1].kind != tInterpOpen {
		b.report(t, message+b.src[t.start:t.end], "expected "+closerText(b.stack[n-1].kind))
		b.popVirtual(int(t.start))
		return
	}
	b.report(t, message+b.src[t.start:t.end], "")
	b.dropped = true
}

func (b *balancer) report(t tok, message, help string) {
	b.errs = append(b.errs, parsers.Error{
		Range:   parsers.Range{From: b.base + token.Pos(t.start), To: b.base + token.Pos(t.end)},
		Message: message,
		Help:    help,
	})
}

// closerText is how the token that closes k is written.
func closerText(k kind) string {
	switch k {
	case tLParen:
		return ")"
	case tLBracket:
		return "]"
	case tLBits:
		return ">>"
	case tDo, tFn:
		return "end"
	}
	return "}"
}
