package checks

import (
	"context"
	"path/filepath"
	"testing"

	"github.com/flylint/flylint/internal/casetest"
	"github.com/flylint/flylint/linter"
)

// BenchmarkChanges measures what each way to change a project costs, on the app
// of the incident: several runs of all rules.
func BenchmarkChanges(b *testing.B) {
	fsys, err := casetest.ReadDir(filepath.Join(projects, "incident", "before"))
	if err != nil {
		b.Fatal(err)
	}
	opts, ctx := linter.Options{FS: fsys, Checks: All()}, context.Background()
	for name, change := range map[string]func() error{
		"fix":     func() error { _, err := linter.FixAll(ctx, opts, true); return err },
		"ignores": func() error { _, err := linter.AddIgnores(ctx, opts, "known"); return err },
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if err := change(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
