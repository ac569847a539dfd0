package exconfig

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/flylint/flylint/parsers/elixir"
)

// TestLimits shows that no configuration takes long, however it is made.
func TestLimits(t *testing.T) {
	many := func(n int, line string) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, line+"\n", i)
		}
		return b.String()
	}
	tests := map[string]string{
		"many alternatives": "x = 0\n" + many(12, `x = if System.get_env("A%d"), do: x + 1, else: x * 3`) + "config :app, key: x",
		"many flags": many(40, `f%[1]d = System.get_env("A%[1]d") == "true"`) + "config :app, key: [" +
			strings.TrimSuffix(strings.ReplaceAll(many(40, `if(f%d, do: 1, else: 2),`), "\n", ""), ",") + "]",
		"product of choices": many(30, `f%[1]d = System.get_env("A%[1]d", "d")`) +
			`config :app, key: Enum.join([` + strings.TrimSuffix(strings.ReplaceAll(many(30, "f%d,"), "\n", ""), ",") + `], "-")`,
		"endless function":  "f = fn f, n -> f.(f, n + 1) end\nconfig :app, key: f.(f, 0)",
		"doubling string":   "s = \"x\"\n" + many(64, "s = s <> s # %d") + "config :app, key: s",
		"doubling list":     "l = [1]\n" + many(64, "l = l ++ l # %d") + "config :app, key: l",
		"long range":        `config :app, key: Enum.map(1..1_000_000_000, & &1)`,
		"nested loops":      `config :app, key: (for a <- 1..1000, b <- 1..1000, c <- 1..1000, do: a + b + c)`,
		"deep nesting":      "config :app, key: " + strings.Repeat("[", 5000) + strings.Repeat("]", 5000),
		"big power":         `config :app, key: Integer.pow(9, 99999999)`,
		"imports itself":    `import_config "runtime.exs"`,
		"nested conditions": strings.Repeat("if System.get_env(\"A\") == Foo.bar() do\n", 60) + "config :app, a: 1\n" + strings.Repeat("end\n", 60),
		"wide case": "y = case System.get_env(\"A\") do\n" + many(300, `"v%[1]d" -> %[1]d`) + "_ -> 0\nend\n" +
			"z = y + y * y\nconfig :app, key: {y, z}",
	}
	for name, src := range tests {
		t.Run(name, func(t *testing.T) {
			p := newProject(map[string]string{"config/runtime.exs": "import Config\n" + src})
			start := time.Now()
			Eval(Options{Open: p.open, Runtime: vars{}}, "", "config/runtime.exs")
			if took := time.Since(start); took > 5*time.Second {
				t.Errorf("took %v", took)
			}
		})
	}
}

// FuzzEval asserts that nothing makes the evaluator panic or hang.
func FuzzEval(f *testing.F) {
	f.Add(`config :app, key: System.get_env("A") || raise "no"`)
	f.Add("if System.get_env(\"A\") in ~w(a b) do\n config :a, b: [c: 1]\nend\ncase {1, System.get_env(\"B\")} do {1, nil} -> 2; {_, x} -> x end")
	f.Add("f = fn [h | t], \"p\" <> r when is_list(t) -> {h, r} end\nf.([1], \"px\")\nfor {k, v} <- [a: 1], into: %{}, do: {k, v}")
	f.Add("defmodule M do\n def f(a, b \\\\ 1), do: a <> b\nend\nconfig :a, x: M.f(\"x\"), y: URI.parse(\"h://a\").host, z: &(&1 + &2)")
	f.Add("with {:ok, x} <- System.fetch_env(\"A\"), do: String.split(x, \",\") |> Enum.map(&String.to_integer/1)")
	f.Fuzz(func(_ *testing.T, src string) {
		p := newProject(map[string]string{"config/runtime.exs": src})
		config := Eval(Options{Open: p.open, Module: func(string) *elixir.Call { return nil }}, "", "config/runtime.exs")
		for _, app := range config.Apps() {
			_ = config.Get(app).String()
		}
		config.LeafStats()
	})
}
