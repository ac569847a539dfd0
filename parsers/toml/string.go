package toml

import (
	"strings"
	"unicode/utf8"
)

// string reads a string in any notation. One that is not closed becomes a
// *Bad that ends with the line, or, when it is a multi-line one, where the
// next item seems to start.
func (p *parser) string() Value {
	start := p.pos
	quote := p.text[start]
	if start+2 < len(p.text) && p.text[start+1] == quote && p.text[start+2] == quote {
		return p.multiline(quote)
	}
	end := closingQuote(p.text, start)
	if end < 0 {
		return p.unclosedString(start)
	}
	p.pos = end + 1
	s := p.newString(start, start+1, end, end+1)
	if quote == '\'' {
		s.Quote = Literal
		return s
	}
	s.Value = p.unescape(start+1, end, false)
	return s
}

// newString makes a string node and checks the bytes between its quotes.
func (p *parser) newString(start, innerStart, innerEnd, end int) *String {
	p.checkText(innerStart, innerEnd)
	s := p.store.strings.next()
	s.Written = p.written(start, end)
	s.Inner, s.Value = p.span(innerStart, innerEnd), p.text[innerStart:innerEnd]
	return s
}

// closingQuote is the offset of the quote that closes the single-line string
// at i; -1 when its line ends before.
func closingQuote(text string, i int) int {
	quote := text[i]
	for i++; i < len(text) && text[i] != '\n'; i++ {
		switch text[i] {
		case quote:
			return i
		case '\\':
			if quote == '"' && lineBreakAt(text, i+1) == 0 {
				i++
			}
		}
	}
	return -1
}

func (p *parser) unclosedString(start int) Value {
	p.toLineEnd()
	end := p.trimmed(start, p.pos)
	p.fault(start, end, "string is not closed: expected "+p.text[start:start+1], "")
	return &Bad{p.written(start, end)}
}

// multiline reads a string in triple quotes.
func (p *parser) multiline(quote byte) Value {
	start := p.pos
	end := closingQuotes(p.text, start+3, quote)
	if end < 0 {
		return p.unclosedMultiline(start)
	}
	p.pos = end + 3
	inner := start + 3
	inner += lineBreakAt(p.text, inner) // a line break right after the opening is not part of the string
	s := p.newString(start, start+3, end, end+3)
	s.Value = p.text[inner:end]
	s.Quote = MultilineLiteral
	if quote == '"' {
		s.Quote = MultilineBasic
		s.Value = p.unescape(inner, end, true)
	}
	return s
}

// closingQuotes is the offset of the triple quote that closes a multi-line
// string whose text starts at i; -1 when there is none. One or two more quotes
// before it belong to the string.
func closingQuotes(text string, i int, quote byte) int {
	run := 0
	for ; i < len(text); i++ {
		if text[i] == quote {
			run++
			if run >= 3 && (i+1 == len(text) || text[i+1] != quote || run == 5) {
				return i - 2
			}
			continue
		}
		run = 0
		if text[i] == '\\' && quote == '"' {
			i++
		}
	}
	return -1
}

func (p *parser) unclosedMultiline(start int) Value {
	p.fault(start, start+3, "multi-line string is not closed: expected "+p.text[start:start+3], "")
	p.pos, p.lost = p.nextItemLine(start), true
	end := p.trimmed(start, p.pos)
	end = start + len(strings.TrimRight(p.text[start:end], " \t\r\n"))
	return &Bad{p.written(start, end)}
}

// unescape replaces the escapes of a basic string. Where there are none the
// text is the value.
func (p *parser) unescape(from, to int, multiline bool) string {
	next := strings.IndexByte(p.text[from:to], '\\')
	if next < 0 {
		return p.text[from:to]
	}
	var b strings.Builder
	b.Grow(to - from)
	for next >= 0 {
		b.WriteString(p.text[from : from+next])
		from = p.escape(&b, from+next, to, multiline)
		next = strings.IndexByte(p.text[from:to], '\\')
	}
	b.WriteString(p.text[from:to])
	return b.String()
}

// escape writes what the escape at i stands for and returns the offset behind
// it. An invalid one is reported and stands for itself.
func (p *parser) escape(b *strings.Builder, i, to int, multiline bool) int {
	var c byte
	if i+1 < to {
		c = p.text[i+1]
	}
	if s := simpleEscape(c); s != 0 {
		b.WriteByte(s)
		return i + 2
	}
	if digits := hexDigits(c); digits > 0 {
		if r, ok := hexRune(p.text[i+2:min(i+2+digits, to)], digits); ok {
			b.WriteRune(r)
			return i + 2 + digits
		}
	}
	if multiline {
		if end := lineEndingBackslash(p.text[:to], i+1); end > 0 {
			return end
		}
	}
	p.fault(i, i+2, "invalid escape \\"+p.foundAt(i+1), "write \\\\ for a backslash, or use '…' quotes")
	b.WriteByte('\\')
	return i + 1
}

// simpleEscape is the character an escape of one letter stands for; 0 for
// others.
func simpleEscape(c byte) byte {
	switch c {
	case 'b':
		return '\b'
	case 't':
		return '\t'
	case 'n':
		return '\n'
	case 'f':
		return '\f'
	case 'r':
		return '\r'
	case 'e': // since TOML 1.1
		return 0x1b
	case '"', '\\':
		return c
	}
	return 0
}

// hexDigits is how many hexadecimal digits follow \x, \u and \U.
func hexDigits(c byte) int {
	switch c {
	case 'x': // since TOML 1.1
		return 2
	case 'u':
		return 4
	case 'U':
		return 8
	}
	return 0
}

// hexRune reads a Unicode scalar value of exactly that many digits.
func hexRune(s string, digits int) (rune, bool) {
	if len(s) != digits {
		return 0, false
	}
	var r uint32
	for i := range len(s) {
		switch c := s[i]; {
		case isDigit(c):
			r = r<<4 | uint32(c-'0')
		case 'a' <= c|0x20 && c|0x20 <= 'f':
			r = r<<4 | uint32(c|0x20-'a'+10)
		default:
			return 0, false
		}
	}
	return rune(r), r <= utf8.MaxRune && utf8.ValidRune(rune(r))
}

// lineEndingBackslash is the offset behind all blanks and line breaks from i
// when there is a line break before anything else; 0 otherwise.
func lineEndingBackslash(text string, i int) int {
	if i = afterBlanks(text, i); lineBreakAt(text, i) == 0 {
		return 0
	}
	for i < len(text) {
		switch width := lineBreakAt(text, i); {
		case width > 0:
			i += width
		case isBlank(text[i]):
			i++
		default:
			return i
		}
	}
	return i
}
