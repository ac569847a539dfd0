package hooks

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	yaml "go.yaml.in/yaml/v3"

	"github.com/flylint/flylint/checks"
	"github.com/flylint/flylint/linter"
)

// hook is an entry of .pre-commit-hooks.yaml.
type hook struct {
	ID, Entry, Language, Files, Exclude string

	PassFilenames *bool `yaml:"pass_filenames"`
	RequireSerial bool  `yaml:"require_serial"`
}

func readHooks(t *testing.T) []hook {
	t.Helper()
	text, err := os.ReadFile("../../.pre-commit-hooks.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var hooks []hook
	if err := yaml.Unmarshal(text, &hooks); err != nil {
		t.Fatal(err)
	}
	return hooks
}

// runsFor is how pre-commit decides whether a changed file concerns the hook.
// Go has no (?x), which in Python drops white space from an expression.
func (h hook) runsFor(t *testing.T) func(file string) bool {
	t.Helper()
	pattern, verbose := strings.CutPrefix(h.Files, "(?x)")
	if verbose {
		pattern = strings.Join(strings.Fields(pattern), "")
	}
	files, exclude := regexp.MustCompile(pattern), regexp.MustCompile(h.Exclude)
	return func(file string) bool { return files.MatchString(file) && !exclude.MatchString(file) }
}

// TestHooksAreAlike: the deployment is one thing, whichever hook looks at it.
func TestHooksAreAlike(t *testing.T) {
	hooks := readHooks(t)
	if len(hooks) != 3 {
		t.Fatalf("%d hooks, want flylint, flylint-fix and flylint-system", len(hooks))
	}
	for _, h := range hooks {
		if h.PassFilenames == nil || *h.PassFilenames || !h.RequireSerial {
			t.Errorf("%s: a deployment is judged once and whole: pass_filenames must be false and require_serial true", h.ID)
		}
		if h.Files != hooks[0].Files || h.Exclude != hooks[0].Exclude {
			t.Errorf("%s runs for other files than %s", h.ID, hooks[0].ID)
		}
	}
}

func TestFilesThatConcernTheHook(t *testing.T) {
	runs := readHooks(t)[0].runsFor(t)
	for _, file := range []string{
		"fly.toml", "fly.staging.toml", "fly.log-shipper.toml", "deploy/fly.toml", "fly/production.toml", "fly.json", "fly.yaml",
		"Dockerfile", "dockerfile", "Dockerfile.prod", "web.Dockerfile", "docker/Dockerfile", ".dockerignore", "Dockerfile.dockerignore",
		"mix.exs", "mix.lock", "apps/harbor/mix.exs",
		"config/config.exs", "config/prod.exs", "config/runtime.exs", "config/releases.exs", "config/data/regions.exs", "apps/harbor/config/runtime.exs",
		"lib/harbor.ex", "lib/harbor/application.ex", "apps/harbor/lib/harbor/repo.ex",
		"rel/env.sh.eex", "rel/vm.args.eex", "rel/overlays/bin/server", "rel/overlays/bin/migrate",
		"docker-entrypoint.sh", "scripts/start.sh", "litefs.yml", "etc/litefs.yml", ".flylint.hcl",
	} {
		if !runs(file) {
			t.Errorf("the hook does not run for %s", file)
		}
	}
	for _, file := range []string{
		"README.md", "assets/js/app.js", "assets/css/app.css", "priv/repo/migrations/20260101000000_add_users.exs",
		"config/dev.exs", "config/test.exs", "config/dev.secret.exs", "test/test_helper.exs", "test/support/conn_case.ex", "test/harbor_test.exs",
		"lib/harbor_web/components/layouts/root.html.heex", "lib/harbor_web/live/README.md",
		".formatter.exs", ".credo.exs", "pyproject.toml", "butterfly.toml", "Cargo.toml", "mix.exs.orig", "docs/Dockerfile/notes.md",
		"config/locale.json", "rel/README.md", ".github/workflows/fly.yml",
	} {
		if runs(file) {
			t.Errorf("the hook runs for %s, which no rule reads", file)
		}
	}
}

// recorder is a file system that remembers which files were read.
type recorder struct {
	fs.FS
	read map[string]bool
}

func (r recorder) Open(name string) (fs.File, error) {
	f, err := r.FS.Open(name)
	if err != nil {
		return nil, err
	}
	if info, err := f.Stat(); err == nil && info.Mode().IsRegular() {
		r.read[name] = true
	}
	return f, nil
}

// Stat is not a read: it is how the model asks whether what COPY names is there.
func (r recorder) Stat(name string) (fs.FileInfo, error) { return fs.Stat(r.FS, name) }

// TestFilesThatAreRead: whatever flylint reads of a project concerns the hook.
// Real projects are added with FLYLINT_CORPUS, a directory of checkouts.
func TestFilesThatAreRead(t *testing.T) {
	runs := readHooks(t)[0].runsFor(t)
	for _, project := range projects(t) {
		r := recorder{os.DirFS(project), map[string]bool{}}
		if _, err := linter.Run(context.Background(), linter.Options{FS: r, Checks: checks.All(), Workers: 1}); err != nil {
			t.Fatal(err)
		}
		if len(r.read) == 0 {
			t.Logf("%s has nothing to read", project)
		}
		for name := range r.read {
			if !runs(name) {
				t.Errorf("%s: %s is read, and the hook does not run for it", project, name)
			}
		}
	}
}

func projects(t *testing.T) []string {
	t.Helper()
	patterns := []string{"../../testdata/incident/before", "../../testdata/launch/*", "../../testdata/broken/*"}
	if corpus := os.Getenv("FLYLINT_CORPUS"); corpus != "" {
		patterns = append(patterns, corpus+"/*")
	}
	var found []string
	for _, pattern := range patterns {
		dirs, err := filepath.Glob(pattern)
		if err != nil || len(dirs) == 0 {
			t.Fatalf("no projects at %s (%v)", pattern, err)
		}
		found = append(found, dirs...)
	}
	return slices.DeleteFunc(found, isFile)
}

func isFile(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.Mode().IsRegular()
}
