package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/flylint/flylint/linter"
)

// baselineCommand is `flylint baseline`.
func (c *command) baselineCommand() *cobra.Command {
	flags := lintFlags{}
	prune := false
	cmd := &cobra.Command{
		Use:   "baseline [PATH...]",
		Short: "Accept today's findings; later runs report only new ones",
		Long: `Writes ` + linter.BaselineName + `, a sorted list of today's findings, at the root of the
repository (beside .flylint.hcl, or where it says). Commit it: runs that find
the file report only findings it does not hold.

A finding is known by its rule, its file and its place in the model, so lines
may move and tables be reordered. What was mended is taken out again; with
--prune nothing else is done. With PATH only that part is judged, and the
entries of the rest stay.`,
		Args: cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error { return c.baseline(cmd.Context(), flags, prune, args) },
	}
	cmd.Flags().BoolVar(&prune, "prune", false, "only take out what is mended; accept nothing new")
	cmd.Flags().StringVar(&flags.secrets, "secrets", "", "a `FILE` with the output of fly secrets list --json (names and status, never values)")
	return cmd
}

func (c *command) baseline(ctx context.Context, flags lintFlags, prune bool, args []string) error {
	p, err := c.open(args)
	if err != nil {
		return err
	}
	opts, err := c.projectOptions(p, flags)
	if err != nil {
		return err
	}
	if opts.Policy.Baseline == nil {
		opts.Policy.Baseline = &linter.Baseline{File: p.baseline()}
	}
	result, err := linter.Run(ctx, opts)
	switch {
	case err != nil:
		return asTyped(err, opts.Paths, args)
	case len(result.Deployments) == 0:
		return fmt.Errorf("no fly.toml in %s or below", where(args))
	case result.Crashed || len(result.Unreadable) > 0:
		return errors.New("not everything could be judged, so no baseline is written; run `flylint` to see what is wrong")
	}
	if prune {
		result.Findings = nil
	}
	next := opts.Policy.Baseline.Next(opts, result)
	accepted := len(next.Entries) + len(result.Stale) - len(opts.Policy.Baseline.Entries)
	if err := c.writeBaseline(p, next); err != nil {
		return err
	}
	fmt.Fprintf(c.Stdout, "%s accepts %s: %d new, %d taken out because they are mended.\n",
		linter.Relative(p.Base, next.File), findings(len(next.Entries)), accepted, len(result.Stale))
	if n := len(result.Findings) - accepted; n > 0 {
		fmt.Fprintf(c.Stderr, "flylint: %s cannot be accepted: mend what `flylint` still reports\n", findings(n))
	}
	return nil
}

// writeBaseline writes a baseline, unless it would be a new one without entries.
func (c *command) writeBaseline(p *project, b *linter.Baseline) error {
	if _, err := fs.Stat(p.FS, b.File); len(b.Entries) == 0 && errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	cwd, err := c.Getwd()
	if err != nil {
		return err
	}
	return writeFile(filepath.Join(cwd, filepath.FromSlash(linter.Relative(p.Base, b.File))), linter.WriteBaseline(b))
}

// noteStale says that entries of the baseline can go.
func (c *command) noteStale(opts linter.Options, result *linter.Result) {
	if n := len(result.Stale); n > 0 {
		fmt.Fprintf(c.Stderr, "flylint: %s holds %s mended by now; `flylint baseline --prune` takes out what is\n",
			linter.Relative(opts.Base, opts.Policy.Baseline.File), findings(n))
	}
}

func findings(n int) string { return counted(n, "finding") }

func files(n int) string { return counted(n, "file") }

func counted(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
