package elixir

import (
	"go/token"

	"github.com/flylint/flylint/parsers"
)

// doBlock reads the do block of a call, when one follows that is its own.
func (p *parser) doBlock(call *Call, c context) {
	if p.k != tDo || c&noDo != 0 {
		return
	}
	var sections [4]Section
	list := sections[:0]
	for {
		key := p.next()
		body := p.sectionBody()
		list = append(list, Section{Key: p.atom(key, p.textOf(key), AtomPlain), Body: body})
		if p.k != tBlockIdent {
			break
		}
	}
	call.Blocks = p.sections.take(list)
	p.expect(tEnd)
	call.To = p.prevEnd()
	p.class = classUnmatched
}

// sectionBody reads what stands after do, else and the like.
func (p *parser) sectionBody() Node {
	at := p.prevEnd()
	body := p.body(tEnd, false)
	if list := body.clauses; list != nil {
		return &Clauses{Range: parsers.Range{From: list[0].From, To: list[len(list)-1].To}, List: list}
	}
	return p.block(body.exprs, at)
}

// block makes one node of a body: the expression itself when there is one.
func (p *parser) block(exprs []Node, at token.Pos) Node {
	if len(exprs) == 1 && !isSplice(exprs[0]) {
		return exprs[0]
	}
	b := p.blocks.alloc()
	b.Exprs = exprs
	b.Range = parsers.Range{From: at, To: at}
	for i, e := range exprs {
		if i == 0 {
			b.Range = parsers.Range{From: e.Pos(), To: e.End()}
		}
		b.Range = parsers.Range{From: min(b.From, e.Pos()), To: max(b.To, e.End())}
	}
	return b
}

// isSplice reports whether n is unquote_splicing(a), which Elixir keeps in a
// block of its own.
func isSplice(n Node) bool {
	call, ok := n.(*Call)
	return ok && call.Target == nil && call.Name == "unquote_splicing" && len(call.Args)+min(len(call.Blocks), 1) == 1
}

// body is what stands in a block, in fn or in parentheses.
type body struct {
	exprs   []Node
	clauses []*Clause // set when it is clauses
	args    bool      // exprs are the arguments of a clause: (a, b) ->
}

// body reads a list of expressions or of clauses, up to a closing token. Where
// args is set, it may also be a single list of arguments.
func (p *parser) body(until kind, args bool) body {
	mark := len(p.scratch)
	var buffer [8]*Clause
	list := buffer[:0]
	for p.skipEnds(); !p.panicking && !closes(p.k); p.skipEnds() {
		item, around := len(p.scratch), p.begin()
		if p.reuse() {
			p.end(around, until)
			args = false
			continue
		}
		note := p.noteBegin()
		clause := p.exprOrClause()
		if clause == nil && args && (p.k == tRParen || p.k == tEOL) && isArgs(p.scratch[mark:]) {
			p.noteEnd(note, false)
			p.skipEOL()
			p.first, p.column, p.reported = around.first, around.column, around.reported
			return body{exprs: p.list(mark), args: true}
		}
		args = false
		switch {
		case clause == nil:
			p.single(item)
		case len(list) == 0 && len(p.scratch) > mark:
			p.report(parsers.Range{From: clause.Arrow, To: clause.Arrow + 2}, "unexpected operator ->. "+
				"If you want to define multiple clauses, the first expression must use ->", "")
			p.scratch = append(p.scratch, clause)
		default:
			p.endClause(list, mark)
			list = append(list, clause)
			p.scratch = append(p.scratch, clause.Body)
		}
		p.end(around, until)
		p.noteEnd(note, clause == nil)
	}
	if len(list) == 0 {
		return body{exprs: p.list(mark)}
	}
	p.endClause(list, mark)
	return body{clauses: p.clauseSet.take(list)}
}

// endClause gives the expressions read since the last arrow to its clause.
func (p *parser) endClause(list []*Clause, mark int) {
	if len(list) == 0 {
		return
	}
	clause := list[len(list)-1]
	clause.Body = p.block(p.list(mark), clause.Arrow)
	clause.To = max(clause.To, clause.Body.End())
}

// exprOrClause reads an expression onto the scratch, or a clause as far as the
// first expression of its body.
func (p *parser) exprOrClause() *Clause {
	from, mark := p.here(), len(p.scratch)
	switch {
	case p.k == tStab:
		return p.clause(from, nil)
	case p.atKey():
		p.scratch = append(p.scratch, p.bareKeyword(noDo))
	case p.k == tLParen:
		n, many := p.parensFirst()
		if many {
			return p.parensClause(from, n)
		}
		p.scratch = append(p.scratch, n)
	default:
		p.scratch = append(p.scratch, p.expr(levelLowest, 0))
	}
	p.moreArgs()
	if p.k != tStab {
		return nil
	}
	args, guard, when := splitGuard(p.list(mark))
	clause := p.clause(from, unwrapSplice(args))
	clause.Guard, clause.When = guard, when
	return clause
}

// parensFirst reads an expression that begins with a parenthesis, or the
// arguments of a clause in parentheses. It is expr for this one case.
func (p *parser) parensFirst() (n Node, args bool) {
	around := p.height
	p.height = 0
	p.depth++
	if p.depth > maxDepth {
		p.tooDeep()
	}
	n, args = p.parens(true)
	if !args {
		n = p.infix(p.postfix(n, 0), levelLowest, 0)
	}
	p.depth--
	p.height = max(p.height+1, around)
	return n, args
}

