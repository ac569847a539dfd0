package elixir

import "unicode/utf8"

// maxAtom is the largest number of characters an atom may have.
const maxAtom = 255

// identifier reads a name: a variable, call, alias, key or reserved word.
func (l *lexer) identifier() {
	start := l.pos
	end, plain, at := l.scanName(start)
	if end == start {
		l.unexpected()
		return
	}
	if end < len(l.src) && l.src[end] == ':' && l.key(start, end) {
		return
	}
	name := l.src[start:end]
	if l.last() != tDot && l.reserved(name) {
		return
	}
	c := name[0]
	switch {
	case at:
		l.fail(start, end, `invalid character "@" in identifier: `+name, "")
	case name == "__aliases__" || name == "__block__":
		l.fail(start, end, "reserved token: "+name, "")
	case chars[c]&charUpper != 0:
		l.alias(name, plain)
		return
	case !plain && len(name) > maxAtom && utf8.RuneCountInString(name) > maxAtom, plain && len(name) > maxAtom:
		l.fail(start, end, "atom length must be less than system limit: "+name, "")
	case c >= utf8.RuneSelf:
		if r, _ := utf8.DecodeRuneInString(name); startsUpper(r) {
			l.unexpected()
			l.pos = end
			l.toks[len(l.toks)-1].end = uint32(end)
			return
		}
	}
	l.emit(l.callKind(len(name)), len(name))
}

// scanName returns the end of the name that begins at i, whether it is plain
// ASCII, and whether it holds an @, which only atoms may.
func (l *lexer) scanName(i int) (end int, plain, at bool) {
	src, start := l.src, i
	plain = true
	for i < len(src) {
		c := src[i]
		switch {
		case chars[c]&charName != 0:
			i++
		case c == '?' || c == '!':
			return i + 1, plain, at
		case c == '@':
			at = true
			i++
		case c < utf8.RuneSelf:
			return i, plain, at
		default:
			r, size := utf8.DecodeRuneInString(src[i:])
			if i == start && !startsName(r) || !continuesName(r) {
				return i, plain, at
			}
			plain = false
			i += size
		}
	}
	return i, plain, at
}

// key emits a name as a key when the colon after it makes it one.
func (l *lexer) key(start, end int) bool {
	l.pos = start
	n := end - start
	switch next := l.at(n + 1); {
	case chars[next]&charBlank != 0:
	case next == ':' && n+1 < len(l.src):
		return false
	default:
		l.fail(start, end+1, "keyword argument must be followed by space after: "+l.src[start:end+1], "put a space after the colon")
	}
	l.emit(tKwIdent, n+1)
	return true
}

// alias emits one segment of a module name.
func (l *lexer) alias(name string, plain bool) {
	last := name[len(name)-1]
	if !plain || last == '?' || last == '!' {
		l.fail(l.pos, l.pos+len(name), "invalid character in alias (only ASCII characters, without punctuation, are allowed): "+name, "")
	}
	l.emit(tAlias, len(name))
}

// reserved emits name as a reserved word, if it is one.
func (l *lexer) reserved(name string) bool {
	k := reservedKind(name)
	switch k {
	case tEOF:
		return false
	case tAnd, tOr, tWhen, tIn, tUnary:
		l.wordOperator(k, name)
	case tDo:
		l.dropEOL()
		l.emit(tDo, len(name))
	default:
		l.emit(k, len(name))
	}
	return true
}

// reservedKind is the kind of a reserved word, tEOF for other names.
func reservedKind(name string) kind {
	if len(name) > 6 {
		return tEOF
	}
	switch name {
	case "do":
		return tDo
	case "end":
		return tEnd
	case "fn":
		return tFn
	case "true":
		return tTrue
	case "false":
		return tFalse
	case "nil":
		return tNil
	case "and":
		return tAnd
	case "or":
		return tOr
	case "when":
		return tWhen
	case "in":
		return tIn
	case "not":
		return tUnary
	case "else", "after", "rescue", "catch":
		return tBlockIdent
	}
	return tEOF
}

// wordOperator emits and, or, when, in, not. "not in" is one operator.
func (l *lexer) wordOperator(k kind, name string) {
	if l.slashAfter(len(name)) {
		l.emit(tIdent, len(name))
		return
	}
	if k == tUnary {
		l.emit(tUnary, len(name))
		return
	}
	if k == tIn && l.afterNot() {
		not := &l.toks[len(l.toks)-1]
		not.kind, not.flags, not.aux = tIn, flagNotIn, uint32(l.pos)
		not.end = uint32(l.pos + len(name))
		l.pos += len(name)
		if n := len(l.toks); n > 1 && l.toks[n-2].kind == tEOL {
			l.toks[n-2] = l.toks[n-1]
			l.toks = l.toks[:n-1]
		}
		return
	}
	l.dropEOL()
	l.emit(k, len(name))
}

// afterNot reports whether the last token is the word not.
func (l *lexer) afterNot() bool {
	n := len(l.toks)
	return n > 0 && l.toks[n-1].kind == tUnary && l.src[l.toks[n-1].start] == 'n'
}

// colon reads an atom or the operator ::.
func (l *lexer) colon() {
	c1 := l.at(1)
	switch {
	case c1 == '"' || c1 == '\'':
		l.quotedAtom(c1)
		return
	case c1 == ':' && l.at(2) == ':':
		l.emit(tAtom, 3)
		return
	case c1 == ':':
		l.binary(tType, 2)
		return
	}
	if n := l.atomOperator(); n > 0 {
		l.emit(tAtom, 1+n)
		return
	}
	end, _, _ := l.scanName(l.pos + 1)
	if end == l.pos+1 || isDigit(c1) || c1 == '?' || c1 == '!' || c1 == '@' {
		l.unexpected()
		return
	}
	n := end - l.pos
	if n > maxAtom+1 && utf8.RuneCountInString(l.src[l.pos:end]) > maxAtom+1 {
		l.fail(l.pos, end, "atom length must be less than system limit: "+l.src[l.pos+1:end], "")
	}
	l.emit(tAtom, n)
}

// atomOperator returns the length of the operator after the colon, or 0.
func (l *lexer) atomOperator() int {
	rest := l.src[l.pos+1:]
	if rest == "" || chars[rest[0]]&charName != 0 {
		return 0
	}
	for _, special := range [...]string{"<<>>", "..//", "%{}", "%", "{}"} {
		if len(rest) >= len(special) && rest[:len(special)] == special {
			return len(special)
		}
	}
	for n := 3; n > 0; n-- {
		if len(rest) >= n && isAtomOperator(rest[:n]) {
			return n
		}
	}
	return 0
}
