package elixir

import (
	"go/token"

	"github.com/flylint/flylint/parsers"
)

// Parse reads one source file. See package parsers for the contract.
//
// The result's Errors are empty exactly when Elixir accepts the file.
func Parse(file *token.File, src []byte) *File { return new(Parser).Parse(file, src) }

// Parser reads files one after the other, and keeps what memory a tree does not
// need for the next file: small files cost less that way. It holds nothing that
// changes a tree. The zero Parser is ready; it is not for several goroutines.
type Parser struct {
	toks     []tok
	balanced []tok // as a faulty file's were repaired
	scratch  []Node
	arena    arena
}

// maxKept is how many tokens' memory is kept between runs: a megabyte.
const maxKept = 1 << 16

// Renew keeps what memory no tree needs, and lets go of the rest, which trees
// share: trees made before and after can be freed one without the other.
func (p *Parser) Renew() {
	p.arena = arena{}
	clear(p.scratch[:cap(p.scratch)])
	if cap(p.toks) > maxKept {
		p.toks, p.balanced = nil, nil
	}
}

// Parse is the function Parse.
func (p *Parser) Parse(file *token.File, src []byte) *File {
	return p.ParseAgain(file, src, nil)
}

// ParseAgain is Parse of a file of which there was an earlier version; nil where
// there was none. What did not change is taken over from its tree, which must not
// be used any more.
func (p *Parser) ParseAgain(file *token.File, src []byte, before *File) *File {
	return p.parse(token.Pos(file.Base()), parsers.Text(src), before)
}

// ParsePart reads a stretch of a file, from an offset in bytes, as if it were a
// file of its own; the positions are those in the file.
func (p *Parser) ParsePart(file *token.File, offset int, part []byte) *File {
	return p.parse(file.Pos(offset), parsers.Text(part), nil)
}

// parse reads src, whose first byte stands at base: strictly, and when that
// finds a fault, once more with recovery.
func (p *Parser) parse(base token.Pos, src string, before *File) *File {
	past := since(before, src)
	l := lexer{src: src, base: base, toks: p.toks[:0]}
	if past == nil {
		l.tokenize()
		p.toks = l.toks
	} else {
		l.toks = before.spare[:0]
		l.read(before.lexed, past)
	}
	strict := parser{src: src, base: base, toks: l.toks, scratch: p.scratch[:0], arena: &p.arena, history: past}
	f := strict.file()
	p.scratch = strict.scratch
	if len(l.errs) > 0 || len(strict.errs) > 0 {
		f = p.recoverFile(&l, strict.errs, past)
	} else {
		f.Comments = l.comments
	}
	if past != nil {
		f.keep(&l, before, past)
	}
	return f
}

// maxDepth bounds how deeply expressions nest and how long chains of operators
// are, so that no input exhausts the stack.
const maxDepth = 5000

// class sorts expressions by what they may be part of, as Elixir's grammar does.
type class uint8

const (
	classMatched   class = iota // any place
	classUnmatched              // ends in a do block: not before a dot, not inside a call without parentheses
	classOpen                   // ends in a call without parentheses and several arguments: takes every comma that follows
)

// context restricts what an expression may take.
type context uint8

const (
	noDo     context = 1 << iota // a do block belongs to a call further out
	noArgs                       // a name takes no arguments without parentheses
	stopPipe                     // | ends the expression: what stands before it is updated
)

// parser builds the tree from the tokens.
type parser struct {
	src  string
	base token.Pos
	toks []tok
	i    int  // index of the current token
	k    kind // its kind; tEOF while panicking

	class  class // of the expression read last
	depth  int   // of expressions around the current one
	height int   // of the tree read last

	// panicking is set from an error until a place to go on is found; nothing
	// is read in between. A strict parser never goes on.
	panicking bool
	errs      []parsers.Error

	// What follows serves recovery.
	tolerant bool
	*layout
	known    []parsers.Error // found before parsing, in order
	faults   []int           // indices of the tokens recovery put in or left some out before
	first    int             // index of the current statement's first token
	last     token.Pos       // where the statement begins that began last
	column   int             // indentation of its line
	reported bool            // it has an error already
	clean    int             // statements without an error

	scratch []Node // elements of the lists being read
	*arena
	*history // nil where there is none
}

