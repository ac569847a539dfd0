package elixir

// operator reads an operator or a piece of punctuation.
func (l *lexer) operator() {
	c, c1, c2 := l.src[l.pos], l.at(1), l.at(2)
	switch c {
	case '.':
		l.dots(c1, c2)
	case '=':
		l.equals(c1, c2)
	case '<':
		l.less(c1, c2)
	case '>':
		l.greater(c1, c2)
	case '+', '-':
		l.sign(c, c1, c2)
	case '&':
		l.ampersand(c1, c2)
	case '|':
		l.bar(c1, c2)
	case '*', '/', '!', '^', '@':
		l.singles(c, c1, c2)
	case '%':
		l.percent(c1, c2)
	default:
		l.unexpected()
	}
}

func (l *lexer) dots(c1, c2 byte) {
	switch {
	case c1 == '.' && c2 == '.':
		l.unary(tEllipsis, 3)
	case c1 == '.' && c2 == '/' && l.at(3) == '/':
		l.stepRange()
	case c1 == '.':
		l.binary(tRange, 2)
	case c1 == ':' && chars[c2]&charBlank != 0:
		l.emit(tKwIdent, 2)
	default:
		l.dot()
	}
}

// stepRange reads ..// written in one piece: a name (&..///3) or a key.
func (l *lexer) stepRange() {
	switch {
	case l.kwAfter(4):
		l.emit(tKwIdent, 5)
	case l.slashAfter(4):
		l.emit(tIdent, 4)
	default:
		l.unexpected()
	}
}

func (l *lexer) equals(c1, c2 byte) {
	switch {
	case c1 == '>':
		l.dropEOL()
		l.emit(tAssoc, 2)
	case c1 == '=' && c2 == '=':
		l.binary(tComp, 3)
	case c1 == '=' || c1 == '~':
		l.binary(tComp, 2)
	default:
		l.binary(tMatch, 1)
	}
}

func (l *lexer) less(c1, c2 byte) {
	switch {
	case l.atMergeMarker():
		l.fail(l.pos, l.lineStop(l.pos), "found an unexpected version control marker, please resolve the conflicts", "")
		l.emit(tBad, l.lineStop(l.pos)-l.pos)
	case c1 == '<' && c2 == '>' && l.at(3) == '>' && l.kwAfter(4):
		l.emit(tKwIdent, 5)
	case c1 == '<' && (c2 == '<' || c2 == '~'), c1 == '~' && c2 == '>', c1 == '|' && c2 == '>':
		l.binary(tArrow, 3)
	case c1 == '<':
		l.emit(tLBits, 2)
	case c1 == '>':
		l.binary(tConcat, 2)
	case c1 == '~':
		l.binary(tArrow, 2)
	case c1 == '=':
		l.binary(tRel, 2)
	case c1 == '-':
		l.binary(tInMatch, 2)
	default:
		l.binary(tRel, 1)
	}
}

// atMergeMarker reports whether an unresolved merge conflict begins here.
func (l *lexer) atMergeMarker() bool {
	const marker = "<<<<<<<"
	return (l.pos == 0 || l.src[l.pos-1] == '\n') &&
		len(l.src)-l.pos >= len(marker) && l.src[l.pos:l.pos+len(marker)] == marker
}

func (l *lexer) greater(c1, c2 byte) {
	switch {
	case c1 == '>' && c2 == '>':
		l.binary(tArrow, 3)
	case c1 == '>':
		l.emit(tRBits, 2)
	case c1 == '=':
		l.binary(tRel, 2)
	default:
		l.binary(tRel, 1)
	}
}

func (l *lexer) sign(c, c1, c2 byte) {
	switch {
	case c1 == c && c2 == c:
		l.binary(tConcat, 3)
	case c1 == c:
		l.binary(tConcat, 2)
	case c == '-' && c1 == '>':
		l.binary(tStab, 2)
	default:
		l.unary(tDual, 1)
	}
}

func (l *lexer) ampersand(c1, c2 byte) {
	switch {
	case c1 == '&' && c2 == '&':
		l.binary(tAnd, 3)
	case c1 == '&':
		l.binary(tAnd, 2)
	case l.kwAfter(1):
		l.emit(tKwIdent, 2)
	case isDigit(c1):
		l.emit(tCaptureInt, 1)
	case l.slashAfter(1) && !l.ternaryAfter(1):
		l.emit(tIdent, 1)
	default:
		l.emit(tCapture, 1)
	}
}

func (l *lexer) bar(c1, c2 byte) {
	switch {
	case c1 == '|' && c2 == '|':
		l.binary(tOr, 3)
	case c1 == '|':
		l.binary(tOr, 2)
	case c1 == '>':
		l.binary(tArrow, 2)
	default:
		l.binary(tPipe, 1)
	}
}

func (l *lexer) singles(c, c1, c2 byte) {
	switch {
	case c == '*' && c1 == '*':
		l.binary(tPower, 2)
	case c == '/' && c1 == '/':
		l.dropEOL()
		l.emit(tTernary, 2)
	case c == '*' || c == '/':
		l.binary(tMult, 1)
	case c == '!' && c1 == '=' && c2 == '=':
		l.binary(tComp, 3)
	case c == '!' && c1 == '=':
		l.binary(tComp, 2)
	case c == '^' && c1 == '^' && c2 == '^':
		l.binary(tXor, 3)
	case c == '@':
		l.unary(tAt, 1)
	default:
		l.unary(tUnary, 1)
	}
}

