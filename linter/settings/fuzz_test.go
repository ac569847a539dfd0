package settings

import (
	"errors"
	"path/filepath"
	"testing"
	"testing/fstest"

	"golang.org/x/tools/txtar"

	"github.com/flylint/flylint/checks"
	"github.com/flylint/flylint/linter"
)

// FuzzLoad reads any text as settings: it ends, it does not panic, every mistake
// lies in the file, and what has none can be used.
func FuzzLoad(f *testing.F) {
	for _, pattern := range []string{"testdata/broken/*.txtar", "testdata/rules/*.txtar"} {
		paths, _ := filepath.Glob(pattern)
		for _, path := range paths {
			if archive, err := txtar.ParseFile(path); err == nil {
				f.Add(archive.Files[0].Data)
			}
		}
	}
	all := checks.All()
	project := fstest.MapFS{"fly.toml": {Data: []byte(everything)}}
	f.Fuzz(func(t *testing.T, text []byte) {
		fsys := fstest.MapFS{FileName: {Data: text}}
		s, err := Load(Options{FS: fsys, Checks: all, Version: "v0.4.0"}, FileName)
		var invalid *Invalid
		if errors.As(err, &invalid) {
			_ = invalid.Error()
			for _, m := range invalid.Mistakes {
				if at := m.At.Range; at.End.Offset > len(text) || at.Start.Offset > at.End.Offset {
					t.Errorf("%q lies outside the file: %+v", m.Message, at)
				}
			}
			return
		}
		if err != nil {
			return // too large
		}
		d := deployment(t, project, "fly.toml")
		for _, rule := range s.Rules {
			_ = rule.Page()
			_ = rule.Here(d, ".")
		}
		if _, err := linter.Select(append(all[:len(all):len(all)], s.Checks...), nil, nil); err != nil {
			t.Error(err)
		}
	})
}
