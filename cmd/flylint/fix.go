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
	"github.com/google/renameio/v2"

	"github.com/flylint/flylint/linter"
)

// run lints, and fixes first if the flags ask for it.
func (c *command) run(ctx context.Context, flags lintFlags, opts linter.Options) (*linter.Result, error) {
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
		fmt.Fprint(c.Stdout, diff(fixes))
		return fixes.Result, nil
	}
	return fixes.Result, c.writeFixes(fixes)
}

// diff is the change of every file, as a unified diff.
func diff(fixes *linter.Fixes) string {
	var all string
	for _, name := range slices.Sorted(maps.Keys(fixes.After)) {
		all += udiff.Unified("a/"+name, "b/"+name, string(fixes.Before[name]), string(fixes.After[name]))
	}
	return all
}

// writeFixes writes the changed files, each at once and with its mode. A file
// that changed since it was read, or is no regular file, is left alone.
func (c *command) writeFixes(fixes *linter.Fixes) error {
	cwd, err := c.Getwd()
	if err != nil {
		return err
	}
	written := 0
	for _, name := range slices.Sorted(maps.Keys(fixes.After)) {
		path := filepath.Join(cwd, filepath.FromSlash(name))
		if err := replace(path, fixes.Before[name], fixes.After[name]); err != nil {
			return fmt.Errorf("cannot fix %s: %w", name, err)
		}
		written++
	}
	fmt.Fprintf(c.Stderr, "flylint: fixed %d of the findings in %d files\n", fixes.Fixed, written)
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
	return renameio.WriteFile(path, after, info.Mode().Perm())
}
