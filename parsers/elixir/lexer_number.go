package elixir

import "unicode/utf8"

// number reads an integer or a float.
func (l *lexer) number() {
	if l.src[l.pos] == '0' {
		if digit := baseDigit(l.at(1)); digit != nil && digit(l.at(2)) {
			l.emit(tInt, l.digits(2, digit))
			return
		}
	}
	n, k := l.digits(0, isDigit), tInt
	if l.at(n) == '.' && isDigit(l.at(n+1)) {
		k = tFloat
		n = l.digits(n+1, isDigit)
		n = l.exponent(n)
	}
	if c := l.at(n); chars[c]&(charLetter|charUnderscore) != 0 {
		l.fail(l.pos+n, l.pos+n+1, `invalid character "`+string(c)+`" after number `+l.src[l.pos:l.pos+n],
			"separate the number from what follows; names cannot start with a digit")
	}
	l.emit(k, n)
}

// baseDigit returns the test for a digit of the base 0x, 0b or 0o announces.
func baseDigit(c byte) func(byte) bool {
	switch c {
	case 'x':
		return isHex
	case 'b':
		return func(c byte) bool { return c == '0' || c == '1' }
	case 'o':
		return func(c byte) bool { return '0' <= c && c <= '7' }
	}
	return nil
}

// digits returns where the digits end that begin n bytes ahead. Single
// underscores may stand between them.
func (l *lexer) digits(n int, digit func(byte) bool) int {
	for digit(l.at(n)) || l.at(n) == '_' && digit(l.at(n+1)) {
		n++
	}
	return n
}

// exponent returns where an exponent ends that may begin n bytes ahead.
func (l *lexer) exponent(n int) int {
	if c := l.at(n); c != 'e' && c != 'E' {
		return n
	}
	sign := 1
	if c := l.at(n + 1); c == '+' || c == '-' {
		sign = 2
	}
	if !isDigit(l.at(n + sign)) {
		return n
	}
	return l.digits(n+sign, isDigit)
}

// char reads a character such as ?a or ?\n.
func (l *lexer) char() {
	n := 1
	if l.at(1) == '\\' {
		n = 2
	}
	if l.pos+n >= len(l.src) {
		l.unexpected()
		return
	}
	_, size := utf8.DecodeRuneInString(l.src[l.pos+n:])
	l.emit(tChar, n+size)
}
