package elixir

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// quoted is a quoted text that is being read: a string, charlist, heredoc,
// quoted atom, quoted name or sigil.
type quoted struct {
	tok       int  // index of its opening token
	closer    byte // the character that ends it
	heredoc   bool // three closers on a line of their own end it
	plain     bool // upper case sigil: no interpolation
	cut       bool // recovery wants it to end where its line does
	multiline bool
	broken    bool // an error was reported already
	braces    int  // braces open around it, while an interpolation is read
}

// quote reads what begins with a quotation mark.
func (l *lexer) quote(c byte) {
	k, heredoc := tString, tHeredoc
	if c == '\'' {
		k, heredoc = tCharlist, tListHeredoc
	}
	if l.at(1) == c && l.at(2) == c {
		l.text(heredoc, 3, quoted{closer: c, heredoc: true})
		return
	}
	l.text(k, 1, quoted{closer: c})
}

// quotedAtom reads :"text".
func (l *lexer) quotedAtom(c byte) { l.text(tQuotedAtom, 2, quoted{closer: c}) }

// quotedName reads the name of a remote call in quotes, as in Mod."name"(1).
func (l *lexer) quotedName(c byte) {
	mark := len(l.toks)
	l.text(tIdent, 1, quoted{closer: c})
	name := &l.toks[mark]
	name.flags |= flagQuotedName
	if name.flags&flagInterpolated != 0 {
		l.fail(int(name.start), int(name.end), "interpolation is not allowed when calling function/macro", "")
		return
	}
	name.kind = l.callKind(0)
}

// sigil reads ~name, the text between its delimiters, and the modifiers.
func (l *lexer) sigil() {
	n := 2
	lower := chars[l.at(1)]&charLower != 0
	if !lower {
		for chars[l.at(n)]&(charUpper|charDigit) != 0 {
			n++
		}
	}
	if chars[l.at(n)]&charLower != 0 {
		l.fail(l.pos, l.pos+n+1, "invalid sigil name, it should be either a one-letter lowercase letter or an "+
			"uppercase letter optionally followed by uppercase letters and digits, got: "+l.src[l.pos:l.pos+n+1], "")
		l.emit(tBad, n+1)
		return
	}
	c := l.at(n)
	switch {
	case (c == '"' || c == '\'') && l.at(n+1) == c && l.at(n+2) == c:
		l.text(tSigil, n+3, quoted{closer: c, heredoc: true, plain: !lower})
	case closerOf(c) != 0:
		l.text(tSigil, n+1, quoted{closer: closerOf(c), plain: !lower})
	default:
		l.fail(l.pos, l.pos+n, "invalid sigil delimiter", `the available delimiters are: //, ||, "", '', (), [], {}, <>`)
		l.emit(tBad, n)
	}
}

// closerOf returns what ends a sigil that c opens, or 0.
func closerOf(c byte) byte {
	switch c {
	case '(':
		return ')'
	case '[':
		return ']'
	case '{':
		return '}'
	case '<':
		return '>'
	case '/', '|', '"', '\'':
		return c
	}
	return 0
}

// text emits the opening token of n bytes of a quoted text and reads the rest.
func (l *lexer) text(k kind, n int, q quoted) {
	q.tok = len(l.toks)
	q.cut = slices.Contains(l.cuts, l.pos)
	q.plain = q.plain || q.cut
	l.emit(k, n)
	if q.heredoc {
		l.heredocHeader(&q)
	}
	l.quotedText(&q)
}

// heredocHeader skips to the end of the line a heredoc begins on, where
// nothing else may stand.
func (l *lexer) heredocHeader(q *quoted) {
	i := l.skipBlanks(l.pos)
	if i < len(l.src) && l.src[i] == '\r' {
		i++
	}
	if i < len(l.src) && l.src[i] == '\n' {
		l.pos = i
		return
	}
	if i >= len(l.src) {
		return // reported as a missing terminator
	}
	opening := l.toks[q.tok]
	l.fail(int(opening.start), int(opening.end),
		"heredoc allows only whitespace characters followed by a new line after opening "+
			l.src[opening.end-3:opening.end], "")
	q.broken, q.cut = true, true
}

// quotedText reads on in a quoted text, up to its end or the next
// interpolation.
func (l *lexer) quotedText(q *quoted) {
	src, start := l.src, l.pos
	if q.heredoc && l.at(0) == '\n' && l.toks[q.tok].flags&flagInterpolated == 0 {
		start++ // the line end of the opening line is not part of the text
	}
	for l.pos < len(src) {
		c := src[l.pos]
		switch {
		case c == '\n':
			if l.textLineEnd(q, start) {
				return
			}
		case c == q.closer && !q.heredoc:
			l.endText(q, start, l.pos, 1)
			return
		case c == '\\':
			l.escape(q)
		case c == '#' && !q.plain && l.at(1) == '{':
			l.interpolation(q, start)
			return
		case c == '#' && q.cut && l.at(1) == '{':
			l.skipInterpolation()
		case c >= utf8.RuneSelf || c == 0x0B || c == 0x0C:
			l.textRune(q)
		default:
			l.pos++
		}
	}
	if !q.broken && !q.cut {
		opening := l.toks[q.tok]
		l.fail(int(opening.start), int(opening.end), "missing terminator: "+q.terminator(), "")
	}
	l.spans = append(l.spans, span{int(l.toks[q.tok].start), len(src)})
	q.multiline = false
	l.endText(q, start, l.pos, 0)
}

