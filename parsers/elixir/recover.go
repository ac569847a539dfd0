package elixir

import "github.com/flylint/flylint/parsers"

// recoverFile reads a file in which a strict parse found errs once more, past
// its faults.
func recoverFile(l *lexer, errs []parsers.Error) *File {
	p := parser{src: l.src, base: l.base, toks: l.toks, tolerant: true}
	f := p.file()
	f.Errors = append(l.errs, p.errs...)
	f.Comments = l.comments
	return f
}

// columnOf counts the blanks before the line the token i is on.
func (p *parser) columnOf(i int) int { return indentation(p.src, int(p.toks[i].start)) }

// resumeStatement goes on after a fault at the end of the statement.
func (p *parser) resumeStatement(until kind) {
	p.resume()
	depth := 0
	for p.k != tEOF {
		switch p.k {
		case tEOL, tSemi:
			if depth == 0 {
				return
			}
		case tLParen, tLBracket, tLBrace, tLBits, tMapOpen, tDo, tFn, tInterpOpen:
			depth++
		case tBlockIdent:
			if depth == 0 && until == tEnd {
				return
			}
		case tRParen, tRBracket, tRBrace, tRBits, tEnd, tInterpClose:
			if depth == 0 && p.k == until {
				return
			}
			depth = max(depth-1, 0)
		}
		p.next()
	}
}

// resume ends panicking at the token it began at.
func (p *parser) resume() {
	p.panicking = false
	p.k = p.toks[p.i].kind
}

func (p *parser) resumeArgument()                    {}
func (p *parser) resumePair(c context)               {}
func (p *parser) resumeElement(close kind)           {}
func (p *parser) resumeClose(close kind) (tok, bool) { return p.toks[p.i], false }
