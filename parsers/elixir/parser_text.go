package elixir

import (
	"strings"
	"unicode/utf8"

	"github.com/flylint/flylint/parsers"
)

// quotedText makes the node of quoted text whose opening token was read.
func (p *parser) quotedText(t tok) Node {
	p.class = classMatched
	if t.flags&flagInterpolated != 0 {
		return p.interpolated(t)
	}
	inner := p.inner(t)
	raw := p.src[inner.start:inner.end]
	if t.kind == tHeredoc || t.kind == tListHeredoc {
		raw = dedent(raw, p.closingIndent(t), true)
	}
	value, message := unescape(raw)
	if message != "" {
		p.report(p.spanRange(inner), message, "")
	}
	switch t.kind {
	case tQuotedAtom:
		p.checkAtom(value, t)
		return p.atom(t, value, AtomPlain)
	case tQuotedKw:
		p.checkAtom(value, t)
		return p.atom(t, value, AtomKey)
	case tCharlist, tListHeredoc:
		if !utf8.ValidString(value) {
			p.report(p.spanRange(inner), "invalid encoding in charlist", "")
		}
		return &Charlist{Range: p.rangeOf(t), Value: value, Quote: quoteOf(t.kind), Inner: p.spanRange(inner)}
	}
	s := p.strings.alloc()
	s.Range, s.Value, s.Quote, s.Inner = p.rangeOf(t), value, quoteOf(t.kind), p.spanRange(inner)
	return s
}

// checkAtom reports an atom no system can hold.
func (p *parser) checkAtom(name string, t tok) {
	if !utf8.ValidString(name) {
		p.report(p.rangeOf(t), "invalid encoding in atom", "")
	}
	if len(name) > maxAtom && utf8.RuneCountInString(name) > maxAtom {
		p.report(p.rangeOf(t), "atom length must be less than system limit: "+name, "")
	}
}

// quoteOf is the delimiter of a kind of quoted text.
func quoteOf(k kind) Quote {
	switch k {
	case tHeredoc, tListHeredoc:
		return QuoteHeredoc
	case tCharlist:
		return QuoteSingle
	}
	return QuoteDouble
}

// innerStart is the offset of the first byte behind the opening delimiter; of
// a heredoc, of the first byte of its second line.
func (p *parser) innerStart(t tok) int {
	start := int(t.start)
	switch t.kind {
	case tString, tCharlist, tQuotedKw, tIdent:
		return start + 1
	case tQuotedAtom:
		return start + 2
	case tSigil:
		_, open := p.sigilHead(t)
		start += strings.IndexByte(p.src[start:], open[0]) + len(open) - 3
		if len(open) == 1 {
			return start + 3
		}
	}
	start += 3
	if n := strings.IndexByte(p.src[start:], '\n'); n >= 0 {
		start += n + 1
	} else {
		start = len(p.src)
	}
	return start
}

// inner is the text between the delimiters of quoted text.
func (p *parser) inner(t tok) span {
	return span{min(p.innerStart(t), int(t.aux)), int(t.aux)}
}

// closingIndent counts the blanks before the closing delimiter of a heredoc.
func (p *parser) closingIndent(t tok) int {
	return blanksUpTo(p.src[t.aux:], len(p.src))
}

// spanRange is the range of a span of offsets.
func (p *parser) spanRange(s span) parsers.Range {
	return parsers.Range{From: p.pos(uint32(s.start)), To: p.pos(uint32(s.end))}
}

// unescape returns the value of the source between two offsets.
func (p *parser) unescape(start, end uint32) string {
	value, message := unescape(p.src[start:end])
	if message != "" {
		p.report(parsers.Range{From: p.pos(start), To: p.pos(end)}, message, "")
	}
	return value
}

// interpolated reads the parts of quoted text that holds #{…}.
func (p *parser) interpolated(t tok) Node {
	n := &Interpolated{Quote: quoteOf(t.kind)}
	switch t.kind {
	case tCharlist, tListHeredoc:
		n.Kind = InterpolatedCharlist
	case tQuotedAtom:
		n.Kind = InterpolatedAtom
	case tQuotedKw:
		n.Kind = InterpolatedKey
	}
	heredoc := n.Quote == QuoteHeredoc
	n.Parts = p.textParts(t, heredoc, func(raw string, at span) string {
		value, message := unescape(raw)
		if message != "" {
			p.report(p.spanRange(at), message, "")
		}
		return value
	})
	n.Range = p.since(p.pos(t.start))
	p.class = classMatched
	return n
}

