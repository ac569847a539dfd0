package toml

import (
	"go/token"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/flylint/flylint/parsers"
)

// maxDepth bounds how deep values and keys may nest. No configuration comes
// near it; it keeps every walk over the tree within a small stack.
const maxDepth = 500

// Parse reads one file. See package parsers for the contract.
func Parse(file *token.File, src []byte) *Document {
	p := newParser(token.Pos(file.Base()), parsers.Text(src))
	p.document()
	fold(p)
	p.sortErrors()
	return p.doc
}

// parser turns text into items. Positions are byte offsets into text; base
// makes them token.Pos.
type parser struct {
	base    token.Pos
	text    string
	pos     int
	doc     *Document
	header  *Header // in force; nil above the first
	badUTF8 bool    // some byte of text is no UTF-8, so every piece must be looked at

	// The state of the item being read.
	faultAt  int  // where its last error is; -1 while there is none
	muted    bool // it looks like the rest of the faulty item before it: no errors of its own
	lost     bool // a bracket was never closed: pos is at the line where the next item starts
	depth    int  // open brackets and braces, and the dots of the keys before them
	brackets int  // open [ of arrays
	braces   int  // open { of inline tables

	// Before this offset an inline table may not span lines: an unclosed one
	// was found to, and the lines after its first are being read again.
	singleLineUntil int

	stack []Value // elements of the arrays being read
	store store
}

func newParser(base token.Pos, text string) *parser {
	p := &parser{base: base, text: text, badUTF8: !utf8.ValidString(text), faultAt: -1}
	lines := 1 + strings.Count(text, "\n")
	p.store = newStore(lines)
	p.doc = &Document{Range: p.span(0, len(text)), Items: make([]Item, 0, min(lines, blockSize))}
	p.doc.Root = &Table{Range: p.doc.Range, origin: byHeader}
	return p
}

// document reads the whole text, one item after the other. Each call of line
// moves on by at least one byte.
func (p *parser) document() {
	if utf16(p.text) {
		p.fault(0, min(2, len(p.text)), "the file is not UTF-8; it looks like UTF-16", "save it as UTF-8")
		p.doc.Items = append(p.doc.Items, &BadText{Range: p.doc.Range})
		return
	}
	p.pos = len(p.text) - len(strings.TrimPrefix(p.text, "\ufeff"))
	for p.pos < len(p.text) {
		p.line()
	}
}

// utf16 recognises UTF-16 by its byte order mark, or by the zero byte that
// half of its ASCII characters begin or end with.
func utf16(text string) bool {
	return strings.HasPrefix(text, "\xff\xfe") || strings.HasPrefix(text, "\xfe\xff") ||
		strings.IndexByte(text[:min(2, len(text))], 0) >= 0
}

// line reads the item that starts on the line at pos, up to and including the
// line break after it.
func (p *parser) line() {
	start := p.pos
	p.blanks()
	switch {
	case p.lineBreak() || p.pos == len(p.text):
		return
	case p.text[p.pos] == '#':
		p.faultAt = -1
		p.doc.Items = append(p.doc.Items, p.comment())
		p.lineBreak()
		return
	}
	p.muted = p.faultAt >= 0 && strings.IndexByte("{}],\"'", p.text[p.pos]) >= 0
	p.faultAt, p.lost, p.depth, p.brackets, p.braces = -1, false, 0, 0, 0
	if p.text[p.pos] == '[' || p.lacksBracket() {
		p.headerLine(start)
		return
	}
	p.pairLine(start)
}

// pairLine reads key = value and what follows on its line.
func (p *parser) pairLine(start int) {
	kv := p.pair()
	if kv == nil {
		p.badLine(start)
		return
	}
	p.doc.Items = append(p.doc.Items, kv)
	if p.lost { // the item took its lines up to the end of the one its text ends on
		kv.Lines = p.span(start, p.lineEnd(p.offset(kv.To)))
	} else {
		kv.Comment = p.endOfLine("value")
		kv.Lines = p.span(start, p.pos)
	}
	if p.header != nil {
		p.header.Body.To = kv.Lines.To
	}
}

// pair reads key = value. It is nil when the text has no readable key; then
// one error was reported and pos is behind everything the pair takes.
func (p *parser) pair() *KeyValue {
	start := p.pos
	key, ok := p.key()
	p.blanks()
	if !ok || !p.separator() {
		p.skipPair()
		return nil
	}
	p.muted = false
	kv := p.store.pairs.next()
	kv.Key, kv.Header = key, p.header
	kv.Eq = p.at(p.pos - 1)
	p.depth += len(key.Parts) - 1
	kv.Value = p.pairValue()
	p.depth -= len(key.Parts) - 1
	kv.Range = parsers.Range{From: p.at(start), To: kv.Value.End()}
	return kv
}

// separator takes the = after a key. A colon in its place is an error but
// means the same.
func (p *parser) separator() bool {
	switch p.peek() {
	case '=':
		p.pos++
		return true
	case ':':
		p.fault(p.pos, p.pos+1, "expected = after the key, found :", "write key = value")
		p.pos++
		return true
	}
	p.fault(p.pos, p.pos+1, "expected = after the key, found "+p.found(), "")
	return false
}

// pairValue reads the value after a =, which must be on the same line.
func (p *parser) pairValue() Value {
	eq := p.pos - 1
	p.blanks()
	if !p.atValueEnd() {
		return p.value()
	}
	p.fault(eq, eq+1, "expected a value after =", "")
	return &Bad{p.written(eq+1, eq+1)}
}

// skipPair passes over a pair whose key cannot be read, with its value where
// there is one, so that the later lines of that value are not errors too.
func (p *parser) skipPair() {
	for !p.atValueEnd() {
		p.pos++
		if p.text[p.pos-1] == '=' {
			p.pairValue()
			return
		}
	}
}

// badLine turns the text from the line's start to pos, and the rest of its
// line, into one item.
func (p *parser) badLine(start int) {
	end := p.pos
	if !p.lost {
		p.toLineEnd()
		end = p.pos
		p.lineBreak()
	}
	start += len(p.text[start:end]) - len(strings.TrimLeft(p.text[start:end], " \t"))
	p.doc.Items = append(p.doc.Items, &BadText{Range: p.span(start, p.trimmed(start, end))})
}

// endOfLine reads what may follow an item on its line: blanks, a comment and
// the line break. Anything else is an error and an item of its own.
func (p *parser) endOfLine(after string) *Comment {
	p.blanks()
	var c *Comment
	switch {
	case p.atLineEnd():
	case p.text[p.pos] == '#':
		c = p.comment()
	default:
		start := p.pos
		p.toLineEnd()
		end := p.trimmed(start, p.pos)
		p.fault(start, end, "expected the end of the line after the "+after+", found "+p.foundAt(start), "")
		p.doc.Items = append(p.doc.Items, &BadText{Range: p.span(start, end)})
	}
	p.lineBreak()
	return c
}

// sortErrors puts the errors in order of position: those of the folded view
// come later than those of the text.
func (p *parser) sortErrors() {
	slices.SortStableFunc(p.doc.Errors, func(a, b parsers.Error) int { return int(a.From - b.From) })
	p.doc.Errors = p.doc.Errors[:min(len(p.doc.Errors), maxErrors)]
}
