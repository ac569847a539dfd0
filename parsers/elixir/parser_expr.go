package elixir

import (
	"go/token"

	"github.com/flylint/flylint/parsers"
)

// expr reads an expression of operators that bind at least as strongly as min.
func (p *parser) expr(min uint16, c context) Node {
	around := p.height
	p.height = 0
	p.depth++
	if p.depth > maxDepth {
		p.tooDeep()
	}
	n := p.infix(p.operand(c), min, c)
	p.depth--
	p.height = max(p.height+1, around)
	return n
}

func (p *parser) tooDeep() {
	p.panic(p.rangeOf(p.toks[p.i]), "expressions are nested too deeply", "")
}

// grow counts one more level of a tree that grows to the left.
func (p *parser) grow() {
	if p.height++; p.height > maxDepth {
		p.tooDeep()
	}
}

// operand reads an expression without binary operators.
func (p *parser) operand(c context) Node {
	switch p.k {
	case tUnary, tDual, tTernary:
		return p.prefix(levelUnary, c)
	case tCapture:
		return p.prefix(levelCapture, c)
	case tEllipsis:
		return p.ellipsis(c)
	case tAt:
		return p.attribute(c)
	}
	return p.postfix(p.primary(c), c)
}

// prefix reads a unary operator and its operand.
func (p *parser) prefix(level uint16, c context) Node {
	op := p.next()
	p.skipEOL()
	arg := p.expr(level, c)
	if op.kind == tTernary {
		return p.captureDivision(op, arg)
	}
	return p.unary(op, arg)
}

// unary makes the call of a unary operator.
func (p *parser) unary(op tok, arg Node) *Call {
	call := p.calls.alloc()
	call.Range = parsers.Range{From: p.pos(op.start), To: max(arg.End(), p.pos(op.end))}
	call.Name, call.NamePos, call.Form = p.textOf(op), p.pos(op.start), FormOperator
	p.scratch = append(p.scratch, arg)
	call.Args = p.list(len(p.scratch) - 1)
	return call
}

// captureDivision makes the call of &//2, which captures the operator /.
func (p *parser) captureDivision(op tok, arg Node) Node {
	name := p.vars.alloc()
	name.Range = parsers.Range{From: p.pos(op.start), To: p.pos(op.start + 1)}
	name.Name = "/"
	return p.operator("/", op.start+1, name, arg)
}

// ellipsis reads ... with or without an operand.
func (p *parser) ellipsis(c context) Node {
	op := p.next()
	if startsArgument(p.k) && !p.atKey() {
		return p.unary(op, p.expr(levelCapture, c))
	}
	return p.nullary(op)
}

// nullary makes the call of an operator without operands.
func (p *parser) nullary(op tok) Node {
	p.class = classMatched
	call := p.calls.alloc()
	call.Range, call.Name, call.NamePos, call.Form = p.rangeOf(op), p.textOf(op), p.pos(op.start), FormOperator
	return call
}

// attribute reads @name and what follows it. The @ binds more strongly than a
// dot and brackets: @a.b[c] is ((@a).b)[c].
func (p *parser) attribute(c context) Node { return p.postfix(p.attributeCall(c), c) }

// attributeCall reads @ and its operand.
func (p *parser) attributeCall(c context) Node {
	op := p.next()
	p.skipEOL()
	if p.depth++; p.depth > maxDepth {
		p.tooDeep()
	}
	arg := p.attributeOperand(c)
	p.depth--
	return p.unary(op, arg)
}

func (p *parser) attributeOperand(c context) Node {
	switch p.k {
	case tUnary, tDual, tTernary, tCapture, tEllipsis:
		return p.expr(levelAt, c)
	case tAlias:
		p.class = classMatched
		return p.alias(false)
	case tAt: // the brackets of @@a[b] belong to the inner one
		n := p.attributeCall(c)
		for p.k == tLBracket && p.class == classMatched {
			n = p.access(n)
			p.grow()
		}
		return n
	}
	return p.primary(c)
}

// infix reads the binary operators after left.
func (p *parser) infix(left Node, min uint16, c context) Node {
	for {
		b := bindings[p.k]
		if b.level < min || p.k == tPipe && c&stopPipe != 0 {
			return left
		}
		op := p.next()
		p.skipEOL()
		class := p.class
		right := p.rightOperand(op, b, c)
		if p.class == classOpen && class == classUnmatched {
			p.class = classUnmatched
		}
		p.class = max(p.class, class)
		left = p.binary(op, left, right)
		p.grow()
	}
}

