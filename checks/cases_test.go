package checks

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flylint/flylint/internal/casetest"
	"github.com/flylint/flylint/internal/golden"
	"github.com/flylint/flylint/linter"
)

// casesDir is where a rule's cases are.
func casesDir(check *linter.Check) string {
	_, rule, _ := strings.Cut(check.Slug, "/")
	return filepath.Join(check.Family(), "testdata", rule)
}

// TestCases runs every case of every rule: the output is as committed, and so
// is what the safe fixes, and all fixes, make of the project.
func TestCases(t *testing.T) {
	for _, check := range All() {
		t.Run(check.Slug, func(t *testing.T) {
			cases, err := casetest.Load(casesDir(check))
			if err != nil {
				t.Fatal(err)
			}
			for _, c := range cases {
				t.Run(c.Name, func(t *testing.T) { runCase(t, check, c) })
			}
		})
	}
}

func runCase(t *testing.T, check *linter.Check, c *casetest.Case) {
	result, err := c.Run([]*linter.Check{check})
	if err != nil {
		t.Fatal(err)
	}
	got, err := casetest.Format(result, "compact")
	if err != nil {
		t.Fatal(err)
	}
	holdCase(t, c, result, got)
}

// holdCase compares findings and fixed files with what the case wants, or
// rewrites it.
func holdCase(t *testing.T, c *casetest.Case, result *linter.Result, got string) {
	t.Helper()
	fixed, unsafe := c.Fix(result)
	if golden.Updating() {
		golden.Write(t, c.Path, c.Rewrite(got, fixed, unsafe))
		return
	}
	if diff := cmp.Diff(c.Want, got); diff != "" {
		t.Errorf("findings (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(c.Fixed, fixed); diff != "" {
		t.Errorf("fixed files (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(c.Unsafe, unsafe); diff != "" {
		t.Errorf("files after unsafe fixes (-want +got):\n%s", diff)
	}
}

// TestEveryRuleHasItsCases keeps a rule from landing without a bad case that
// speaks and a good twin that is silent.
func TestEveryRuleHasItsCases(t *testing.T) {
	for _, check := range All() {
		cases, err := casetest.Load(casesDir(check))
		if err != nil {
			t.Fatal(err)
		}
		names := map[string]*casetest.Case{}
		for _, c := range cases {
			names[c.Name] = c
		}
		if bad := names["bad"]; bad == nil || !strings.Contains(bad.Want, "["+check.Slug+"]") {
			t.Errorf("%s needs a case bad.txtar in checks/%s that it speaks of", check.Slug, casesDir(check))
		}
		if good := names["good"]; good == nil || good.Want != "" {
			t.Errorf("%s needs a case good.txtar in checks/%s that it is silent on", check.Slug, casesDir(check))
		}
	}
}

// TestEveryFixIsShown keeps a rule from offering a fix that no case shows the
// outcome of, and from saying that it offers another kind.
func TestEveryFixIsShown(t *testing.T) {
	for _, check := range All() {
		cases, err := casetest.Load(casesDir(check))
		if err != nil {
			t.Fatal(err)
		}
		safe, unsafe := 0, 0
		for _, c := range cases {
			safe, unsafe = safe+len(c.Fixed), unsafe+len(c.Unsafe)
		}
		kind := map[[2]bool]linter.FixKind{
			{true, false}: linter.SafeFix, {false, true}: linter.UnsafeFix, {true, true}: linter.SafeUnsafe,
		}[[2]bool{safe > 0, unsafe > 0}]
		if kind != check.FixKind {
			t.Errorf("%s has the fix kind %q, and its cases in checks/%s have %d sections fixed/… and %d unsafe/…", check.Slug, check.FixKind, casesDir(check), safe, unsafe)
		}
	}
}
