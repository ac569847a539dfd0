package buildkit

import (
	"bytes"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"

	"github.com/moby/buildkit/frontend/dockerfile/parser"

	"github.com/flylint/flylint/checks"
	"github.com/flylint/flylint/internal/casetest"
	"github.com/flylint/flylint/linter"
)

// TestWritten has BuildKit read what fixes and ignores make of Dockerfiles, in
// the cases of every rule and in the projects of FLYLINT_CORPUS.
func TestWritten(t *testing.T) {
	files := 0
	for _, opts := range projects(t) {
		written, err := casetest.Writes(opts)
		if err != nil {
			t.Fatal(err)
		}
		for _, w := range written {
			if !strings.Contains(path.Base(w.File), "Dockerfile") {
				continue
			}
			files++
			_, before := parser.Parse(bytes.NewReader(w.Before))
			if _, err := parser.Parse(bytes.NewReader(w.After)); err != nil && before == nil {
				t.Errorf("%s makes of %s:\n%s\n%v", w.By, w.File, w.After, err)
			}
		}
	}
	if files == 0 {
		t.Error("no case changes a Dockerfile")
	}
	t.Logf("%d files", files)
}

// projects are those of the cases and of the corpus.
func projects(t *testing.T) []linter.Options {
	var all []linter.Options
	dirs, err := filepath.Glob("../../../checks/*/testdata/*")
	if err != nil {
		t.Fatal(err)
	}
	for _, dir := range dirs {
		cases, err := casetest.Load(dir)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range cases {
			opts, err := c.Options(checks.All())
			if err != nil {
				t.Fatal(err)
			}
			all = append(all, opts)
		}
	}
	for _, dir := range casetest.Corpus() {
		all = append(all, linter.Options{FS: os.DirFS(dir), Checks: checks.All()})
	}
	return all
}
