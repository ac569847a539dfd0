// Package docs carries in the binary what flylint tells about itself: the pages
// of the rules for `flylint explain`, the snippets for `flylint init`.
package docs

import (
	"embed"
	"strings"
)

//go:embed rules snippets
var pages embed.FS

// ExampleVersion is the version that the snippets pin flylint to.
const ExampleVersion = "v0.1.0"

// Rule returns the Markdown page of the rule with that slug.
func Rule(slug string) (string, error) {
	text, err := pages.ReadFile("rules/" + slug + ".md")
	return string(text), err
}

// Snippet returns a file of docs/snippets, pinned to a version of flylint: a
// tag, a branch or a commit.
func Snippet(name, version string) (string, error) {
	text, err := pages.ReadFile("snippets/" + name)
	return strings.ReplaceAll(string(text), ExampleVersion, version), err
}
