package dockerfile

import (
	"sort"
	"strings"
	"unicode"

	"github.com/flylint/flylint/parsers"
)

// maxLine is the longest line BuildKit reads, in bytes with its newline.
const maxLine = 64 * 1024

// text is a logical line: what is left of its lines without the continuations,
// line ends and comments between them. It remembers where every byte stood.
type text struct {
	s      string
	origin int   // offset in the source of the first byte
	cuts   []cut // in order; none for a single line
}

// cut says that bytes of the source are missing before byte at of the text.
type cut struct{ at, missing int } // missing counts from the start of the text

// extent is a stretch of a text or of the source, half open.
type extent struct{ from, to int }

// offset returns where byte i of the text stood in the source.
func (t *text) offset(i int) int {
	n := sort.Search(len(t.cuts), func(k int) bool { return t.cuts[k].at > i })
	if n == 0 {
		return t.origin + i
	}
	return t.origin + i + t.cuts[n-1].missing
}

// span returns the source extent of bytes [from, to) of the text.
func (t *text) span(from, to int) extent {
	start := t.offset(from)
	if to <= from {
		return extent{start, start}
	}
	return extent{start, t.offset(to-1) + 1}
}

// line takes the next line off the source: its extent without line end.
func (p *parser) line() extent {
	from := p.off
	to := len(p.src)
	if i := strings.IndexByte(p.src[from:], '\n'); i >= 0 {
		to = from + i + 1
	}
	p.off = to
	end := from + len(strings.TrimRight(p.src[from:to], "\r\n"))
	if to-from > maxLine && !p.tooLong {
		p.tooLong = true // BuildKit stops there: once is enough
		p.fail(extent{from, end}, "dockerfile line greater than max allowed size of 65535", "Split the line with a continuation, or move the text to a file.")
	}
	return extent{from, end}
}

// logicalLine joins first, whose leading blanks are off, with the lines that
// continue it. The extent returned reaches to the end of the last one.
func (p *parser) logicalLine(first extent) (text, extent) {
	t := text{origin: first.from}
	body, more := p.cutContinuation(first)
	if !more {
		t.s = p.src[body.from:body.to]
		return t, first
	}
	var b strings.Builder
	b.WriteString(p.src[body.from:body.to])
	last := first
	for more && p.off < len(p.src) {
		last = p.line()
		if p.comment(last) || p.blank(last) {
			continue
		}
		body, more = p.cutContinuation(last)
		t.cuts = append(t.cuts, cut{b.Len(), body.from - first.from - b.Len()})
		b.WriteString(p.src[body.from:body.to])
	}
	t.s = b.String()
	return t, extent{first.from, last.to}
}

// cutContinuation takes the continuation off the end of a line and reports
// whether there was one. An escape character that is itself escaped is none.
func (p *parser) cutContinuation(line extent) (extent, bool) {
	s := strings.TrimRight(p.src[line.from:line.to], " \t")
	n := len(s)
	if n == 0 || s[n-1] != p.tree.Escape || n > 1 && s[n-2] == p.tree.Escape {
		return line, false
	}
	return extent{line.from, line.from + n - 1}, true
}

// blank reports whether nothing but blanks stands in e.
func (p *parser) blank(e extent) bool {
	return strings.TrimLeftFunc(p.src[e.from:e.to], unicode.IsSpace) == ""
}

// trimLeft takes leading blanks off e.
func (p *parser) trimLeft(e extent) extent {
	e.from = e.to - len(strings.TrimLeftFunc(p.src[e.from:e.to], unicode.IsSpace))
	return e
}

// comment records the line as a comment if it is one.
func (p *parser) comment(line extent) bool {
	line = p.trimLeft(line)
	if line.from == line.to || p.src[line.from] != '#' {
		return false
	}
	p.tree.Comments = append(p.tree.Comments, &Comment{
		Range: p.rng(line),
		Text:  strings.TrimSpace(p.src[line.from+1 : line.to]),
	})
	return true
}

// rng makes a range of positions from an extent of the source.
func (p *parser) rng(e extent) parsers.Range {
	return parsers.Range{From: p.base + pos(e.from), To: p.base + pos(e.to)}
}

// isBlank reports whether BuildKit separates words at c.
func isBlank(c byte) bool {
	return c == ' ' || c == '\t' || c == '\v' || c == '\f' || c == '\r'
}
