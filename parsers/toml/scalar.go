package toml

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// scalar reads a number, a boolean, a date or a time. Anything else up to
// where the value must end is a *Bad.
func (p *parser) scalar() Value {
	start := p.pos
	end := p.scalarEnd(start)
	text := p.text[start:end]
	p.pos = end
	switch {
	case text == "true" || text == "false":
		v := p.store.bools.next()
		v.Written, v.Value = p.written(start, end), text == "true"
		return v
	case isInteger(text):
		return p.integer(start, end)
	case isFloat(text):
		return p.float(start, end)
	}
	if form, ok := timeForm(text); ok {
		return &DateTime{Written: p.written(start, end), Form: form}
	}
	return p.badValue(start, text)
}

// scalarEnd is the offset behind the letters, digits and signs that make up a
// scalar. A blank may stand between a date and a time.
func (p *parser) scalarEnd(i int) int {
	start := i
	i = afterScalarChars(p.text, i)
	if i-start == len("1979-05-27") && i < len(p.text) && p.text[i] == ' ' && isDate(p.text[start:i]) {
		if end := afterScalarChars(p.text, i+1); end >= i+len(" 07:") && isDigit(p.text[i+1]) && p.text[i+3] == ':' {
			return end
		}
	}
	return i
}

func afterScalarChars(text string, i int) int {
	for i < len(text) && (isBare(text[i]) || text[i] == '+' || text[i] == '.' || text[i] == ':') {
		i++
	}
	return i
}

// isScalar reports whether text is a whole scalar value.
func isScalar(text string) bool {
	_, isTime := timeForm(text)
	return text == "true" || text == "false" || isInteger(text) || isFloat(text) || isTime
}

// badValue takes everything up to where the value must end.
func (p *parser) badValue(start int, scalar string) Value {
	for !p.atValueEnd() {
		p.pos++
	}
	if p.pos == start { // a bracket that closes nothing
		p.pos++
	}
	end := p.trimmed(start, p.pos)
	if end == start {
		end = p.pos
	}
	text := p.text[start:end]
	message, help := describeBad(text, scalar)
	p.fault(start, end, message, help)
	return &Bad{p.written(start, end)}
}

// describeBad says what is wrong with a value that is none.
func describeBad(text, scalar string) (message, help string) {
	switch {
	case scalar != text:
	case strings.EqualFold(text, "true") || strings.EqualFold(text, "false"):
		return "expected a value, found " + text, "booleans are lower-case: " + strings.ToLower(text)
	case outOfRange(text):
		return "number " + text + " is out of range", ""
	case isDigit(text[0]) && strings.Trim(text, "0123456789") == "":
		return "invalid number " + text + ": leading zeros are not allowed", "write it without them, or in quotes"
	}
	return "expected a value, found " + shorten(text), "put text in quotes"
}

// shorten makes text fit for a message.
func shorten(text string) string {
	const most = 60
	tail := ""
	if len(text) > most {
		text, tail = text[:most], "…"
	}
	return strings.Map(func(r rune) rune {
		if strconv.IsPrint(r) {
			return r
		}
		return utf8.RuneError
	}, text) + tail
}

func (p *parser) integer(start, end int) Value {
	text := p.text[start:end]
	n, err := strconv.ParseInt(text, 0, 64)
	if err != nil {
		return p.badValue(start, text)
	}
	v := p.store.integers.next()
	v.Written, v.Value = p.written(start, end), n
	return v
}

func (p *parser) float(start, end int) Value {
	text := p.text[start:end]
	digits := strings.ReplaceAll(text, "_", "")
	if unsigned(text) == "nan" { // which strconv takes without a sign only
		digits = "nan"
	}
	f, err := strconv.ParseFloat(digits, 64)
	if err != nil {
		return p.badValue(start, text)
	}
	return &Float{Written: p.written(start, end), Value: f}
}

// outOfRange reports whether text is a number too large for its type.
func outOfRange(text string) bool { return isInteger(text) || isFloat(text) }

// isInteger follows the grammar: decimal with an optional sign and no leading
// zeros, or 0x, 0o, 0b without a sign; underscores between digits.
func isInteger(s string) bool {
	if len(s) > 2 && s[0] == '0' {
		switch s[1] {
		case 'x':
			return isDigits(s[2:], isHex)
		case 'o':
			return isDigits(s[2:], func(c byte) bool { return '0' <= c && c <= '7' })
		case 'b':
			return isDigits(s[2:], func(c byte) bool { return c == '0' || c == '1' })
		}
	}
	s = unsigned(s)
	return isDigits(s, isDigit) && (s == "0" || s[0] != '0')
}

// isFloat follows the grammar: an integer part, then a fraction, an exponent
// or both; or inf or nan.
func isFloat(s string) bool {
	s = unsigned(s)
	if s == "inf" || s == "nan" {
		return true
	}
	whole, rest := cut(s, ".eE")
	if !isDigits(whole, isDigit) || whole != "0" && whole[0] == '0' || rest == "" {
		return false
	}
	if rest[0] == '.' {
		var fraction string
		fraction, rest = cut(rest[1:], "eE")
		if !isDigits(fraction, isDigit) {
			return false
		}
	}
	return rest == "" || isDigits(unsigned(rest[1:]), isDigit)
}

// cut splits s before the first of the given bytes.
func cut(s, before string) (head, tail string) {
	if i := strings.IndexAny(s, before); i >= 0 {
		return s[:i], s[i:]
	}
	return s, ""
}

func unsigned(s string) string {
	if s != "" && (s[0] == '+' || s[0] == '-') {
		return s[1:]
	}
	return s
}

// isDigits reports whether s is a non-empty run of digits, with single
// underscores between them.
func isDigits(s string, digit func(byte) bool) bool {
	after := false // whether the byte before is a digit
	for i := range len(s) {
		if s[i] == '_' {
			if !after {
				return false
			}
			after = false
			continue
		}
		if after = digit(s[i]); !after {
			return false
		}
	}
	return after
}

func isHex(c byte) bool { return isDigit(c) || 'a' <= c|0x20 && c|0x20 <= 'f' }
