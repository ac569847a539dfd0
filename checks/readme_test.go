package checks

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/flylint/flylint/internal/casetest"
	"github.com/flylint/flylint/internal/golden"
)

// TestReadme keeps the README's screenful what flylint really prints.
func TestReadme(t *testing.T) {
	base, err := casetest.ReadDir(filepath.Join(projects, "incident", "before"))
	if err != nil {
		t.Fatal(err)
	}
	output, err := casetest.Format(run(t, &casetest.Case{Base: base}), "text")
	if err != nil {
		t.Fatal(err)
	}
	const file = "../README.md"
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	golden.File(t, file, replaceScreen(text, "$ flylint\n"+output))
}

// replaceScreen puts output into the first console block of a page.
func replaceScreen(page []byte, output string) []byte {
	const open, end = "```console\n", "```\n"
	before, rest, ok := strings.Cut(string(page), open)
	if !ok {
		return page
	}
	_, after, _ := strings.Cut(rest, "\n"+end)
	return bytes.Join([][]byte{[]byte(before), []byte(open), []byte(output), []byte(end), []byte(after)}, nil)
}
