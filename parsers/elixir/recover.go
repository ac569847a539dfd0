package elixir

import (
	"cmp"
	"go/token"
	"slices"
	"strings"

	"github.com/flylint/flylint/parsers"
)

// maxCuts bounds how many runaway texts recovery ends.
const maxCuts = 6

// recoverFile reads a file once more in which a strict parse found errs.
//
// A quotation mark too many or too few turns code into text and text into
// code, up to the end of the file. So where text looks like code, recovery
// also tries to end it on its own line, and keeps what reads better.
func (p *Parser) recoverFile(l *lexer, errs []parsers.Error, past *history) *File {
	lines := newLayout(l.src)
	best, clean := p.attempt(l, lines, past.again())
	for range maxCuts {
		cut, ok := runaway(l)
		if !ok {
			break
		}
		l = &lexer{src: l.src, base: l.base, cuts: append(slices.Clone(l.cuts), cut)}
		l.tokenize()
		next, nextClean := p.attempt(l, lines, nil) // a cut makes other tokens of the same text
		if more := len(next.Errors) - len(best.Errors); more < 0 || nextClean-clean > 2*more {
			best, clean = next, nextClean
		}
		if len(best.Errors) == 1 {
			break
		}
	}
	if len(best.Errors) == 0 {
		best.Errors = append(best.Errors, errs...)
	}
	return best
}

// attempt reads the tokens of l past their faults, and counts the statements
// without one.
func (p *Parser) attempt(l *lexer, lines *layout, past *history) (f *File, clean int) {
	sortErrors(l.errs)
	b := balancer{src: l.src, layout: lines, base: l.base, toks: l.toks, out: p.balanced[:0], known: l.errs}
	p.balanced = b.balance()
	t := parser{src: l.src, base: l.base, toks: p.balanced, tolerant: true, layout: lines, scratch: p.scratch[:0], arena: &p.arena, history: past}
	t.known = sortErrors(slices.Concat(l.errs, b.errs))
	for i, tok := range t.toks {
		if tok.flags&(flagVirtual|flagFault) != 0 {
			t.faults = append(t.faults, i)
		}
	}
	f = t.file()
	f.Comments = l.comments
	if b.cutOff && len(t.known) > 0 {
		// What is wrong in the last statement is that the file ends in it.
		t.errs = slices.DeleteFunc(t.errs, func(e parsers.Error) bool { return e.From >= t.last })
	}
	f.Errors = onePerLine(lines, l.base, slices.Concat(t.known, t.errs))
	return f, t.clean
}

// onePerLine sorts errors by position and keeps the first of each line: what
// follows is a consequence more often than a fault of its own.
func onePerLine(lines *layout, base token.Pos, errs []parsers.Error) []parsers.Error {
	last := -1
	return slices.DeleteFunc(sortErrors(errs), func(e parsers.Error) bool {
		line := lines.line(uint32(e.From - base))
		same := line == last
		last = line
		return same
	})
}

func sortErrors(errs []parsers.Error) []parsers.Error {
	slices.SortStableFunc(errs, func(a, b parsers.Error) int { return cmp.Compare(a.From, b.From) })
	return errs
}

// anyBetween reports whether one of the sorted errors begins in [from, to].
func anyBetween(errs []parsers.Error, from, to token.Pos) bool {
	i, _ := slices.BinarySearchFunc(errs, from, func(e parsers.Error, at token.Pos) int { return cmp.Compare(e.From, at) })
	return i < len(errs) && errs[i].From <= to
}

// runaway returns the offset of the first text that looks as if it swallowed
// code.
func runaway(l *lexer) (offset int, ok bool) {
	for _, s := range l.spans {
		if (!ok || s.start < offset) && !slices.Contains(l.cuts, s.start) && swallowedCode(l.src, s) {
			offset, ok = s.start, true
		}
	}
	return offset, ok
}

// swallowedCode reports whether a text of several lines looks as if its end
// were missing: it reaches to the end of the file, a name or another text
// directly follows it, or a line of it is indented no more than the line it
// begins on and begins as code does.
func swallowedCode(src string, s span) bool {
	if s.end >= len(src) {
		return true
	}
	if c := src[s.end]; chars[c]&charName != 0 || c == '"' || c == '\'' {
		return true
	}
	indent := indentation(src, s.start)
	heredoc := strings.HasSuffix(src[:s.end], `"""`) || strings.HasSuffix(src[:s.end], "'''")
	for at := s.start; ; {
		n := strings.IndexByte(src[at:s.end], '\n')
		if n < 0 {
			return false
		}
		line := at + n + 1
		at = line + blanksUpTo(src[line:], s.end-line)
		if at >= s.end-1 || chars[src[at]]&charBreak != 0 || heredoc && at >= s.end-3 {
			continue
		}
		if at-line < indent || at-line == indent && !heredoc && beginsCode(src[at]) {
			return true
		}
	}
}

// beginsCode reports whether a line of code may begin with c.
func beginsCode(c byte) bool {
	return chars[c]&(charLetter|charUnderscore) != 0 || c == ']' || c == '}' || c == ')' || c == '@'
}

// columnOf counts the blanks before the line the token i is on.
func (p *parser) columnOf(i int) int { return p.indent(p.toks[i].start) }

// begin remembers the statement that begins; its result is given back to end.
func (p *parser) begin() frame {
	f := frame{p.first, p.column, p.reported, len(p.errs)}
	p.first, p.last, p.reported = p.i, p.here(), false
	if p.tolerant {
		p.column = p.columnOf(p.i)
	}
	return f
}

