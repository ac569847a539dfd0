package elixir

import (
	"math"
	"math/big"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/flylint/flylint/parsers"
)

// primary reads an expression without operators around it.
func (p *parser) primary(c context) Node {
	p.class = classMatched
	switch p.k {
	case tIdent, tOpIdent, tParenIdent, tBracketIdent:
		return p.name(nil, tok{}, c)
	case tAlias:
		return p.alias(true)
	case tAtom:
		t := p.next()
		return p.atom(t, p.src[t.start+1:t.end], AtomPlain)
	case tTrue, tFalse, tNil:
		t := p.next()
		return p.atom(t, p.textOf(t), AtomLiteral)
	case tInt:
		return p.integer()
	case tFloat:
		return p.float()
	case tChar:
		return p.char()
	case tString, tCharlist, tHeredoc, tListHeredoc, tQuotedAtom:
		return p.quotedText(p.next())
	case tSigil:
		return p.sigil()
	case tLParen:
		return p.group()
	case tLBracket:
		return p.listLiteral()
	case tLBrace:
		return p.tupleLiteral()
	case tLBits:
		return p.bitstring()
	case tMapOpen:
		return p.mapLiteral()
	case tPercent:
		return p.structLiteral()
	case tFn:
		return p.fn()
	case tCaptureInt:
		op := p.next()
		return p.unary(op, p.integer())
	case tRange:
		return p.nullary(p.next())
	}
	at := p.prevEnd()
	p.unexpected()
	return &Bad{Range: parsers.Range{From: at, To: at}}
}

// group reads what stands in parentheses.
func (p *parser) group() Node {
	n, _ := p.parens(false)
	return n
}

// atom makes the node of an atom.
func (p *parser) atom(t tok, name string, form AtomForm) *Atom {
	a := p.atoms.alloc()
	a.Range, a.Name, a.Form = p.rangeOf(t), name, form
	return a
}

// alias reads A.B.C, or A alone where the dot is not its own.
func (p *parser) alias(dots bool) Node {
	first := p.next()
	a := p.aliases.alloc()
	var buffer [8]string
	segments := append(buffer[:0], p.textOf(first))
	last := first
	for dots && p.k == tDot && p.toks[p.i+1].kind == tAlias {
		p.next()
		last = p.next()
		segments = append(segments, p.textOf(last))
	}
	a.Range = parsers.Range{From: p.pos(first.start), To: p.pos(last.end)}
	a.Segments, a.LastPos = p.names.take(segments), p.pos(last.start)
	return a
}

// aliasAfter reads an alias that follows a dot behind any expression.
func (p *parser) aliasAfter(left Node, dot tok) Node {
	t := p.next()
	p.class = classMatched
	a := p.aliases.alloc()
	a.Range = parsers.Range{From: left.Pos(), To: p.pos(t.end)}
	a.LastPos = p.pos(t.start)
	switch left := left.(type) {
	case *Alias:
		a.Base, a.DotPos = left.Base, left.DotPos
		a.Segments = append(slices.Clip(left.Segments), p.textOf(t))
		return a
	case *Atom:
		p.report(p.rangeOf(t), "atom cannot be followed by an alias",
			"if the dot is part of the atom's name, put the name in quotes")
	}
	a.Base, a.DotPos = left, p.pos(dot.start)
	a.Segments = p.names.take([]string{p.textOf(t)})
	return a
}

// integer reads a whole number.
func (p *parser) integer() Node {
	t, ok := p.expect(tInt)
	n := p.integers.alloc()
	if !ok {
		n.Range = p.since(p.prevEnd())
		return n
	}
	n.Range, n.Text = p.rangeOf(t), p.textOf(t)
	digits := strings.ReplaceAll(n.Text, "_", "")
	base := 10
	if len(digits) > 2 && digits[0] == '0' {
		switch digits[1] {
		case 'x':
			base = 16
		case 'o':
			base = 8
		case 'b':
			base = 2
		}
	}
	if base != 10 {
		digits = digits[2:]
	}
	v, err := strconv.ParseInt(digits, base, 64)
	if err != nil {
		n.Big, _ = new(big.Int).SetString(digits, base)
	}
	n.Value = v
	return n
}

// float reads a floating point number, which must be finite.
func (p *parser) float() Node {
	t := p.next()
	v, err := strconv.ParseFloat(strings.ReplaceAll(p.textOf(t), "_", ""), 64)
	if err != nil && math.IsInf(v, 0) {
		p.report(p.rangeOf(t), "invalid float number "+p.textOf(t), "")
	}
	return &Float{Range: p.rangeOf(t), Text: p.textOf(t), Value: v}
}

// char reads a character; its value is the code point.
func (p *parser) char() Node {
	t := p.next()
	n := p.integers.alloc()
	n.Range, n.Text = p.rangeOf(t), p.textOf(t)
	r, _ := utf8.DecodeRuneInString(n.Text[1:])
	if r == '\\' && len(n.Text) > 2 {
		r, _ = utf8.DecodeRuneInString(n.Text[2:])
		if r < utf8.RuneSelf {
			r = rune(simpleEscape(byte(r)))
		}
	}
	n.Value = int64(r)
	return n
}
