package exconfig

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestMerge shows what a second config call makes of the first. That this is
// Elixir's own way is shown by the oracle's fixture merge.txtar.
func TestMerge(t *testing.T) {
	tests := []struct{ name, first, second, want string }{
		{"scalar", `1`, `2`, `2`},
		{"keywords", `[a: 1, b: 2]`, `[b: 3, c: 4]`, `[a: 1, b: 3, c: 4]`},
		{"deep", `[a: [x: 1, y: 2]]`, `[a: [y: 3]]`, `[a: [x: 1, y: 3]]`},
		{"empty changes nothing", `[a: 1]`, `[]`, `[a: 1]`},
		{"nil replaces", `[a: 1]`, `nil`, `nil`},
		{"false replaces", `[a: [b: 1]]`, `[a: false]`, `[a: false]`},
		{"list replaces", `[:a]`, `[:b]`, `[:b]`},
		{"map replaces", `%{a: 1}`, `%{b: 2}`, `%{b: 2}`},
		{"modules are keys", `[{A, x: 1}, {B, y: 2}]`, `[{B, y: 3}]`, `[{A, [x: 1]}, {B, [y: 3]}]`},
		{"a bare module ends that", `[{A, x: 1}, B]`, `[{B, y: 3}]`, `[{B, [y: 3]}]`},
	}
	for _, test := range tests {
		config := runtime(t, "config :app, :key, "+test.first+"\nconfig :app, :key, "+test.second+"\n", nil)
		if got := config.Get("app", "key").String(); got != test.want {
			t.Errorf("%s: %s then %s\n got %s\nwant %s", test.name, test.first, test.second, got, test.want)
		}
	}
}

// TestConditionalConfig shows that conditions stay at the leaves.
func TestConditionalConfig(t *testing.T) {
	config := runtime(t, `
config :app, Repo, pool: 10, ssl: false
if System.get_env("SSL"), do: config(:app, Repo, ssl: true, opts: [verify: :none])
if System.get_env("LOG"), do: config(:app, Repo, log: :debug)
if System.get_env("MAIL"), do: config(:app, Mail, adapter: SMTP)
`, nil)
	want := map[string]string{
		"pool": `10`,
		"ssl":  `(true if SSL is set | false if SSL is not set)`,
		"opts": `[verify: (:none if SSL is set | unset if SSL is not set)]`,
		"log":  `(:debug if LOG is set | unset if LOG is not set)`,
		"none": ``,
	}
	for key, text := range want {
		if got := config.Get("app", "Elixir.Repo", key).String(); got != text {
			t.Errorf("Repo.%s is %s, want %s", key, got, text)
		}
	}
	if got := config.Get("app", "Elixir.Mail", "adapter").String(); got != `(SMTP if MAIL is set | unset if MAIL is not set)` {
		t.Errorf("Mail.adapter is %s", got)
	}
	if config.Get("other", "key") != nil || config.Get("app", "Elixir.Repo", "pool", "deeper") != nil {
		t.Error("what was never set is not nil")
	}
}

// TestOrigins shows that a value knows the literal that decides it, and an
// entry where it was set last.
func TestOrigins(t *testing.T) {
	p := newProject(map[string]string{
		"config/config.exs": `import Config
config :app, Repo, pool: 5, log: false
import_config "#{config_env()}.exs"
`,
		"config/prod.exs": `import Config
opts = [timeout: 15_000]
config :app, Repo, opts
config :app, Repo, pool: 7
`,
		"config/runtime.exs": `import Config
default = "10"
v6 = if System.get_env("ECTO_IPV6") in ~w(true 1), do: [:inet6], else: []
config :app, Repo,
  pool: String.to_integer(System.get_env("POOL") || default),
  socket_options: v6 ++ [:keepalive]
`,
	})
	config := Eval(Options{Open: p.open}, "config/config.exs", "config/runtime.exs")
	entry := func(key string) string {
		e := config.Entry("app", "Elixir.Repo", key)
		return fmt.Sprintf("%s | %s | %s | %d", p.at(e.Key.From, e.Key.To), p.at(e.Expr.From, e.Expr.To), e.Path, e.Phase)
	}
	got := []string{entry("log"), entry("timeout"), entry("pool"), entry("socket_options")}
	want := []string{
		`log: | false | config/config.exs | 0`,
		`timeout: | opts | config/prod.exs | 0`,
		`pool: | String.to_integer(System.get_env("POOL") || default) | config/runtime.exs | 1`,
		`socket_options: | v6 ++ [:keepalive] | config/runtime.exs | 1`,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("entries (-want +got):\n%s", diff)
	}

	var leaves []string
	note := func(when Guard, v *Value) {
		leaves = append(leaves, fmt.Sprintf("%s: %s at %s", when, v, p.at(v.From, v.To)))
	}
	config.Get("app", "Elixir.Repo", "pool").Leaves(note)
	config.Get("app", "Elixir.Repo", "socket_options").Leaves(func(when Guard, v *Value) {
		for _, e := range v.Elems {
			note(when, e)
		}
	})
	wantLeaves := []string{
		`POOL is set: env(POOL) at System.get_env("POOL")`,
		`POOL is not set: 10 at "10"`,
		`ECTO_IPV6 in ["true", "1"]: :inet6 at :inet6`,
		`ECTO_IPV6 in ["true", "1"]: :keepalive at :keepalive`,
		`ECTO_IPV6 not in ["true", "1"]: :keepalive at :keepalive`,
	}
	if diff := cmp.Diff(wantLeaves, leaves); diff != "" {
		t.Errorf("leaves (-want +got):\n%s", diff)
	}
	names := []string{}
	for _, e := range config.Entries("app", "Elixir.Repo") {
		names = append(names, e.Name)
	}
	if diff := cmp.Diff([]string{"log", "timeout", "pool", "socket_options"}, names); diff != "" {
		t.Errorf("keys (-want +got):\n%s", diff)
	}
}