// arena holds the memory of the tree.
type arena struct {
	nodes     slab[Node]
	calls     slab[Call]
	vars      slab[Var]
	atoms     slab[Atom]
	strings   slab[String]
	aliases   slab[Alias]
	names     slab[string]
	integers  slab[Integer]
	lists     slab[List]
	tuples    slab[Tuple]
	blocks    slab[Block]
	clauses   slab[Clause]
	clauseSet slab[*Clause]
	sections  slab[Section]
}

// file reads the whole file.
func (p *parser) file() *File {
	p.k = p.toks[0].kind
	if p.scratch == nil {
		p.scratch = make([]Node, 0, 64)
	}
	exprs := p.statements(tEOF)
	f := &File{
		Range:  parsers.Range{From: p.base, To: p.base + token.Pos(len(p.src))},
		Exprs:  exprs,
		Errors: p.errs,
		src:    p.src,
	}
	if p.history != nil {
		f.pieces = p.noted
	}
	return f
}

// statements reads expressions up to a closing token and complains when it is
// another one than until.
func (p *parser) statements(until kind) []Node {
	mark := len(p.scratch)
	for p.skipEnds(); !p.panicking && p.k != until && p.k != tEOF; p.skipEnds() {
		at, around := p.i, p.begin()
		if p.reuse() {
			p.end(around, until)
			continue
		}
		note := p.noteBegin()
		p.scratch = append(p.scratch, p.expr(levelLowest, 0))
		p.end(around, until)
		p.noteEnd(note, true)
		if p.i == at {
			p.next() // a closing token that closes nothing
		}
	}
	return p.list(mark)
}

// pos is the position of a byte offset.
func (p *parser) pos(offset uint32) token.Pos { return p.base + token.Pos(offset) }

// here is the position of the current token.
func (p *parser) here() token.Pos { return p.pos(p.toks[p.i].start) }

// prevEnd is the position just after the last token read.
func (p *parser) prevEnd() token.Pos {
	if p.i == 0 {
		return p.base
	}
	return p.pos(p.toks[p.i-1].end)
}

// since is the range from a position to the last token read.
func (p *parser) since(from token.Pos) parsers.Range {
	return parsers.Range{From: from, To: max(from, p.prevEnd())}
}

// rangeOf is the range of a token.
func (p *parser) rangeOf(t tok) parsers.Range {
	return parsers.Range{From: p.pos(t.start), To: p.pos(t.end)}
}

// textOf is the source of a token.
func (p *parser) textOf(t tok) string { return p.src[t.start:t.end] }

// next returns the current token and moves on to the next.
func (p *parser) next() tok {
	t := p.toks[p.i]
	if p.k != tEOF {
		p.i++
		p.k = p.toks[p.i].kind
	}
	return t
}

// skipEOL skips a line end.
func (p *parser) skipEOL() {
	if p.k == tEOL {
		p.next()
	}
}

// skipEnds skips line ends and semicolons.
func (p *parser) skipEnds() {
	for p.k == tEOL || p.k == tSemi {
		p.next()
	}
}

// expect reads a token of kind k, or complains.
func (p *parser) expect(k kind) (tok, bool) {
	if p.k != k {
		p.unexpected()
		return p.toks[p.i], false
	}
	return p.next(), true
}

// atKey reports whether the current token is the key of a keyword.
func (p *parser) atKey() bool { return p.k == tKwIdent || p.k == tQuotedKw }

// list takes the scratch elements from mark on as a list of their own.
func (p *parser) list(mark int) []Node {
	out := p.nodes.take(p.scratch[mark:])
	p.scratch = p.scratch[:mark]
	return out
}

// unexpected reports the current token as one that cannot stand here.
func (p *parser) unexpected() {
	t := p.toks[p.i]
	switch t.kind {
	case tEOF:
		p.panic(p.rangeOf(t), "syntax error: expression is incomplete", "")
	case tEOL:
		p.panic(p.rangeOf(t), "syntax error before the end of the line", "")
	default:
		p.panic(p.rangeOf(t), "syntax error before: "+p.textOf(t), "")
	}
}

// panic records an error and stops reading until recovery finds a place to go
// on.
func (p *parser) panic(at parsers.Range, message, help string) {
	if p.panicking {
		return
	}
	p.report(at, message, help)
	p.panicking = true
	p.k = tEOF
}

// report records an error; of one statement, only the first.
func (p *parser) report(at parsers.Range, message, help string) {
	if p.reported {
		return
	}
	p.reported = true
	if p.tolerant && p.explained() {
		return
	}
	p.errs = append(p.errs, parsers.Error{Range: at, Message: message, Help: help})
}
