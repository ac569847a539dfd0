package toml

import (
	"slices"
	"strings"

	"github.com/flylint/flylint/parsers"
)

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
	t.Written = p.written(open, end)
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