// TestReads shows the table of what the boot reads. It is the same whatever is
// known of the environment, but for the conditions that are decided.
func TestReads(t *testing.T) {
	const src = `import Config
if System.get_env("SERVER"), do: config(:app, server: true)
url = System.get_env("URL") || raise "URL is missing"
key = System.fetch_env!("KEY")
port = String.to_integer(System.get_env("PORT", "4000"))
level = System.get_env("LEVEL") in ~w(debug info)
hosts = String.split(System.get_env("HOSTS") || "", ",")
if System.get_env("FLY") do
  config :app, region: System.get_env("REGION"), adapter: String.to_atom(System.get_env("ADAPTER") || "none")
end
user =
  case System.get_env("DB_USER") do
    nil -> raise "who?"
    user -> user
  end
fallback = System.get_env("NEW") || System.get_env("OLD") || "neither"
config :app, all: {url, key, port, level, hosts, user, fallback}
`
	want := []string{
		`SERVER flag`,
		`URL required "URL is missing"`,
		`KEY required "could not fetch environment variable \"KEY\" because it is not set"`,
		`PORT integer default "4000"`,
		`LEVEL one of`,
		`HOSTS list default ""`,
		`FLY flag`,
		`REGION when FLY is set`,
		`ADAPTER atom default "none" when FLY is set`,
		`DB_USER required "who?"`,
		`NEW default env(OLD)`,
		`OLD default "neither" when NEW is not set`,
	}
	config := runtime(t, src, nil)
	if diff := cmp.Diff(want, readTable(config)); diff != "" {
		t.Errorf("reads where nothing is known (-want +got):\n%s", diff)
	}
	known := vars{"URL": "u", "KEY": "!", "PORT": "80", "LEVEL": "info", "HOSTS": "-", "FLY": "1", "DB_USER": "me", "NEW": "-"}
	config = runtime(t, src, known)
	for i := range want {
		want[i], _, _ = strings.Cut(want[i], " when ")
	}
	if diff := cmp.Diff(want, readTable(config)); diff != "" {
		t.Errorf("reads where most is known (-want +got):\n%s", diff)
	}
}

func readTable(c *Config) []string {
	forms := [...]string{"", " integer", " flag", " one of", " atom", " list", " float", " boolean"}
	var out []string
	for _, r := range c.Reads {
		line := r.Name + forms[r.Form]
		if r.Required {
			line += fmt.Sprintf(" required %q", r.Message)
		}
		if r.Default != nil {
			line += " default " + r.Default.String()
		}
		if len(r.Guard) > 0 {
			line += " when " + r.Guard.String()
		}
		out = append(out, line)
	}
	return out
}

// TestRaises shows which exceptions can stop the boot, and that evaluation
// goes on behind one that certainly does.
func TestRaises(t *testing.T) {
	config := runtime(t, `import Config
a = System.get_env("A") || raise "A is missing"
n = String.to_integer(System.get_env("N") || "5")
if System.get_env("B") do
  config :app, c: System.get_env("C") || raise "B needs C"
end
config :app, a: a, n: n, d: System.fetch_env!("D")
`, vars{"A": "-", "D": "-"})
	var got []string
	for _, r := range config.Raises {
		got = append(got, fmt.Sprintf("%s [%s] %v", r.Message, r.Guard, r.Implicit))
	}
	want := []string{
		"A is missing [] false",
		"not a textual representation of an integer [N is set and N is not an integer] true",
		"B needs C [B is set and C is not set] false",
		`could not fetch environment variable "D" because it is not set [] true`,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("raises (-want +got):\n%s", diff)
	}
	if got := config.Get("app").String(); got != `[c: (env(C) if B is set | unset if B is not set), a: raise("A is missing"), `+
		`n: (env(N) if N is set | 5 if N is not set), d: raise("could not fetch environment variable \"D\" because it is not set")]` {
		t.Errorf("config is %s", got)
	}
}

