package editors

import (
	"path/filepath"
	"testing"

	"github.com/flylint/flylint/internal/golden"
	"github.com/flylint/flylint/internal/oracle"
)

// TestVim plays a person in Vim with ALE, with the language server and without.
func TestVim(t *testing.T) {
	for _, recipe := range []string{"ale", "ale-stdin"} {
		t.Run(recipe, func(t *testing.T) {
			t.Parallel()
			vim := oracle.Need(t, "vim.nox", "sudo apt-get install vim-nox vim-ale")
			t.Log(versionOf(t, vim))
			dir := project(t)
			e := editor{dir: dir,
				args: []string{vim, "-Nnu", "NONE", "-i", "NONE", "-es", "-S", absolute(t, "testdata/vim/drive.vim"), "-S", absolute(t, "testdata/vim/"+recipe+".vim")},
				env:  []string{"FLYLINT_RECIPE=" + absolute(t, "vim/"+recipe+".vim")},
			}
			golden.File(t, filepath.Join("testdata", "vim", recipe+".txt"), []byte(e.transcript(t, dir)))
		})
	}
}
