package checks

import (
	"bytes"
	"context"
	"maps"
	"path"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/flylint/flylint/internal/casetest"
	"github.com/flylint/flylint/linter"
)

// layout is a way to write the same text. Fixes mind none: to fix and to rewrite
// is the same in either order.
type layout struct {
	name    string
	rewrite func(text string) string
	in      func(file string) bool // the files that are still sound when rewritten
}

var layouts = []layout{
	{"as it is", func(text string) string { return text }, func(string) bool { return true }},
	{"CRLF", func(text string) string { return strings.ReplaceAll(text, "\n", "\r\n") }, func(file string) bool { return !isScript(file) }},
	{"no final newline", func(text string) string { return strings.TrimRight(text, "\n") }, func(string) bool { return true }},
	{"byte order mark", func(text string) string { return "\ufeff" + text }, func(file string) bool { return !isScript(file) && !isElixir(file) }},
}

func isScript(file string) bool {
	return strings.Contains(file, "rel/") || strings.HasSuffix(file, ".sh")
}

func isElixir(file string) bool {
	return strings.HasSuffix(file, ".ex") || strings.HasSuffix(file, ".exs") || path.Base(file) == "mix.lock"
}

// of is the text of a file in the layout.
func (l layout) of(file, text string) string {
	if !l.in(file) {
		return text
	}
	return l.rewrite(text)
}

// revealed are the rules that hold back while a graver one of their family
// speaks, and so may speak after its fix.
var revealed = []string{"mnesia/node-name-tied-to-6pn"}

// TestFixesHold applies the fixes of every case, safe ones and then unsafe ones
// too, to every layout: afterwards what was to be fixed is gone, nothing is left
// to fix, no file is broken, no error or warning of any rule is new, and no
// comment is lost.
func TestFixesHold(t *testing.T) {
	eachCase(t, func(t *testing.T, c *casetest.Case) {
		for _, unsafe := range []bool{false, true} {
			plain := fixed(t, c, layouts[0], unsafe)
			for _, layout := range layouts[1:] {
				want := map[string]string{}
				for name, text := range plain {
					want[name] = layout.of(name, text)
				}
				if diff := cmp.Diff(want, fixed(t, c, layout, unsafe)); diff != "" {
					t.Errorf("%s, unsafe %v (-want +got):\n%s", layout.name, unsafe, diff)
				}
			}
		}
	})
}

// fixed is what the fixes make of a case's files in some layout.
func fixed(t *testing.T, c *casetest.Case, l layout, unsafe bool) map[string]string {
	t.Helper()
	opts := optionsOf(t, c)
	opts.FS = laidOut(c, l)
	return holdFixes(t, opts, unsafe)
}

// holdFixes applies the fixes of a project and returns the files they changed.
func holdFixes(t *testing.T, opts linter.Options, unsafe bool) map[string]string {
	t.Helper()
	before := lint(t, opts)
	fixes, err := linter.FixAll(context.Background(), opts, unsafe)
	if err != nil {
		t.Fatal(err)
	}
	if left := linter.Apply(fixes.Result.Findings, fixes.Result.Sources, unsafe); len(left) > 0 {
		t.Errorf("unsafe %v: fixing goes on in %v", unsafe, slices.Collect(maps.Keys(left)))
	}
	for _, f := range notFixed(before, fixes.Result, unsafe) {
		t.Errorf("unsafe %v: still there: %s:%d: %s: %s\n%s", unsafe, f.File, f.Range.Start.Line, f.Rule, f.Message, fixes.After[f.File])
	}
	for _, f := range newFindings(before, fixes.Result) {
		t.Errorf("unsafe %v: new: %s:%d: %s: %s\n%s", unsafe, f.File, f.Range.Start.Line, f.Rule, f.Message, fixes.After[f.File])
	}
	after := map[string]string{}
	for name, text := range fixes.After {
		if bytes.Equal(text, fixes.Before[name]) {
			continue
		}
		after[name] = string(text)
		if lost := lostComments(fixes.Before[name], text); len(lost) > 0 {
			t.Errorf("unsafe %v: %s loses %q", unsafe, name, lost)
		}
	}
	return after
}

// fault is what a finding speaks of, however often, and how gravely.
type fault struct {
	rule, file, path string
	severity         linter.Severity
}

func faultOf(f *linter.Finding) fault { return fault{f.Rule, f.File, f.Path, f.Severity} }

