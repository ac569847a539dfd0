package elixir

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestParserReadsManyFiles holds a parser that has read other files, faulty
// ones among them, to the tree a new one makes, and the trees it made to what
// they were.
func TestParserReadsManyFiles(t *testing.T) {
	sources := []string{
		accessSource,
		"config :shop, url: [host: \"a\"",
		moduleSource,
		"x = \"never ends\n  y = 1\n",
		"",
		"f a, b do\n  1\nend\n",
	}
	var p Parser
	var trees []*File
	for _, src := range sources {
		trees = append(trees, p.parse(1, src, nil))
	}
	for i, src := range sources {
		want := parse(src)
		if diff := cmp.Diff(quote(want, src, false), quote(trees[i], src, false)); diff != "" {
			t.Errorf("%q (-new parser +used one):\n%s", src, diff)
		}
		if diff := cmp.Diff(want.Errors, trees[i].Errors); diff != "" {
			t.Errorf("errors of %q (-new parser +used one):\n%s", src, diff)
		}
	}
}
