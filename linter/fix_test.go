package linter

import (
	"context"
	"fmt"
	"strings"
	"testing"
)

// rename is a rule that wants the app to have another name.
func rename(from, to string) *Check {
	return fakeCheck("fly/"+from+"-"+to, func(p *Pass) {
		if p.Fly.App.V == from {
			p.Report(p.Fly.App, "rename it").Fix("Rename it", Replace(p.Fly.App, `"`+to+`"`))
		}
	})
}

func fixAll(t *testing.T, checks ...*Check) *Fixes {
	t.Helper()
	fixes, err := FixAll(context.Background(), Options{FS: files("dir/fly.toml", "app = \"a\"\n"), Base: "dir", Checks: checks}, false)
	if err != nil {
		t.Fatal(err)
	}
	return fixes
}

func TestFixAllGoesOnUntilNothingChanges(t *testing.T) {
	fixes := fixAll(t, rename("a", "b"), rename("b", "c"))
	if got := string(fixes.After["fly.toml"]); got != "app = \"c\"\n" {
		t.Errorf("fly.toml is %q", got)
	}
	if got := string(fixes.Before["fly.toml"]); got != "app = \"a\"\n" || fixes.Fixed != 2 || len(fixes.Result.Findings) != 0 {
		t.Errorf("before %q, fixed %d, left %v", got, fixes.Fixed, rules(fixes.Result))
	}
}

func TestFixesThatUndoEachOtherEnd(t *testing.T) {
	fixes := fixAll(t, rename("a", "b"), rename("b", "a"))
	if len(fixes.Result.Findings) != 1 {
		t.Errorf("left %v", rules(fixes.Result))
	}
}

// TestFixesAtOnePlace need a round each, for their order would be a guess.
func TestFixesAtOnePlace(t *testing.T) {
	const many = 30
	fixes := fixAll(t, fakeCheck("fly/x", func(p *Pass) {
		for i := range many {
			if line := fmt.Sprintf("# %d\n", i); !strings.Contains(string(p.Fly.File.Src), line) {
				p.Report(p.Fly.App, "no line %d", i).Path("line %d", i).Fix("Add it", Insert(p.Fly.File.Range().To, line))
			}
		}
	}))
	if lines := strings.Count(string(fixes.After["fly.toml"]), "#"); lines != many || fixes.Fixed != many || len(fixes.Result.Findings) != 0 {
		t.Errorf("%d lines, fixed %d, left %v", lines, fixes.Fixed, rules(fixes.Result))
	}
}

func TestFixAllWithoutFixes(t *testing.T) {
	fixes := fixAll(t, fakeCheck("fly/x", atApp("x")))
	if len(fixes.After) != 0 || fixes.Fixed != 0 || !strings.HasPrefix(fixes.Result.Findings[0].Rule, "fly/") {
		t.Errorf("after = %v", fixes.After)
	}
}
