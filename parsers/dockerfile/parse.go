package dockerfile

import (
	"cmp"
	"go/token"
	"slices"
	"strings"

	"github.com/flylint/flylint/parsers"
)

type pos = token.Pos

// Parse reads a Dockerfile. See package parsers for the shape it shares with
// the other parsers.
func Parse(file *token.File, src []byte) *File {
	p := &parser{src: parsers.Text(src), base: pos(file.Base())}
	p.tree = &File{Range: p.rng(extent{0, len(src)}), Escape: '\\'}
	p.file()
	r := newResolver(p.tree, nil)
	p.tree.GlobalArgs, p.tree.Stages = r.globals, r.stages
	p.tree.Errors = append(p.tree.Errors, r.errors...)
	slices.SortStableFunc(p.tree.Errors, func(a, b parsers.Error) int { return cmp.Compare(a.From, b.From) })
	return p.tree
}

type parser struct {
	src  string
	base pos
	off  int // the first byte of the next line
	lost int // here-documents without an end so far
	tree *File

	tooLong bool // a line was too long for BuildKit
	placed  bool // a FROM was seen, or its absence reported
}

func (p *parser) fail(at extent, message, help string) {
	p.tree.Errors = append(p.tree.Errors, parsers.Error{Range: p.rng(at), Message: message, Help: help})
}

// file reads all lines.
func (p *parser) file() {
	p.off = len(p.src) - len(strings.TrimPrefix(p.src, "\ufeff"))
	p.directives()
	for p.off < len(p.src) {
		first := p.trimLeft(p.line())
		if first.from < first.to && !p.comment(first) {
			p.instruction(first)
		}
	}
	if len(p.tree.Instructions) == 0 {
		p.fail(extent{0, 0}, "file with no instructions", "Begin with FROM and a base image.")
	}
}

// instruction reads the instruction that begins with the line first.
func (p *parser) instruction(first extent) {
	t, whole := p.logicalLine(first)
	l := &lineParser{parser: p, text: t}
	in := l.instruction(extent{0, len(t.s)})
	in.Range = p.rng(whole)
	in.original = t.s
	carrier := in
	if in.Trigger != nil {
		carrier = in.Trigger
	}
	if carrier.takesHeredocs() && strings.Contains(t.s, "<<") {
		carrier.Heredocs = l.heredocs()
		in.Heredocs = carrier.Heredocs
		l.bodies(in, whole)
		carrier.To = in.To
	}
	l.validate(in)
	p.tree.Instructions = append(p.tree.Instructions, in)
}

// takesHeredocs reports whether << means a here-document in the instruction.
func (in *Instruction) takesHeredocs() bool {
	switch in.Name {
	case "ADD", "COPY", "RUN":
		return in.Form != ExecForm
	}
	return false
}

// lineParser reads one logical line.
type lineParser struct {
	*parser
	text
	onbuild bool // what is read is the trigger of an ONBUILD
	bad     bool // an error was reported for the line: one is enough
}

// instruction reads the instruction that e holds.
func (l *lineParser) instruction(e extent) *Instruction {
	e = l.trim(e)
	keyword := extent{e.from, e.from}
	for keyword.to < e.to && !isBlank(l.s[keyword.to]) {
		keyword.to++
	}
	in := &Instruction{Range: l.srcRange(e), Keyword: l.plainWord(keyword)}
	in.Name = strings.ToUpper(in.Keyword.Raw)
	args := extent{keyword.to, e.to}
	in.Flags, args = l.flags(args)
	args = l.trim(args)
	in.Text = l.plainWord(args)
	in.at = func(i int) pos { return l.base + pos(l.offset(args.from+i)) }
	l.arguments(in, args)
	return in
}

// problem reports an error somewhere in the line, once.
func (l *lineParser) problem(at parsers.Range, message, help string) {
	if l.bad {
		return
	}
	l.bad = true
	l.tree.Errors = append(l.tree.Errors, parsers.Error{Range: at, Message: message, Help: help})
}

// trim takes blanks off both ends of e.
func (l *lineParser) trim(e extent) extent {
	s := strings.TrimSpace(l.s[e.from:e.to])
	if s == "" {
		return extent{e.to, e.to}
	}
	e.from += strings.Index(l.s[e.from:e.to], s)
	return extent{e.from, e.from + len(s)}
}

// srcRange is the range in the file of the stretch e of the line.
func (l *lineParser) srcRange(e extent) parsers.Range { return l.rng(l.span(e.from, e.to)) }

// plainWord is a word without quotes and escapes.
func (l *lineParser) plainWord(e extent) Word {
	s := l.s[e.from:e.to]
	return Word{Range: l.srcRange(e), Raw: s, Value: s}
}

// word is a word whose quotes and escapes are processed with that escape.
func (l *lineParser) word(e extent, escape byte) Word {
	s := l.s[e.from:e.to]
	return Word{Range: l.srcRange(e), Raw: s, Value: unquote(s, escape)}
}
