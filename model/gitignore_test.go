package model

import (
	"go/token"
	"os"
	"os/exec"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/flylint/flylint/internal/oracle"
	"github.com/flylint/flylint/model/source"
)

const gitignored = `-- .gitignore --
# *.text
/*.db
*.sqlite3
!kept.sqlite3
priv/data/
api/priv/**/*.db
tmp  
\#odd.db
-- api/.gitignore --
!clone.sqlite3
/priv/*.bin
`

// TestGitIgnores asks git, too.
func TestGitIgnores(t *testing.T) {
	oracle.Need(t, "git", "apt-get install git")
	files, err := txtar.FS(txtar.Parse([]byte(gitignored)))
	if err != nil {
		t.Fatal(err)
	}
	checkout := t.TempDir()
	if err := os.CopyFS(checkout, files); err != nil {
		t.Fatal(err)
	}
	t.Setenv("GIT_CONFIG_GLOBAL", os.DevNull)
	if out, err := exec.Command("git", "init", "-q", checkout).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	d := &Deployment{Basis: &Basis{Sources: source.NewSources(files, token.NewFileSet())}}
	for name, want := range map[string]bool{
		"words.db":                true,
		"priv/words.db":           false,
		"priv/words.sqlite3":      true,
		"priv/kept.sqlite3":       false,
		"priv/data/words.bin":     true,
		"api/priv/data/words.bin": false,
		"api/priv/words.db":       true,
		"api/priv/repo/words.db":  true,
		"api/priv/words.sqlite3":  true,
		"api/priv/clone.sqlite3":  false,
		"api/priv/words.bin":      true,
		"api/tmp/words.bin":       true,
		"a.text":                  false,
		"#odd.db":                 true,
	} {
		t.Run(name, func(t *testing.T) {
			if got := d.gitIgnores(name); got != want {
				t.Errorf("%v, want %v", got, want)
			}
			err := exec.Command("git", "-C", checkout, "check-ignore", "-q", "--no-index", name).Run()
			if got := err == nil; got != want {
				t.Errorf("git: %v, want %v", got, want)
			}
		})
	}
}
