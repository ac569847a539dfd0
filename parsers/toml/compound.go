package toml

import (
	"slices"
	"strings"

	"github.com/flylint/flylint/parsers"
)

// value reads a value; there is something at pos. Where brackets were left
// open p.lost is set afterwards.
func (p *parser) value() Value {
	switch p.text[p.pos] {
	case '"', '\'':
		return p.string()
	case '[', '{':
		if p.depth >= maxDepth {
			return p.tooDeep()
		}
	default:
		return p.scalar()
	}
	if p.text[p.pos] == '{' {
		return p.inlineTable()
	}
	return p.array()
}

// tooDeep gives up a value that nests deeper than any sane one.
func (p *parser) tooDeep() Value {
	start := p.pos
	p.fault(start, start+1, "the value is nested too deeply", "")
	p.toLineEnd()
	end := p.pos
	p.pos, p.lost = p.nextItemLine(start), true
	return &Bad{Range: p.span(start, end), Text: p.text[start:end]}
}

// atValueEnd reports whether no value reaches beyond pos, well-formed or not,
// brackets and multi-line strings aside.
func (p *parser) atValueEnd() bool {
	return p.atLineEnd() || p.text[p.pos] == '#' || p.closesOuter() || p.nested() && p.text[p.pos] == ','
}

// closesOuter reports whether the byte at pos closes a bracket that is open.
func (p *parser) closesOuter() bool {
	return p.brackets > 0 && p.peek() == ']' || p.braces > 0 && p.peek() == '}'
}

// array reads [ … ].
func (p *parser) array() Value {
	open, mark := p.pos, len(p.stack)
	p.pos++
	p.depth++
	p.brackets++
	end := p.elements(open)
	p.depth--
	p.brackets--
	a := p.store.arrays.next()
	a.Elems = p.store.keep(p.stack[mark:])
	p.stack = p.stack[:mark]
	a.Range, a.Text = p.span(open, end), p.text[open:end]
	return a
}

// elements reads the elements of the array that was opened at open, and its
// end. It returns the offset behind the last thing that belongs to the array.
func (p *parser) elements(open int) (end int) {
	mark, end, due := len(p.stack), p.pos, true // due: an element may stand here
	doubt := -1                                 // the first line that may be a header, or an array within this one
	for p.arrayGap(open, &doubt) {
		switch c := p.peek(); {
		case c == ']':
			p.pos++
			return p.pos
		case c == '}' && p.braces > 0:
			p.faultOnce(open, open+1, "array is not closed: expected ] before }", "")
			return end
		case c == ',':
			if due {
				p.fault(p.pos, p.pos+1, "unexpected comma: expected a value", "")
			}
			p.pos++
			end, due = p.pos, true
		default:
			if !due {
				p.fault(p.pos, p.pos+1, "expected , or ] after the value, found "+p.found(), "")
			}
			v := p.value()
			p.stack = append(p.stack, v)
			end, due = p.offset(v.End()), false
		}
		if p.lost {
			break
		}
	}
	for len(p.stack) > mark && p.offset(p.stack[len(p.stack)-1].Pos()) >= p.pos { // read again as items of their own
		p.stack = p.stack[:len(p.stack)-1]
	}
	switch {
	case end <= p.pos:
		return end
	case len(p.stack) > mark:
		return p.offset(p.stack[len(p.stack)-1].End())
	default:
		return open + 1
	}
}

// arrayGap passes over blanks, comments and line breaks within an array. It is
// false when the array turns out not to be closed.
func (p *parser) arrayGap(open int, doubt *int) bool {
	for {
		p.blanks()
		switch {
		case p.pos == len(p.text):
			if *doubt < 0 {
				*doubt = p.pos
			}
			p.unclosed(open, *doubt)
			return false
		case p.text[p.pos] == '#':
			p.comment()
		case p.lineBreak():
			if looksLikePair(p.text, p.pos) || surelyHeader(p.text, p.pos) {
				p.unclosed(open, p.pos)
				return false
			}
			if *doubt < 0 && looksLikeHeader(p.text, p.pos) {
				*doubt = p.pos
			}
		default:
			return true
		}
	}
}

// inlineTable reads { … }.
func (p *parser) inlineTable() Value {
	t := &InlineTable{}
	open := p.pos
	p.pos++
	p.depth++
	p.braces++
	end := (&braces{parser: p, table: t, open: open, missing: -1, doubt: -1}).read()
	p.depth--
	p.braces--
	t.Range, t.Text = p.span(open, end), p.text[open:end]
	t.setCuts()
	return t
}

