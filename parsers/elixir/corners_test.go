package elixir

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/flylint/flylint/internal/golden"
)

// TestCorners compares the quoted form of our own files that cover the
// grammar, an expression a line, with the committed one. TestOracle holds the
// same files against Elixir.
func TestCorners(t *testing.T) {
	for _, path := range sources(t, filepath.Join("testdata", "corners")) {
		src, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		f := parseText(t, string(src))
		var out strings.Builder
		for _, n := range f.Exprs {
			out.WriteString(quote(&File{Exprs: []Node{n}}, string(src), false))
			out.WriteByte('\n')
		}
		golden.File(t, strings.TrimSuffix(path, ".exs")+".quoted", []byte(out.String()))
	}
}