// TestOpaqueSpoilsItsLeafOnly counts leaves by file.
func TestOpaqueSpoilsItsLeafOnly(t *testing.T) {
	config := runtime(t, `import Config
config :app, a: 1, b: [c: Foo.bar(), d: 2], e: System.get_env("E"), f: "x" <> System.fetch_env!("F")
`, nil)
	want := []LeafStats{{Path: "config/runtime.exs", Decided: 4, Opaque: 1}}
	if diff := cmp.Diff(want, config.LeafStats()); diff != "" {
		t.Errorf("leaves (-want +got):\n%s", diff)
	}
	if len(config.Opaques) != 1 || config.Opaques[0].Text != "Foo.bar()" {
		t.Errorf("opaque calls are %v", config.Opaques)
	}
}

// TestOwnModules shows that config files may call the project's modules.
func TestOwnModules(t *testing.T) {
	p := newProject(map[string]string{
		"config/runtime.exs": "import Config\nconfig :app, key: MyApp.Env.get(\"A\", 3), loop: MyApp.Env.loop(1)\n",
		"lib/env.ex": `defmodule MyApp.Env do
  @default 7
  def get(name, factor \\ 1), do: int(System.get_env(name)) * factor
  defp int(nil), do: @default
  defp int(text), do: String.to_integer(text)
  def loop(n), do: loop(n + 1)
end
`,
	})
	opts := Options{Open: p.open}
	opts.Module = moduleOf(p, "lib/env.ex", "MyApp.Env")
	config := Eval(opts, "", "config/runtime.exs")
	if got := config.Get("app", "key").String(); got != `(21 if A is not set | opaque(int(System.get_env(name)) * factor) if A is set)` {
		t.Errorf("key is %s", got)
	}
	if got := config.Get("app", "loop"); got.Kind != Opaque {
		t.Errorf("an endless function is worth %s", got)
	}
}

// TestReleases shows that the older releases.exs is read where there is no
// runtime.exs.
func TestReleases(t *testing.T) {
	p := newProject(map[string]string{"config/releases.exs": "import Config\nconfig :app, key: 1\n"})
	config := Eval(Options{Open: p.open}, "config/config.exs", "config/runtime.exs")
	if got := config.Get("app", "key").String(); got != "1" {
		t.Errorf("key is %q", got)
	}
}

// TestVars shows which variables a value depends on.
func TestVars(t *testing.T) {
	config := runtime(t, `import Config
m = if System.get_env("V6") in ~w(true 1), do: [:inet6], else: []
config :app, a: m ++ [:x], b: "x" <> System.fetch_env!("B"), c: 1, d: [e: System.get_env("D") || String.upcase(System.get_env("E"))]
`, nil)
	want := map[string]string{"a": "V6", "b": "B", "c": "", "d": "D E"}
	for key, names := range want {
		if got := strings.Join(config.Get("app", key).Vars(), " "); got != names {
			t.Errorf("%s depends on %q, want %q", key, got, names)
		}
	}
}

// TestPaths shows how files of the project are found where it is not known in
// which directory the project will be built.
func TestPaths(t *testing.T) {
	p := newProject(map[string]string{
		"config/config.exs": `import Config
for file <- "../apps/*/config/config.exs" |> Path.expand(__DIR__) |> Path.wildcard() do
  import_config file
end
Code.require_file("helper.exs", __DIR__)
{map, _} = [__DIR__, "data", "map.exs"] |> Path.join() |> Code.eval_file()
config :app, key: Helper.one(), map: map, dir: Path.expand("../assets", __DIR__)
`,
		"config/helper.exs":        "defmodule Helper do\n def one, do: 1\nend\n",
		"config/data/map.exs":      "%{a: 1}\n",
		"apps/a/config/config.exs": "import Config\nconfig :a, key: 2\nimport_config \"more.exs\"\n",
		"apps/a/config/more.exs":   "import Config\nconfig :a, more: 3\n",
	})
	glob := func(pattern string) []string {
		if pattern == "apps/*/config/config.exs" {
			return []string{"apps/a/config/config.exs"}
		}
		return nil
	}
	for _, dir := range []string{"", "/app"} {
		config := Eval(Options{Open: p.open, Glob: glob, Dir: dir}, "config/config.exs", "")
		place := `opaque(Path.expand("../assets", __DIR__))`
		if dir != "" {
			place = `"/app/assets"`
		}
		if got, want := config.Get("app").String(), "[key: 1, map: %{a: 1}, dir: "+place+"]"; got != want {
			t.Errorf("in %q app is %s, want %s", dir, got, want)
		}
		if got := config.Get("a").String(); got != "[key: 2, more: 3]" {
			t.Errorf("in %q a is %s", dir, got)
		}
	}
}