// single makes sure that the item read last is one expression, not arguments
// whose arrow is missing.
func (p *parser) single(mark int) {
	if isArgs(p.scratch[mark:]) {
		p.unexpected()
	}
}

// isArgs reports whether a list of expressions can only be arguments.
func isArgs(list []Node) bool {
	return len(list) > 1 || len(list) == 1 && isBare(list[0])
}

// isBare reports whether n is a keyword without brackets.
func isBare(n Node) bool {
	list, ok := n.(*List)
	return ok && list.Bare
}

// moreArgs reads the arguments of a clause after the first.
func (p *parser) moreArgs() {
	for p.k == tComma && !isBare(p.scratch[len(p.scratch)-1]) {
		p.next()
		if p.atKey() {
			p.scratch = append(p.scratch, p.bareKeyword(noDo))
			return
		}
		p.scratch = append(p.scratch, p.expr(levelLowest, noDo))
		if p.class == classOpen && !isGuard(p.scratch[len(p.scratch)-1]) {
			p.reportNested(p.scratch[len(p.scratch)-1])
		}
	}
}

// clause reads an arrow and the first expression after it. A clause without
// one has the body nil.
func (p *parser) clause(from token.Pos, args []Node) *Clause {
	_, ok := p.expect(tStab)
	clause := p.clauses.alloc()
	clause.Range = p.since(from)
	clause.Args, clause.Arrow = args, clause.To
	if ok {
		clause.Arrow -= 2
	}
	p.skipEOL()
	if p.k == tSemi || closes(p.k) {
		body := p.atoms.alloc()
		body.Name, body.Form = "nil", AtomLiteral
		body.Range = parsers.Range{From: clause.To, To: clause.To}
		clause.Body = body
	} else {
		if p.tolerant {
			p.column = p.columnOf(p.i)
		}
		clause.Body = p.expr(levelLowest, 0)
	}
	clause.To = max(clause.To, clause.Body.End())
	return clause
}

// isGuard reports whether n is "a when b".
func isGuard(n Node) bool {
	call, ok := n.(*Call)
	return ok && call.Form == FormOperator && call.Name == "when" && len(call.Args) == 2
}

// splitGuard takes the guard from the last argument of a clause.
func splitGuard(args []Node) (rest []Node, guard Node, when token.Pos) {
	if len(args) == 0 || !isGuard(args[len(args)-1]) {
		return args, nil, token.NoPos
	}
	call := args[len(args)-1].(*Call)
	args[len(args)-1] = call.Args[0]
	return args, call.Args[1], call.NamePos
}

// unwrapSplice takes the block from (unquote_splicing(a)) -> b.
func unwrapSplice(args []Node) []Node {
	if len(args) == 1 {
		if b, ok := args[0].(*Block); ok && len(b.Exprs) == 1 && isSplice(b.Exprs[0]) {
			return b.Exprs
		}
	}
	return args
}

// parensClause reads the rest of a clause whose arguments stand in parentheses.
func (p *parser) parensClause(from token.Pos, args Node) *Clause {
	list := args.(*Block).Exprs
	if p.k != tWhen {
		return p.clause(from, unwrapSplice(list))
	}
	when := p.next()
	p.skipEOL()
	guard := p.expr(levelLowest, 0)
	clause := p.clause(from, unwrapSplice(list))
	clause.Guard, clause.When = guard, p.pos(when.start)
	return clause
}

// parens reads an expression, a block or clauses in parentheses. Where a
// clause may begin, it may also be the clause's arguments: then many is true
// and the node is a block of them.
func (p *parser) parens(clause bool) (n Node, many bool) {
	open := p.next()
	p.skipEOL()
	if p.k == tRParen {
		p.next()
		b := p.blocks.alloc()
		b.Range = p.since(p.pos(open.start))
		p.class = classMatched
		return b, clause && (p.k == tStab || p.k == tWhen)
	}
	body := p.body(tRParen, clause)
	p.closeList(tRParen)
	p.class = classMatched
	rng := p.since(p.pos(open.start))
	switch {
	case body.args:
		if !p.panicking && p.k != tStab && p.k != tWhen {
			p.unexpected()
		}
	case body.clauses != nil:
		return &Clauses{Range: rng, List: body.clauses}, false
	case len(body.exprs) == 1 && !isSplice(body.exprs[0]) && !isNegated(body.exprs[0]):
		return body.exprs[0], false
	}
	b := p.blocks.alloc()
	b.Exprs, b.Range = body.exprs, rng
	return b, body.args
}

func isNegated(n Node) bool {
	call, ok := n.(*Call)
	return ok && call.isNegation()
}

// fn reads fn … end.
func (p *parser) fn() Node {
	t := p.next()
	body := p.body(tEnd, false)
	if body.clauses == nil && !p.panicking {
		p.report(p.rangeOf(t), "expected anonymous functions to be defined with -> inside: 'fn'", "")
	}
	p.expect(tEnd)
	p.class = classMatched
	if body.clauses == nil {
		return p.bad(p.pos(t.start), body.exprs...)
	}
	return &Fn{Range: p.since(p.pos(t.start)), Clauses: body.clauses}
}
