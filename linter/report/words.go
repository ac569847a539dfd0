package report

import (
	"fmt"
	"slices"
	"strings"

	"github.com/flylint/flylint/internal/mask"
	"github.com/flylint/flylint/linter"
)

// oneLine makes a text fit for one line of a terminal: no line breaks, no
// control characters, no secrets.
func oneLine(s string) string {
	return mask.Text(strings.Map(printable, strings.ReplaceAll(s, "\n", " ")))
}

// several reports whether findings must say which deployment they are about.
func several(result *linter.Result) bool { return len(result.Deployments) > 1 }

// details is a finding in full, a line each: what is wrong, what to do, what
// flylint can do, and which deployments it holds for when there are several.
func details(f *linter.Finding, several bool) string {
	lines := []string{oneLine(f.Message)}
	if f.Help != "" {
		lines = append(lines, "help: "+oneLine(f.Help))
	}
	for _, fix := range f.Fixes {
		lines = append(lines, "fix: "+oneLine(fixLine(fix)))
	}
	if several {
		lines = append(lines, "in: "+oneLine(strings.Join(f.Deployments, ", ")))
	}
	return strings.Join(lines, "\n")
}

func fixLine(fix linter.Fix) string { return fix.Message + " " + fixFlag(fix) }

// fixFlag is the flag that applies a fix, and what it risks.
func fixFlag(fix linter.Fix) string {
	if fix.Safe() {
		return "(--fix)"
	}
	return "(--unsafe-fixes: " + fix.Risk + ")"
}

// tellable are the fixes that formats for programs may carry: those that would
// write no secret. A masked text in its place would break the file it is
// applied to; --fix applies the others too.
func tellable(fixes []linter.Fix) []linter.Fix {
	return slices.DeleteFunc(slices.Clone(fixes), func(fix linter.Fix) bool {
		return slices.ContainsFunc(fix.Edits, func(e linter.Edit) bool { return mask.Text(e.NewText) != e.NewText })
	})
}

// summaryLine is the last line: what was found, in how much, and what is not
// told here.
func summaryLine(s Summary, result *linter.Result) string {
	where := fmt.Sprintf("%s in %s read", count(s.Files, "file"), count(len(result.Deployments), "deployment"))
	if n := len(result.Unreadable); n > 0 {
		where += "; " + count(n, "file") + " could not be"
	}
	line := found(s) + "; " + where
	if s.Errors+s.Warnings+s.Infos == 0 {
		line = "No findings: " + where
	}
	for _, p := range []struct {
		n    int
		said string
	}{{s.Suppressed, "ignored"}, {s.Baselined, "in the baseline"}, {s.Fixable, "fixable with --fix"}, {s.Unsafe, "with --unsafe-fixes only"}} {
		if p.n > 0 {
			line += fmt.Sprintf("; %d %s", p.n, p.said)
		}
	}
	return line + "."
}

// found counts the findings by severity, as in "1 error, 2 warnings".
func found(s Summary) string {
	var parts []string
	for _, p := range []struct {
		n    int
		noun string
	}{{s.Errors, "error"}, {s.Warnings, "warning"}, {s.Infos, "info"}} {
		if p.n > 0 {
			parts = append(parts, count(p.n, p.noun))
		}
	}
	return strings.Join(parts, ", ")
}

func count(n int, noun string) string {
	if n == 1 || noun == "info" {
		return fmt.Sprintf("%d %s", n, noun)
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
