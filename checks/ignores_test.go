package checks

import (
	"context"
	"maps"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/flylint/flylint/internal/casetest"
	"github.com/flylint/flylint/linter"
)

// TestIgnoresSilenceEveryCase writes an ignore for each finding of each case, in
// every layout: then every rule is silent on the project, nothing is said of the
// ignores, writing them again changes nothing, and the layout is kept.
func TestIgnoresSilenceEveryCase(t *testing.T) {
	eachCase(t, func(t *testing.T, c *casetest.Case) {
		plain := ignored(t, c, layouts[0])
		for _, layout := range layouts[1:] {
			want := map[string]string{}
			for name, text := range plain {
				want[name] = layout.of(name, text)
			}
			if diff := cmp.Diff(want, ignored(t, c, layout)); diff != "" {
				t.Errorf("%s (-want +got):\n%s", layout.name, diff)
			}
		}
	})
}

// ignored is what ignoring everything makes of a case's files in some layout.
func ignored(t *testing.T, c *casetest.Case, l layout) map[string]string {
	t.Helper()
	opts := optionsOf(t, c)
	opts.FS = laidOut(c, l)
	return holdIgnores(t, opts)
}

// holdIgnores ignores every finding of a project and returns the files that hold
// the ignores.
func holdIgnores(t *testing.T, opts linter.Options) map[string]string {
	t.Helper()
	const reason = "known, and mended next month"
	before := lint(t, opts)
	added, err := linter.AddIgnores(context.Background(), opts, reason)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range added.Left {
		t.Errorf("nowhere to ignore %s in %s", f.Rule, f.File)
	}
	broken := 0
	for _, f := range added.Result.Findings {
		if f.Rule == linter.SyntaxErrorSlug {
			broken++
			continue
		}
		t.Errorf("%s:%d: %s: %s\n%s", f.File, f.Range.Start.Line, f.Rule, f.Message, added.After[f.File])
	}
	if want := len(before.Findings) - broken; added.Added != want {
		t.Errorf("%d findings are ignored now, %d were reported", added.Added, want)
	}
	opts.FS = linter.Overlay(opts.FS, added.After)
	again, err := linter.AddIgnores(context.Background(), opts, reason)
	if err != nil || len(again.After) > 0 {
		t.Errorf("a second time: %v, %v", slices.Collect(maps.Keys(again.After)), err)
	}
	texts := map[string]string{}
	for name, text := range added.After {
		texts[name] = string(text)
	}
	return texts
}

// eachCase runs a test for every case of every rule that some rule speaks of.
func eachCase(t *testing.T, test func(*testing.T, *casetest.Case)) {
	t.Helper()
	for _, check := range All() {
		cases, err := casetest.Load(casesDir(check))
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range cases {
			if len(lint(t, optionsOf(t, c)).Findings) > 0 {
				t.Run(check.Slug+"/"+c.Name, func(t *testing.T) { test(t, c) })
			}
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
