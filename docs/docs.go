// Package docs carries the pages of the rules in the binary, for
// `flylint explain`.
package docs

import "embed"

//go:embed rules
var pages embed.FS

// Rule returns the Markdown page of the rule with that slug.
func Rule(slug string) (string, error) {
	text, err := pages.ReadFile("rules/" + slug + ".md")
	return string(text), err
}
