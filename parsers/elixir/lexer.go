package elixir

import (
	"go/token"
	"strings"
	"unicode/utf8"

	"github.com/flylint/flylint/parsers"
)

// lexer turns the source into tokens, as Elixir's tokenizer does. It never
// stops early: text it cannot read becomes a tBad token and an error.
type lexer struct {
	src      string
	base     token.Pos // position of the first byte of src
	pos      int
	toks     []tok
	comments []Comment
	errs     []parsers.Error

	// open holds the quoted texts whose interpolations are being read, innermost
	// last; braces counts the braces open in the innermost one.
	open   []quoted
	braces int

	// spans lists the quoted texts that cross a line end, for recovery; cuts
	// are offsets of quoted texts recovery wants to end at their line.
	spans []span
	cuts  []int
}

// span is a stretch of source in byte offsets.
type span struct{ start, end int }

// tokenize reads all of the source. The last token is tEOF.
func (l *lexer) tokenize() {
	if cap(l.toks) == 0 {
		l.toks = make([]tok, 0, len(l.src)/4+8)
	}
	l.checkEncoding()
	for {
		for l.pos < len(l.src) {
			l.next()
		}
		if len(l.open) == 0 {
			break
		}
		l.closeOpenText()
	}
	l.emit(tEOF, 0)
}

// checkEncoding reports the first byte that is not UTF-8, and steps over a
// byte order mark. Elixir refuses both; the mark alone is harmless.
func (l *lexer) checkEncoding() {
	const mark = "\uFEFF"
	if strings.HasPrefix(l.src, mark) {
		l.pos = len(mark)
	}
	if utf8.ValidString(l.src) {
		return
	}
	for i, r := range l.src {
		if r != utf8.RuneError {
			continue
		}
		if _, size := utf8.DecodeRuneInString(l.src[i:]); size == 1 {
			l.fail(i, i+1, "invalid encoding: the file is not UTF-8", "save the file as UTF-8")
			return
		}
	}
}

// next reads one token, or some white space or a comment.
func (l *lexer) next() {
	switch c := l.src[l.pos]; c {
	case ' ', '\t':
		l.blanks()
	case '\n':
		l.lineEnd(1)
	case '\r':
		if l.at(1) == '\n' {
			l.lineEnd(2)
			return
		}
		l.unexpected()
	case '\\':
		l.backslash()
	case '#':
		l.comment()
	case ',':
		l.emit(tComma, 1)
	case ';':
		if l.last() == tSemi {
			l.unexpected()
			return
		}
		l.emit(tSemi, 1)
	case '(':
		l.checkAliasCall()
		l.emit(tLParen, 1)
	case ')':
		l.emit(tRParen, 1)
	case '[':
		l.emit(tLBracket, 1)
	case ']':
		l.emit(tRBracket, 1)
	case '{':
		l.openBrace()
	case '}':
		l.closeBrace()
	case '"', '\'':
		l.quote(c)
	case ':':
		l.colon()
	case '~':
		l.tilde()
	case '?':
		l.char()
	case '0', '1', '2', '3', '4', '5', '6', '7', '8', '9':
		l.number()
	default:
		if chars[c]&(charLetter|charUnderscore) != 0 || c >= utf8.RuneSelf {
			l.identifier()
			return
		}
		l.operator()
	}
}

// at returns the byte n places ahead, or 0 after the end.
func (l *lexer) at(n int) byte {
	if l.pos+n < len(l.src) {
		return l.src[l.pos+n]
	}
	return 0
}

// last returns the kind of the last token, tEOF before the first.
func (l *lexer) last() kind {
	if len(l.toks) == 0 {
		return tEOF
	}
	return l.toks[len(l.toks)-1].kind
}

// emit appends a token of n bytes and moves on behind it.
func (l *lexer) emit(k kind, n int) {
	l.toks = append(l.toks, tok{kind: k, start: uint32(l.pos), end: uint32(l.pos + n)})
	l.pos += n
}

// dropEOL takes back a line end before a token that continues the expression.
func (l *lexer) dropEOL() {
	if l.last() == tEOL {
		l.toks = l.toks[:len(l.toks)-1]
	}
}

// fail records an error from one offset to another.
func (l *lexer) fail(from, to int, message, help string) {
	l.errs = append(l.errs, parsers.Error{
		Range:   parsers.Range{From: l.base + token.Pos(from), To: l.base + token.Pos(to)},
		Message: message,
		Help:    help,
	})
}

// unexpected makes a tBad token of one character.
func (l *lexer) unexpected() {
	_, size := utf8.DecodeRuneInString(l.src[l.pos:])
	l.fail(l.pos, l.pos+size, "unexpected token: "+printable(l.src[l.pos:l.pos+size]), "")
	l.emit(tBad, size)
}

// skipBlanks returns the offset of the first byte at or after i that is
// neither blank nor tab.
func (l *lexer) skipBlanks(i int) int {
	for i < len(l.src) && chars[l.src[i]]&charSpace != 0 {
		i++
	}
	return i
}

