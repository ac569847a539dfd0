package flyconfig

import (
	"bytes"
	"fmt"
	"go/token"
	"slices"
	"strings"

	"github.com/flylint/flylint/model/source"
	"github.com/flylint/flylint/parsers"
	"github.com/flylint/flylint/parsers/toml"
)

// The functions here say where and what to write to change a fly config by
// hand: with the file's own quotes, indentation and line ends.

// Quote is s as a TOML string, in the quotes most strings of the file have.
func (f *Config) Quote(s string) string {
	if f.literal && !strings.ContainsRune(s, '\'') && !strings.ContainsFunc(s, isControl) {
		return "'" + s + "'"
	}
	return quoteBasic(s)
}

// usesLiteral reports whether most strings of a file stand in single quotes.
func usesLiteral(src []byte) bool {
	return bytes.Count(src, []byte("'")) > bytes.Count(src, []byte(`"`))
}

// quoteBasic is s in double quotes.
func quoteBasic(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case isControl(r):
			fmt.Fprintf(&b, `\u%04X`, r)
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}

func isControl(r rune) bool { return r < ' ' || r == 0x7f }

// Newline is the file's line break.
func (f *Config) Newline() string {
	if i := bytes.IndexByte(f.File.Src, '\n'); i > 0 && f.File.Src[i-1] == '\r' {
		return "\r\n"
	}
	return "\n"
}

// Lines is the text to delete to remove an entry: the whole lines of a pair;
// of a pair in an inline table the pair with its comma; of a table made by one
// header its header and all that stands below. It is invalid for anything else.
func (f *Config) Lines(e *toml.Entry) parsers.Range {
	kv := e.KeyValue
	switch {
	case kv != nil && kv.Lines.IsValid():
		return kv.Lines
	case kv != nil:
		return f.inlinePair(e)
	case e.Table != nil && e.Table.Header != nil && len(e.Table.Mentions) == 1:
		h := e.Table.Header
		return parsers.Range{From: h.Lines.From, To: max(h.Lines.To, h.Body.To)}
	default:
		return parsers.Range{}
	}
}

// inlinePair is a pair of an inline table, with the comma before it, or after
// it where it is the first.
func (f *Config) inlinePair(e *toml.Entry) parsers.Range {
	at := e.KeyValue.Range
	from, to := f.File.Tok.Offset(at.From), f.File.Tok.Offset(at.To)
	src := f.File.Src
	before := bytes.TrimRight(src[:from], " \t\r\n")
	if bytes.HasSuffix(before, []byte(",")) {
		from = len(before) - 1
	} else if rest := bytes.TrimLeft(src[to:], " \t\r\n"); bytes.HasPrefix(rest, []byte(",")) {
		to = len(src) - len(bytes.TrimLeft(rest[1:], " \t"))
	}
	return parsers.Range{From: f.File.Tok.Pos(from), To: f.File.Tok.Pos(to)}
}

// InsertKey says where to write text to add pair ("kill_timeout = 30"), which may
// have lines of comments above it, to a table that is in the file, and what text:
// at the end of the table's own pairs, before its sub-tables. It is not ok for a
// table without header and braces, such as one that only longer headers mention,
// nor for a comment between braces.
func (f *Config) InsertKey(t *toml.Table, pair string) (pos token.Pos, text string, ok bool) {
	switch {
	case t == nil:
		return token.NoPos, "", false
	case t == f.Doc.Root:
		pos, text = f.insertAbove(pair)
	case t.Header != nil:
		pos, text = f.insertBelow(t.Header, pair)
	case bytes.HasPrefix(f.File.Src[f.File.Tok.Offset(t.From):], []byte("{")) && !strings.Contains(pair, "#"):
		pos, text = f.insertBetween(t, pair)
	default:
		return token.NoPos, "", false
	}
	return pos, text, true
}

// insertBelow adds a pair after the last one below a header.
func (f *Config) insertBelow(h *toml.Header, pair string) (token.Pos, string) {
	indent, at := f.indent(h.Lines.From)+f.pairIndent(), h.Lines.To
	if kv := lastPair(f.Doc, h); kv != nil {
		indent, at = f.indent(kv.Lines.From), kv.Lines.To
	}
	return f.line(at, indented(indent, pair))
}

func indented(indent, lines string) string {
	return indent + strings.ReplaceAll(lines, "\n", "\n"+indent)
}

// insertAbove adds a pair to the top level: after its last pair, else before
// the first header and the comment that belongs to it.
func (f *Config) insertAbove(pair string) (token.Pos, string) {
	if kv := lastPair(f.Doc, nil); kv != nil {
		return f.line(kv.Lines.To, indented(f.indent(kv.Lines.From), pair))
	}
	for i, item := range f.Doc.Items {
		if h, ok := item.(*toml.Header); ok {
			return f.aboveComments(i, h), pair + f.Newline() + f.Newline()
		}
	}
	return f.line(f.File.Tok.Pos(len(f.File.Src)), pair)
}

