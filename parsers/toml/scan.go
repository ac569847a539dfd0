package toml

import (
	"go/token"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/flylint/flylint/parsers"
)

func (p *parser) at(offset int) token.Pos     { return p.base + token.Pos(offset) }
func (p *parser) offset(pos token.Pos) int    { return int(pos - p.base) }
func (p *parser) span(a, b int) parsers.Range { return parsers.Range{From: p.at(a), To: p.at(b)} }

func (p *parser) written(a, b int) Written {
	return Written{Range: p.span(a, b), Text: p.text[a:b]}
}

// trimmed is the end of text[a:b] without the blanks at its end.
func (p *parser) trimmed(a, b int) int { return a + len(strings.TrimRight(p.text[a:b], " \t\r")) }

// nested reports whether pos is within an array or inline table.
func (p *parser) nested() bool { return p.brackets+p.braces > 0 }

func isBlank(c byte) bool { return c == ' ' || c == '\t' }
func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// peek is the byte at pos, 0 at the end of the text.
func (p *parser) peek() byte {
	if p.pos < len(p.text) {
		return p.text[p.pos]
	}
	return 0
}

// blanks passes over spaces and tabs.
func (p *parser) blanks() {
	for p.pos < len(p.text) && isBlank(p.text[p.pos]) {
		p.pos++
	}
}

// lineBreakAt is the width of the line break at i, 0 when there is none. A
// carriage return alone is no line break.
func lineBreakAt(text string, i int) int {
	switch {
	case i < len(text) && text[i] == '\n':
		return 1
	case i+1 < len(text) && text[i] == '\r' && text[i+1] == '\n':
		return 2
	}
	return 0
}

// lineBreak passes over a line break, if there is one at pos.
func (p *parser) lineBreak() bool {
	width := lineBreakAt(p.text, p.pos)
	p.pos += width
	return width > 0
}

// atLineEnd reports whether pos is at a line break or at the end of the text.
func (p *parser) atLineEnd() bool { return p.pos == len(p.text) || lineBreakAt(p.text, p.pos) > 0 }

// toLineEnd moves to the line break, or the end of the text.
func (p *parser) toLineEnd() {
	end := strings.IndexByte(p.text[p.pos:], '\n')
	if end < 0 {
		p.pos = len(p.text)
		return
	}
	if end > 0 && p.text[p.pos+end-1] == '\r' {
		end--
	}
	p.pos += end
}

// lineEnd is the offset behind the line break of the line that holds i.
func (p *parser) lineEnd(i int) int {
	end := strings.IndexByte(p.text[i:], '\n')
	if end < 0 {
		return len(p.text)
	}
	return i + end + 1
}

// comment reads from # to the end of the line.
func (p *parser) comment() *Comment {
	start := p.pos
	p.toLineEnd()
	p.checkText(start+1, p.pos)
	c := p.store.comments.next()
	c.Range = p.span(start, p.pos)
	c.Text = strings.TrimSpace(p.text[start+1 : p.pos])
	p.doc.Comments = append(p.doc.Comments, c)
	return c
}

// checkText reports the first byte of a comment or string that TOML does not
// allow there: control characters other than tabs and line breaks, and what is
// not UTF-8.
func (p *parser) checkText(from, to int) {
	for i := from; i < to; i++ {
		c := p.text[i]
		switch {
		case c >= utf8.RuneSelf:
			if !p.badUTF8 {
				continue
			}
			r, width := utf8.DecodeRuneInString(p.text[i:])
			if r == utf8.RuneError && width == 1 {
				p.fault(i, i+1, "invalid UTF-8 byte "+hexByte(c), "save the file as UTF-8")
				return
			}
			i += width - 1
		case c >= ' ' && c != 0x7f, c == '\t', c == '\n':
		case c == '\r' && lineBreakAt(p.text, i) > 0:
		default:
			p.fault(i, i+1, "control character "+hexByte(c)+" is not allowed here", "in a string, write it as an escape such as \\u00"+hexByte(c)[2:])
			return
		}
	}
}

func hexByte(c byte) string {
	const digits = "0123456789ABCDEF"
	return string([]byte{'0', 'x', digits[c>>4], digits[c&15]})
}

// found describes what stands at pos, for messages.
func (p *parser) found() string { return p.foundAt(p.pos) }

func (p *parser) foundAt(i int) string {
	switch {
	case i >= len(p.text):
		return "the end of the file"
	case lineBreakAt(p.text, i) > 0:
		return "the end of the line"
	}
	r, width := utf8.DecodeRuneInString(p.text[i:])
	if r == utf8.RuneError && width == 1 || r < ' ' {
		return "byte " + hexByte(p.text[i])
	}
	if strconv.IsPrint(r) {
		return string(r)
	}
	return strconv.QuoteRuneToASCII(r)
}
