package main

import (
	_ "embed"
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/flylint/flylint/docs"
	"github.com/flylint/flylint/internal/atomicfile"
	"github.com/flylint/flylint/linter/settings"
)

// starter is what `flylint init` writes: every setting, commented out.
//
//go:embed starter.hcl
var starter []byte

// snippet is a file of docs/snippets, and where its text belongs.
type snippet struct{ title, name string }

// snippets lists the usual ways in which others run flylint, of those that
// docs/ci.md has.
func snippets() []snippet {
	return []snippet{
		{"in mix.exs, with the checks that run before a commit", "mix-precommit.exs"},
		{"in .pre-commit-config.yaml", "pre-commit-config.yaml"},
		{"in .github/workflows/flylint.yml", "github-actions.yml"},
	}
}

// hookRevision is what a hook should be pinned to: this version, as far as this
// is one.
func hookRevision() string {
	if v := version(); settings.Released(v) {
		return v
	}
	return "main"
}

// initCommand is `flylint init`.
func (c *command) initCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "init [DIRECTORY]",
		Short: "Write a commented .flylint.hcl, and show how hooks and CI run flylint",
		Long: `Write a .flylint.hcl in which everything is explained and nothing is set, at
the root of the repository or in DIRECTORY. A file that is there stays as it
is. Then print what a pre-commit hook, mix and GitHub Actions need.`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error { return c.init(args) },
	}
}

func (c *command) init(args []string) error {
	dir, err := c.initDirectory(args)
	if err != nil {
		return err
	}
	name := filepath.Join(dir, settings.FileName)
	if _, err := os.Lstat(name); err == nil {
		return fmt.Errorf("%s is there already; `flylint settings` says what it does", name)
	}
	if err := atomicfile.WriteFile(name, starter, 0o644); err != nil {
		return fmt.Errorf("cannot write the settings: %w", err)
	}
	fmt.Fprintf(c.Stdout, "Wrote %s. Nothing is set in it yet.\n", name)
	for _, s := range snippets() {
		text, err := docs.Snippet(s.name, hookRevision())
		if err != nil {
			return err
		}
		fmt.Fprintf(c.Stdout, "\n# %s\n\n%s", s.title, text)
	}
	return nil
}

// initDirectory is where the settings belong: the directory given, else the
// root of the repository, else here.
func (c *command) initDirectory(args []string) (string, error) {
	if len(args) > 0 {
		info, err := os.Stat(args[0])
		if err == nil && !info.IsDir() {
			return "", fmt.Errorf("%s is no directory", args[0])
		}
		return args[0], err
	}
	cwd, err := c.Getwd()
	if err != nil {
		return "", err
	}
	for dir := cwd; ; dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, ".git")); err == nil {
			return relativeDir(cwd, dir), nil
		}
		if dir == filepath.Dir(dir) {
			return ".", nil
		}
	}
}

// relativeDir is the way to dir, for people.
func relativeDir(cwd, dir string) string {
	if rel, err := filepath.Rel(cwd, dir); err == nil {
		return rel
	}
	return dir
}