// notFixed are the findings that are left although there were so many fixes for
// their like that there should be fewer.
func notFixed(before, after *linter.Result, unsafe bool) []*linter.Finding {
	beyond := map[fault]int{}
	for _, f := range before.Findings {
		if !slices.ContainsFunc(f.Fixes, func(fix linter.Fix) bool { return (fix.Safe() || unsafe) && len(fix.Edits) > 0 }) {
			beyond[faultOf(f)]++
		}
	}
	wasThere := func(f *linter.Finding) bool {
		return slices.ContainsFunc(before.Findings, func(b *linter.Finding) bool { return faultOf(b) == faultOf(f) })
	}
	var left []*linter.Finding
	for _, f := range after.Findings {
		if beyond[faultOf(f)]--; beyond[faultOf(f)] < 0 && wasThere(f) {
			left = append(left, f)
		}
	}
	return left
}

// newFindings are the errors and warnings beyond those that a rule had in a file.
func newFindings(before, after *linter.Result) []*linter.Finding {
	known := map[string]int{}
	for _, f := range before.Findings {
		known[f.Rule+" "+f.File]++
	}
	var found []*linter.Finding
	for _, f := range after.Findings {
		key := f.Rule + " " + f.File
		if known[key]--; known[key] < 0 && f.Severity > linter.Info && !slices.Contains(revealed, f.Rule) {
			found = append(found, f)
		}
	}
	return found
}

// lostComments are the comments with a line of their own that a text has no more.
func lostComments(before, after []byte) []string {
	left := map[string]int{}
	for _, c := range ownLineComments(after) {
		left[c]++
	}
	return slices.DeleteFunc(ownLineComments(before), func(c string) bool {
		left[c]--
		return left[c] >= 0
	})
}

func ownLineComments(text []byte) []string {
	var comments []string
	for line := range strings.Lines(string(text)) {
		if line = strings.TrimSpace(strings.TrimPrefix(line, "\ufeff")); strings.HasPrefix(line, "#") {
			comments = append(comments, line)
		}
	}
	return comments
}

// optionsOf are the options of a run of all rules over a case.
func optionsOf(t *testing.T, c *casetest.Case) linter.Options {
	t.Helper()
	opts, err := c.Options(All())
	if err != nil {
		t.Fatal(err)
	}
	return opts
}

// laidOut is the case's project in some layout.
func laidOut(c *casetest.Case, l layout) fstest.MapFS {
	fsys := c.FS()
	for name, file := range fsys {
		file.Data = []byte(l.of(name, string(file.Data)))
	}
	return fsys
}

// TestFixesAreSmall holds edits to what changes: a line that stays is not
// written anew.
func TestFixesAreSmall(t *testing.T) {
	eachCase(t, func(t *testing.T, c *casetest.Case) {
		result := lint(t, optionsOf(t, c))
		for _, f := range result.Findings {
			for _, fix := range f.Fixes {
				for _, e := range fix.Edits {
					old := string(result.Sources[e.File][e.Range.Start.Offset:e.Range.End.Offset])
					if first, last := sharedLines(old, e.NewText); old == e.NewText || first || last {
						t.Errorf("%s: %q is written anew as %q in %s", f.Rule, old, e.NewText, e.File)
					}
				}
			}
		}
	})
}

// sharedLines reports whether two texts begin, or end, with the same whole line.
func sharedLines(a, b string) (first, last bool) {
	a0, rest, ok := strings.Cut(a, "\n")
	b0, _, too := strings.Cut(b, "\n")
	first = ok && too && a0 == b0 && rest != ""
	i, j := strings.LastIndexByte(a, '\n'), strings.LastIndexByte(b, '\n')
	last = i >= 0 && j >= 0 && a[i:] == b[j:] && a[i:] != "\n"
	return first, last
}

// TestUnsafeFixesSayTheirRisk holds the risk to one sentence, written as the
// message of a finding is.
func TestUnsafeFixesSayTheirRisk(t *testing.T) {
	eachCase(t, func(t *testing.T, c *casetest.Case) {
		for _, f := range lint(t, optionsOf(t, c)).Findings {
			for _, fix := range f.Fixes {
				if strings.Contains(fix.Risk, ". ") || strings.HasSuffix(fix.Risk, ".") || len(fix.Risk) > 200 {
					t.Errorf("%s: the risk is more than a sentence, or ends in a full stop: %s", f.Rule, fix.Risk)
				}
			}
		}
	})
}
