// Package golden compares what tests produce with committed files, and
// rewrites these under `go test ./... -update`.
//
// The flag must exist in every test binary for that command to work, so every
// package with tests imports this one, if only for its side effect.
package golden

import (
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "rewrite the committed expectations")

// Updating reports whether expectations are being rewritten.
func Updating() bool { return *update }

// File compares got with the committed file at path, or writes it.
func File(t testing.TB, path string, got []byte) {
	t.Helper()
	want, err := os.ReadFile(path)
	if err == nil && string(want) == string(got) {
		return
	}
	if Updating() {
		Write(t, path, got)
		return
	}
	if err != nil {
		t.Errorf("%v; `go test ./... -update` writes it", err)
		return
	}
	t.Errorf("%s is not what the code produces; `go test ./... -update` rewrites it (-committed +produced)\n%s", path, cmp.Diff(string(want), string(got)))
}

// Write replaces the committed file at path.
func Write(t testing.TB, path string, text []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, text, 0o644); err != nil {
		t.Fatal(err)
	}
}
