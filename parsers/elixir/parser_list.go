package elixir

import "github.com/flylint/flylint/parsers"

// closeList reads the closing token of a list, and a line end before it.
func (p *parser) closeList(close kind) (tok, bool) {
	if p.k == tEOL && p.toks[p.i+1].kind == close {
		p.next()
	}
	if p.k == close {
		return p.next(), true
	}
	p.unexpected()
	if p.tolerant {
		return p.resumeClose(close)
	}
	return p.toks[p.i], false
}

// comma reads a comma between the elements of a list and reports whether
// another element may follow.
func (p *parser) comma() bool {
	if p.resumeComma(inBrackets) {
		return true
	}
	if p.k != tComma {
		return false
	}
	p.next()
	return true
}

// element reads one element of a list, tuple, map or bitstring.
func (p *parser) element() Node {
	n := p.expr(levelLowest, 0)
	if p.class == classOpen {
		p.report(parsers.Range{From: n.Pos(), To: n.End()},
			"unexpected comma. Parentheses are required to solve ambiguity inside containers",
			"a comma may be missing, or parentheses around the arguments of a call")
	}
	return n
}

// elements reads the elements of a list up to its closing token. A keyword at
// the end is spliced in, or is one element where bare is set.
func (p *parser) elements(close kind, bare bool) []Node {
	mark := len(p.scratch)
	for p.skipEOL(); p.k != close && !p.panicking; {
		if p.atKey() {
			p.keywordTail(close, bare)
			break
		}
		p.scratch = append(p.scratch, p.element())
		if !p.comma() {
			break
		}
		p.skipEOL()
	}
	p.closeList(close)
	return p.list(mark)
}

// keywordTail reads the keyword a list ends in.
func (p *parser) keywordTail(close kind, bare bool) {
	if bare {
		p.scratch = append(p.scratch, p.bareKeyword(0))
	} else {
		p.pairs(0)
	}
	if p.k == tComma {
		p.afterKeyword(p.next(), close)
	}
}

// listLiteral reads [a, b, key: value].
func (p *parser) listLiteral() Node {
	open := p.next()
	elems := p.elements(tRBracket, false)
	p.class = classMatched
	list := p.lists.alloc()
	list.Range, list.Elems = p.since(p.pos(open.start)), elems
	return list
}

// tupleLiteral reads {a, b}.
func (p *parser) tupleLiteral() Node {
	open := p.next()
	elems := p.elements(tRBrace, true)
	p.noKeywordOnly(elems, open, "tuple")
	p.class = classMatched
	t := p.tuples.alloc()
	t.Range, t.Elems = p.since(p.pos(open.start)), elems
	return t
}

// bitstring reads <<a, b>>.
func (p *parser) bitstring() Node {
	open := p.next()
	elems := p.elements(tRBits, true)
	p.noKeywordOnly(elems, open, "bitstring")
	p.class = classMatched
	return &Bitstring{Range: p.since(p.pos(open.start)), Elems: elems}
}

// noKeywordOnly reports a keyword in braces that make no keyword list.
func (p *parser) noKeywordOnly(elems []Node, open tok, what string) {
	if len(elems) == 1 && isBare(elems[0]) {
		p.report(p.rangeOf(open), "unexpected keyword list inside "+what,
			"write a map with %{…} or a list with […]")
	}
}

// container reads A.{B, C}.
func (p *parser) container(target Node, dot tok) Node {
	open := p.next()
	call := p.newCall(target, dot, dot, "{}", FormParens)
	call.Lparen = p.pos(open.start)
	call.Args = p.elements(tRBrace, true)
	call.Range = p.since(target.Pos())
	call.Rparen = call.To - 1
	p.class = classMatched
	return call
}

// mapLiteral reads %{…}.
func (p *parser) mapLiteral() Node {
	open := p.next()
	m := &Map{Brace: p.pos(open.start + 1)}
	p.mapBody(m)
	m.Range = p.since(p.pos(open.start))
	return m
}

// structLiteral reads %Name{…}.
func (p *parser) structLiteral() Node {
	percent := p.next()
	m := &Map{Struct: p.structName()}
	p.skipEOL()
	if open, ok := p.expect(tLBrace); ok {
		m.Brace = p.pos(open.start)
		p.mapBody(m)
	}
	m.Range = p.since(p.pos(percent.start))
	p.class = classMatched
	return m
}

// structName reads what stands between % and {.
func (p *parser) structName() Node {
	switch p.k {
	case tAt, tUnary, tDual, tTernary, tEllipsis:
		op := p.next()
		p.skipEOL()
		if p.depth++; p.depth > maxDepth {
			p.tooDeep()
		}
		name := p.unary(op, p.structName())
		p.depth--
		return name
	}
	return p.postfix(p.primary(noArgs|noDo), noArgs|noDo)
}

// mapBody reads the pairs of a map, and what it updates.
func (p *parser) mapBody(m *Map) {
	mark := len(p.scratch)
	p.skipEOL()
	more := p.k != tRBrace
	if more && !p.atKey() {
		more = p.mapHead(m)
	}
	if more {
		p.mapPairs()
	}
	p.closeList(tRBrace)
	m.Elems = p.list(mark)
	p.class = classMatched
}

// mapHead reads the first element, which may be what an update begins with,
// and reports whether pairs may follow.
func (p *parser) mapHead(m *Map) bool {
	head := p.expr(levelLowest, stopPipe)
	if p.class == classOpen {
		p.reportNested(head)
	}
	if p.k == tPipe {
		m.Update, m.Pipe = head, p.here()
		p.next()
		p.skipEOL()
		if p.k == tRBrace {
			p.unexpected()
		}
		return true
	}
	p.scratch = append(p.scratch, p.mapPair(head))
	return p.comma()
}

// mapPairs reads pairs up to the closing brace.
func (p *parser) mapPairs() {
	for p.skipEOL(); p.k != tRBrace && !p.panicking; p.skipEOL() {
		if p.atKey() {
			p.keywordTail(tRBrace, false)
			return
		}
		p.scratch = append(p.scratch, p.mapPair(p.element()))
		if !p.comma() {
			return
		}
	}
}

// mapPair reads => and the value after a key.
func (p *parser) mapPair(key Node) Node {
	if p.k != tAssoc {
		if !standsInMap(key) {
			p.unexpected()
		}
		return key
	}
	p.next()
	p.skipEOL()
	value := p.element()
	t := p.tuples.alloc()
	t.Range = parsers.Range{From: key.Pos(), To: max(value.End(), key.End())}
	t.Form = TupleArrow
	p.scratch = append(p.scratch, key, value)
	t.Elems = p.list(len(p.scratch) - 2)
	return t
}

// standsInMap reports whether n may stand in a map without a value: what a
// macro may replace. Elixir since 1.15 refuses other things only later.
func standsInMap(n Node) bool {
	switch n := n.(type) {
	case *Var, *Access, *Bad:
		return true
	case *Call:
		return n.Form != FormOperator || len(n.Args) < 2
	}
	return false
}
