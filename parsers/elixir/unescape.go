package elixir

import (
	"strings"
	"unicode/utf8"
)

// unescape returns the value of the raw text of a string. Text without a
// backslash is returned as it is. A message says what is wrong with an escape.
// Source: https://hexdocs.pm/elixir/String.html#module-escape-characters
func unescape(raw string) (value, message string) {
	i := strings.IndexByte(raw, '\\')
	if i < 0 {
		return raw, ""
	}
	buf := make([]byte, 0, len(raw))
	for i >= 0 {
		buf = append(buf, raw[:i]...)
		raw = raw[i+1:]
		var n int
		if buf, n, message = appendEscape(buf, raw); message != "" {
			return "", message
		}
		raw = raw[n:]
		i = strings.IndexByte(raw, '\\')
	}
	return string(append(buf, raw...)), ""
}

// appendEscape appends what the escape at the start of s, behind the
// backslash, stands for, and returns how many bytes of s it takes.
func appendEscape(buf []byte, s string) (_ []byte, n int, message string) {
	if s == "" {
		return append(buf, '\\'), 0, ""
	}
	switch c := s[0]; {
	case c == 'x':
		return appendHex(buf, s)
	case c == 'u':
		return appendUnicode(buf, s)
	case c == '\n':
		return buf, 1, ""
	case strings.HasPrefix(s, "\r\n"):
		return buf, 2, ""
	default:
		return append(buf, simpleEscape(c)), 1, ""
	}
}

// simpleEscape is the character that c stands for behind a backslash.
func simpleEscape(c byte) byte {
	switch c {
	case '0':
		return 0
	case 'a':
		return '\a'
	case 'b':
		return '\b'
	case 'd':
		return 0x7F
	case 'e':
		return 0x1B
	case 'f':
		return '\f'
	case 'n':
		return '\n'
	case 'r':
		return '\r'
	case 's':
		return ' '
	case 't':
		return '\t'
	case 'v':
		return '\v'
	}
	return c
}

// appendHex reads xHH, which is a byte, and the deprecated x{H…}, which is a
// code point.
func appendHex(buf []byte, s string) (_ []byte, n int, message string) {
	if len(s) > 2 && isHex(s[1]) && isHex(s[2]) {
		return append(buf, byte(hexValue(s[1])<<4|hexValue(s[2]))), 3, ""
	}
	if buf, n, ok := appendBraced(buf, s); ok {
		return buf, n, ""
	}
	return buf, 0, `invalid hex escape character, expected \xHH where H is a hexadecimal digit`
}

// appendUnicode reads uHHHH and u{H…}.
func appendUnicode(buf []byte, s string) (_ []byte, n int, message string) {
	if len(s) > 4 && isHex(s[1]) && isHex(s[2]) && isHex(s[3]) && isHex(s[4]) {
		r := hexValue(s[1])<<12 | hexValue(s[2])<<8 | hexValue(s[3])<<4 | hexValue(s[4])
		if utf8.ValidRune(r) {
			return utf8.AppendRune(buf, r), 5, ""
		}
		return buf, 0, `invalid or reserved Unicode code point \u` + s[1:5]
	}
	if buf, n, ok := appendBraced(buf, s); ok {
		return buf, n, ""
	}
	return buf, 0, `invalid Unicode escape character, expected \uHHHH or \u{H*} where H is a hexadecimal digit`
}

// appendBraced reads the code point in {H…}, of one to six digits, behind the
// letter of the escape.
func appendBraced(buf []byte, s string) (_ []byte, n int, ok bool) {
	if len(s) < 4 || s[1] != '{' {
		return buf, 0, false
	}
	var r rune
	for n = 2; n < len(s) && n < 8 && isHex(s[n]); n++ {
		r = r<<4 | hexValue(s[n])
	}
	if n == 2 || n >= len(s) || s[n] != '}' || !utf8.ValidRune(r) {
		return buf, 0, false
	}
	return utf8.AppendRune(buf, r), n + 1, true
}

// dedent takes indent blanks from the start of each line of a heredoc's raw
// text. first says that raw begins at the start of a line.
func dedent(raw string, indent int, first bool) string {
	if indent == 0 {
		return raw
	}
	var buf strings.Builder
	buf.Grow(len(raw))
	for raw != "" {
		if first {
			raw = raw[blanksUpTo(raw, indent):]
		}
		first = true
		end := strings.IndexByte(raw, '\n') + 1
		if end == 0 {
			end = len(raw)
		}
		buf.WriteString(raw[:end])
		raw = raw[end:]
	}
	return buf.String()
}

// blanksUpTo counts the blanks and tabs s begins with, at most limit.
func blanksUpTo(s string, limit int) int {
	n := 0
	for n < len(s) && n < limit && chars[s[n]]&charSpace != 0 {
		n++
	}
	return n
}

// unescapeSigil takes the backslash from escaped closing delimiters; all other
// escapes are the sigil's business.
func unescapeSigil(raw string, closer string) string {
	if !strings.Contains(raw, "\\"+closer) {
		return raw
	}
	buf := make([]byte, 0, len(raw))
	for i := 0; i < len(raw); i++ {
		if raw[i] == '\\' {
			if strings.HasPrefix(raw[i+1:], closer) {
				buf = append(buf, closer...)
				i += len(closer)
				continue
			}
			if i+1 < len(raw) {
				buf = append(buf, raw[i])
				i++
			}
		}
		buf = append(buf, raw[i])
	}
	return string(buf)
}
