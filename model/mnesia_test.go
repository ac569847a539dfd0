package model

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flylint/flylint/internal/sourcetest"
	"github.com/flylint/flylint/model/source"
)

// mnesiaProject is an app with one module of the given body and one runtime.exs.
func mnesiaProject(t *testing.T, body, runtime string) *Deployment {
	t.Helper()
	src := sourcetest.Load(t, `-- fly.toml --
app = "a"
[mounts]
source = "s"
destination = "/data"
-- mix.exs --
defmodule A.MixProject do
  use Mix.Project
  def project, do: [app: :a]
  def application, do: [mod: {A, []}]
end
-- Dockerfile --
FROM debian AS build
RUN mix release
FROM debian
WORKDIR /app
COPY --from=build /_build/prod/rel/a ./
CMD ["bin/a", "start"]
-- config/runtime.exs --
import Config
`+runtime+`
-- lib/a.ex --
defmodule A do
`+body+`
end
`)
	return Load(src, source.Target{Config: "fly.toml", Dir: ".", AppDir: "."}, Known{})
}

func TestMnesiaDisc(t *testing.T) {
	for _, tc := range []struct {
		name, body string
		disc       int
	}{
		{"an option", `def f, do: :mnesia.create_table(:t, disc_copies: [node()])`, 1},
		{"another name for it", `def f, do: :mnesia.create_table(:t, [{:disc_only_copies, [node()]}])`, 1},
		{"an argument", "def f, do: g(:disc_copies)\ndef g(storage), do: :mnesia.create_table(:t, [{storage, [node()]}])", 1},
		{"an attribute", "@storage :disc_copies\ndef f, do: :mnesia.create_table(:t, [{@storage, [node()]}])", 1},
		{"through Memento", `def f, do: Memento.Table.create!(T, disc_copies: [node()])`, 1},
		{"in memory", `def f, do: :mnesia.create_table(:t, ram_copies: [node()])`, 0},
		{"no node has one", `def f, do: :mnesia.create_table(:t, disc_copies: [])`, 0},
		{"a cache", `def f, do: :mnesia.create_table(:page_cache, disc_copies: [node()])`, 0},
		{"the schema alone", `def f, do: :mnesia.change_table_copy_type(:schema, node(), :disc_copies)`, 0},
		{"a question", `def f, do: :mnesia.table_info(:t, :storage_type) == :disc_copies`, 0},
		{"a question by pattern", "def f do\ncase :mnesia.table_info(:t, :storage_type) do\n:disc_copies -> 1\nend\nend", 0},
		{"a lookup", `def f, do: Keyword.get(:mnesia.table_info(:t, :all), :disc_copies)`, 0},
	} {
		t.Run(tc.name, func(t *testing.T) {
			m := mnesiaProject(t, tc.body, "").Mnesia()
			if m == nil || len(m.Disc) != tc.disc {
				t.Errorf("%+v, want %d", m, tc.disc)
			}
		})
	}
	if m := mnesiaProject(t, `def f, do: :ets.new(:t, [])`, "").Mnesia(); m != nil {
		t.Errorf("an app without Mnesia: %+v", m)
	}
}

func TestMnesiaDir(t *testing.T) {
	type place struct {
		Text             string
		Known, NodeNamed bool
		When             string
	}
	for _, tc := range []struct {
		name, body, runtime string
		want                []place
		mounted             bool
	}{
		{"the default", "", "", []place{{"/app/Mnesia.nonode@nohost", true, true, ""}}, false},
		{"on the volume", "", `config :mnesia, dir: ~c"/data/mnesia"`, []place{{"/data/mnesia", true, false, ""}}, true},
		{"in the working directory", "", `config :mnesia, dir: 'mnesia'`, []place{{"/app/mnesia", true, false, ""}}, false},
		{"with the node's name", "", `config :mnesia, dir: to_charlist("/data/#{node()}")`,
			[]place{{`"/data/#{node}"`, false, true, ""}}, true},
		{"a variable's default", "", `config :mnesia, dir: String.to_charlist(System.get_env("D") || "/data/m")`,
			[]place{{`String.to_charlist(System.get_env("D") || "/data/m")`, false, false, "D is set"}, {"/data/m", true, false, "D is not set"}}, false},
		{"set by the code", "Application.put_env(:mnesia, :dir, ~c\"/x\")", `config :mnesia, dir: ~c"/data/mnesia"`,
			[]place{{"/x", true, false, ""}}, false},
	} {
		t.Run(tc.name, func(t *testing.T) {
			m := mnesiaProject(t, "def f do\n:mnesia.start()\n"+tc.body+"\nend", tc.runtime).Mnesia()
			var got []place
			for _, p := range m.Dir.Places {
				got = append(got, place{p.Text, p.Known, p.NodeNamed, p.When.String()})
			}
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			if (m.Mount != nil) != tc.mounted {
				t.Errorf("mount = %v", m.Mount)
			}
		})
	}
}

func TestMnesiaDirInFlags(t *testing.T) {
	src := sourcetest.Load(t, `-- fly.toml --
app = "a"
[env]
ERL_FLAGS = "-mnesia dir '\"/data/m\"' -proto_dist inet6_tcp"
-- mix.exs --
defmodule A.MixProject do
  use Mix.Project
end
-- lib/a.ex --
defmodule A do
  def f, do: :mnesia.start()
end
`)
	m := Load(src, source.Target{Config: "fly.toml", Dir: ".", AppDir: "."}, Known{}).Mnesia()
	if len(m.Dir.Places) != 1 || m.Dir.Places[0].Text != "/data/m" || m.Dir.Path != "env.ERL_FLAGS" {
		t.Errorf("%+v", m.Dir)
	}
}
