package toml

import (
	"strings"
	"unicode/utf8"

	"github.com/flylint/flylint/parsers"
)

// maxErrors bounds how many errors a document lists: whatever was named
// fly.toml, nobody reads more.
const maxErrors = 100

// fault reports an error. Only the first on a line of an item is kept: what
// follows it there is mostly its consequence.
func (p *parser) fault(from, to int, message, help string) {
	from = min(from, len(p.text))
	to = max(from, min(to, len(p.text)))
	for to < len(p.text) && !utf8.RuneStart(p.text[to]) && !p.badUTF8 { // never half a character
		to++
	}
	sameLine := p.faultAt >= 0 && (from <= p.faultAt || strings.IndexByte(p.text[p.faultAt:from], '\n') < 0)
	p.faultAt = max(p.faultAt, from)
	if sameLine || p.muted {
		return
	}
	p.report(parsers.Error{Range: p.span(from, to), Message: message, Help: help})
}

// faultOnce reports an error unless the item has one already, which then
// explains it.
func (p *parser) faultOnce(from, to int, message, help string) {
	if p.faultAt < 0 {
		p.fault(from, to, message, help)
	}
}

func (p *parser) report(e parsers.Error) {
	if len(p.doc.Errors) < maxErrors {
		p.doc.Errors = append(p.doc.Errors, e)
	}
}

// unclosed gives up a value whose bracket at open has no partner, and goes on
// reading at resume, the start of a line.
func (p *parser) unclosed(open, resume int) {
	what := "array is not closed: expected ]"
	if p.text[open] == '{' {
		what = "inline table is not closed: expected }"
	}
	p.rewind(resume)
	p.faultOnce(open, open+1, what, "")
	p.lost = true
}

// rewind goes back to an earlier offset and forgets what was noted from there
// on: it will be read again.
func (p *parser) rewind(to int) {
	from := p.at(to)
	comments, errors := p.doc.Comments, p.doc.Errors
	for len(comments) > 0 && comments[len(comments)-1].From >= from {
		comments = comments[:len(comments)-1]
	}
	for len(errors) > 0 && errors[len(errors)-1].From >= from {
		errors = errors[:len(errors)-1]
	}
	if p.faultAt >= to {
		p.faultAt = -1
	}
	p.doc.Comments, p.doc.Errors, p.pos = comments, errors, to
}

// nextItemLine is the start of the first line below from that looks like an
// item, or the end of the text.
func (p *parser) nextItemLine(from int) int {
	for i := p.lineEnd(from); i < len(p.text); i = p.lineEnd(i) {
		if looksLikePair(p.text, i) || looksLikeHeader(p.text, i) {
			return i
		}
	}
	return len(p.text)
}

// looksLikePair reports whether the line at i begins with a key and a =.
func looksLikePair(text string, i int) bool {
	end := afterKey(text, i)
	return end >= 0 && end < len(text) && text[end] == '='
}

// looksLikeHeader reports whether the line at i is [key] or [[key]] and
// nothing else but a comment.
func looksLikeHeader(text string, i int) bool { return headerName(text, i) != "" }

// surelyHeader reports whether the line at i is a header that could not be an
// array within an array, as [1] and ["a"] could.
func surelyHeader(text string, i int) bool {
	name := headerName(text, i)
	return name != "" && name[0] != '"' && name[0] != '\'' && !isScalar(name)
}

// headerName is the text between the brackets of the header on the line at i;
// empty when there is none.
func headerName(text string, i int) string {
	i = afterBlanks(text, i)
	start := afterBrackets(text, i, '[')
	end := afterKey(text, start)
	if start == i || end < 0 || afterBrackets(text, end, ']')-end != start-i || !endsLine(text, end+start-i) {
		return ""
	}
	return strings.Trim(text[start:end], " \t")
}

// lacksBracket reports whether the line at pos is a header without its opening
// bracket.
func (p *parser) lacksBracket() bool {
	end := afterKey(p.text, p.pos)
	return end >= 0 && end < len(p.text) && p.text[end] == ']' && endsLine(p.text, afterBrackets(p.text, end, ']'))
}

// endsLine reports whether nothing but blanks and a comment follows on the
// line.
func endsLine(text string, i int) bool {
	i = afterBlanks(text, i)
	return i == len(text) || text[i] == '#' || lineBreakAt(text, i) > 0
}

// afterBrackets is the offset behind up to two brackets at i.
func afterBrackets(text string, i int, bracket byte) int {
	end := i
	for end < len(text) && end < i+2 && text[end] == bracket {
		end++
	}
	return end
}

// afterKey is the offset behind the dotted key at i and the blanks around it;
// -1 when there is no key.
func afterKey(text string, i int) int {
	for {
		i = afterBlanks(text, i)
		end := afterKeyPart(text, i)
		if end == i {
			return -1
		}
		i = afterBlanks(text, end)
		if i == len(text) || text[i] != '.' {
			return i
		}
		i++
	}
}

func afterBlanks(text string, i int) int {
	for i < len(text) && isBlank(text[i]) {
		i++
	}
	return i
}

// afterKeyPart is the offset behind the bare or quoted key at i; i itself when
// there is none.
func afterKeyPart(text string, i int) int {
	if i < len(text) && (text[i] == '"' || text[i] == '\'') {
		end := closingQuote(text, i)
		if end < 0 {
			return i
		}
		return end + 1
	}
	for i < len(text) && isBare(text[i]) {
		i++
	}
	return i
}
