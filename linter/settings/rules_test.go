package settings

import (
	"bytes"
	"context"
	"fmt"
	"go/token"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/flylint/flylint/checks"
	"github.com/flylint/flylint/internal/golden"
	"github.com/flylint/flylint/linter"
	"github.com/flylint/flylint/linter/report"
	"github.com/flylint/flylint/model"
	"github.com/flylint/flylint/model/source"
)

// TestRules runs projects with rules of their own: what the rules report, and
// how they account for it.
func TestRules(t *testing.T) {
	paths, err := filepath.Glob("testdata/rules/*.txtar")
	if err != nil || len(paths) == 0 {
		t.Fatalf("%d projects, %v", len(paths), err)
	}
	for _, path := range paths {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(path)
			if err != nil {
				t.Fatal(err)
			}
			var files []txtar.File
			want := ""
			for _, f := range archive.Files {
				if f.Name == "want" {
					want = string(f.Data)
				} else {
					files = append(files, f)
				}
			}
			got := account(t, files)
			if golden.Updating() {
				archive.Files = slices.Concat(files, []txtar.File{{Name: "want", Data: []byte(got)}})
				golden.Write(t, path, txtar.Format(archive))
			} else if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// account is the findings of a project's own rules, then what each says of how
// it came to that.
func account(t *testing.T, files []txtar.File) string {
	t.Helper()
	fsys := fstest.MapFS{}
	for _, f := range files {
		fsys[f.Name] = &fstest.MapFile{Data: f.Data, Mode: 0o644}
	}
	s, err := Load(Options{FS: fsys, Checks: checks.All(), Version: "v0.4.0"}, FileName)
	if err != nil {
		t.Fatal(err)
	}
	result, err := linter.Run(context.Background(), linter.Options{FS: fsys, Checks: s.Checks, Facts: s.Facts, Policy: &s.Policy})
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := report.Write(&out, "compact", result, report.Options{}); err != nil {
		t.Fatal(err)
	}
	targets, err := source.Discover(fsys, ".")
	if err != nil {
		t.Fatal(err)
	}
	for _, target := range targets {
		d := model.Load(source.NewSources(fsys, token.NewFileSet()), target, model.Known{Facts: s.Facts})
		for _, rule := range s.Rules {
			fmt.Fprintf(&out, "\n%s\n%s", rule.Slug(), rule.Here(d, "."))
		}
	}
	return out.String()
}