// blanks reads blanks and tabs. A sign after a name and blanks, but before no
// blank, begins an argument: "f -1" is a call where "f - 1" is a subtraction.
func (l *lexer) blanks() {
	l.pos = l.skipBlanks(l.pos + 1)
	if l.last() != tIdent {
		return
	}
	c := l.at(0)
	if c != '+' && c != '-' {
		return
	}
	next := l.at(1)
	if next == 0 || chars[next]&charBlank != 0 || next == c || next == '/' || next == '>' || next == '\\' {
		return
	}
	if next == ':' && chars[l.at(2)]&charBlank != 0 {
		return
	}
	l.toks[len(l.toks)-1].kind = tOpIdent
	l.emit(tDual, 1)
}

// lineEnd reads a line end of n bytes. Line ends after a comma, a semicolon or
// another line end say nothing new.
func (l *lexer) lineEnd(n int) {
	switch l.last() {
	case tComma, tSemi, tEOL:
		l.pos += n
	default:
		l.emit(tEOL, n)
	}
	l.pos = l.skipBlanks(l.pos)
}

// backslash reads a \ that joins a line with the next one, or the operator \\.
func (l *lexer) backslash() {
	n := 0
	switch {
	case l.at(1) == '\\':
		l.binary(tInMatch, 2)
		return
	case l.at(1) == '\n':
		n = 2
	case l.at(1) == '\r' && l.at(2) == '\n':
		n = 3
	}
	if n == 0 {
		l.unexpected()
		return
	}
	if l.pos+n >= len(l.src) {
		l.fail(l.pos, l.pos+1, `invalid escape \ at end of file`, "")
	}
	l.pos = l.skipBlanks(l.pos + n)
}

// comment reads a comment up to the end of its line.
func (l *lexer) comment() {
	start := l.pos
	end := len(l.src)
	if n := strings.IndexByte(l.src[start:], '\n'); n >= 0 {
		end = start + n
	}
	if end > start && l.src[end-1] == '\r' {
		end--
	}
	text := l.src[start:end]
	if hasBidi(text) {
		l.fail(start, end, "invalid bidirectional formatting character in comment", "")
	}
	l.comments = append(l.comments, Comment{
		Range: parsers.Range{From: l.base + token.Pos(start), To: l.base + token.Pos(end)},
		Text:  strings.Trim(text[1:], " \t\r"),
	})
	l.pos = end
}

// hasBidi reports whether s holds a character that changes the direction of text.
func hasBidi(s string) bool {
	for i := range len(s) {
		if s[i] == 0xE2 { // the first byte of all of them
			r, _ := utf8.DecodeRuneInString(s[i:])
			if isBidi(r) {
				return true
			}
		}
	}
	return false
}

// openBrace reads {, which must not follow the % of a struct.
func (l *lexer) openBrace() {
	if l.last() == tPercent {
		l.fail(l.pos, l.pos+1, "unexpected space between % and {", "a map is written %{…}, a struct %Name{…}")
	}
	if l.at(1) == '}' && l.kwAfter(2) {
		l.emit(tKwIdent, 3)
		return
	}
	l.braces++
	l.emit(tLBrace, 1)
}

// closeBrace reads }, which ends the innermost interpolation when all braces
// opened in it are closed.
func (l *lexer) closeBrace() {
	if l.braces > 0 || len(l.open) == 0 {
		l.braces--
		l.emit(tRBrace, 1)
		l.braces = max(l.braces, 0)
		return
	}
	l.emit(tInterpClose, 1)
	q := l.open[len(l.open)-1]
	l.open = l.open[:len(l.open)-1]
	l.braces = q.braces
	l.quotedText(&q)
}

// checkAliasCall reports a ( directly after an alias: functions have lower
// case names.
func (l *lexer) checkAliasCall() {
	if n := len(l.toks); n > 0 && l.toks[n-1].kind == tAlias {
		name := l.src[l.toks[n-1].start:l.toks[n-1].end]
		l.fail(l.pos, l.pos+1, "unexpected ( after alias "+name, "function names start with a lower case letter or an underscore")
	}
}

// printable shows s in a message, control characters as their code point.
func printable(s string) string {
	r, _ := utf8.DecodeRuneInString(s)
	if r < ' ' || r == 0x7F || r == utf8.RuneError || isBidi(r) || isUnusualBreak(r) {
		const digits = "0123456789ABCDEF"
		hex := make([]byte, 0, 8)
		for shift := 12; shift >= 0; shift -= 4 {
			hex = append(hex, digits[r>>shift&0xF])
		}
		return "code point U+" + string(hex)
	}
	return "\"" + s + "\""
}

// lineStart returns the offset of the start of the line that offset i is on.
func lineStart(src string, i int) int {
	return strings.LastIndexByte(src[:i], '\n') + 1
}

// lineStop returns the offset of the end of the line that offset i is on.
func (l *lexer) lineStop(i int) int {
	if n := strings.IndexByte(l.src[i:], '\n'); n >= 0 {
		return i + n
	}
	return len(l.src)
}

// indentation counts the blanks at the start of the line that offset i is on.
func indentation(src string, i int) int {
	start := lineStart(src, i)
	return blanksUpTo(src[start:i], i-start)
}
