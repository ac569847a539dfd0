package main

import (
	"context"
	"errors"
	"fmt"
	"go/token"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/flylint/flylint/checks"
	"github.com/flylint/flylint/docs"
	"github.com/flylint/flylint/linter"
	"github.com/flylint/flylint/linter/report"
	"github.com/flylint/flylint/linter/show"
	"github.com/flylint/flylint/model"
)

// explainCommand is `flylint explain RULE` and `flylint explain FILE:LINE`.
func (c *command) explainCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "explain RULE|FILE:LINE[:COL]",
		Short: "Print a rule's page, or what flylint makes of a line",
		Long: `Print the page of a rule (or of a family, as in oban/); or, for a line of a
file, the findings there, the values it takes part in and where these come
from, and the rules that look at such a file.`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if file, line, ok := fileLine(args[0]); ok {
				return c.explainLine(cmd.Context(), file, line)
			}
			return c.explainRules(args)
		},
	}
}

// explainRules prints the pages of the rules a name means.
func (c *command) explainRules(args []string) error {
	found, err := linter.Select(checks.All(), args, nil)
	if err != nil {
		return err
	}
	for i, check := range found {
		if i > 0 {
			fmt.Fprintln(c.Stdout)
		}
		page, err := docs.Rule(check.Slug)
		if err != nil {
			return err
		}
		fmt.Fprint(c.Stdout, page)
	}
	return nil
}

// fileLine splits FILE:LINE and FILE:LINE:COL; the column says nothing more
// than the line does.
func fileLine(arg string) (file string, line int, ok bool) {
	for range 2 {
		rest, number, found := cutLast(arg)
		n, err := strconv.Atoi(number)
		if !found || err != nil {
			break
		}
		arg, line, ok = rest, n, true
	}
	return arg, line, ok
}

func cutLast(s string) (before, after string, found bool) {
	i := strings.LastIndexByte(s, ':')
	if i < 0 {
		return s, "", false
	}
	return s[:i], s[i+1:], true
}

// explainLine prints, for each deployment that owns the file, what the line
// means to it, then the findings there and the rules that look there.
func (c *command) explainLine(ctx context.Context, file string, line int) error {
	if _, err := os.Stat(file); err != nil {
		return err
	}
	cwd, err := c.Getwd()
	if err != nil {
		return err
	}
	disk, err := linter.OpenDisk(cwd, []string{file})
	if err != nil {
		return err
	}
	targets, err := model.Discover(disk.FS, disk.Paths[0])
	if err != nil {
		return err
	}
	if len(targets) == 0 {
		return errors.New("no deployment owns " + file)
	}
	for _, target := range targets {
		d := model.Load(model.NewSources(disk.FS, token.NewFileSet()), target, model.Known{})
		if d == nil || target.Unread {
			continue
		}
		view, err := show.Line(d, disk.Base, disk.Paths[0], line)
		if err != nil {
			return err
		}
		if err := view.Text(c.Stdout); err != nil {
			return err
		}
	}
	return c.explainFindings(ctx, disk, line)
}

// explainFindings prints the findings that are on a line or mention it, and
// lists the rules that look at its file.
func (c *command) explainFindings(ctx context.Context, disk linter.Disk, line int) error {
	all := checks.All()
	result, err := linter.Run(ctx, linter.Options{FS: disk.FS, Paths: disk.Paths, Base: disk.Base, Checks: all})
	if err != nil {
		return err
	}
	name := linter.Relative(disk.Base, disk.Paths[0])
	result.Findings = slices.DeleteFunc(result.Findings, func(f *linter.Finding) bool { return !touches(f, name, line) })
	fmt.Fprintln(c.Stdout)
	if err := report.Write(c.Stdout, "text", result, report.Options{Version: version()}); err != nil {
		return err
	}
	var looking []string
	for _, check := range all {
		if check.Evidence&linter.EvidenceIn(disk.Paths[0]) != 0 {
			looking = append(looking, check.Slug)
		}
	}
	_, err = fmt.Fprintf(c.Stdout, "\nRules that look at such a file: %s\n", strings.Join(looking, ", "))
	return err
}

// touches reports whether a finding is on a line or names it.
func touches(f *linter.Finding, file string, line int) bool {
	on := func(name string, r linter.Range) bool {
		return name == file && r.Start.Line <= line && line <= r.End.Line
	}
	return on(f.File, f.Range) || slices.ContainsFunc(f.Related, func(r linter.Related) bool { return on(r.File, r.Range) })
}
