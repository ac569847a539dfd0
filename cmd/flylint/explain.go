package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/flylint/flylint/checks"
	"github.com/flylint/flylint/docs"
	"github.com/flylint/flylint/linter"
	"github.com/flylint/flylint/linter/report"
	"github.com/flylint/flylint/linter/settings"
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

// explainRules prints the pages of the rules a name means; of those that the
// settings define, also what they make of the deployments here. Settings with a
// mistake do not keep anybody from reading a page of flylint's own.
func (c *command) explainRules(args []string) error {
	p, broken := c.open(nil)
	if broken != nil {
		p = &project{checks: checks.All(), settings: &settings.Settings{}}
	}
	found, err := linter.Select(p.checks, args, nil)
	if err != nil {
		return cmp.Or(broken, err)
	}
	for i, check := range found {
		if i > 0 {
			fmt.Fprintln(c.Stdout)
		}
		if own := p.own(check.Slug); own != nil {
			if err := c.explainOwn(p, own); err != nil {
				return err
			}
			continue
		}
		page, err := docs.Rule(check.Slug)
		if err != nil {
			return err
		}
		fmt.Fprint(c.Stdout, page)
	}
	return nil
}

// explainOwn prints the page of a rule of the settings, and what it makes of
// every deployment here.
func (c *command) explainOwn(p *project, rule *settings.Rule) error {
	fmt.Fprintf(c.Stdout, "%s\n## Here\n\n", rule.Page())
	return p.each(func(d *model.Deployment) error {
		_, err := fmt.Fprint(c.Stdout, rule.Here(d, p.Base))
		return err
	})
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
	p, err := c.open([]string{file})
	if err != nil {
		return err
	}
	owners, doubts := 0, []string{}
	err = p.each(func(d *model.Deployment) error {
		owners++
		for _, rule := range p.settings.Rules {
			for _, doubt := range rule.Doubts(d) {
				doubts = append(doubts, rule.Slug()+" cannot tell: "+doubt)
			}
		}
		view, err := show.Line(d, p.Base, p.Paths[0], line)
		if err != nil {
			return err
		}
		return view.Text(c.Stdout)
	})
	if err == nil && owners == 0 {
		err = errors.New("no deployment owns " + file)
	}
	if err != nil {
		return err
	}
	return c.explainFindings(ctx, p, line, doubts)
}

// explainFindings prints the findings that are on a line or mention it, lists
// the rules that look at its file, and says which of the project's own rules
// have no answer, and why.
func (c *command) explainFindings(ctx context.Context, p *project, line int, doubts []string) error {
	policy, err := p.policy(nil)
	if err != nil {
		return err
	}
	result, err := linter.Run(ctx, linter.Options{
		FS: p.FS, Paths: p.Paths, Base: p.Base, Checks: p.checks, Facts: p.settings.Facts, Policy: policy, Today: c.Now(),
	})
	if err != nil {
		return err
	}
	name := linter.Relative(p.Base, p.Paths[0])
	result.Findings = slices.DeleteFunc(result.Findings, func(f *linter.Finding) bool { return !touches(f, name, line) })
	fmt.Fprintln(c.Stdout)
	if err := report.Write(c.Stdout, "text", result, report.Options{}); err != nil {
		return err
	}
	var looking []string
	for _, check := range p.checks {
		if check.Evidence&linter.EvidenceIn(p.Paths[0]) != 0 {
			looking = append(looking, check.Slug)
		}
	}
	fmt.Fprintf(c.Stdout, "\nRules that look at such a file: %s\n", strings.Join(looking, ", "))
	for _, doubt := range doubts {
		fmt.Fprintln(c.Stdout, doubt)
	}
	return nil
}

// touches reports whether a finding is on a line or names it.
func touches(f *linter.Finding, file string, line int) bool {
	on := func(name string, r linter.Range) bool {
		return name == file && r.Start.Line <= line && line <= r.End.Line
	}
	return on(f.File, f.Range) || slices.ContainsFunc(f.Related, func(r linter.Related) bool { return on(r.File, r.Range) })
}
