// Package sourcetest makes the files that tests of the model read.
package sourcetest

import (
	"go/token"
	"testing"
	"testing/fstest"

	"golang.org/x/tools/txtar"

	"github.com/flylint/flylint/model/source"
)

// Load makes the sources of a project written as a txtar archive.
func Load(t testing.TB, archive string) *source.Sources {
	t.Helper()
	fsys := fstest.MapFS{}
	for _, f := range txtar.Parse([]byte(archive)).Files {
		fsys[f.Name] = &fstest.MapFile{Data: f.Data}
	}
	return source.NewSources(fsys, token.NewFileSet())
}
