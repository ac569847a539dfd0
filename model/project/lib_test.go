package project

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flylint/flylint/internal/sourcetest"
	"github.com/flylint/flylint/parsers/elixir"
)

// loadLib makes the project of an archive, with a mix.exs when it has none.
func loadLib(t testing.TB, archive string) (*Mix, *Lib) {
	t.Helper()
	if sourcetest.Load(t, archive).Read("mix.exs") == nil {
		archive += `
-- mix.exs --
defmodule Orchard.MixProject do
  use Mix.Project
  def project, do: [app: :orchard, version: "0.1.0", deps: []]
  def application, do: [mod: {Orchard.Application, []}]
end
`
	}
	src := sourcetest.Load(t, archive)
	mix := ReadMix(src, ".")
	return mix, ReadLib(src, mix)
}

func TestLibNames(t *testing.T) {
	_, lib := loadLib(t, `
-- lib/orchard.ex --
defmodule Orchard do
  @moduledoc """
      defmodule Example.InDocs do
  """
  defmodule Tree do
    defmodule Leaf, do: nil
  end

  defmodule Root do
  end
end
defmodule Orchard.Other do
  defmodule __MODULE__.Inner do
  end
end
defprotocol Orchard.Ripe do
end
-- lib/notes.txt --
defmodule Not.Elixir do
-- test/orchard_test.ex --
defmodule Not.Compiled do
-- deps/x/lib/x.ex --
defmodule Not.Ours do
`)
	want := []string{
		"Orchard", "Orchard.Other", "Orchard.Other.Inner", "Orchard.Ripe",
		"Orchard.Root", "Orchard.Tree", "Orchard.Tree.Leaf",
	}
	if diff := cmp.Diff(want, lib.Names()); diff != "" {
		t.Error(diff)
	}
	for _, name := range want {
		if m := lib.Module(name); m == nil || m.Name != name {
			t.Errorf("%s is in the index and not in the tree", name)
		}
	}
}

