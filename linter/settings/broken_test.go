package settings

import (
	"errors"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/flylint/flylint/checks"
	"github.com/flylint/flylint/internal/golden"
)

// TestBrokenFiles reads settings files with mistakes: each is told at its
// place, and none gives any settings.
func TestBrokenFiles(t *testing.T) {
	paths, err := filepath.Glob("testdata/broken/*.txtar")
	if err != nil || len(paths) < 40 {
		t.Fatalf("%d broken files, %v", len(paths), err)
	}
	for _, path := range paths {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) { breaks(t, path) })
	}
}

func breaks(t *testing.T, path string) {
	archive, err := txtar.ParseFile(path)
	if err != nil {
		t.Fatal(err)
	}
	s, err := load(string(archive.Files[0].Data))
	var invalid *Invalid
	if !errors.As(err, &invalid) || s != nil {
		t.Fatalf("the file is taken for a good one: %v", err)
	}
	got := invalid.Error() + "\n"
	if golden.Updating() {
		archive.Files = append(archive.Files[:1], txtar.File{Name: "want", Data: []byte(got)})
		golden.Write(t, path, txtar.Format(archive))
		return
	}
	if diff := cmp.Diff(string(archive.Files[1].Data), got); diff != "" {
		t.Errorf("mistakes (-want +got):\n%s", diff)
	}
	for _, m := range invalid.Mistakes {
		if at := m.At.Range; at.Start.Offset > at.End.Offset || at.End.Offset > len(invalid.Source) || at.Start.Line < 1 {
			t.Errorf("%q lies outside the file: %+v", m.Message, at)
		}
	}
}

// load reads a text as the settings file at the root of a file system.
func load(text string) (*Settings, error) {
	fsys := fstest.MapFS{FileName: {Data: []byte(text)}}
	return Load(Options{FS: fsys, Checks: checks.All(), Version: "v0.4.0"}, FileName)
}
