package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"

	"github.com/aymanbagabas/go-udiff"

	"github.com/flylint/flylint/internal/atomicfile"
	"github.com/flylint/flylint/linter"
)

// run lints, and fixes first if the flags ask for it.
func (c *command) run(ctx context.Context, flags lintFlags, opts linter.Options) (*linter.Result, error) {
	if flags.reason != "" {
		return c.addIgnores(ctx, flags, opts)
	}
	tell, endProgress := c.startProgress()
	defer endProgress()
	opts.Progress = tell
	if !flags.fix && !flags.unsafe && !flags.diff {
		return linter.Run(ctx, opts)
	}
	if flags.stdin != "" && !flags.diff {
		return nil, errors.New("--fix cannot write to a file that stands on standard input; --diff shows the change")
	}
	fixes, err := linter.FixAll(ctx, opts, flags.unsafe)
	endProgress()
	if err != nil {
		return nil, err
	}
	if flags.diff {
		fmt.Fprint(c.Stdout, diff(fixes.Before, fixes.After))
		return fixes.Result, nil
	}
	if err := c.replaceAll(fixes.Before, fixes.After); err != nil {
		return nil, err
	}
	fmt.Fprintf(c.Stderr, "flylint: fixed %d of the findings in %d files\n", fixes.Fixed, len(fixes.After))
	return fixes.Result, nil
}

// diff is the change of every file, as a unified diff.
func diff(before, after map[string][]byte) string {
	var all string
	for _, name := range slices.Sorted(maps.Keys(after)) {
		all += udiff.Unified("a/"+name, "b/"+name, string(before[name]), string(after[name]))
	}
	return all
}

// replaceAll writes the changed files, each at once and with its mode. A file
// that changed since it was read, or is no regular file, is left alone.
func (c *command) replaceAll(before, after map[string][]byte) error {
	cwd, err := c.Getwd()
	if err != nil {
		return err
	}
	for _, name := range slices.Sorted(maps.Keys(after)) {
		path := filepath.Join(cwd, filepath.FromSlash(name))
		if err := replace(path, before[name], after[name]); err != nil {
			return fmt.Errorf("cannot change %s: %w", name, err)
		}
	}
	return nil
}

var (
	errChanged    = errors.New("it changed while it was linted")
	errNotRegular = errors.New("it is not a regular file")
)

func replace(path string, before, after []byte) error {
	info, err := os.Lstat(path)
	if err != nil {
		return err
	}
	if !info.Mode().IsRegular() {
		return errNotRegular
	}
	now, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	if !bytes.Equal(now, before) {
		return errChanged
	}
	return atomicfile.WriteFile(path, after, info.Mode().Perm())
}