// aboveComments is the start of the lines of a header and of the comments
// directly above it, unless these begin the file.
func (f *Config) aboveComments(i int, h *toml.Header) token.Pos {
	at := h.Lines.From
	for i--; i >= 0; i-- {
		c, ok := f.Doc.Items[i].(*toml.Comment)
		if !ok {
			break
		}
		start := f.lineStart(c.From)
		if f.lineOf(c.From)+1 != f.lineOf(at) {
			break
		}
		if f.lineOf(start) == 1 {
			return h.Lines.From
		}
		at = start
	}
	return at
}

// insertBetween adds a pair to an inline table.
func (f *Config) insertBetween(t *toml.Table, pair string) (token.Pos, string) {
	if n := len(t.Entries()); n > 0 {
		return t.Entries()[n-1].To, ", " + pair
	}
	return t.From + 1, " " + pair + " "
}

// AppendTable says where to write text to add a table at the end of the file,
// and what text: a blank line, the header ("[env]") and the pairs below it, in
// the indentation of the other tables.
func (f *Config) AppendTable(header string, pairs ...string) (token.Pos, string) {
	indent, nl := f.pairIndent(), f.Newline()
	var b strings.Builder
	if len(bytes.TrimSpace(f.File.Src)) > 0 {
		b.WriteString(nl)
	}
	b.WriteString(header)
	for _, pair := range pairs {
		b.WriteString(nl + indent + pair)
	}
	return f.line(f.File.Tok.Pos(len(f.File.Src)), b.String())
}

// PairText is a pair as it stands in the file, with the comment behind it.
func (f *Config) PairText(kv *toml.KeyValue) string {
	to := kv.To
	if kv.Comment != nil {
		to = kv.Comment.To
	}
	return f.File.Text(parsers.Range{From: kv.From, To: to})
}

// Carried is the lines of a pair to delete and the text to write elsewhere, both
// with the comments directly above the pair: they speak of it.
func (f *Config) Carried(e *toml.Entry) (cut parsers.Range, text string) {
	cut, text = f.Lines(e), f.PairText(e.KeyValue)
	if !e.KeyValue.Lines.IsValid() {
		return cut, text
	}
	for _, c := range slices.Backward(f.Doc.Comments) {
		if c.From < cut.From && f.lineOf(c.From)+1 == f.lineOf(cut.From) && f.lineOf(c.From) > 1 && f.leads(c.From) {
			cut.From = f.lineStart(c.From)
			text = strings.TrimRight(f.File.Text(c.Range), " \t\r\n") + "\n" + text
		}
	}
	return cut, text
}

// leads reports whether nothing but blanks stands before pos on its line.
func (f *Config) leads(pos token.Pos) bool {
	return strings.TrimSpace(f.File.Text(parsers.Range{From: f.lineStart(pos), To: pos})) == ""
}

// line is a text as a line of its own at a position where a line begins or the
// file ends.
func (f *Config) line(at token.Pos, text string) (token.Pos, string) {
	off := f.File.Tok.Offset(at)
	if off > 0 && f.File.Src[off-1] != '\n' {
		return at, f.Newline() + text
	}
	return at, text + f.Newline()
}

// pairIndent is how much farther in than its header the first pair of a table
// stands, in the file's own habit.
func (f *Config) pairIndent() string {
	for _, item := range f.Doc.Items {
		if kv, ok := item.(*toml.KeyValue); ok && kv.Header != nil {
			return strings.TrimPrefix(f.indent(kv.Lines.From), f.indent(kv.Header.Lines.From))
		}
	}
	return ""
}

// lastPair is the last pair directly below a header, or above the first one for
// nil.
func lastPair(doc *toml.Document, h *toml.Header) (last *toml.KeyValue) {
	for _, item := range doc.Items {
		if kv, ok := item.(*toml.KeyValue); ok && kv.Header == h {
			last = kv
		}
	}
	return last
}

// indent is the blanks at the beginning of the line at pos.
func (f *Config) indent(pos token.Pos) string {
	line := f.File.Src[f.File.Tok.Offset(pos):]
	return string(line[:len(line)-len(bytes.TrimLeft(line, " \t"))])
}

func (f *Config) lineOf(pos token.Pos) int { return f.File.Tok.Line(pos) }

func (f *Config) lineStart(pos token.Pos) token.Pos { return f.File.Tok.LineStart(f.lineOf(pos)) }

// PairLines is the text to delete to remove the pair in table s that gives the
// value v; invalid when the table does not write v as a pair.
func (f *Config) PairLines(s Section, v source.Value[string]) parsers.Range {
	if s.Table == nil {
		return parsers.Range{}
	}
	for _, e := range s.Table.Entries() {
		if e.KeyValue != nil && e.KeyRange == v.Key {
			return f.Lines(e)
		}
	}
	return parsers.Range{}
}