// textParts reads the pieces and interpolations of quoted text up to its end.
// value makes the value of a piece from its raw, dedented text.
func (p *parser) textParts(t tok, heredoc bool, value func(string, span) string) []Node {
	indent := 0
	if heredoc {
		indent = p.closingIndent(t)
	}
	mark := len(p.scratch)
	for first := true; p.k == tText || p.k == tInterpOpen; first = false {
		if p.k == tInterpOpen {
			p.scratch = append(p.scratch, p.interpolation())
			continue
		}
		piece := p.next()
		raw := p.textOf(piece)
		if heredoc {
			raw = dedent(raw, indent, first)
		}
		s := p.strings.alloc()
		s.Range, s.Inner, s.Quote = p.rangeOf(piece), p.rangeOf(piece), quoteOf(t.kind)
		s.Value = value(raw, span{int(piece.start), int(piece.end)})
		p.scratch = append(p.scratch, s)
	}
	p.expect(tTextEnd)
	return p.list(mark)
}

// interpolation reads #{…}.
func (p *parser) interpolation() Node {
	open := p.next()
	exprs := p.statements(tInterpClose)
	p.expect(tInterpClose)
	n := &Interpolation{Range: p.since(p.pos(open.start))}
	if len(exprs) > 0 {
		n.Expr = p.block(exprs, n.From+2)
	}
	return n
}

// skipInterpolated skips the rest of quoted text where no interpolation may
// stand; the lexer reported it.
func (p *parser) skipInterpolated() {
	for depth := 1; depth > 0 && p.k != tEOF; {
		switch t := p.next(); {
		case t.kind == tTextEnd:
			depth--
		case t.flags&flagInterpolated != 0:
			depth++
		}
	}
}

// sigilHead takes a sigil's opening token apart.
func (p *parser) sigilHead(t tok) (name, open string) {
	text := p.src[t.start+1 : t.end]
	n := 0
	for n < len(text) && chars[text[n]]&(charLetter|charDigit) != 0 {
		n++
	}
	open = text[n : n+1]
	if len(text) >= n+3 && (open == `"` || open == "'") && text[n+1] == open[0] && text[n+2] == open[0] {
		open = text[n : n+3]
	}
	return text[:n], open
}

// sigil reads ~name, its text and its modifiers.
func (p *parser) sigil() Node {
	t := p.next()
	s := &Sigil{}
	s.Name, s.Open = p.sigilHead(t)
	closer := string(closerOf(s.Open[0]))
	heredoc := len(s.Open) == 3
	if heredoc {
		closer = s.Open
	}
	inner, tail := p.inner(t), t
	if t.flags&flagInterpolated != 0 {
		s.Parts = p.textParts(t, heredoc, func(raw string, _ span) string { return unescapeSigil(raw, closer) })
		tail = p.toks[p.i-1]
	} else {
		s.Parts = p.sigilText(t, inner, closer, heredoc)
	}
	s.Inner = p.spanRange(inner)
	s.Range = parsers.Range{From: p.pos(t.start), To: p.pos(tail.end)}
	if i := strings.LastIndex(p.src[inner.end:max(int(tail.end), inner.end)], closer); i >= 0 {
		s.Modifiers = p.src[inner.end+i+len(closer) : tail.end]
	}
	p.class = classMatched
	return s
}

// sigilText makes the only part of a sigil without interpolation.
func (p *parser) sigilText(t tok, inner span, closer string, heredoc bool) []Node {
	raw := p.src[inner.start:inner.end]
	if heredoc {
		raw = dedent(raw, p.closingIndent(t), true)
	}
	s := p.strings.alloc()
	s.Value = unescapeSigil(raw, closer)
	s.Range = p.spanRange(inner)
	s.Inner = s.Range
	p.scratch = append(p.scratch, s)
	return p.list(len(p.scratch) - 1)
}