// setCuts notes for each pair what to delete with it: up to the next pair, or
// back to the one before, or all there is.
func (t *InlineTable) setCuts() {
	last := len(t.Pairs) - 1
	for i, kv := range t.Pairs {
		switch {
		case i < last:
			kv.cut = parsers.Range{From: kv.From, To: t.Pairs[i+1].From}
		case i > 0:
			kv.cut = parsers.Range{From: t.Pairs[i-1].To, To: kv.To}
		case strings.HasSuffix(t.Text, "}"):
			kv.cut = parsers.Range{From: t.From + 1, To: t.To - 1}
		default:
			kv.cut = kv.Range
		}
	}
}

// braces reads the inside of one inline table. As an inline table may span
// lines, an unclosed one looks like a table that goes on; what tells them apart
// is commas. A line with a pair that no comma ties to the table is doubtful:
// if no brace follows, the table ended before that line; if one does, only a
// comma is missing.
type braces struct {
	*parser
	table     *InlineTable
	open      int
	missing   int  // where the first comma is missing; -1 for nowhere
	doubt     int  // the start of the first doubtful line; -1 for none
	candidate int  // the start of a line that is doubtful unless a comma follows its pair
	newLine   bool // nothing but blanks stands before pos on its line
}

// read returns the offset behind the last thing that belongs to the table.
func (b *braces) read() (end int) {
	end, b.candidate = b.pos, -1
	due, comma := true, false // due: a pair may stand here; comma: because a comma came before
	for b.gap() {
		switch c := b.peek(); {
		case c == '}':
			b.reportMissing()
			b.pos++
			return b.pos
		case c == ']' && b.brackets > 0:
			b.faultOnce(b.open, b.open+1, "inline table is not closed: expected } before ]", "")
			return end
		case c == ',':
			if due {
				b.fault(b.pos, b.pos+1, "unexpected comma: expected a key", "")
			}
			b.pos++
			end, due, comma, b.candidate = b.pos, true, true, -1
		default:
			b.beforePair(due, comma)
			end = b.member()
			due, comma = false, false
		}
		if b.lost {
			break
		}
	}
	return b.dropAfter(end)
}

// beforePair notes whether a comma is missing before the pair at pos, and
// whether its line is doubtful.
func (b *braces) beforePair(due, comma bool) {
	b.settle()
	if !due && b.missing < 0 {
		b.missing = b.pos
	}
	if b.newLine && !comma {
		b.candidate = strings.LastIndexByte(b.text[:b.pos], '\n') + 1
	}
}

// settle makes a candidate doubtful: no comma followed.
func (b *braces) settle() {
	if b.candidate >= 0 && b.doubt < 0 {
		b.doubt = b.candidate
	}
	b.candidate = -1
}

func (b *braces) reportMissing() {
	if b.missing >= 0 {
		b.fault(b.missing, b.missing+1, "expected , or } after the value, found "+b.foundAt(b.missing), "")
	}
}

// member reads one pair, or passes over text that is none, and returns the
// offset behind it.
func (b *braces) member() int {
	start := b.pos
	if kv := b.pair(); kv != nil {
		b.table.Pairs = append(b.table.Pairs, kv)
		return b.offset(kv.To)
	}
	end := b.trimmed(start, b.pos)
	b.table.Stray = append(b.table.Stray, BadText{Range: b.span(start, end)})
	return end
}

// gap passes over blanks, comments and line breaks within the table. It is
// false when the table turns out not to be closed.
func (b *braces) gap() bool {
	b.newLine = false
	for {
		b.blanks()
		switch {
		case b.pos == len(b.text):
			b.giveUp(b.pos)
			return false
		case b.text[b.pos] == '#':
			b.comment()
		case b.lineBreak():
			b.newLine = true
			if b.pos <= b.singleLineUntil || b.startsHeader() {
				b.giveUp(b.pos)
				return false
			}
		default:
			return true
		}
	}
}

func (b *braces) startsHeader() bool { return looksLikeHeader(b.text, b.pos) }

// giveUp ends a table without a brace: reading goes on at its first doubtful
// line, else here.
func (b *braces) giveUp(here int) {
	b.settle()
	if b.doubt >= 0 {
		b.singleLineUntil = max(b.singleLineUntil, here)
		here = b.doubt
	}
	b.unclosed(b.open, here)
}

// dropAfter forgets what will be read again as items of their own.
func (b *braces) dropAfter(end int) int {
	if end <= b.pos {
		return end
	}
	resume := b.at(b.pos)
	b.table.Pairs = slices.DeleteFunc(b.table.Pairs, func(kv *KeyValue) bool { return kv.From >= resume })
	b.table.Stray = slices.DeleteFunc(b.table.Stray, func(s BadText) bool { return s.From >= resume })
	end = b.open + 1
	if n := len(b.table.Pairs); n > 0 {
		end = max(end, b.offset(b.table.Pairs[n-1].To))
	}
	if n := len(b.table.Stray); n > 0 {
		end = max(end, b.offset(b.table.Stray[n-1].To))
	}
	return end
}
