package hooks

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/flylint/flylint/internal/golden"
	"github.com/flylint/flylint/internal/oracle"
)

// starter is a program that starts flylint; the scripts about it stand in the
// directory of testdata that has its name.
type starter struct{ command, install string }

func starters() []starter {
	const npm = "npm install --no-save --ignore-scripts --prefix internal/hooks/npm"
	return []starter{
		{"pre-commit", "apt-get install pre-commit"},
		{"lefthook", npm},
		{"husky", npm},
		{"mix", "apt-get install elixir"},
		{"sh", "apt-get install dash"},
	}
}

// TestScripts plays each script in a scratch directory, with nothing of the
// user's own configuration in sight and modules from the local cache only.
func TestScripts(t *testing.T) {
	npm, err := filepath.Abs("npm/node_modules/.bin")
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", os.Getenv("PATH")+string(filepath.ListSeparator)+npm)
	for _, starter := range starters() {
		t.Run(starter.command, func(t *testing.T) {
			oracle.Need(t, starter.command, starter.install)
			s := surroundings(t)
			testscript.Run(t, testscript.Params{
				Dir:                 filepath.Join("testdata", starter.command),
				UpdateScripts:       golden.Updating(),
				RequireExplicitExec: true,
				Setup:               s.setUp,
			})
		})
	}
}

// surrounding is what the scripts find around them.
type surrounding struct {
	bin        string            // the directory flylint is installed in
	repository string            // flylint's own, published
	caches     map[string]string // Go's caches, as variables
	store      string            // where pre-commit builds its environments
}

func surroundings(t *testing.T) surrounding {
	t.Helper()
	bin, err := installed()
	if err != nil {
		t.Fatal(err)
	}
	s := surrounding{bin: bin, repository: repository(t), caches: map[string]string{}, store: t.TempDir()}
	for _, name := range []string{"GOCACHE", "GOMODCACHE"} {
		value, err := run(".", "go", "env", name)
		if err != nil {
			t.Fatal(err)
		}
		s.caches[name] = value[:len(value)-1]
	}
	return s
}

// gitConfig is what git knows in the scripts: who commits, and that our
// repository is here.
const gitConfig = `[user]
  name = Harbor
  email = harbor@example.invalid
[init]
  defaultBranch = main
[url "%s"]
  insteadOf = https://github.com/flylint/flylint
`

func (s surrounding) setUp(env *testscript.Env) error {
	home := filepath.Join(env.WorkDir, ".home")
	for name, value := range s.caches {
		env.Setenv(name, value)
	}
	for name, value := range map[string]string{
		"HOME": home,
		"PATH": s.bin + string(filepath.ListSeparator) + os.Getenv("PATH"),

		"REPOSITORY": s.repository,
		"VERSION":    publishedTag,
		"SNIPPETS":   filepath.Join(s.repository, "docs", "snippets"),

		"GIT_CONFIG_NOSYSTEM": "1",
		"PRE_COMMIT_HOME":     s.store,

		"GOPROXY": "off",
		"GOFLAGS": "-trimpath", // what was compiled in one directory serves in another
	} {
		env.Setenv(name, value)
	}
	if err := os.Mkdir(home, 0o755); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(home, ".gitconfig"), fmt.Appendf(nil, gitConfig, s.repository), 0o644)
}
