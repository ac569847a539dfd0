package elixir

import "unicode"

// Classes of ASCII characters.
const (
	charLower uint8 = 1 << iota
	charUpper
	charDigit
	charUnderscore
	charSpace  // blank or tab
	charBreak  // line feed or carriage return
	charLetter = charLower | charUpper
	charName   = charLetter | charDigit | charUnderscore
	charBlank  = charSpace | charBreak
)

// chars gives the class of each byte.
var chars = [256]uint8{
	' ': charSpace, '\t': charSpace, '\n': charBreak, '\r': charBreak, '_': charUnderscore,
	'0': charDigit, '1': charDigit, '2': charDigit, '3': charDigit, '4': charDigit,
	'5': charDigit, '6': charDigit, '7': charDigit, '8': charDigit, '9': charDigit,
	'a': charLower, 'b': charLower, 'c': charLower, 'd': charLower, 'e': charLower, 'f': charLower,
	'g': charLower, 'h': charLower, 'i': charLower, 'j': charLower, 'k': charLower, 'l': charLower,
	'm': charLower, 'n': charLower, 'o': charLower, 'p': charLower, 'q': charLower, 'r': charLower,
	's': charLower, 't': charLower, 'u': charLower, 'v': charLower, 'w': charLower, 'x': charLower,
	'y': charLower, 'z': charLower,
	'A': charUpper, 'B': charUpper, 'C': charUpper, 'D': charUpper, 'E': charUpper, 'F': charUpper,
	'G': charUpper, 'H': charUpper, 'I': charUpper, 'J': charUpper, 'K': charUpper, 'L': charUpper,
	'M': charUpper, 'N': charUpper, 'O': charUpper, 'P': charUpper, 'Q': charUpper, 'R': charUpper,
	'S': charUpper, 'T': charUpper, 'U': charUpper, 'V': charUpper, 'W': charUpper, 'X': charUpper,
	'Y': charUpper, 'Z': charUpper,
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

func isHex(c byte) bool {
	return isDigit(c) || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F'
}

// hexValue is the value of one hexadecimal digit.
func hexValue(c byte) rune {
	switch {
	case c >= 'a':
		return rune(c-'a') + 10
	case c >= 'A':
		return rune(c-'A') + 10
	}
	return rune(c - '0')
}

// startsName reports whether an identifier may begin with r, beyond ASCII.
// Source: https://hexdocs.pm/elixir/unicode-syntax.html
func startsName(r rune) bool {
	return unicode.In(r, unicode.Ll, unicode.Lm, unicode.Lo, unicode.Nl, unicode.Other_ID_Start) || startsUpper(r)
}

// startsUpper reports whether r is an upper or title case letter, with which
// an atom may begin but not a variable.
func startsUpper(r rune) bool { return unicode.In(r, unicode.Lu, unicode.Lt) }

// continuesName reports whether r may stand inside an identifier, beyond ASCII.
func continuesName(r rune) bool {
	return startsName(r) ||
		unicode.In(r, unicode.Mn, unicode.Mc, unicode.Nd, unicode.Pc, unicode.Other_ID_Continue)
}

// isBidi reports whether r changes the direction of text. Elixir refuses such
// characters in strings and comments, because they can hide code.
// Source: https://trojansource.codes
func isBidi(r rune) bool {
	return 0x202A <= r && r <= 0x202E || 0x2066 <= r && r <= 0x2069
}

// isUnusualBreak reports whether r is a line break Elixir refuses in strings.
func isUnusualBreak(r rune) bool {
	return r == 0x0B || r == 0x0C || r == 0x85 || r == 0x2028 || r == 0x2029
}
