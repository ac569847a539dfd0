package linter_test

import (
	"context"
	"path/filepath"
	"testing"

	"github.com/flylint/flylint/checks"
	"github.com/flylint/flylint/internal/casetest"
	"github.com/flylint/flylint/linter"
)

// BenchmarkRun lints one project with every rule, from memory, so that the
// disk does not count: one that is in order and one that is not.
func BenchmarkRun(b *testing.B) {
	for _, project := range []string{"launch/phoenix-1.8-postgres", "incident/before"} {
		b.Run(filepath.Base(project), func(b *testing.B) {
			fsys, err := casetest.ReadDir(filepath.Join("..", "testdata", filepath.FromSlash(project)))
			if err != nil {
				b.Fatal(err)
			}
			opts := linter.Options{FS: fsys, Checks: checks.All(), Workers: 1}
			b.ReportAllocs()
			for b.Loop() {
				if _, err := linter.Run(context.Background(), opts); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
