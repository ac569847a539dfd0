package model

import (
	"go/token"
	"testing"
	"testing/fstest"

	"golang.org/x/tools/txtar"
)

// load makes the sources of a project written as a txtar archive.
func load(t testing.TB, archive string) *Sources {
	t.Helper()
	fsys := fstest.MapFS{}
	for _, f := range txtar.Parse([]byte(archive)).Files {
		fsys[f.Name] = &fstest.MapFile{Data: f.Data}
	}
	return NewSources(fsys, token.NewFileSet())
}