// rightOperand reads what stands after a binary operator.
func (p *parser) rightOperand(op tok, b binding, c context) Node {
	if op.kind == tWhen && p.atKey() {
		list := p.bareKeyword(noDo)
		p.class = classOpen
		return list
	}
	if !b.right {
		b.level++
	}
	return p.expr(b.level, c)
}

// binary makes the call of a binary operator. As in Elixir, "not a in b" means
// "not (a in b)" and a step belongs to the range before it.
func (p *parser) binary(op tok, left, right Node) Node {
	switch op.kind {
	case tTernary:
		return p.step(op, left, right)
	case tIn:
		if op.flags&flagNotIn != 0 {
			return p.notIn(op, left, right)
		}
		if not, ok := left.(*Call); ok && not.isNegation() {
			in := p.operator("in", op.start, not.Args[0], right)
			not.Args[0] = in
			not.To = in.To
			return not
		}
	}
	return p.operator(p.textOf(op), op.start, left, right)
}

// operator makes the call of a binary operator that stands at an offset.
func (p *parser) operator(name string, offset uint32, left, right Node) *Call {
	call := p.calls.alloc()
	call.Range = parsers.Range{From: left.Pos(), To: max(right.End(), left.End())}
	call.Name, call.NamePos, call.Form = name, p.pos(offset), FormOperator
	p.scratch = append(p.scratch, left, right)
	call.Args = p.list(len(p.scratch) - 2)
	return call
}

// notIn makes not(left in right).
func (p *parser) notIn(op tok, left, right Node) Node {
	in := p.operator("in", op.aux, left, right)
	not := p.calls.alloc()
	not.Range, not.Name, not.NamePos, not.Form = in.Range, "not", p.pos(op.start), FormOperator
	p.scratch = append(p.scratch, in)
	not.Args = p.list(len(p.scratch) - 1)
	return not
}

// step makes a..b//c of a..b and c.
func (p *parser) step(op tok, left, right Node) Node {
	rng, ok := left.(*Call)
	if !ok || rng.Form != FormOperator || rng.Name != ".." || len(rng.Args) != 2 {
		p.report(p.rangeOf(op), "the range step operator (//) must immediately follow the range definition operator (..), "+
			"for example: 1..9//2", `a default argument is written with \\`)
		return p.operator("//", op.start, left, right)
	}
	p.scratch = append(p.scratch, rng.Args[0], rng.Args[1], right)
	rng.Name, rng.Args = "..//", p.list(len(p.scratch)-3)
	rng.To = max(right.End(), rng.To)
	return rng
}

// isNegation reports whether a call is "not a" or "!a".
func (c *Call) isNegation() bool {
	return c.Form == FormOperator && len(c.Args) == 1 && (c.Name == "not" || c.Name == "!")
}

// postfix reads dots, brackets and parentheses after an expression.
func (p *parser) postfix(n Node, c context) Node {
	for p.class == classMatched {
		switch p.k {
		case tDot:
			n = p.dot(n, c)
		case tDotCall:
			n = p.anonymousCall(n, c)
		case tLBracket:
			n = p.access(n)
		default:
			return n
		}
		p.grow()
	}
	return n
}

// dot reads what stands after a dot: a name, an alias or {.
func (p *parser) dot(left Node, c context) Node {
	dot := p.next()
	switch p.k {
	case tIdent, tOpIdent, tParenIdent, tBracketIdent:
		return p.name(left, dot, c)
	case tAlias:
		return p.aliasAfter(left, dot)
	case tLBrace:
		return p.container(left, dot)
	}
	p.unexpected()
	return p.bad(left.Pos(), left)
}

// anonymousCall reads f.(args).
func (p *parser) anonymousCall(f Node, c context) Node {
	dot := p.next()
	call := p.calls.alloc()
	call.From, call.Target, call.Form = f.Pos(), f, FormAnonymous
	call.NamePos, call.DotPos = p.pos(dot.start), p.pos(dot.start)
	return p.parenCall(call, c)
}

// access reads container[key].
func (p *parser) access(container Node) Node {
	bracket := p.next()
	p.skipEOL()
	var key Node
	if p.atKey() {
		key = p.bareKeyword(0)
	} else {
		key = p.element()
	}
	if p.k == tComma {
		comma := p.next()
		if p.k != tRBracket && p.k != tEOL {
			p.panic(p.rangeOf(comma), "too many arguments when accessing a value",
				"value[key] takes one key or a keyword list")
		}
	}
	p.closeList(tRBracket)
	p.class = classMatched
	return &Access{Range: p.since(container.Pos()), Container: container, Key: key, Bracket: p.pos(bracket.start)}
}

// bad makes the node for what could not be read.
func (p *parser) bad(from token.Pos, parts ...Node) Node {
	p.class = classMatched
	return &Bad{Range: p.since(from), Parts: parts}
}
