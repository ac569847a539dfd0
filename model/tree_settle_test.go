package model

import (
	"go/token"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/flylint/flylint/model/source"
)

// TestConditionsOnKnownVariables decides which children start by what the fly
// config sets.
func TestConditionsOnKnownVariables(t *testing.T) {
	for env, want := range map[string]string{
		"":                 "Demo.Repo? Demo.Web",
		"SKIP = \"true\"":  "Demo.Web",
		"SKIP = \"false\"": "Demo.Repo Demo.Web",
	} {
		fsys := fstest.MapFS{
			"fly.toml":   {Data: []byte("app = \"demo\"\n[env]\n" + env + "\n")},
			"Dockerfile": {Data: []byte("FROM debian\nCMD [\"/app/bin/demo\", \"start\"]\n")},
			"mix.exs":    {Data: []byte("defmodule Demo.MixProject do\n  use Mix.Project\n  def project, do: [app: :demo, version: \"0.1.0\"]\n  def application, do: [mod: {Demo.Application, []}]\nend\n")},
			"lib/application.ex": {Data: []byte(`defmodule Demo.Application do
  use Application

  def start(_type, _args) do
    repo = if System.get_env("SKIP") != "true", do: [Demo.Repo], else: []
    Supervisor.start_link(repo ++ [Demo.Web], strategy: :one_for_one)
  end
end
`)},
		}
		d := Load(source.NewSources(fsys, token.NewFileSet()), source.Target{Config: "fly.toml", Dir: ".", AppDir: "."}, Known{})
		var got []string
		for _, c := range d.Tree.All() {
			name := c.Module
			if len(c.When) > 0 {
				name += "?"
			}
			got = append(got, name)
		}
		if s := strings.Join(slices.Compact(got), " "); s != want {
			t.Errorf("with %q: %s, want %s", env, s, want)
		}
	}
}
