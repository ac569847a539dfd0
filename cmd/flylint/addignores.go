package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/flylint/flylint/linter"
)

// reasonValue is the flag of a reason, which is never empty.
type reasonValue struct{ reason *string }

func (v *reasonValue) String() string { return "" }
func (v *reasonValue) Type() string   { return "string" }

func (v *reasonValue) Set(text string) error {
	words := strings.Fields(text)
	*v.reason = strings.Join(words, " ")
	if len(words) > 0 && strings.HasPrefix(words[0], "until=") {
		words = words[1:]
	}
	if strings.Trim(strings.Join(words, ""), "-") == "" {
		return errors.New("say why, for those who read the ignores later")
	}
	return nil
}

// addIgnores writes an ignore for each of today's findings, and tells what
// could not be ignored that way.
func (c *command) addIgnores(ctx context.Context, flags lintFlags, opts linter.Options) (*linter.Result, error) {
	switch {
	case flags.fix || flags.unsafe:
		return nil, errors.New("--add-ignores ignores what it finds: run --fix first, by itself")
	case flags.stdin != "" && !flags.diff:
		return nil, errors.New("--add-ignores cannot write to a file that stands on standard input; --diff shows the change")
	}
	added, err := linter.AddIgnores(ctx, opts, flags.reason)
	if err != nil {
		return nil, err
	}
	if flags.diff {
		fmt.Fprint(c.Stdout, changes(added.Before, added.After))
	} else if err := c.replaceAll(opts, added.Before, added.After); err != nil {
		return nil, err
	} else if len(added.After) == 0 {
		fmt.Fprintln(c.Stderr, "flylint: there was nothing to ignore by a comment")
	} else {
		fmt.Fprintf(c.Stderr, "flylint: wrote ignores for %s in %s\n", findings(added.Added), files(len(added.After)))
	}
	c.suggestSettings(added.Left, opts, flags.reason)
	return added.Result, nil
}

// suggestSettings prints what ignores findings in files that hold no comments.
func (c *command) suggestSettings(left []*linter.Finding, opts linter.Options, reason string) {
	if len(left) == 0 {
		return
	}
	fmt.Fprintln(c.Stderr, "flylint: some files hold no comments that would last; this in .flylint.hcl, at the root of the repository, ignores the rest:")
	var told []string
	for _, f := range left {
		block := fmt.Sprintf("\nignore %q {\n  file   = %q\n  reason = %q\n}\n", f.Rule, opts.PathOf(f.File), reason)
		if !slices.Contains(told, block) {
			fmt.Fprint(c.Stderr, block)
			told = append(told, block)
		}
	}
}
