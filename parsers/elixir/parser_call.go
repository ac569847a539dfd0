package elixir

import "github.com/flylint/flylint/parsers"

// name reads a name and what it takes: parentheses, arguments without
// parentheses, a do block. target is what stands before its dot, or nil.
func (p *parser) name(target Node, dot tok, c context) Node {
	t := p.next()
	from := p.pos(t.start)
	name := p.nameOf(t)
	p.class = classMatched
	switch {
	case t.kind == tParenIdent && p.k == tLParen:
		return p.parenCall(p.newCall(target, dot, t, name, FormParens), c)
	case t.kind == tBracketIdent:
	case t.kind == tOpIdent, startsArgument(p.k) && c&noArgs == 0:
		call := p.newCall(target, dot, t, name, FormNoParens)
		p.openArgs(call)
		p.doBlock(call, c)
		return call
	case p.k == tDo && c&noDo == 0:
		call := p.newCall(target, dot, t, name, FormNoParens)
		p.doBlock(call, c)
		return call
	}
	if target != nil {
		call := p.newCall(target, dot, t, name, FormField)
		call.To = p.pos(t.end)
		return call
	}
	v := p.vars.alloc()
	v.Range = parsers.Range{From: from, To: p.pos(t.end)}
	v.Name = name
	return v
}

// nameOf is the name a token spells, unescaped when it is quoted.
func (p *parser) nameOf(t tok) string {
	if t.flags&flagQuotedName == 0 {
		return p.textOf(t)
	}
	if t.flags&flagInterpolated != 0 {
		p.skipInterpolated()
		return ""
	}
	return p.unescape(t.start+1, t.aux)
}

// newCall makes a call of a name, without its arguments.
func (p *parser) newCall(target Node, dot, t tok, name string, form CallForm) *Call {
	call := p.calls.alloc()
	call.From, call.NamePos = p.pos(t.start), p.pos(t.start)
	if target != nil {
		call.From, call.DotPos = target.Pos(), p.pos(dot.start)
	}
	call.Target, call.Name, call.Form = target, name, form
	return call
}

// parenCall reads the parentheses of a call, a second pair, and a do block.
func (p *parser) parenCall(call *Call, c context) Node {
	p.parenArgs(call)
	if p.k == tLParen {
		outer := p.calls.alloc()
		outer.From, outer.Target, outer.NamePos, outer.Form = call.From, call, call.NamePos, FormDouble
		call = outer
		p.parenArgs(call)
	}
	p.doBlock(call, c)
	if p.k == tLParen {
		p.unexpected()
	}
	return call
}

// parenArgs reads (a, b, key: value).
func (p *parser) parenArgs(call *Call) {
	open := p.next()
	call.Lparen = p.pos(open.start)
	mark, only := len(p.scratch), true
	for p.skipEOL(); p.k != tRParen; only = false {
		if p.atKey() {
			p.scratch = append(p.scratch, p.bareKeyword(0))
			if p.k == tComma {
				p.afterKeyword(p.next(), tRParen)
			}
			break
		}
		p.scratch = append(p.scratch, p.expr(levelLowest, 0))
		if p.class == classOpen && (!only || p.k == tComma) {
			p.reportNested(p.scratch[len(p.scratch)-1])
		}
		if !p.comma() {
			break
		}
		if p.k == tRParen {
			p.unexpected()
		}
	}
	call.Args = p.list(mark)
	if close, ok := p.closeList(tRParen); ok {
		call.Rparen = p.pos(close.start)
	}
	call.To = max(p.prevEnd(), call.From)
	p.class = classMatched
}

// openArgs reads arguments without parentheses, up to the end of the
// expression. A do block after them is the outermost call's.
func (p *parser) openArgs(call *Call) {
	mark := len(p.scratch)
	class := classMatched
	for {
		if p.atKey() {
			p.scratch = append(p.scratch, p.bareKeyword(noDo))
			p.class = classMatched
			break
		}
		p.scratch = append(p.scratch, p.expr(levelLowest, noDo))
		if p.class == classOpen {
			class = classOpen
		}
		if !p.openComma() {
			break
		}
	}
	if class == classOpen && len(p.scratch)-mark > 1 {
		p.reportNested(p.scratch[len(p.scratch)-1])
	}
	if len(p.scratch)-mark > 1 || class == classOpen {
		p.class = classOpen
	}
	call.Args = p.list(mark)
	call.To = max(p.prevEnd(), call.From)
}

// openComma reads the comma between arguments without parentheses and reports
// whether another one follows.
func (p *parser) openComma() bool {
	if p.resumeComma(inArgs) {
		return true
	}
	if p.k != tComma {
		return false
	}
	p.next()
	return true
}

// reportNested reports a call without parentheses whose commas could belong to
// the list around it as well.
func (p *parser) reportNested(n Node) {
	p.report(parsers.Range{From: n.Pos(), To: n.End()},
		"unexpected comma. Parentheses are required to solve ambiguity in nested calls",
		"put parentheses around the arguments of the inner call")
}

// bareKeyword reads key: value, key: value without brackets around.
func (p *parser) bareKeyword(c context) *List {
	mark := len(p.scratch)
	from := p.here()
	p.pairs(c)
	list := p.lists.alloc()
	list.Elems = p.list(mark)
	list.Range = p.since(from)
	if n := len(list.Elems); n > 0 {
		list.To = max(list.Elems[n-1].End(), from)
	}
	list.Bare = true
	return list
}

// pairs reads key: value, … onto the scratch. In a call without parentheses
// nothing may follow; elsewhere a last comma is left to the caller.
func (p *parser) pairs(c context) {
	in := inBrackets
	if c&noDo != 0 {
		in = inKeyword
	}
	for {
		p.scratch = append(p.scratch, p.pair(c))
		if p.resumeComma(in) {
			if !p.atKey() {
				return
			}
			continue
		}
		if p.k != tComma {
			return
		}
		if next := p.toks[p.i+1].kind; next != tKwIdent && next != tQuotedKw {
			if c&noDo != 0 {
				p.afterKeyword(p.next(), tEOF)
			}
			return
		}
		p.next()
	}
}

// pair reads key: value.
func (p *parser) pair(c context) Node {
	key := p.key()
	p.skipEOL()
	value := p.expr(levelLowest, c)
	if p.class == classOpen && c&noDo == 0 {
		p.reportNested(value)
	}
	t := p.tuples.alloc()
	t.Range = parsers.Range{From: key.Pos(), To: max(value.End(), key.End())}
	t.Form = TupleKey
	p.scratch = append(p.scratch, key, value)
	t.Elems = p.list(len(p.scratch) - 2)
	return t
}

// key reads the key of a keyword.
func (p *parser) key() Node {
	t := p.next()
	if t.kind == tQuotedKw {
		return p.quotedText(t)
	}
	return p.atom(t, p.src[t.start:t.end-1], AtomKey)
}

// afterKeyword complains about what stands after a keyword and a comma, unless
// it is the end of the list.
func (p *parser) afterKeyword(comma tok, close kind) {
	if p.k == close && close != tEOF || p.k == tEOL && close != tEOF {
		return
	}
	p.panic(p.rangeOf(comma), "unexpected expression after keyword list. Keyword lists must always come as the last argument",
		"put the keyword list last, or in brackets")
}
