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

// NearestRule is the slug or family that a name seems to mean, "" when none does:
// one that it is without the family, that is spelt much like it, or that it is
// the beginning of, with the family or without.
func NearestRule(name string, slugs []string) string {
	var names, bare, begun []string
	for _, slug := range slugs {
		family, rule, _ := strings.Cut(slug, "/")
		names = append(names, slug, family+"/")
		switch {
		case rule == name:
			bare = append(bare, slug)
		case nearest.Start(name, []string{rule}) != "":
			begun = append(begun, slug)
		}
	}
	return cmp.Or(only(bare), nearest.Name(name, names), nearest.Start(name, slugs), only(begun))
}

// only is the one name there is, "" when there are none or several.
func only(names []string) string {
	if len(names) == 1 {
		return names[0]
	}
	return ""
}

func slugs(checks []*Check) []string {
	list := make([]string, len(checks))
	for i, c := range checks {
		list[i] = c.Slug
	}
	return list
}

func unknownName(checks []*Check, name string) error {
	if near := NearestRule(name, slugs(checks)); near != "" {
		return fmt.Errorf("no rule is called %q; did you mean %q?", name, near)
	}
	return fmt.Errorf("no rule is called %q; `flylint rules` lists them", name)
}
