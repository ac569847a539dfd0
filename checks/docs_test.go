package checks

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/flylint/flylint/internal/casetest"
	"github.com/flylint/flylint/internal/golden"
	"github.com/flylint/flylint/internal/ruledoc"
)

// docsDir is where the generated pages are committed.
const docsDir = "../docs/rules"

// TestDocs fails when a page is not what its rule and its cases say.
func TestDocs(t *testing.T) {
	for _, check := range All() {
		cases, err := casetest.Load(casesDir(check))
		if err != nil {
			t.Fatal(err)
		}
		page, err := ruledoc.Page(check, cases)
		if err != nil {
			t.Fatal(err)
		}
		golden.File(t, filepath.Join(docsDir, check.Slug+".md"), []byte(page))
	}
	golden.File(t, filepath.Join(docsDir, "README.md"), []byte(ruledoc.Index(All())))
}

// TestNoOrphanPages fails for a page whose rule is gone.
func TestNoOrphanPages(t *testing.T) {
	known := map[string]bool{"README": true}
	for _, check := range All() {
		known[check.Slug] = true
	}
	err := fs.WalkDir(os.DirFS(docsDir), ".", func(path string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() && !known[strings.TrimSuffix(path, ".md")] {
			t.Errorf("%s/%s belongs to no rule", docsDir, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
