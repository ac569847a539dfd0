package checks

import (
	"go/token"
	"slices"
	"strings"
	"testing"

	"github.com/flylint/flylint/linter"
)

// families are the packages rules may live in, as the catalogue has them.
var families = []string{"fly", "deploy", "proxy", "health", "ecto", "oban", "otp", "mnesia", "sqlite", "cluster", "phoenix", "release", "docker"}

func TestListIsWellFormed(t *testing.T) {
	seen := map[string]bool{}
	for _, check := range All() {
		family, name, ok := strings.Cut(check.Slug, "/")
		if !ok || !slices.Contains(families, family) || !kebab(name) {
			t.Errorf("%q is not family/kebab-name", check.Slug)
		}
		if seen[check.Slug] {
			t.Errorf("%s is listed twice", check.Slug)
		}
		seen[check.Slug] = true
		if check.Severity == 0 || check.Since == "" || check.Evidence == 0 || check.Judge == nil {
			t.Errorf("%s lacks a severity, a since-version, its evidence or a function", check.Slug)
		}
	}
	if !slices.IsSortedFunc(All(), func(a, b *linter.Check) int { return strings.Compare(a.Slug, b.Slug) }) {
		t.Error("the list is not in the order of the names")
	}
}

func kebab(name string) bool {
	return token.IsIdentifier(strings.ReplaceAll(name, "-", "_")) && strings.ToLower(name) == name
}

func TestEveryRuleIsDocumented(t *testing.T) {
	for _, check := range All() {
		d := check.Documentation
		for what, text := range map[string]string{"Summary": d.Summary, "What": d.What, "Why": d.Why, "Instead": d.Instead, "Ignore": d.Ignore} {
			if strings.TrimSpace(text) == "" {
				t.Errorf("%s: Documentation.%s is empty", check.Slug, what)
			}
		}
		if strings.HasSuffix(d.Summary, ".") || strings.Contains(d.Summary, "\n") {
			t.Errorf("%s: the summary is one line without a full stop", check.Slug)
		}
		if len(d.References) == 0 {
			t.Errorf("%s: no reference says where its facts come from", check.Slug)
		}
		if (check.FixKind == linter.Advice) != (d.FixSafety == "") {
			t.Errorf("%s: FixSafety goes with a fix, and only with one", check.Slug)
		}
	}
}