func TestModuleParts(t *testing.T) {
	_, lib := loadLib(t, `
-- lib/picker.ex --
defmodule Orchard.Picker do
  use GenServer
  use Oban.Worker, queue: :harvest, max_attempts: 3
  @behaviour Orchard.Worker
  @interval :timer.seconds(30)
  import Orchard.Tools

  if Mix.env() == :test do
    use Orchard.Fake
    def only_in_test, do: 1
  end

  def start_link(opts \\ []), do: GenServer.start_link(__MODULE__, opts)

  @impl true
  def init(state), do: {:ok, state}

  @doc false
  def pick(%{ripe: true} = tree, n) when n > 0 do
    tree
  rescue
    _ -> nil
  end

  def pick(_, _), do: nil

  defp helper, do: :ok
end
`)
	m := lib.Module("Orchard.Picker")
	type function struct {
		Name            string
		Arity, Defaults int
		Private, Hidden bool
		Clauses         int
	}
	var got []function
	for _, f := range m.Functions {
		got = append(got, function{f.Name, f.Arity, f.Defaults, f.Private, f.Hidden, len(f.Clauses)})
	}
	want := []function{
		{"start_link", 1, 1, false, false, 1},
		{"init", 1, 0, false, false, 1},
		{"pick", 2, 0, false, true, 2},
		{"helper", 0, 0, true, false, 1},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if m.Function("start_link", 0) == nil || m.Function("start_link", 2) != nil {
		t.Error("start_link takes one argument or none")
	}
	pick := m.Function("pick", 2).Clauses[0]
	if pick.Guard == nil || len(pick.Rescues) != 1 || m.File.Text(pick.NameRange) != "pick" {
		t.Errorf("pick: guard, rescue or name is missing: %+v", pick)
	}
	if q := m.Use("Oban.Worker").Option("queue"); q == nil || m.File.Text(elixir.RangeOf(q)) != ":harvest" {
		t.Errorf("queue option: %v", q)
	}
	if m.Use("Orchard.Fake") != nil {
		t.Error("a use of the test environment is not part of prod")
	}
	if diff := cmp.Diff([]string{"Orchard.Worker"}, m.Behaviours); diff != "" {
		t.Error(diff)
	}
}

func TestResolve(t *testing.T) {
	_, lib := loadLib(t, `
-- lib/a.ex --
defmodule Orchard.A do
  alias Orchard.Fruit
  alias Orchard.Fruit.Apple, as: Red
  alias Orchard.{Pear, Stone.Plum}
  alias __MODULE__.Inner
  alias Fruit.Quince
  require Orchard.Log, as: Log

  def one do
    alias Elsewhere.Fruit
    Fruit.call()
    :local.call()
  end

  def two do
    Fruit.call()
    Red.call()
    Pear.call()
    Plum.Seed.call()
    Inner.call()
    Quince.call()
    Log.call()
    __MODULE__.call()
    __MODULE__.Sub.call()
    Elixir.Fruit.call()
    Plain.call()
    Nested.call()
  end

  defmodule Nested do
    def three, do: {Nested.call(), __MODULE__.call()}
  end

  def four, do: Nested.Deep.call()
end
`)
	calls := func(module, fn string) (names []string) {
		for _, c := range lib.Module(module).Function(fn, 0).Calls() {
			names = append(names, c.Callee.Module)
		}
		return names
	}
	for _, tc := range []struct {
		module, fn string
		want       []string
	}{
		{"Orchard.A", "one", []string{"Elsewhere.Fruit", ":local"}},
		{"Orchard.A", "two", []string{
			"Orchard.Fruit", "Orchard.Fruit.Apple", "Orchard.Pear", "Orchard.Stone.Plum.Seed",
			"Orchard.A.Inner", "Orchard.Fruit.Quince", "Orchard.Log", "Orchard.A", "Orchard.A.Sub",
			"Fruit", "Plain", "Nested",
		}},
		{"Orchard.A.Nested", "three", []string{"Orchard.A.Nested", "Orchard.A.Nested"}},
		{"Orchard.A", "four", []string{"Orchard.A.Nested.Deep"}},
	} {
		got := calls(tc.module, tc.fn)
		if tc.fn == "one" {
			got = got[len(got)-2:] // alias itself is recorded as an unknown local call
		}
		if diff := cmp.Diff(tc.want, got); diff != "" {
			t.Errorf("%s.%s: %s", tc.module, tc.fn, diff)
		}
	}
}

func TestUsing(t *testing.T) {
	_, lib := loadLib(t, `
-- lib/a.ex --
defmodule Orchard.Direct do
  use Oban.Worker, queue: :a
end
-- lib/b.ex --
defmodule Orchard.Worker do
  defmacro __using__(opts) do
    quote do
      use Oban.Worker, unquote(opts)
    end
  end
end
-- lib/c.ex --
defmodule Orchard.Indirect do
  alias Orchard.Worker
  use Worker, queue: :b
end
-- lib/d.ex --
defmodule Orchard.Unrelated do
  @moduledoc "use Oban.Worker in others"
end
`)
	var names []string
	for _, m := range lib.Using("Oban.Worker") {
		names = append(names, m.Name)
	}
	if diff := cmp.Diff([]string{"Orchard.Direct", "Orchard.Indirect"}, names); diff != "" {
		t.Error(diff)
	}
}

func TestReaches(t *testing.T) {
	_, lib := loadLib(t, `
-- lib/a.ex --
defmodule Orchard.Cache do
  import Orchard.Imported
  alias Orchard.Repo
  @query "select 1"

  def init(_) do
    list = load()
    {:ok, list}
  end

  def guarded(_) do
    load()
  rescue
    _ -> []
  end

  def later(_) do
    Task.start(fn -> load() end)
  end

  def child(_) do
    Supervisor.init([{Task, &load/0}], strategy: :one_for_one)
  end

  def piped(q), do: q |> Repo.all()

  def captured(list), do: Enum.each(list, &Repo.insert/1)

  def through_import(_), do: fetch(1)

  def shadowed(load), do: load

  def circle(_), do: circle(1)

  def applied(_), do: apply(Orchard.Fruits, :list, [])

  def in_dev(_) do
    if Mix.env() == :dev, do: load(), else: :ok
  end

  def options(given), do: Repo.all(@query, timeout: given)

  defp load, do: Orchard.Fruits.list()
end
-- lib/b.ex --
defmodule Orchard.Fruits do
  def list, do: Orchard.Repo.all(Orchard.Fruit)
end
defmodule Orchard.Imported do
  def fetch(_), do: Orchard.Repo.get(1, 2)
end
-- lib/repo.ex --
defmodule Orchard.Repo do
  use Ecto.Repo, otp_app: :orchard, adapter: Ecto.Adapters.Postgres
end
`)
	usesRepo := func(c CallSite) bool { return c.Callee.Module == "Orchard.Repo" }
	for _, tc := range []struct {
		fn   string
		hops int
		want int // calls in the chain; 0: none
	}{
		{"init", 2, 3}, {"init", 1, 0}, {"guarded", 2, 3}, {"later", 2, 3}, {"child", 2, 3},
		{"piped", 0, 1}, {"captured", 0, 1}, {"through_import", 1, 2}, {"shadowed", 2, 0}, {"circle", 5, 0}, {"applied", 1, 2},
		{"in_dev", 5, 0},
	} {
		fn := lib.Module("Orchard.Cache").Function(tc.fn, 1)
		chain := lib.Reaches(fn.Calls(), usesRepo, tc.hops)
		if len(chain) != tc.want {
			t.Errorf("%s within %d hops: a chain of %d, want %d", tc.fn, tc.hops, len(chain), tc.want)
		}
		if len(chain) > 0 && (chain[0].Rescued != (tc.fn == "guarded") || chain[0].Deferred != (tc.fn == "later" || tc.fn == "child")) {
			t.Errorf("%s: rescued %v, deferred %v", tc.fn, chain[0].Rescued, chain[0].Deferred)
		}
	}
	options := lib.Module("Orchard.Cache").Function("options", 1).Calls()[0]
	if v := options.Constant(0); v == nil || v.Text != "select 1" || options.Constant(1) != nil || options.Constant(2) != nil {
		t.Errorf("the first argument is an attribute, the second depends on a variable: %v", v)
	}
	piped := lib.Module("Orchard.Cache").Function("piped", 1).Calls()[0]
	if piped.Callee.Arity != 1 || len(piped.Args) != 1 {
		t.Errorf("a pipe gives the first argument: %+v", piped.Callee)
	}
}
