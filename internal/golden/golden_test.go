package golden

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestEveryTestBinaryKnowsTheFlag finds packages with tests that do not import
// this one: `go test ./... -update` would stop at them.
func TestEveryTestBinaryKnowsTheFlag(t *testing.T) {
	const root = "../.."
	tested, imports := map[string]bool{}, map[string]bool{}
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir():
			return skip(root, path, entry)
		case !strings.HasSuffix(path, "_test.go"):
			return nil
		}
		text, err := os.ReadFile(path)
		dir := filepath.Dir(path)
		tested[dir] = true
		imports[dir] = imports[dir] || bytes.Contains(text, []byte(`"github.com/flylint/flylint/internal/golden"`))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for dir := range tested {
		if !imports[dir] && filepath.Base(dir) != "golden" {
			t.Errorf("the tests of %s do not import internal/golden, so `go test ./... -update` stops there", dir)
		}
	}
}

// skip leaves out fixtures, hidden directories and nested modules.
func skip(root, path string, entry fs.DirEntry) error {
	if path == root {
		return nil
	}
	if entry.Name() == "testdata" || strings.HasPrefix(entry.Name(), ".") {
		return fs.SkipDir
	}
	if _, err := os.Stat(filepath.Join(path, "go.mod")); err == nil {
		return fs.SkipDir
	}
	return nil
}