// terminator is what ends the text, as messages show it.
func (q *quoted) terminator() string {
	if q.heredoc {
		return string([]byte{q.closer, q.closer, q.closer})
	}
	return string(q.closer)
}

// escape steps over a backslash and what it escapes; a line end is left to be
// looked at, because a heredoc may end after it.
func (l *lexer) escape(q *quoted) {
	l.pos++
	switch c := l.at(0); {
	case c == '\n', c == '\r' && l.at(1) == '\n', c >= utf8.RuneSelf, l.pos >= len(l.src):
	case q.heredoc && c == q.closer && l.at(1) == c && l.at(2) == c:
		l.pos += 3
	default:
		l.pos++
	}
}

// textRune steps over a character beyond ASCII.
func (l *lexer) textRune(q *quoted) {
	r, size := utf8.DecodeRuneInString(l.src[l.pos:])
	if (isBidi(r) || isUnusualBreak(r)) && !q.broken {
		q.broken = true
		what := "line break"
		if isBidi(r) {
			what = "bidirectional formatting"
		}
		l.fail(l.pos, l.pos+size, "invalid "+what+" character in string: "+printable(l.src[l.pos:l.pos+size]),
			"write it in its escaped form")
	}
	l.pos += size
}

// textLineEnd reads a line end inside a quoted text and reports whether the
// text ends there.
func (l *lexer) textLineEnd(q *quoted, start int) bool {
	q.multiline = true
	next := l.skipBlanks(l.pos + 1)
	if q.heredoc && next+2 < len(l.src) && l.src[next] == q.closer && l.src[next+1] == q.closer && l.src[next+2] == q.closer {
		end := l.pos + 1
		start = min(start, end)
		l.pos = next
		l.endText(q, start, end, 3)
		return true
	}
	if q.cut && l.cutHere(q, next) {
		q.multiline = false
		l.endText(q, start, l.pos, 0)
		return true
	}
	l.pos = next
	return false
}

// cutHere reports whether a text that recovery wants to end early ends before
// the line that begins, after its blanks, at offset next: any line, and for a
// heredoc a line that is indented less than the one the heredoc began on.
func (l *lexer) cutHere(q *quoted, next int) bool {
	if !q.heredoc || q.broken {
		return true
	}
	if next >= len(l.src) || chars[l.src[next]]&charBreak != 0 {
		return false
	}
	return next-l.pos-1 < indentation(l.src, int(l.toks[q.tok].start))
}

// endText finishes a quoted text whose last piece is [start, end) and whose
// closing delimiter of n bytes stands at the current offset.
func (l *lexer) endText(q *quoted, start, end, n int) {
	l.pos += n
	opening := &l.toks[q.tok]
	if q.cut && !q.broken {
		message := "missing terminator: " + q.terminator()
		if n > 0 {
			message = `missing interpolation terminator: "}"`
		}
		l.fail(int(opening.start), int(opening.end), message, "")
	}
	if n > 0 {
		l.suffix(opening)
	}
	if q.multiline {
		l.spans = append(l.spans, span{int(opening.start), l.pos})
	}
	opening.aux = uint32(end)
	if opening.flags&flagInterpolated == 0 {
		opening.end = uint32(l.pos)
		return
	}
	if end > start {
		l.toks = append(l.toks, tok{kind: tText, start: uint32(start), end: uint32(end)})
	}
	// A closing delimiter is preceded by its indentation in a heredoc; both
	// belong to the end token.
	l.toks = append(l.toks, tok{kind: tTextEnd, start: uint32(end), end: uint32(l.pos)})
}

// suffix reads what may follow a closing delimiter: the colon of a key, the
// modifiers of a sigil.
func (l *lexer) suffix(opening *tok) {
	switch opening.kind {
	case tString, tCharlist:
		if l.kwAfter(0) {
			opening.kind = tQuotedKw
			l.pos++
		}
	case tSigil:
		for chars[l.at(0)]&(charLetter|charDigit) != 0 {
			l.pos++
		}
	}
}

// interpolation emits the text read so far and opens #{.
func (l *lexer) interpolation(q *quoted, start int) {
	opening := &l.toks[q.tok]
	first := opening.flags&flagInterpolated == 0
	opening.flags |= flagInterpolated
	if end := l.pos; end > start || first && q.heredoc {
		l.toks = append(l.toks, tok{kind: tText, start: uint32(start), end: uint32(end)})
	}
	l.emit(tInterpOpen, 2)
	q.braces = l.braces
	l.braces = 0
	l.open = append(l.open, *q)
}

// skipInterpolation steps over #{ in a text that recovery ends early, and over
// what is in it when it ends on the same line.
func (l *lexer) skipInterpolation() {
	n := strings.IndexAny(l.src[l.pos:], "}\n")
	if n < 0 || l.src[l.pos+n] == '\n' {
		l.pos += 2
		return
	}
	l.pos += n + 1
}

// closeOpenText ends the innermost interpolation, and the text around it, at
// the end of the file.
func (l *lexer) closeOpenText() {
	q := l.open[len(l.open)-1]
	l.open = l.open[:len(l.open)-1]
	if !q.broken {
		opening := l.toks[q.tok]
		l.fail(int(opening.start), int(opening.end), `missing interpolation terminator: "}"`, "")
	}
	if len(l.open) > 0 {
		l.open[len(l.open)-1].broken = true // one error is enough
	}
	q.broken = true
	l.emit(tInterpClose, 0)
	l.braces = q.braces
	l.quotedText(&q)
}
