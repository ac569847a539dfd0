package checks

import (
	"context"
	"maps"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/flylint/flylint/internal/casetest"
	"github.com/flylint/flylint/linter"
)

// TestIgnoresSilenceEveryCase writes an ignore for each finding of each case:
// then every rule is silent on the project, nothing is said of the ignores, and
// writing them again changes nothing.
func TestIgnoresSilenceEveryCase(t *testing.T) {
	eachCase(t, func(t *testing.T, _ *linter.Check, c *casetest.Case) {
		opts := linter.Options{FS: c.FS(), Checks: All()}
		before := lint(t, opts)
		texts, left := ignoreAll(before)
		for _, f := range left {
			if f.Rule != linter.SyntaxErrorSlug {
				t.Errorf("nowhere to ignore %s in %s", f.Rule, f.File)
			}
		}
		opts.FS = linter.Overlay(opts.FS, texts)
		after := lint(t, opts)
		for _, f := range after.Findings {
			if f.Rule == linter.SyntaxErrorSlug {
				continue
			}
			t.Errorf("%s:%d: %s: %s\n%s", f.File, f.Range.Start.Line, f.Rule, f.Message, texts[f.File])
		}
		if got, want := len(after.Suppressed), len(before.Findings)-len(left); got != want {
			t.Errorf("%d findings are suppressed, %d were reported", got, want)
		}
	})
}

// ignoreAll writes an ignore for each finding of a result into the texts.
func ignoreAll(result *linter.Result) (texts map[string][]byte, left []*linter.Finding) {
	byFile := map[string][]*linter.Finding{}
	for _, f := range result.Findings {
		byFile[f.File] = append(byFile[f.File], f)
	}
	var edits []*linter.Finding
	for _, name := range slices.Sorted(maps.Keys(byFile)) {
		written, rest := linter.IgnoreEdits(byFile[name], result.Sources[name], "known, and mended next month")
		edits = append(edits, &linter.Finding{Fixes: []linter.Fix{{Edits: written}}})
		left = append(left, rest...)
	}
	return linter.Apply(edits, result.Sources, false), left
}

// eachCase runs a test for every case of every rule.
func eachCase(t *testing.T, test func(*testing.T, *linter.Check, *casetest.Case)) {
	t.Helper()
	for _, check := range All() {
		cases, err := casetest.Load(casesDir(check))
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range cases {
			t.Run(check.Slug+"/"+c.Name, func(t *testing.T) { test(t, check, c) })
		}
	}
}

func lint(t *testing.T, opts linter.Options) *linter.Result {
	t.Helper()
	result, err := linter.Run(context.Background(), opts)
	if err != nil {
		t.Fatal(err)
	}
	return result
}

// today is the day of the ignore cases.
var today = time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC)

// TestIgnores holds what ignores suppress, what is said of those that are not
// right, and what the safe fixes make of them.
func TestIgnores(t *testing.T) {
	cases, err := casetest.Load(filepath.Join(projects, "ignores"))
	if err != nil || len(cases) == 0 {
		t.Fatalf("%d cases, %v", len(cases), err)
	}
	for _, c := range cases {
		t.Run(c.Name, func(t *testing.T) {
			result := lint(t, linter.Options{FS: c.FS(), Checks: All(), Today: today})
			own, err := casetest.Format(result, "compact")
			if err != nil {
				t.Fatal(err)
			}
			holdCase(t, c, result, own)
		})
	}
}
