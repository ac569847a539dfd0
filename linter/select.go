package linter

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/flylint/flylint/internal/nearest"
)

// Select narrows checks to those that select names (all when it is empty),
// less those that ignore names. A name is a slug, a family with a slash
// ("oban/"), or "all". An unknown name is an error with the nearest known one.
func Select(checks []*Check, selected, ignored []string) ([]*Check, error) {
	for _, name := range slices.Concat(selected, ignored) {
		if !slices.ContainsFunc(checks, func(c *Check) bool { return c.named(name) }) {
			return nil, unknownName(checks, name)
		}
	}
	var kept []*Check
	for _, c := range checks {
		if len(selected) > 0 && !slices.ContainsFunc(selected, c.named) || slices.ContainsFunc(ignored, c.named) {
			continue
		}
		kept = append(kept, c)
	}
	return kept, nil
}

// named reports whether name means this check.
func (c *Check) named(name string) bool { return covers(name, c.Slug) }

// ruleNames lists what a name may be: slugs and families, less "all".
func ruleNames(checks []*Check) []string {
	var names []string
	for _, c := range checks {
		names = append(names, c.Slug, c.Family()+"/")
	}
	return names
}

// likeRule is the rule or family that a name seems to mean, "" when none does.
// A slug without its family counts, if only one family has it.
func likeRule(name string, checks []*Check) string {
	whole := ""
	for _, c := range checks {
		if strings.HasSuffix(c.Slug, "/"+name) {
			if whole != "" {
				return ""
			}
			whole = c.Slug
		}
	}
	return cmp.Or(whole, nearest.Name(name, ruleNames(checks)))
}

func unknownName(checks []*Check, name string) error {
	if near := likeRule(name, checks); near != "" {
		return fmt.Errorf("no rule is called %q; did you mean %q?", name, near)
	}
	return fmt.Errorf("no rule is called %q; `flylint rules` lists them", name)
}
