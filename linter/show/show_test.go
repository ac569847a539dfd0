package show

import (
	"bytes"
	"encoding/json"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/flylint/flylint/internal/golden"
	"github.com/flylint/flylint/model"
	"github.com/flylint/flylint/model/source"
)

// load reads the one deployment of a project.
func load(t *testing.T, fsys fs.FS, secrets string) *model.Deployment {
	t.Helper()
	targets, err := source.Discover(fsys, ".")
	if err != nil || len(targets) != 1 {
		t.Fatalf("%d deployments, %v", len(targets), err)
	}
	var known model.Known
	if secrets != "" {
		if known.Secrets, err = model.ParseSecrets([]byte(secrets)); err != nil {
			t.Fatal(err)
		}
	}
	d := model.Load(source.NewSources(fsys, token.NewFileSet()), targets[0], known)
	if d == nil {
		t.Fatal("the deployment was not read")
	}
	return d
}

func printed(t *testing.T, d *model.Deployment, view, format string, args ...string) string {
	t.Helper()
	v, err := Of(d, ".", view, args)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := Write(&out, v, format); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// TestViews holds every view of whole projects, as text.
func TestViews(t *testing.T) {
	for _, project := range []string{"incident/before", "launch/phoenix-1.8-sqlite", "launch/phoenix-1.6-postgres"} {
		d := load(t, os.DirFS(filepath.Join("../../testdata", project)), "")
		for _, view := range Views() {
			t.Run(project+"/"+view, func(t *testing.T) {
				golden.File(t, filepath.Join("testdata", strings.ReplaceAll(project, "/", "-")+"."+view+".txt"), []byte(printed(t, d, view, "text")))
			})
		}
	}
}

// TestJSON holds the shape of every view's JSON on the incident's app.
func TestJSON(t *testing.T) {
	d := load(t, os.DirFS("../../testdata/incident/before"), `[{"name": "SECRET_KEY_BASE", "status": "Staged"}]`)
	for _, view := range Views() {
		text := printed(t, d, view, "json")
		if !json.Valid([]byte(text)) || strings.Contains(text, "null") {
			t.Errorf("%s is not JSON, or has null where a list is expected:\n%s", view, text)
		}
		golden.File(t, filepath.Join("testdata", "incident-before."+view+".json"), []byte(text))
	}
}

// TestSecretsAreNotShown holds what looks like a secret out of every view.
func TestSecretsAreNotShown(t *testing.T) {
	d := load(t, fstest.MapFS{
		"fly.toml":           {Data: []byte("app = \"quiet\"\n[env]\nSTRIPE_SECRET = \"sk_live_hunter2hunter2\"\nDATABASE_URL = \"ecto://ada:hunter2@db/quiet\"\n")},
		"Dockerfile":         {Data: []byte("FROM debian\nENV API_TOKEN=hunter2hunter2\nCMD [\"/app/bin/quiet\", \"start\"]\n")},
		"mix.exs":            {Data: []byte("defmodule Quiet.MixProject do\n  use Mix.Project\n  def project, do: [app: :quiet, version: \"0.1.0\"]\nend\n")},
		"config/config.exs":  {Data: []byte("import Config\nconfig :quiet, Quiet.Repo, url: \"ecto://ada:hunter2@db/quiet\", password: \"hunter2hunter2\"\nconfig :quiet, secret_key_base: \"hunter2hunter2hunter2\"\n")},
		"config/runtime.exs": {Data: []byte("import Config\nconfig :quiet, token: System.get_env(\"API_TOKEN\"), url: System.get_env(\"DATABASE_URL\")\n")},
	}, "")
	for _, view := range Views() {
		for _, format := range []string{"text", "json"} {
			if text := printed(t, d, view, format); strings.Contains(text, "hunter2") {
				t.Errorf("show %s --format %s prints a secret:\n%s", view, format, text)
			}
		}
	}
}

func TestWithSecretsList(t *testing.T) {
	d := load(t, os.DirFS("../../testdata/incident/before"), `[{"name": "SECRET_KEY_BASE", "status": "Staged"}]`)
	text := printed(t, d, "env", "text")
	for _, want := range []string{"secret, Staged", "MISSING: boot stops"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not in\n%s", want, text)
		}
	}
}

func TestConfigNarrowed(t *testing.T) {
	d := load(t, os.DirFS("../../testdata/incident/before"), "")
	text := printed(t, d, "config", "text", "harbor_post", "HarborPost.Repo")
	if !strings.Contains(text, "socket_options: [:inet6, :keepalive]") || strings.Contains(text, "Oban") {
		t.Errorf("got\n%s", text)
	}
}

func TestRefusals(t *testing.T) {
	elixir := load(t, os.DirFS("../../testdata/incident/before"), "")
	plain := load(t, fstest.MapFS{"fly.toml": {Data: []byte("app = \"quiet\"\n")}}, "")
	for _, c := range []struct {
		d    *model.Deployment
		view string
		args []string
		want string
	}{
		{elixir, "weather", nil, "env, config, tree, fly, image"},
		{elixir, "tree", []string{"x"}, "no further arguments"},
		{elixir, "config", []string{"nothing"}, `no application "nothing"`},
		{elixir, "config", []string{"harbor_post", "Nothing"}, `no key "Nothing"`},
		{plain, "env", nil, "no mix.exs"},
		{plain, "image", nil, "no Dockerfile"},
	} {
		if _, err := Of(c.d, ".", c.view, c.args); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("show %s %v: error %v, want one with %q", c.view, c.args, err, c.want)
		}
	}
	if err := Write(&bytes.Buffer{}, &treeView{}, "xml"); err == nil {
		t.Error("xml is no format")
	}
}
