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
// them, errors before warnings, each with the source it speaks of. Where an
// error explains others, all else but errors is told briefly: what is down
// comes first, and has to fit the screen.
func writeText(w io.Writer, result *linter.Result, opts Options) error {
	t := &textWriter{Writer: w, sources: result.Sources, paint: paint{opts.Color}, several: several(result)}
	caused := false
	for _, f := range causesFirst(result.Findings) {
		if caused && f.Severity < linter.Error && len(f.effects) == 0 {
			t.brief(f.Finding)
			continue
		}
		caused = caused || f.Severity == linter.Error && len(f.effects) > 0
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

// finding tells a finding in full.
func (t *textWriter) finding(f ranked) {
	t.message(f.Finding)
	gutter := t.frames(f.Finding)
	t.remedy(gutter, f.Finding)
	if len(f.effects) > 0 {
		t.effects(gutter, f.effects)
	}
	t.deployments(gutter, f.Finding)
}

// brief tells a finding without its source: where it is, and what to do.
func (t *textWriter) brief(f *linter.Finding) {
	t.message(f)
	const gutter = 2
	place := fmt.Sprintf("%s:%d:%d", oneLine(f.File), f.Range.Start.Line, f.Range.Start.Column)
	fmt.Fprintf(t, "%s%s %s\n", strings.Repeat(" ", gutter), t.paint.dim("-->"), place)
	t.remedy(gutter, f)
	t.deployments(gutter, f)
}

// message writes the severity, the rule and what is wrong.
func (t *textWriter) message(f *linter.Finding) {
	name := f.Severity.String() + "[" + f.Rule + "]"
	lines := wrap(oneLine(f.Message), cells(name)+len(": "), messageIndent)
	fmt.Fprintf(t, "%s%s\n", t.paint.with(brushOf(f.Severity), name), t.paint.strong(": "+strings.Join(lines, "\n"+strings.Repeat(" ", messageIndent))))
}

// remedy writes what to do, and what flylint can do. That is one line where
// the help quotes the very text that the fix writes.
func (t *textWriter) remedy(gutter int, f *linter.Finding) {
	if len(f.Fixes) == 1 && quotes(f.Help, f.Fixes[0]) {
		t.remark(gutter, "help", f.Help+" "+fixFlag(f.Fixes[0]))
		return
	}
	if f.Help != "" {
		t.remark(gutter, "help", f.Help)
	}
	for _, fix := range f.Fixes {
		t.remark(gutter, "fix", fixLine(fix))
	}
}

// quotes reports whether a help holds the text that a fix writes.
func quotes(help string, fix linter.Fix) bool {
	if len(fix.Edits) != 1 {
		return false
	}
	text := strings.TrimSpace(fix.Edits[0].NewText)
	return text != "" && strings.Contains(help, text)
}

// deployments says whose finding it is, and ends it.
func (t *textWriter) deployments(gutter int, f *linter.Finding) {
	if t.several {
		t.remark(gutter, "in", strings.Join(f.Deployments, ", "))
	}
	fmt.Fprintln(t)
}

// effects lists in a line each the findings that may follow from one: mended
// first, it may take them along. Other formats tell them in full.
func (t *textWriter) effects(gutter int, effects []*linter.Finding) {
	t.remark(gutter, "explains", "mend this first; these may follow from it, or be seen through it:")
	const indent = 5
	for _, e := range effects {
		head := e.Severity.String() + "[" + e.Rule + "]"
		rest := fmt.Sprintf(" %s:%d:%d", oneLine(e.File), e.Range.Start.Line, e.Range.Start.Column)
		if label := ", " + oneLine(e.Label); e.Label != "" && indent+cells(head+rest+label) <= messageWidth {
			rest += label
		}
		fmt.Fprintln(t, strings.Repeat(" ", indent)+t.paint.with(brushOf(e.Severity), head)+rest)
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
