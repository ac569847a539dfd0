package editors

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestRecipesAreShown: docs/editors.md shows every recipe, exactly as the file
// is that the tests run.
func TestRecipesAreShown(t *testing.T) {
	page := read(t, "../docs/editors.md")
	for _, dir := range []string{"neovim", "vim", "emacs", "helix", "zed", "sublime"} {
		err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() {
				return err
			}
			path = filepath.ToSlash(path)
			shown := "](../editors/" + path + ")\n\n```"
			_, block, found := strings.Cut(page, shown)
			_, block, _ = strings.Cut(block, "\n") // the language
			if !found || !strings.HasPrefix(block, read(t, path)+"```\n") {
				t.Errorf("docs/editors.md does not show %s as it is", path)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

// TestVSCodeSettingsAreDescribed: the extension's page names every setting and
// command, and none that is not there.
func TestVSCodeSettingsAreDescribed(t *testing.T) {
	manifest, page := read(t, "vscode/package.json"), read(t, "vscode/README.md")
	for _, name := range []string{"flylint.path", "flylint.schemaRules", "flylint.trace.server"} {
		if !strings.Contains(manifest, `"`+name+`": {`) || !strings.Contains(page, "| `"+name+"` |") {
			t.Errorf("%s is not both a setting and described", name)
		}
	}
	if got := strings.Count(page, "\n| `flylint."); got != 3 {
		t.Errorf("the page describes %d settings", got)
	}
}

// TestProvenVersionsAreInstalled: what the page calls proven is what CI
// installs.
func TestProvenVersionsAreInstalled(t *testing.T) {
	script, err := os.ReadFile("../.ci/run")
	if err != nil {
		t.Fatal(err)
	}
	words := strings.Fields(string(script))
	for _, name := range []string{"neovim", "emacs-nox", "elpa-eglot", "elpa-lsp-mode", "vim-nox", "vim-ale", "tmux", ".ci/newer-editors"} {
		if !slices.Contains(words, name) {
			t.Errorf(".ci/run does not install %s", name)
		}
	}
}
