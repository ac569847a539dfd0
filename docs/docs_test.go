package docs

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	_ "github.com/flylint/flylint/internal/golden" // for -update
)

// TestSnippetsAreShown: docs/ci.md shows every snippet, exactly as the file is
// that tests run.
func TestSnippetsAreShown(t *testing.T) {
	page, err := os.ReadFile("ci.md")
	if err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob("snippets/*")
	if err != nil || len(files) == 0 {
		t.Fatalf("no snippets (%v)", err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(string(page), "\n"+string(text)+"```\n") {
			t.Errorf("docs/ci.md does not show %s as it is", file)
		}
	}
}

func TestSnippetIsPinned(t *testing.T) {
	text, err := Snippet("pre-commit-config.yaml", "v9.8.7")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(text, "rev: v9.8.7\n") || strings.Contains(text, ExampleVersion) {
		t.Errorf("the snippet for v9.8.7 is\n%s", text)
	}
}