func (l *lexer) percent(c1, c2 byte) {
	switch {
	case c1 == '{' && c2 == '}' && l.kwAfter(3):
		l.emit(tKwIdent, 4)
	case c1 == '{':
		l.braces++
		l.emit(tMapOpen, 2)
	case c1 == ':' && chars[c2]&charBlank != 0:
		l.emit(tKwIdent, 2)
	default:
		if c1 == '(' || c1 == '[' {
			l.fail(l.pos, l.pos+2, "expected %{ to define a map, got: %"+string(c1), "")
		}
		l.emit(tPercent, 1)
	}
}

// tilde reads a sigil or one of the operators that begin with ~.
func (l *lexer) tilde() {
	c1, c2 := l.at(1), l.at(2)
	switch {
	case chars[c1]&charLetter != 0:
		l.sigil()
	case c1 == '~' && c2 == '~':
		l.unary(tUnary, 3)
	case c1 == '>' && c2 == '>':
		l.binary(tArrow, 3)
	case c1 == '>':
		l.binary(tArrow, 2)
	default:
		l.unexpected()
	}
}

// kwAfter reports whether the text n bytes ahead makes what stands before it a
// key: a colon and white space.
func (l *lexer) kwAfter(n int) bool {
	return l.at(n) == ':' && chars[l.at(n+1)]&charBlank != 0
}

// slashAfter reports whether a / follows the n bytes ahead, blanks apart. An
// operator before a slash is a name, as in &+/2.
func (l *lexer) slashAfter(n int) bool {
	i := l.skipBlanks(l.pos + n)
	return i < len(l.src) && l.src[i] == '/'
}

// ternaryAfter reports whether // follows the n bytes ahead, blanks apart.
func (l *lexer) ternaryAfter(n int) bool {
	i := l.skipBlanks(l.skipBlanks(l.pos+n) + 1)
	return i < len(l.src) && l.src[i] == '/'
}

// binary emits an operator of n bytes that may stand on a line of its own and
// continue the expression before it.
func (l *lexer) binary(k kind, n int) {
	if l.operatorName(n) {
		return
	}
	l.dropEOL()
	l.emit(k, n)
}

// unary emits an operator of n bytes that may begin an expression.
func (l *lexer) unary(k kind, n int) {
	if !l.operatorName(n) {
		l.emit(k, n)
	}
}

// operatorName emits an operator that is used as a key or a name.
func (l *lexer) operatorName(n int) bool {
	switch {
	case l.kwAfter(n):
		l.emit(tKwIdent, n+1)
	case l.slashAfter(n):
		l.emit(tIdent, n)
	default:
		return false
	}
	return true
}

// dot reads a dot and what belongs to it: white space, line ends and comments
// after it, and an operator or quoted text used as a name.
func (l *lexer) dot() {
	l.dropEOL()
	l.emit(tDot, 1)
	mark := len(l.toks) - 1
	l.skipAfterDot()
	switch c := l.at(0); c {
	case '(':
		l.toks[mark].kind = tDotCall
	case '"', '\'':
		l.quotedName(c)
	default:
		if n := l.operatorAfterDot(); n > 0 {
			l.emit(l.callKind(n), n)
		}
	}
}

func (l *lexer) skipAfterDot() {
	for l.pos < len(l.src) {
		switch c := l.src[l.pos]; {
		case chars[c]&charSpace != 0, c == '\n', c == '\r' && l.at(1) == '\n':
			l.pos++
		case c == '#':
			l.comment()
		default:
			return
		}
	}
}

// callKind is the kind of a name of n bytes, by what directly follows it.
func (l *lexer) callKind(n int) kind {
	switch l.at(n) {
	case '(':
		return tParenIdent
	case '[':
		return tBracketIdent
	}
	return tIdent
}

// operatorAfterDot returns the length of the operator that stands here as the
// name of a remote call, as in Kernel.+(1, 2), or 0.
func (l *lexer) operatorAfterDot() int {
	rest := l.src[l.pos:]
	for n := 3; n > 0; n-- {
		if len(rest) >= n && isCallableOperator(rest[:n]) {
			return n
		}
	}
	return 0
}

func isCallableOperator(s string) bool {
	switch s {
	case "~~~", "===", "!==", "&&&", "|||", "<<<", ">>>", "~>>", "<<~", "<~>", "<|>", "^^^", "+++", "---",
		"==", "=~", "!=", "<=", ">=", "&&", "||", "|>", "~>", "<~", "<-", "\\\\", "++", "--", "<>", "**", "::",
		"@", "!", "^", "&", "+", "-", "*", "/", "<", ">", "=", "|":
		return true
	}
	return false
}

// isAtomOperator reports whether an operator is an atom after a colon, without quotes.
func isAtomOperator(s string) bool {
	switch s {
	case "...", "..", "->", ".":
		return true
	case "::":
		return false
	}
	return isCallableOperator(s)
}
