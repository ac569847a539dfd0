package editors

import (
	"path/filepath"
	"testing"

	"github.com/flylint/flylint/internal/golden"
	"github.com/flylint/flylint/internal/oracle"
)

// TestEmacs plays a person in Emacs, once with each of the ways to have
// flylint there.
func TestEmacs(t *testing.T) {
	for _, recipe := range []string{"eglot", "flymake", "lsp-mode"} {
		t.Run(recipe, func(t *testing.T) {
			t.Parallel()
			emacs := oracle.Need(t, "emacs", "sudo apt-get install emacs-nox elpa-eglot elpa-lsp-mode")
			t.Log(versionOf(t, emacs))
			dir := project(t)
			e := editor{dir: dir, args: []string{emacs, "--batch", "--eval", "(package-initialize)"}}
			for _, script := range []string{"emacs/" + recipe + ".el", "testdata/emacs/drive.el", "testdata/emacs/" + recipe + ".el"} {
				e.args = append(e.args, "--load", absolute(t, script))
			}
			golden.File(t, filepath.Join("testdata", "emacs", recipe+".txt"), []byte(e.transcript(t, dir)))
		})
	}
}
