package report

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/rivo/uniseg"

	"github.com/flylint/flylint/internal/mask"
	"github.com/flylint/flylint/linter"
)

// maxLine is the number of cells of a source line that are shown; a longer one
// is cut around its mark.
const maxLine = 140

// mark is one place of a finding: the primary one or a related one.
type mark struct {
	file    string
	at      linter.Range
	label   string
	primary bool
}

// frames writes the source of every place of a finding, file by file, and
// returns the width of the column with the line numbers.
func (t *textWriter) frames(f *linter.Finding) int {
	marks := []mark{{f.File, f.Range, f.Label, true}}
	for _, r := range f.Related {
		marks = append(marks, mark{r.File, r.Range, r.Message, false})
	}
	gutter := gutterWidth(marks)
	for i, file := range files(marks) {
		inFile := slices.DeleteFunc(slices.Clone(marks), func(m mark) bool { return m.file != file })
		arrow, start := "-->", f.Range.Start
		slices.SortStableFunc(inFile, func(a, b mark) int { return cmp.Compare(a.at.Start.Offset, b.at.Start.Offset) })
		if i > 0 {
			arrow, start = ":::", inFile[0].at.Start
		}
		fmt.Fprintf(t, "%s%s %s:%d:%d\n", strings.Repeat(" ", gutter), t.paint.dim(arrow), oneLine(file), start.Line, start.Column)
		t.frame(gutter, file, f.Severity, inFile)
	}
	return gutter
}

// files lists the files of the marks in the order they first appear.
func files(marks []mark) []string {
	var names []string
	for _, m := range marks {
		if !slices.Contains(names, m.file) {
			names = append(names, m.file)
		}
	}
	return names
}

func gutterWidth(marks []mark) int {
	widest := 0
	for _, m := range marks {
		widest = max(widest, len(strconv.Itoa(m.at.Start.Line)))
	}
	return widest
}

// frame writes the marked lines of one file, with dots where lines are left out.
func (t *textWriter) frame(gutter int, file string, severity linter.Severity, marks []mark) {
	bar := strings.Repeat(" ", gutter) + " " + t.paint.dim("|")
	last := 0
	for _, m := range marks {
		line := m.at.Start.Line
		if last != 0 && line > last+1 {
			fmt.Fprintln(t, t.paint.dim("..."))
		}
		shown := shownLine(t.sources[file], m)
		if line != last {
			number := fmt.Sprintf("%*d |", gutter, line)
			fmt.Fprintf(t, "%s %s\n", t.paint.dim(number), shown.text)
		}
		for _, row := range t.pointer(gutter+len(" | "), severity, m, shown) {
			fmt.Fprintf(t, "%s %s\n", bar, row)
		}
		last = line
	}
}

// pointer is the row of carets or dashes under a mark, and its label: behind
// it, or in a row of its own where the width would not do.
func (t *textWriter) pointer(left int, severity linter.Severity, m mark, s shown) []string {
	sign, color := "-", cyan
	if m.primary {
		sign, color = "^", brushOf(severity)
	}
	row, label := strings.Repeat(sign, max(s.width, 1)), oneLine(m.label)
	blanks := strings.Repeat(" ", s.before)
	switch {
	case label == "":
		return []string{blanks + t.paint.with(color, row)}
	case left+s.before+cells(row)+1+cells(label) <= messageWidth:
		return []string{blanks + t.paint.with(color, row+" "+label)}
	}
	back := strings.Repeat(" ", max(0, min(s.before, messageWidth-left-cells(label))))
	return []string{blanks + t.paint.with(color, row), back + t.paint.with(color, label)}
}

// shown is a source line ready to print, and where its mark stands, in cells.
type shown struct {
	text          string
	before, width int
}

// shownLine cuts the line of a mark out of src, makes it printable, and
// measures the mark. A mark over several lines is shown on its first.
func shownLine(src []byte, m mark) shown {
	from, to := m.at.Start.Offset, m.at.End.Offset
	if from > len(src) || to > len(src) {
		return shown{}
	}
	start := bytes.LastIndexByte(src[:from], '\n') + 1
	end := len(src)
	if i := bytes.IndexByte(src[from:], '\n'); i >= 0 {
		end = from + i
	}
	to = min(max(to, from), end)
	line := mask.Text(string(src[start:end]))
	before, marked, after := clean(line[:from-start]), clean(line[from-start:to-start]), clean(line[to-start:])
	before, marked, after = crop(before, marked, after)
	return shown{strings.TrimRight(before+marked+after, " "), cells(before), cells(strings.TrimRight(marked, " "))}
}

// clean makes a piece of source safe for a terminal: tabs become blanks, and
// what would move the cursor becomes a visible stand-in.
func clean(s string) string {
	return strings.Map(printable, strings.ReplaceAll(strings.TrimSuffix(s, "\r"), "\t", "  "))
}

// printable replaces characters that a terminal would not print.
func printable(r rune) rune {
	if r == '\ufeff' { // a byte order mark has no width
		return -1
	}
	if unprintable(r) {
		return '·'
	}
	return r
}

// unprintable reports whether a character would do something to a terminal
// instead of showing, or may not stand in XML.
func unprintable(r rune) bool {
	return unicode.IsControl(r) || r == '\u2028' || r == '\u2029' || r == '\ufffe' || r == '\uffff' || unicode.Is(unicode.Bidi_Control, r)
}

// crop shortens a long line on both sides of its mark.
func crop(before, marked, after string) (string, string, string) {
	if cells(before)+cells(marked)+cells(after) <= maxLine {
		return before, marked, after
	}
	if runes := []rune(marked); len(runes) > maxLine/2 {
		marked = string(runes[:maxLine/2]) + "…"
	}
	if runes := []rune(before); len(runes) > maxLine/4 {
		before = "…" + string(runes[len(runes)-maxLine/4:])
	}
	if runes := []rune(after); len(runes) > maxLine/4 {
		after = string(runes[:maxLine/4]) + "…"
	}
	return before, marked, after
}

func cells(s string) int { return uniseg.StringWidth(s) }
