package model

import (
	"go/token"
	"testing"
	"testing/fstest"

	"github.com/flylint/flylint/model/source"
)

func TestPrebuiltImageBelowAProject(t *testing.T) {
	fsys := fstest.MapFS{"mix.exs": {Data: []byte("defmodule X.MixProject do\nend\n")}}
	for path, want := range map[string]bool{"infra/db/fly.toml": false, "fly.toml": true} {
		fsys[path] = &fstest.MapFile{Data: []byte("app = \"x\"\n[build]\nimage = \"ankane/pghero\"\n")}
		targets, err := source.Discover(fsys, path)
		if err != nil || len(targets) != 1 {
			t.Fatal(targets, err)
		}
		d := Load(source.NewSources(fsys, token.NewFileSet()), targets[0], Known{})
		if d.Elixir() != want {
			t.Errorf("%s: Elixir is %v, want %v", path, d.Elixir(), want)
		}
	}
}
