package checks

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/flylint/flylint/internal/casetest"
	"github.com/flylint/flylint/internal/golden"
)

// TestReadme keeps the README's two screens what flylint really prints: the
// findings on the incident's app, and its environment as package show holds it.
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
	env, err := os.ReadFile("../linter/show/testdata/incident-before.env.txt")
	if err != nil {
		t.Fatal(err)
	}
	page := replaceScreens(string(text), "$ flylint\n"+output, "$ flylint show env\n"+string(env))
	golden.File(t, file, []byte(page))
}

// replaceScreens puts outputs into the console blocks of a page, in order.
func replaceScreens(page string, outputs ...string) string {
	const open, end = "```console\n", "\n```\n"
	var out strings.Builder
	for _, output := range outputs {
		before, rest, _ := strings.Cut(page, open)
		_, after, _ := strings.Cut(rest, end)
		out.WriteString(before + open + strings.TrimSuffix(output, "\n") + end)
		page = after
	}
	return out.String() + page
}
