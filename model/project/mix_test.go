package project

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flylint/flylint/internal/sourcetest"
)

const orchardMix = `
-- mix.exs --
defmodule Orchard.MixProject do
  use Mix.Project

  @version "1.4.0-rc.1"
  @app :orchard

  def project do
    [
      app: @app,
      version: @version,
      elixir: "~> 1.15",
      elixirc_paths: elixirc_paths(Mix.env()),
      start_permanent: Mix.env() == :prod,
      aliases: aliases(),
      deps: deps(),
      default_release: :orchard,
      releases: releases()
    ]
  end

  def application do
    [
      mod: {Orchard.Application, []},
      extra_applications: [:logger, :runtime_tools] ++ extra(Mix.env())
    ]
  end

  defp extra(:prod), do: [:os_mon]
  defp extra(_), do: []

  defp elixirc_paths(:test), do: ["lib", "test/support"]
  defp elixirc_paths(_), do: ["lib", "core"]

  defp deps do
    [
      {:phoenix, "~> 1.7.10"},
      {:oban, "~> 2.18"},
      {:credo, "~> 1.7", only: [:dev, :test], runtime: false},
      {:heroicons, github: "tailwindlabs/heroicons", app: false},
      {:esbuild, "~> 0.8", runtime: Mix.env() == :dev},
      {:pear, path: "../pear", only: :test}
    ] ++ private_deps()
  end

  defp private_deps do
    if System.get_env("WITH_PRO") do
      [{:oban_pro, "~> 1.5", repo: "oban"}]
    else
      []
    end
  end

  defp releases do
    [
      orchard: [
        include_executables_for: [:unix],
        applications: [orchard: :permanent, opentelemetry: :temporary],
        cookie: "ripe",
        validate_compile_env: false,
        steps: [:assemble, :tar]
      ]
    ]
  end

  defp aliases do
    [
      setup: ["deps.get", "ecto.setup"],
      "assets.deploy": ["tailwind orchard --minify", "phx.digest", &note/1],
      test: "test --stale"
    ]
  end
end
`

func TestReadMix(t *testing.T) {
	src := sourcetest.Load(t, orchardMix)
	mix := ReadMix(src, ".")
	if mix == nil || !mix.ProjectKnown {
		t.Fatal("project not read")
	}
	got := map[string]any{
		"app": mix.App.V, "version": mix.Version.V, "elixir": mix.Elixir.V,
		"paths": mix.SourcePaths.V, "default release": mix.DefaultRelease.V,
		"releases": mix.ReleaseNames(), "mod": mix.Application.Mod.V,
	}
	want := map[string]any{
		"app": "orchard", "version": "1.4.0-rc.1", "elixir": "~> 1.15",
		"paths": []string{"lib", "core"}, "default release": "orchard",
		"releases": []string{"orchard"}, "mod": "Orchard.Application",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if text := mix.File.Text(mix.Version.Range); text != `"1.4.0-rc.1"` {
		t.Errorf("the version points at %s, want the attribute's literal", text)
	}
	var extra []string
	for _, v := range mix.Application.Extra {
		extra = append(extra, v.V)
	}
	if diff := cmp.Diff([]string{"logger", "runtime_tools", "os_mon"}, extra); diff != "" {
		t.Error(diff)
	}
}

func TestMixDeps(t *testing.T) {
	mix := ReadMix(sourcetest.Load(t, orchardMix), ".")
	type dep struct {
		Name, Requirement string
		Source            DepSource
		InProd, Runtime   bool
		Optional          bool
	}
	var got []dep
	for _, d := range mix.Deps {
		got = append(got, dep{d.Name, d.Requirement.V, d.Source, d.InProd(), d.Runtime.Or(true), d.Optional})
	}
	want := []dep{
		{"phoenix", "~> 1.7.10", DepHex, true, true, false},
		{"oban", "~> 2.18", DepHex, true, true, false},
		{"credo", "~> 1.7", DepHex, false, false, false},
		{"heroicons", "", DepGit, true, true, false},
		{"esbuild", "~> 0.8", DepHex, true, false, false},
		{"pear", "", DepPath, false, true, false},
		{"oban_pro", "~> 1.5", DepHex, true, true, true},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if mix.DepsUnread {
		t.Error("every dependency was read")
	}
}

func TestMixReleaseAndAliases(t *testing.T) {
	mix := ReadMix(sourcetest.Load(t, orchardMix), ".")
	r := mix.Release("orchard")
	if r == nil {
		t.Fatal("no release")
	}
	got := []any{r.Cookie.V, r.Executables.V, r.ValidateCompileEnv.Or(true), len(r.Applications), r.Steps != nil}
	if diff := cmp.Diff([]any{"ripe", []string{"unix"}, false, 2, true}, got); diff != "" {
		t.Error(diff)
	}
	tasks := map[string]int{}
	for _, a := range mix.MixAliases {
		tasks[a.Name.V] = len(a.Tasks)
	}
	if diff := cmp.Diff(map[string]int{"setup": 2, "assets.deploy": 2, "test": 1}, tasks); diff != "" {
		t.Error(diff)
	}
}

func TestReadMixUmbrella(t *testing.T) {
	src := sourcetest.Load(t, `
-- mix.exs --
defmodule Grove.MixProject do
  use Mix.Project
  def project, do: [apps_path: "apps", version: "0.1.0", deps: []]
end
-- apps/grove/mix.exs --
defmodule Grove.Core.MixProject do
  use Mix.Project
  def project, do: [app: :grove, version: "0.1.0", deps: []]
  def application, do: [mod: {Grove.Application, []}]
end
-- apps/grove_web/mix.exs --
defmodule GroveWeb.MixProject do
  use Mix.Project
  def project, do: [app: :grove_web, version: "0.1.0", deps: [{:grove, in_umbrella: true}]]
  def application, do: [mod: {GroveWeb.Application, []}]
end
-- mix.lock --
%{"jason": {:hex, :jason, "1.4.1", "aa", [:mix], [], "hexpm", "bb"}}
`)
	root := ReadMix(src, ".")
	var apps []string
	for _, p := range root.Projects() {
		apps = append(apps, p.App.V)
	}
	if diff := cmp.Diff([]string{"grove", "grove_web"}, apps); diff != "" {
		t.Error(diff)
	}
	web := ReadMix(src, "apps/grove_web")
	if !web.IsOwnApp("grove") || web.IsOwnApp("jason") {
		t.Error("the sibling is the project's own, jason is not")
	}
	if v, ok := ReadLock(src, "apps/grove_web").Version("jason"); v != "1.4.1" || !ok {
		t.Errorf("the umbrella's lock says %q", v)
	}
}

func TestReadMixWithoutProject(t *testing.T) {
	for name, archive := range map[string]string{
		"no file":    "-- README.md --\nhello\n",
		"no module":  "-- mix.exs --\nIO.puts(1)\n",
		"no project": "-- mix.exs --\ndefmodule X do\n use Mix.Project\nend\n",
		"computed":   "-- mix.exs --\ndefmodule X do\n use Mix.Project\n def project, do: Shared.project(:x)\nend\n",
	} {
		mix := ReadMix(sourcetest.Load(t, archive), ".")
		if mix != nil && (mix.ProjectKnown || mix.ReleaseNames() != nil) {
			t.Errorf("%s: %+v", name, mix)
		}
	}
}
