package settings

import (
	"bytes"
	"cmp"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/hashicorp/hcl/v2"
	"github.com/rivo/uniseg"

	"github.com/flylint/flylint/internal/mask"
	"github.com/flylint/flylint/linter"
)

// Mistake is one thing wrong in a settings file.
type Mistake struct {
	At      linter.Location
	Message string
}

// Invalid is the error for a settings file with mistakes.
type Invalid struct {
	File     string // as in the locations
	Source   []byte
	Mistakes []Mistake // in the order of the file; never empty
}

// Error tells all mistakes, each with its line.
func (e *Invalid) Error() string {
	var text strings.Builder
	things := "a mistake"
	if n := len(e.Mistakes); n > 1 {
		things = fmt.Sprintf("%d mistakes", n)
	}
	fmt.Fprintf(&text, "%s has %s, so nothing was checked", e.File, things)
	for _, m := range e.Mistakes {
		text.WriteString("\n\n")
		m.write(&text, e.Source)
	}
	return text.String()
}

// write writes a mistake and, below it, the line it is on with a mark.
func (m Mistake) write(w *strings.Builder, src []byte) {
	at := m.At.Range
	fmt.Fprintf(w, "%s:%d:%d: %s", m.At.File, at.Start.Line, at.Start.Column, m.Message)
	before, marked, after := cutLine(src, at)
	if before+marked+after == "" {
		return
	}
	number := fmt.Sprint(at.Start.Line)
	fmt.Fprintf(w, "\n %s | %s%s%s", number, before, marked, after)
	carets := max(uniseg.StringWidth(strings.TrimRight(marked, " ")), 1)
	fmt.Fprintf(w, "\n %s | %s%s", strings.Repeat(" ", len(number)), strings.Repeat(" ", uniseg.StringWidth(before)), strings.Repeat("^", carets))
}

// maxShown is the number of bytes of a line that are shown on each side of a mark.
const maxShown = 100

// cutLine is the line on which a range starts, in three pieces ready to print.
func cutLine(src []byte, at linter.Range) (before, marked, after string) {
	from, to := min(at.Start.Offset, len(src)), min(at.End.Offset, len(src))
	start := bytes.LastIndexByte(src[:from], '\n') + 1
	end := len(src)
	if i := bytes.IndexByte(src[from:], '\n'); i >= 0 {
		end = from + i
	}
	to = min(max(to, from), end)
	line := mask.Text(string(src[start:end]))
	before, marked, after = line[:from-start], line[from-start:to-start], line[to-start:]
	return printable(tail(before)), printable(head(marked)), strings.TrimRight(printable(head(after)), " ")
}

func head(s string) string {
	if len(s) > maxShown {
		return s[:maxShown] + "…"
	}
	return s
}

func tail(s string) string {
	if len(s) > maxShown {
		return "…" + s[len(s)-maxShown:]
	}
	return s
}

// printable makes a piece of source safe for a terminal.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t':
			return ' '
		case r < ' ' || r == 0x7f || r == utf8.RuneError:
			return '·'
		}
		return r
	}, strings.TrimSuffix(s, "\r"))
}

func compareMistakes(a, b Mistake) int {
	return cmp.Or(
		cmp.Compare(a.At.Range.Start.Offset, b.At.Range.Start.Offset),
		cmp.Compare(a.At.Range.End.Offset, b.At.Range.End.Offset),
		cmp.Compare(a.Message, b.Message),
	)
}

// location is where a range of hcl lies. hcl counts columns in grapheme
// clusters; findings do in code points.
func (r *reader) location(at hcl.Range) linter.Location {
	return linter.Location{File: r.file, Range: linter.Range{Start: r.position(at.Start), End: r.position(at.End)}}
}

func (r *reader) position(p hcl.Pos) linter.Position {
	offset := min(max(p.Byte, 0), len(r.src))
	start := bytes.LastIndexByte(r.src[:offset], '\n') + 1
	return linter.Position{Line: max(p.Line, 1), Column: utf8.RuneCount(r.src[start:offset]) + 1, Offset: offset}
}

// mistake notes one. A place is told once: what follows from the first mistake
// there helps nobody.
func (r *reader) mistake(at hcl.Range, format string, args ...any) {
	where := r.location(at)
	for _, m := range r.mistakes {
		if m.At == where {
			return
		}
	}
	r.mistakes = append(r.mistakes, Mistake{where, fmt.Sprintf(format, args...)})
}
