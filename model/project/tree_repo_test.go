package project

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flylint/flylint/model/exconfig"
)

func TestTreeQuestions(t *testing.T) {
	mix, lib := loadLib(t, `
-- lib/application.ex --
defmodule Orchard.Application do
  def start(_, _) do
    Orchard.Release.migrate()
    children = [
      {Oban, Application.fetch_env!(:orchard, Oban)},
      Orchard.Inner,
      {Task.Supervisor, name: Orchard.Tasks, max_restarts: 5},
      OrchardWeb.Endpoint
    ]
    result = Supervisor.start_link(children, strategy: :one_for_one)
    Task.start(fn -> :ok end)
    result
  end
end
defmodule Orchard.Inner do
  use Supervisor
  def init(_), do: Supervisor.init([Orchard.Repo], strategy: :one_for_one)
end
defmodule Orchard.Repo do
  use Ecto.Repo, otp_app: :orchard, adapter: Ecto.Adapters.Postgres
end
defmodule OrchardWeb.Endpoint do
  use Phoenix.Endpoint, otp_app: :orchard
end
`)
	tree := ReadTree(mix, lib, nil)
	oban, repos, endpoints := tree.Child("Oban"), tree.Repos(), tree.Endpoints()
	if oban == nil || len(repos) != 1 || len(endpoints) != 1 {
		t.Fatalf("oban %v, repos %v, endpoints %v", oban, repos, endpoints)
	}
	if !tree.StartsBefore(oban, repos[0]) || tree.StartsBefore(repos[0], oban) || !tree.StartsBefore(repos[0], endpoints[0]) {
		t.Error("a nested child starts where its supervisor does")
	}
	if app, key, ok := oban.ConfigKey(); app != "orchard" || key != "Elixir.Oban" || !ok {
		t.Errorf("Oban's configuration is %q %q", app, key)
	}
	if v := tree.Child("Task.Supervisor").Option("max_restarts"); v == nil || v.Text != "5" {
		t.Errorf("an option of a child: %v", v)
	}
	if !tree.Complete() {
		t.Error("every child is known")
	}
	start := tree.Starts[0]
	if before, after := start.CallsBefore(), start.CallsAfter(); len(before) != 2 || len(after) != 1 {
		t.Errorf("calls before %v and after %v", before, after)
	}
	if len(start.Before) != 2 || len(start.After) != 2 {
		t.Errorf("%d statements before and %d after, want 2 and 2", len(start.Before), len(start.After))
	}
}

func TestReadRepos(t *testing.T) {
	mix, lib := loadLib(t, `
-- lib/repos.ex --
defmodule Orchard.Plain do
  use Ecto.Repo, otp_app: :orchard, adapter: Ecto.Adapters.Postgres
  def init(_, config), do: {:ok, config}
end
defmodule Orchard.ByAttribute do
  @adapter if Mix.env() == :prod, do: Ecto.Adapters.Postgres, else: Ecto.Adapters.SQLite3
  use Ecto.Repo, otp_app: :orchard, adapter: @adapter
end
defmodule Orchard.ByModule do
  if Mix.env() == :prod do
    use Ecto.Repo, otp_app: :orchard, adapter: Ecto.Adapters.Postgres
  else
    use Ecto.Repo, otp_app: :orchard, adapter: Ecto.Adapters.SQLite3
  end
end
defmodule Orchard.ByConfig do
  use Ecto.Repo, otp_app: :orchard, adapter: Application.compile_env(:orchard, [__MODULE__, :adapter], Ecto.Adapters.SQLite3)
end
defmodule Orchard.Unknown do
  use Ecto.Repo, otp_app: :orchard, adapter: System.get_env("ADAPTER") |> String.to_atom()
end
defmodule Orchard.Old do
  use Ecto.Repo, otp_app: :orchard
end
defmodule Orchard.Ash do
  use AshSqlite.Repo, otp_app: :orchard
end
`)
	settings := func(_, key string) *exconfig.Value {
		if key != "Elixir.Orchard.Old" {
			return nil
		}
		atom := func(text string) *exconfig.Value { return &exconfig.Value{Kind: exconfig.Atom, Text: text} }
		pair := &exconfig.Value{Kind: exconfig.Tuple, Elems: []*exconfig.Value{atom("adapter"), atom("Elixir.Ecto.Adapters.MyXQL")}}
		return &exconfig.Value{Kind: exconfig.List, Elems: []*exconfig.Value{pair}}
	}
	got := map[string]string{}
	for _, r := range ReadRepos(lib, ReadTree(mix, lib, settings), settings) {
		got[r.Module.Name] = r.Adapter.V
		if (r.Init != nil) != (r.Module.Name == "Orchard.Plain") || r.OTPApp.V != "orchard" {
			t.Errorf("%s: init %v, otp_app %q", r.Module.Name, r.Init, r.OTPApp.V)
		}
	}
	want := map[string]string{
		"Orchard.Plain":       AdapterPostgres,
		"Orchard.ByAttribute": AdapterPostgres,
		"Orchard.ByModule":    AdapterPostgres,
		"Orchard.ByConfig":    AdapterSQLite,
		"Orchard.Unknown":     "",
		"Orchard.Old":         AdapterMyXQL,
		"Orchard.Ash":         AdapterSQLite,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
