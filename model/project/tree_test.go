package project

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flylint/flylint/model/exconfig"
	"github.com/flylint/flylint/parsers"
)

// TestTreeShapes shows the forms a start/2 is written in. The wanted text has
// one child a line, indented under its supervisor, with what guards it.
func TestTreeShapes(t *testing.T) {
	for _, tc := range []struct{ name, start, want string }{
		{"a literal list", `
    children = [
      Orchard.Telemetry,
      {Phoenix.PubSub, name: Orchard.PubSub},
      %{id: :clock, start: {Orchard.Clock, :start_link, [[]]}},
      Supervisor.child_spec({Orchard.Picker, [1]}, id: :two),
      {Oban, Application.fetch_env!(:orchard, Oban)},
      Orchard.Clock.child_spec([])
    ]

    opts = [strategy: :one_for_one, name: Orchard.Supervisor]
    Supervisor.start_link(children, opts)`, `
Orchard.Telemetry
Phoenix.PubSub library
Orchard.Clock
Orchard.Picker
Oban library
Orchard.Clock`},
		{"given directly, as keywords", `
    Supervisor.start_link([Orchard.Clock], strategy: :one_for_one)`, `
Orchard.Clock`},
		{"joined and piped", `
    common = [Orchard.Telemetry]

    (common ++ pickers(:all) ++ [Orchard.Clock])
    |> Supervisor.start_link(strategy: :one_for_one)`, `
Orchard.Telemetry
Orchard.Picker
Orchard.Clock`},
		{"environments are decided", `
    extra = if Mix.env() == :dev, do: [Orchard.Reloader], else: [Orchard.Picker]
    more = if @env in [:dev, :test], do: [Orchard.Sandbox], else: []
    Supervisor.start_link([Orchard.Clock | extra] ++ more, strategy: :one_for_one)`, `
Orchard.Clock
Orchard.Picker
(not prod) Orchard.Reloader library
(not prod) Orchard.Sandbox library`},
		{"a flag of the configuration", `
    workers = if Application.get_env(:orchard, :workers, true), do: [Orchard.Picker], else: []
    unknown = if Application.get_env(:orchard, :computed), do: [Orchard.Clock], else: []
    absent = if Application.get_env(:orchard, :absent, [])[:enabled], do: [Orchard.Telemetry], else: []
    Supervisor.start_link(workers ++ unknown ++ absent, strategy: :one_for_one)`, `
Orchard.Picker
Orchard.Clock when Application.get_env(:orchard, :computed)
(not prod) Orchard.Telemetry when Application.get_env(:orchard, :absent, [])[:enabled]`},
		{"an environment variable", `
    children =
      if System.get_env("WORKER") == "true" do
        [Orchard.Clock, Orchard.Picker]
      else
        [Orchard.Clock]
      end

    Supervisor.start_link(children, strategy: :one_for_one)`, `
Orchard.Clock
Orchard.Picker when WORKER`},
		{"elements that may be nil", `
    children =
      [
        Orchard.Telemetry,
        if(System.get_env("CLOCK"), do: Orchard.Clock),
        unless(Mix.env() == :prod, do: Orchard.Picker)
      ]
      |> Enum.reject(&is_nil/1)

    Supervisor.start_link(children, strategy: :one_for_one)`, `
Orchard.Telemetry
Orchard.Clock when CLOCK
(not prod) Orchard.Picker`},
		{"a function that adds", `
    children = [Orchard.Telemetry] |> maybe_clock(System.get_env("CLOCK"))
    Supervisor.start_link(children, strategy: :one_for_one)`, `
Orchard.Telemetry
Orchard.Clock when maybe_clock/2 clause`},
		{"what cannot be read", `
    children = [Orchard.Telemetry] ++ Plugins.children()
    Supervisor.start_link(children, strategy: :one_for_one)`, `
Orchard.Telemetry
and more`},
		{"old forms", `
    import Supervisor.Spec
    children = [worker(Orchard.Clock, [[]]), supervisor(Orchard.Inner, [])]
    Supervisor.start_link(children, strategy: :one_for_one)`, `
Orchard.Clock
Orchard.Inner
  Orchard.Picker
  Orchard.Clock when CLOCK`},
		{"a supervisor of its own at the top", `
    Orchard.Inner.start_link([])`, `
Orchard.Picker
Orchard.Clock when CLOCK`},
		{"a supervisor written in place", `
    children = [
      %{id: :inner, type: :supervisor, start: {Supervisor, :start_link, [[Orchard.Clock], [strategy: :one_for_one]]}}
    ]
    {:ok, pid} = Supervisor.start_link(children, strategy: :one_for_one)
    {:ok, pid}`, `
Supervisor library
  Orchard.Clock`},
		{"with around it", `
    children = [Orchard.Clock]
    with {:ok, _} = ok <- Supervisor.start_link(children, strategy: :one_for_one) do
      ok
    end`, `
Orchard.Clock`},
		{"in a function of the module", `
    start_children([Orchard.Clock])`, `
Orchard.Clock
Orchard.Picker`},
		{"tagged, sorted and mapped", `
    [{2, Orchard.Clock}, {1, Orchard.Telemetry}]
    |> Enum.sort_by(&elem(&1, 0))
    |> Enum.map(fn {_, child} -> child end)
    |> Supervisor.start_link(strategy: :one_for_one)`, `
Orchard.Telemetry
Orchard.Clock`},
		{"chosen by a tag", `
    [always: Orchard.Telemetry, clock: Orchard.Clock, never: Orchard.Picker]
    |> Enum.flat_map(fn
      {:always, child} -> [child]
      {:clock, child} -> if System.get_env("CLOCK"), do: [child], else: []
      {:never, _} -> []
    end)
    |> Supervisor.start_link(strategy: :one_for_one)`, `
Orchard.Telemetry
Orchard.Clock when CLOCK`},
		{"filtered by a flag of its own", `
    specs = for {child, start?} <- [{Orchard.Clock, true}, {Orchard.Picker, false}], do: start? && child
    Supervisor.start_link(Enum.filter(specs, & &1), strategy: :one_for_one)`, `
Orchard.Clock`},
		{"a flag the configuration takes from the environment", `
    some = if Application.get_env(:orchard, :from_env) and true, do: [Orchard.Clock], else: []
    Supervisor.start_link(some, strategy: :one_for_one)`, `
Orchard.Clock when FROM_ENV`},
		{"a supervisor that may be ignored", `
    Supervisor.start_link([Orchard.Perhaps], strategy: :one_for_one)`, `
Orchard.Perhaps
  Orchard.Clock when PERHAPS`},
		{"a list that names itself", `
    children = endless([Orchard.Clock])
    Supervisor.start_link(children, strategy: :one_for_one)`, `
and more`},
		{"a helper used often", `
    children =
      [Orchard.Telemetry]
      |> append_if(System.get_env("CLOCK"), Orchard.Clock)
      |> append_if(Mix.env() == :prod, [Orchard.Picker])
      |> append_if(Mix.env() == :test, [Orchard.Inner])

    Supervisor.start_link(children, strategy: :one_for_one)`, `
Orchard.Telemetry
Orchard.Clock when CLOCK
Orchard.Picker
(not prod) Orchard.Inner
  Orchard.Picker
  Orchard.Clock when CLOCK`},
		{"made for each", `
    children = for n <- 1..3, do: Supervisor.child_spec({Orchard.Clock, n}, id: n)
    Supervisor.start_link(children, strategy: :one_for_one)`, `
Orchard.Clock when for each
and more`},
	} {
		t.Run(tc.name, func(t *testing.T) {
			mix, lib := loadLib(t, application(tc.start))
			tree := ReadTree(mix, lib, testSettings)
			if len(tree.Starts) != 1 || tree.Starts[0].Top == nil {
				t.Fatal("no supervisor found")
			}
			if diff := cmp.Diff(strings.TrimSpace(tc.want), drawTree(tree.Starts[0].Top, "")); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// testSettings is a configuration in which computed is not known, from_env is
// true when FROM_ENV is set, and all else is not set.
func testSettings(_, key string) *exconfig.Value {
	switch key {
	case "computed":
		return &exconfig.Value{Kind: exconfig.Opaque}
	case "from_env":
		when := exconfig.Guard{{Op: exconfig.OpSet, Var: "FROM_ENV"}}
		return exconfig.NewChoice(parsers.Range{}, []exconfig.Alternative{
			{When: when, Value: &exconfig.Value{Kind: exconfig.Atom, Text: "true"}},
			{When: exconfig.Guard{negate(when[0])}, Value: &exconfig.Value{Kind: exconfig.Missing}},
		}, nil)
	}
	return nil
}

func application(start string) string {
	return `
-- lib/application.ex --
defmodule Orchard.Application do
  use Application
  @env Mix.env()

  def start(_type, _args) do
    Logger.configure([])` + start + `
  end

  defp pickers(:none), do: []
  defp pickers(_), do: [Orchard.Picker]

  defp maybe_clock(children, nil), do: children
  defp maybe_clock(children, _), do: children ++ [Orchard.Clock]

  defp endless(list), do: endless(list ++ [Orchard.Picker])

  defp append_if(list, condition, items) when is_list(items) do
    if condition, do: list ++ items, else: list
  end

  defp append_if(list, condition, item), do: append_if(list, condition, [item])

  defp start_children(list) do
    Supervisor.start_link(list ++ [Orchard.Picker], strategy: :one_for_one)
  end
end
-- lib/parts.ex --
defmodule Orchard.Telemetry do
end
defmodule Orchard.Clock do
end
defmodule Orchard.Picker do
end
defmodule Orchard.Perhaps do
  use Supervisor

  def init(_) do
    if System.get_env("PERHAPS") do
      Supervisor.init([Orchard.Clock], strategy: :one_for_one)
    else
      :ignore
    end
  end
end
defmodule Orchard.Inner do
  use Supervisor

  def start_link(arg), do: Supervisor.start_link(__MODULE__, arg, name: __MODULE__)

  @impl true
  def init(_arg) do
    children = [Orchard.Picker, if(System.get_env("CLOCK"), do: Orchard.Clock)]
    children |> Enum.filter(& &1) |> Supervisor.init(strategy: :rest_for_one, max_restarts: 1_000)
  end
end
`
}

// drawTree writes a supervisor's children as lines.
func drawTree(s *Supervisor, indent string) string {
	var lines []string
	add := func(c *Child, note string) {
		line := indent + note + c.Module
		if c.Library {
			line += " library"
		}
		for _, cond := range c.When {
			if cond.Var != "" {
				line += " when " + cond.Var
			} else {
				line += " when " + cond.Text
			}
		}
		lines = append(lines, line)
		if c.Supervisor != nil {
			lines = append(lines, drawTree(c.Supervisor, indent+"  "))
		}
	}
	for _, c := range s.Children {
		add(c, "")
	}
	for _, c := range s.NotProd {
		add(c, "(not prod) ")
	}
	if len(s.Unread) > 0 {
		lines = append(lines, indent+"and more")
	}
	return strings.Join(lines, "\n")
}

func TestSupervisorLimits(t *testing.T) {
	for _, tc := range []struct {
		name, start  string
		restarts     int64
		set, present bool
	}{
		{"absent", `Supervisor.start_link([], strategy: :one_for_one)`, 3, false, false},
		{"written", `Supervisor.start_link([], strategy: :one_for_one, max_restarts: 1_000)`, 1000, true, true},
		{"in a variable", `
    opts = [strategy: :one_for_one, max_restarts: 2 * 25]
    Supervisor.start_link([], opts)`, 50, true, true},
		{"in an attribute", `Supervisor.start_link([], strategy: :one_for_one, max_restarts: @many)`, 35, true, true},
		{"only in test", `
    many = if Application.get_env(:orchard, :absent, true), do: 3, else: 1_000
    Supervisor.start_link([], strategy: :one_for_one, max_restarts: many)`, 3, true, true},
		{"computed", `Supervisor.start_link([], strategy: :one_for_one, max_restarts: limit())`, 3, false, true},
	} {
		t.Run(tc.name, func(t *testing.T) {
			archive := strings.Replace(application("\n    "+tc.start), "@env Mix.env()", "@env Mix.env()\n  @many 35", 1)
			mix, lib := loadLib(t, archive)
			top := ReadTree(mix, lib, testSettings).Starts[0].Top
			got := top.MaxRestarts
			if got.Or(DefaultMaxRestarts) != tc.restarts || got.Set != tc.set || got.Present() != tc.present {
				t.Errorf("max_restarts %d set %v present %v", got.Or(DefaultMaxRestarts), got.Set, got.Present())
			}
			if top.Strategy.V != "one_for_one" {
				t.Errorf("strategy %q", top.Strategy.V)
			}
		})
	}
}

// TestTreeOfBrokenSource cuts a project short at every place: nothing may
// panic, whatever is left.
func TestTreeOfBrokenSource(t *testing.T) {
	archive := application(`
    children = [Orchard.Inner, {Oban, Application.fetch_env!(:orchard, Oban)}] ++ pickers(:all)
    Supervisor.start_link(children, strategy: :one_for_one)`)
	head := "\n-- lib/application.ex --\n"
	source := strings.TrimPrefix(archive, head)
	for cut := range len(source) {
		mix, lib := loadLib(t, head+source[:cut]+"\n")
		tree := ReadTree(mix, lib, testSettings)
		tree.Complete()
		ReadRepos(lib, tree, testSettings)
		ReadTask(lib, mix, source[cut:])
	}
}
