package model

import (
	"go/token"
	"testing"
	"testing/fstest"

	"github.com/flylint/flylint/model/source"
)

// TestGroupsShareAConfiguration holds groups to one evaluation where nothing
// the configuration asks differs between them, and to their own where it does.
func TestGroupsShareAConfiguration(t *testing.T) {
	for _, c := range []struct {
		name, asks string
		shared     bool
	}{
		{"nothing that differs", `System.get_env("PORT")`, true},
		{"which group it is", `System.get_env("FLY_PROCESS_GROUP")`, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			fsys := fstest.MapFS{
				"fly.toml":           {Data: []byte("app = \"orchard\"\n[env]\nPORT = \"4000\"\n[processes]\nweb = \"bin/orchard start\"\nworker = \"bin/orchard start\"\n")},
				"mix.exs":            {Data: []byte("defmodule Orchard.MixProject do\n  use Mix.Project\n  def project, do: [app: :orchard, version: \"0.1.0\"]\nend\n")},
				"config/runtime.exs": {Data: []byte("import Config\nconfig :orchard, value: " + c.asks + "\n")},
			}
			d := Load(source.NewSources(fsys, token.NewFileSet()), source.Target{Config: "fly.toml", Dir: ".", AppDir: "."}, Known{})
			if shared := d.ConfigOf("web") == d.ConfigOf("worker"); shared != c.shared {
				t.Errorf("shared = %v, want %v; web has %s, worker %s", shared, c.shared, d.ConfigOf("web").Get("orchard", "value"), d.ConfigOf("worker").Get("orchard", "value"))
			}
		})
	}
}