// frame is what the parser knows of a statement around the current one.
type frame struct {
	first, column int
	reported      bool
	errs          int // how many errors were reported before
}

// end makes sure that a statement ends where its expression does, or goes on
// behind a fault in it.
func (p *parser) end(f frame, until kind) {
	if !p.panicking && p.k != tEOL && p.k != tSemi && p.k != until && (until != tEnd || p.k != tBlockIdent) {
		p.unexpected()
	}
	if p.panicking && p.tolerant {
		p.resume()
		p.skipStatement(until)
	}
	if !p.reported {
		p.clean++
	} else {
		if p.history != nil {
			p.unclean++
		}
		if p.tolerant && p.explained() {
			p.errs = p.errs[:min(f.errs, len(p.errs))]
		}
	}
	p.first, p.column, p.reported = f.first, f.column, f.reported || p.panicking
}

// resume ends panicking at the token the fault is at.
func (p *parser) resume() {
	p.panicking = false
	p.k = p.toks[p.i].kind
}

// skipStatement skips to the end of the statement: a line end that is not
// followed by a line indented more than the statement.
func (p *parser) skipStatement(until kind) {
	for p.k != tEOF && p.k != until {
		switch {
		case p.k == tSemi, p.k == tBlockIdent && until == tEnd:
			return
		case p.k == tEOL && !p.deeperLine():
			return
		case p.k == tDo && p.depth < maxDepth:
			p.orphanBlock()
		default:
			p.skipOne()
		}
	}
}

// orphanBlock reads a do block whose call could not be read, so that what
// stands in it is in the tree.
func (p *parser) orphanBlock() {
	var call Call
	from := p.here()
	p.depth++
	p.doBlock(&call, 0)
	p.depth--
	bad := &Bad{Range: p.since(from)}
	for _, s := range call.Blocks {
		bad.Parts = append(bad.Parts, s.Body)
	}
	p.scratch = append(p.scratch, bad)
	if p.panicking {
		p.resume()
	}
}

// deeperLine reports whether the line after the current line end is indented
// more than the statement, so that it seems to belong to it.
func (p *parser) deeperLine() bool {
	next := p.i + 1
	return !closes(p.toks[next].kind) && p.columnOf(next) > p.column
}

// skipOne skips a token, or a pair of brackets with all between them.
// Brackets are balanced when recovery parses.
func (p *parser) skipOne() {
	depth := 0
	for {
		switch {
		case opensPair(p.k):
			depth++
		case closesPair(p.k):
			depth--
		case p.k == tEOF:
			return
		}
		p.next()
		if depth <= 0 {
			return
		}
	}
}

func opensPair(k kind) bool { return closerKind(k) != tEOF }

func closesPair(k kind) bool { return closes(k) && k != tEOF && k != tBlockIdent }

// closerKind returns the kind of the token that closes k, or tEOF.
func closerKind(k kind) kind {
	switch k {
	case tLParen:
		return tRParen
	case tLBracket:
		return tRBracket
	case tLBrace, tMapOpen:
		return tRBrace
	case tLBits:
		return tRBits
	case tDo, tFn:
		return tEnd
	case tInterpOpen:
		return tInterpClose
	}
	return tEOF
}

// place is what kind of list an element stands in.
type place uint8

const (
	inBrackets place = iota // ends at its closing token
	inArgs                  // arguments without parentheses: ends where the statement does
	inKeyword               // the keyword at their end
)

// resumeComma is called behind an element of a list, where a comma or the end
// of the list is due. It skips what is wrong there, and reports whether a
// comma is missing before the next line, which is another element.
func (p *parser) resumeComma(in place) (missing bool) {
	if !p.tolerant {
		return false
	}
	if p.panicking {
		p.resume()
	} else if !p.endsElement(in) {
		p.unexpected()
		p.resume()
	}
	for !p.endsElement(in) {
		p.skipOne()
	}
	if p.k != tEOL || !p.elementFollows(in) {
		return false
	}
	end := p.prevEnd()
	p.report(parsers.Range{From: end, To: end}, "missing comma", "put a comma between the elements")
	p.next()
	return true
}

// endsElement reports whether the current token may follow an element.
func (p *parser) endsElement(in place) bool {
	switch p.k {
	case tComma, tEOL, tEOF, tAssoc, tPipe:
		return true
	case tSemi, tDo, tStab:
		return in != inBrackets
	}
	return closes(p.k)
}

// elementFollows reports whether the line after the current line end goes on
// with the list.
func (p *parser) elementFollows(in place) bool {
	next := p.toks[p.i+1].kind
	switch {
	case closes(next):
		return false
	case in == inBrackets:
		return true
	case p.columnOf(p.i+1) <= p.column:
		return false
	case next == tKwIdent, next == tQuotedKw:
		return true
	}
	return in == inArgs && (next == tAlias || next == tAtom || next == tString)
}

// resumeClose goes on behind a fault at the end of a list.
func (p *parser) resumeClose(close kind) (tok, bool) {
	p.resume()
	for p.k != close && !closes(p.k) {
		p.skipOne()
	}
	if p.k == close {
		return p.next(), true
	}
	return p.toks[p.i], false
}

// explained reports whether the current statement, as far as it was read,
// holds a fault that is reported already: by the lexer, or where brackets were
// balanced.
func (p *parser) explained() bool {
	if anyBetween(p.known, p.pos(p.toks[p.first].start), p.pos(p.toks[p.i].end)) {
		return true
	}
	i, _ := slices.BinarySearch(p.faults, p.first)
	return i < len(p.faults) && p.faults[i] <= p.i
}
