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

// TestFixesHold applies the fixes of every case, safe and unsafe ones, to every
// layout: afterwards nothing is left to fix, no file is broken, and no error or
// warning of any rule is new.
func TestFixesHold(t *testing.T) {
	eachCase(t, func(t *testing.T, _ *linter.Check, c *casetest.Case) {
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
	opts := linter.Options{FS: laidOut(c, l), Checks: All()}
	before := lint(t, opts)
	fixes, err := linter.FixAll(context.Background(), opts, unsafe)
	if err != nil {
		t.Fatal(err)
	}
	if left := linter.Apply(fixes.Result.Findings, fixes.Result.Sources, unsafe); len(left) > 0 {
		t.Errorf("unsafe %v: fixing goes on in %v", unsafe, slices.Collect(maps.Keys(left)))
	}
	known := map[string]int{}
	for _, f := range before.Findings {
		known[f.Rule+" "+f.File]++
	}
	for _, f := range fixes.Result.Findings {
		if known[f.Rule+" "+f.File]--; known[f.Rule+" "+f.File] < 0 && f.Severity > linter.Info && !slices.Contains(revealed, f.Rule) {
			t.Errorf("unsafe %v: new: %s:%d: %s: %s\n%s", unsafe, f.File, f.Range.Start.Line, f.Rule, f.Message, fixes.After[f.File])
		}
	}
	after := map[string]string{}
	for name, text := range fixes.After {
		if after[name] = string(text); bytes.Equal(text, fixes.Before[name]) {
			delete(after, name)
		}
	}
	return after
}

// laidOut is the case's project in some layout.
func laidOut(c *casetest.Case, l layout) fstest.MapFS {
	fsys := c.FS()
	for name, file := range fsys {
		file.Data = []byte(l.of(name, string(file.Data)))
	}
	return fsys
}

// TestUnsafeFixesSayTheirRisk holds the risk to one sentence.
func TestUnsafeFixesSayTheirRisk(t *testing.T) {
	eachCase(t, func(t *testing.T, _ *linter.Check, c *casetest.Case) {
		for _, f := range lint(t, linter.Options{FS: c.FS(), Checks: All()}).Findings {
			for _, fix := range f.Fixes {
				if strings.Contains(fix.Risk, ". ") || len(fix.Risk) > 200 {
					t.Errorf("%s: the risk is more than a sentence: %s", f.Rule, fix.Risk)
				}
			}
		}
	})
}
