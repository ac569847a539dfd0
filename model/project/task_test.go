package project

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestReleaseTask shows what tasks do, one effect a line.
func TestReleaseTask(t *testing.T) {
	mix, lib := loadLib(t, `
-- lib/release.ex --
defmodule Orchard.Release do
  @app :orchard

  def migrate do
    load_app()

    for repo <- repos() do
      {:ok, _, _} = Ecto.Migrator.with_repo(repo, &Ecto.Migrator.run(&1, :up, all: true))
    end
  end

  def migrate_one do
    Application.load(@app)
    {:ok, _, _} = Ecto.Migrator.with_repo(Orchard.Repo, &Ecto.Migrator.run(&1, :up, all: true))
  end

  def migrate_each do
    Enum.each([Orchard.Repo, Orchard.Other], fn repo -> Ecto.Migrator.run(repo, :up, all: true) end)
  end

  def migrate_through_helper do
    Enum.each(repos(), &run/1)
  end

  def start do
    {:ok, _} = @app |> Application.ensure_all_started()
    Application.ensure_all_started(:ssl)
  end

  def start_unknown, do: Enum.each([:ssl], &Application.ensure_all_started/1)

  def files do
    File.mkdir_p!("/data/db")
    :mnesia.create_schema([node()])
    Mix.Task.run("ecto.migrate")
    System.cmd("ls", [])
    Orchard.Repo.start_link()
    Orchard.Repo.all(:fruit)
  end

  defp run(repo), do: Ecto.Migrator.with_repo(repo, &Ecto.Migrator.run(&1, :up, all: true))
  defp repos, do: Application.fetch_env!(@app, :ecto_repos)
  defp load_app, do: Application.load(@app)
end
-- lib/repo.ex --
defmodule Orchard.Repo do
  use Ecto.Repo, otp_app: :orchard, adapter: Ecto.Adapters.Postgres
end
`)
	for expression, want := range map[string]string{
		"Orchard.Release.migrate":                                                 "loads orchard\nmigrates all",
		"Orchard.Release.migrate()":                                               "loads orchard\nmigrates all",
		"Orchard.Release.migrate_one()":                                           "loads orchard\nmigrates Orchard.Repo",
		"Orchard.Release.migrate_each()":                                          "migrates Orchard.Repo\nmigrates Orchard.Other",
		"Orchard.Release.migrate_through_helper()":                                "migrates all",
		"Orchard.Release.start()":                                                 "starts own orchard\nstarts ssl",
		"Orchard.Release.start_unknown()":                                         "starts ?",
		"Orchard.Release.files()":                                                 "file /data/db\nmnesia\nmix\ncommand\nstarts Orchard.Repo\nuses Orchard.Repo",
		"Application.ensure_all_started(:orchard); Orchard.Release.migrate_one()": "starts own orchard\nloads orchard\nmigrates Orchard.Repo",
		"Orchard.Release.absent()":                                                "",
		"IO.puts(1) ++ (":                                                         "",
	} {
		if diff := cmp.Diff(want, drawEffects(mix, ReadTask(lib, mix, expression))); diff != "" {
			t.Errorf("%s: %s", expression, diff)
		}
	}
}

func drawEffects(mix *Mix, task *ReleaseTask) string {
	var lines []string
	for _, e := range task.Effects {
		switch e.Kind {
		case Loads:
			lines = append(lines, "loads "+e.App)
		case Starts:
			line := "starts " + e.App
			if mix.IsOwnApp(e.App) {
				line = "starts own " + e.App
			} else if e.App == "" {
				line = "starts ?"
			}
			lines = append(lines, line)
		case Migrates:
			line := "migrates " + e.Repo
			if e.All {
				line = "migrates all"
			}
			lines = append(lines, line)
		case StartsRepo:
			lines = append(lines, "starts "+e.Repo)
		case UsesRepo:
			lines = append(lines, "uses "+e.Repo)
		case TouchesFile:
			lines = append(lines, "file "+e.Path)
		default:
			lines = append(lines, map[EffectKind]string{UsesMnesia: "mnesia", CallsMix: "mix", RunsCommand: "command"}[e.Kind])
		}
	}
	return strings.Join(lines, "\n")
}

func TestTaskEntries(t *testing.T) {
	mix, lib := loadLib(t, `
-- lib/release.ex --
defmodule Orchard.Release do
  def migrate, do: :ok
end
`)
	for expression, want := range map[string]string{
		"Orchard.Release.migrate":                   "Orchard.Release.migrate/0 true true",
		"Orchard.Release.rollback(Orchard.Repo, 1)": "Orchard.Release.rollback/2 true false",
		"Orchard.Tasks.migrate()":                   "Orchard.Tasks.migrate/0 false false",
	} {
		task := ReadTask(lib, mix, expression)
		if len(task.Entries) != 1 {
			t.Errorf("%s: %d entries", expression, len(task.Entries))
			continue
		}
		e := task.Entries[0]
		got := fmt.Sprintf("%s.%s/%d %v %v", e.Ref.Module, e.Ref.Name, e.Ref.Arity, e.Module != nil, e.Function != nil)
		if got != want {
			t.Errorf("%s: %s, want %s", expression, got, want)
		}
	}
}
