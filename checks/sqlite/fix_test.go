package sqlite

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flylint/flylint/internal/casetest"
	"github.com/flylint/flylint/linter"
)

// TestUnsafeFixes applies what --unsafe-fixes would to the first bad case of
// each rule that offers it, and judges the outcome again.
func TestUnsafeFixes(t *testing.T) {
	tests := []struct {
		check *linter.Check
		name  string
		want  map[string]string // a line of each changed file
	}{
		{ReleaseCommandMigrate(), "bad", map[string]string{
			"fly.toml":                     "[deploy]\n\n[env]",
			"lib/lamplight/application.ex": "      Lamplight.Repo,\n      {Ecto.Migrator, repos: [Lamplight.Repo]},\n      LamplightWeb.Endpoint\n",
		}},
		{ReleaseCommandMigrate(), "bad-one-line-tree", map[string]string{
			"fly.toml":                     "[deploy]\n\n[env]",
			"lib/lamplight/application.ex": "[Lamplight.Repo, {Ecto.Migrator, repos: [Lamplight.Repo]}, LamplightWeb.Endpoint]",
		}},
		{ReleaseCommandMigrate(), "bad-at-boot-too", map[string]string{"fly.toml": "[deploy]\n\n[env]"}},
		{PathNotOnMount(), "bad", map[string]string{"fly.toml": `DATABASE_PATH = "/data/lamplight.db"`}},
		{PathNotOnMount(), "bad-literal", map[string]string{"config/runtime.exs": `database: "/data/lamplight.db",`}},
	}
	for _, tt := range tests {
		t.Run(tt.check.Slug+"/"+tt.name, func(t *testing.T) {
			c := loadCase(t, tt.check, tt.name)
			changed := applyUnsafe(t, c, tt.check)
			for file, line := range tt.want {
				if !strings.Contains(changed[file], line) {
					t.Errorf("%s lacks %q:\n%s", file, line, changed[file])
				}
			}
			if len(changed) != len(tt.want) {
				t.Errorf("%d files changed, want %d", len(changed), len(tt.want))
			}
			if again := applyUnsafe(t, c, tt.check); len(again) > 0 {
				t.Errorf("the fix does not hold:\n%s", cmp.Diff(changed, again))
			}
		})
	}
}

func loadCase(t *testing.T, check *linter.Check, name string) *casetest.Case {
	t.Helper()
	cases, err := casetest.Load(strings.Replace(check.Slug, "sqlite/", "testdata/", 1))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range cases {
		if c.Name == name {
			return c
		}
	}
	t.Fatalf("%s has no case %s", check.Slug, name)
	return nil
}

// applyUnsafe applies every fix of the case's findings to its files and gives
// those that changed.
func applyUnsafe(t *testing.T, c *casetest.Case, check *linter.Check) map[string]string {
	t.Helper()
	result, err := c.Run([]*linter.Check{check})
	if err != nil {
		t.Fatal(err)
	}
	texts := map[string][]byte{}
	for _, f := range c.Files {
		texts[f.Name] = f.Data
	}
	changed := map[string]string{}
	for name, text := range linter.Apply(result.Findings, texts, true) {
		changed[name] = string(text)
		for i := range c.Files {
			if c.Files[i].Name == name {
				c.Files[i].Data = text
			}
		}
	}
	return changed
}
