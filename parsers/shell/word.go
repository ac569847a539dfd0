package shell

import (
	"go/token"
	"strings"

	"mvdan.cc/sh/v3/syntax"

	"github.com/flylint/flylint/parsers"
)

type pos = token.Pos

func (w *walker) nodeRange(n syntax.Node) parsers.Range { return w.rng(w.span(n)) }

// text is a node as written.
func (w *walker) text(n syntax.Node) string {
	from, to := w.span(n)
	return w.src[from:to]
}

func (w *walker) name(l *syntax.Lit) Name { return Name{w.nodeRange(l), w.text(l)} }

// word makes a Word.
func (w *walker) word(n *syntax.Word) *Word {
	word := &Word{Range: w.nodeRange(n), Raw: w.text(n)}
	for _, p := range n.Parts {
		w.part(word, p, false)
	}
	return word
}

// part appends a part of a word, or several.
func (w *walker) part(word *Word, n syntax.WordPart, quoted bool) {
	from, to := w.span(n)
	kind := Other
	switch n := n.(type) {
	case *syntax.Lit:
		w.literal(word, from, to, quoted, !quoted)
		return
	case *syntax.SglQuoted:
		if !n.Dollar && to-from >= 2 {
			w.literal(word, from+1, to-1, true, false)
			return
		}
	case *syntax.DblQuoted:
		for _, p := range n.Parts {
			w.quotedPart(word, p)
		}
		return
	case *syntax.ParamExp:
		w.add1(word, w.variable(n, quoted))
		return
	case *syntax.CmdSubst, *syntax.ProcSubst:
		kind = Substitution
	}
	w.add1(word, Part{Range: w.rng(from, to), Kind: kind, Text: w.src[from:to], Quoted: quoted})
}

// quotedPart appends what stands between double quotes.
func (w *walker) quotedPart(word *Word, n syntax.WordPart) {
	if l, ok := n.(*syntax.Lit); ok {
		from, to := w.span(l)
		w.literal(word, from, to, true, true)
		return
	}
	w.part(word, n, true)
}

// add1 appends a part, joining texts.
func (w *walker) add1(word *Word, p Part) {
	if n := len(word.Parts); n > 0 && p.Kind == Text && word.Parts[n-1].Kind == Text {
		last := &word.Parts[n-1]
		last.Text += p.Text
		last.To = p.To
		last.Quoted = last.Quoted && p.Quoted
		return
	}
	word.Parts = append(word.Parts, p)
}

// literal appends the text of [from, to) with the EEx tags in it. If escapes is
// set backslashes are processed: all of them outside quotes, in double quotes
// those before $, `, ", \ and line ends.
func (w *walker) literal(word *Word, from, to int, quoted, escapes bool) {
	piece := func(from, to int) {
		if from >= to {
			return
		}
		text := w.src[from:to]
		if escapes {
			text = unescape(text, quoted)
		}
		w.add1(word, Part{Range: w.rng(from, to), Text: text, Quoted: quoted})
	}
	for _, t := range w.overlapping(from, to) {
		piece(from, t.from)
		if t.tag.Output {
			w.add1(word, Part{Range: t.tag.Range, Kind: Template, Text: t.tag.Code, Quoted: quoted})
		}
		from = t.to
	}
	piece(from, to)
}

// unescape processes backslashes.
func unescape(s string, quoted bool) string {
	if strings.IndexByte(s, '\\') < 0 {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] != '\\' || i+1 == len(s) {
			b.WriteByte(s[i])
			continue
		}
		i++
		switch c := s[i]; {
		case c == '\n':
		case c == '\r' && i+1 < len(s) && s[i+1] == '\n':
			i++
		case quoted && strings.IndexByte("$`\"\\", c) < 0:
			b.WriteByte('\\')
			b.WriteByte(c)
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

// variable makes the part of $NAME and ${NAME…}.
func (w *walker) variable(n *syntax.ParamExp, quoted bool) Part {
	p := Part{Range: w.nodeRange(n), Kind: Variable, Text: w.text(n), Quoted: quoted}
	if n.Param != nil {
		p.Name = w.text(n.Param)
	}
	switch {
	case n.Length:
		p.Operator = "length"
	case n.Excl:
		p.Operator = "!"
	case n.Index != nil:
		p.Operator = "[]"
	case n.Slice != nil:
		p.Operator = ":"
	case n.Repl != nil:
		p.Operator = "/"
		if n.Repl.All {
			p.Operator = "//"
		}
	case n.Exp != nil:
		p.Operator = n.Exp.Op.String()
		p.Operand = w.operand(n)
	}
	return p
}

// operand is what stands after the operator of ${NAME:-…}; an empty one too.
func (w *walker) operand(n *syntax.ParamExp) *Word {
	if n.Exp.Word != nil {
		return w.word(n.Exp.Word)
	}
	_, to := w.span(n)
	at := max(to-1, 0)
	return &Word{Range: w.rng(at, at)}
}
