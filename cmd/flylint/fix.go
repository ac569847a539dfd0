package main

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/rogpeppe/go-internal/diff"

	"github.com/flylint/flylint/linter"
)

// run lints, and fixes first if the flags ask for it.
func (c *command) run(ctx context.Context, flags lintFlags, opts linter.Options) (*linter.Result, error) {
	if flags.reason != "" {
		return c.addIgnores(ctx, flags, opts)
	}
	ctx, tell, endProgress := c.startProgress(ctx)
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
		fmt.Fprint(c.Stdout, changes(fixes.Before, fixes.After))
		return fixes.Result, nil
	}
	if err := c.replaceAll(opts, fixes.Before, fixes.After); err != nil {
		return nil, err
	}
	c.tellFixed(fixes, flags.unsafe)
	return fixes.Result, nil
}

func (c *command) tellFixed(fixes *linter.Fixes, unsafe bool) {
	switch {
	case len(fixes.After) > 0:
		fmt.Fprintf(c.Stderr, "flylint: fixed %s in %s\n", findings(fixes.Fixed), files(len(fixes.After)))
	case unsafe:
		fmt.Fprintln(c.Stderr, "flylint: there was nothing to fix")
	default:
		fmt.Fprintln(c.Stderr, "flylint: there was nothing to fix safely")
	}
}

// changes is the change of every file, as a unified diff.
func changes(before, after map[string][]byte) string {
	var all strings.Builder
	for _, name := range slices.Sorted(maps.Keys(after)) {
		text := diff.Diff("a/"+name, before[name], "b/"+name, after[name])
		_, unified, _ := strings.Cut(string(text), "\n") // the first line repeats the names
		all.WriteString(unified)
	}
	return all.String()
}
