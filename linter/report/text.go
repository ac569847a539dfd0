package report

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/flylint/flylint/linter"
)

// writeText writes findings for a person: causes before what follows from
// them, errors before warnings, each with the source it speaks of.
func writeText(w io.Writer, result *linter.Result, opts Options) error {
	t := &textWriter{Writer: w, sources: result.Sources, paint: newPaint(opts.Color), several: several(result)}
	for _, f := range causesFirst(result.Findings) {
		t.finding(f)
	}
	fmt.Fprintln(w, summaryLine(Summarize(result), result))
	return nil
}

// ranked is a finding in the order of the text, with the findings that may
// follow from it.
type ranked struct {
	*linter.Finding
	effects []*linter.Finding
}

// causesFirst orders findings for reading: first what explains others, which
// are told under it, then the rest, the more severe first.
func causesFirst(findings []*linter.Finding) []ranked {
	byPrint := map[string]*linter.Finding{}
	causeOf := map[*linter.Finding]*linter.Finding{}
	for _, f := range findings {
		byPrint[f.Fingerprint] = f
	}
	for _, f := range findings {
		for _, fp := range f.Explains {
			if effect := byPrint[fp]; effect != nil && causeOf[effect] == nil && causeOf[f] == nil && len(effect.Explains) == 0 {
				causeOf[effect] = f
			}
		}
	}
	sorted := sortedBySeverity(findings)
	effects := map[*linter.Finding][]*linter.Finding{}
	for _, f := range sorted {
		if cause := causeOf[f]; cause != nil {
			effects[cause] = append(effects[cause], f)
		}
	}
	var order []ranked
	for _, f := range sorted {
		if causeOf[f] == nil {
			order = append(order, ranked{f, effects[f]})
		}
	}
	return order
}

// sortedBySeverity keeps the given order among findings of one severity, but
// puts those that explain others first.
func sortedBySeverity(findings []*linter.Finding) []*linter.Finding {
	sorted := slices.Clone(findings)
	slices.SortStableFunc(sorted, func(a, b *linter.Finding) int {
		return cmp.Or(-cmp.Compare(min(len(a.Explains), 1), min(len(b.Explains), 1)), -cmp.Compare(a.Severity, b.Severity))
	})
	return sorted
}

// textWriter writes findings as text.
type textWriter struct {
	io.Writer
	sources map[string][]byte
	paint   paint
	several bool // more than one deployment was linted
}

func (t *textWriter) finding(f ranked) {
	color := t.paint.severity(f.Severity)
	name := f.Severity.String() + "[" + f.Rule + "]"
	lines := wrap(oneLine(f.Message), cells(name)+len(": "), messageIndent)
	fmt.Fprintf(t, "%s%s\n", color(name), t.paint.strong(": "+strings.Join(lines, "\n"+strings.Repeat(" ", messageIndent))))
	gutter := t.frames(f.Finding)
	if f.Help != "" {
		t.remark(gutter, "help", f.Help)
	}
	for _, fix := range f.Fixes {
		t.remark(gutter, "fix", fixLine(fix))
	}
	if len(f.effects) > 0 {
		t.effects(gutter, f.effects)
	}
	if t.several {
		t.remark(gutter, "in", strings.Join(f.Deployments, ", "))
	}
	fmt.Fprintln(t)
}

// effects lists in a line each the findings that may follow from one: mended
// first, it may take them along. Other formats tell them in full.
func (t *textWriter) effects(gutter int, effects []*linter.Finding) {
	t.remark(gutter, "explains", "mend this first; these may follow from it, or be seen through it:")
	for _, e := range effects {
		at := fmt.Sprintf("%s:%d:%d", oneLine(e.File), e.Range.Start.Line, e.Range.Start.Column)
		line := strings.Repeat(" ", gutter+len(" = explains: ")) + t.paint.severity(e.Severity)(e.Severity.String()+"["+e.Rule+"]") + " " + at
		if e.Label != "" {
			line += ", " + oneLine(e.Label)
		}
		fmt.Fprintln(t, line)
	}
}

// remark writes a line such as "= help: …" below the source.
func (t *textWriter) remark(gutter int, what, text string) {
	head := strings.Repeat(" ", gutter+1)
	label := "= " + what + ":"
	indent := len(head) + len(label) + 1
	lines := wrap(oneLine(text), indent, indent)
	fmt.Fprintf(t, "%s%s %s\n", head, t.paint.dim(label), strings.Join(lines, "\n"+strings.Repeat(" ", indent)))
}
