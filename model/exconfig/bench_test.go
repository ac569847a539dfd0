package exconfig

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

// BenchmarkEval evaluates a usual project, and a run-time file of 100 KB.
// Parsing is not counted.
func BenchmarkEval(b *testing.B) {
	usual, err := txtar.ParseFile("testdata/config/phoenix17.txtar")
	if err != nil {
		b.Fatal(err)
	}
	src := map[string]string{}
	for _, f := range usual.Files {
		src[f.Name] = string(f.Data)
	}
	b.Run("usual", func(b *testing.B) { benchmark(b, newProject(src), nil) })
	b.Run("usual/environment", func(b *testing.B) {
		benchmark(b, newProject(src), vars{"DATABASE_URL": "!", "SECRET_KEY_BASE": "!", "PORT": "8080", "PHX_SERVER": "true"})
	})
	b.Run("100KB", func(b *testing.B) {
		benchmark(b, newProject(map[string]string{"config/runtime.exs": large(100 << 10)}), nil)
	})
	if file := os.Getenv("FLYLINT_BENCH_RUNTIME"); file != "" {
		text, err := os.ReadFile(file)
		if err != nil {
			b.Fatal(err)
		}
		b.Run("given", func(b *testing.B) {
			benchmark(b, newProject(map[string]string{"config/runtime.exs": string(text)}), nil)
		})
	}
}

func benchmark(b *testing.B, p *project, env Environment) {
	b.Helper()
	b.ReportAllocs()
	for b.Loop() {
		Eval(Options{Open: p.open, Runtime: env}, "config/config.exs", "config/runtime.exs")
	}
}

// large is a run-time file in the manner of the largest ones: hundreds of
// variables, each with a default, a flag or a condition of its own.
func large(size int) string {
	var b strings.Builder
	b.WriteString("import Config\n")
	for i := 0; b.Len() < size; i++ {
		fmt.Fprintf(&b, `
flag_%[1]d = System.get_env("FLAG_%[1]d", "false") |> String.downcase() == "true"
mode_%[1]d = case System.get_env("MODE_%[1]d") do
  nil -> :none
  "a" -> :a
  text -> String.to_atom(text)
end

config :app_%[2]d, App.Module%[1]d,
  enabled: flag_%[1]d,
  mode: mode_%[1]d,
  host: System.get_env("HOST_%[1]d") || "localhost",
  port: String.to_integer(System.get_env("PORT_%[1]d") || "4000"),
  url: "https://#{System.get_env("HOST_%[1]d")}:443/path",
  interval: :timer.seconds(String.to_integer(System.get_env("INTERVAL_%[1]d", "30"))),
  key: System.get_env("KEY_%[1]d") || raise("KEY_%[1]d is missing")

if System.get_env("EXTRA_%[1]d") in ~w(true 1) do
  config :app_%[2]d, App.Module%[1]d, extra: [a: 1, b: System.get_env("B_%[1]d")]
end
`, i, i%9)
	}
	return b.String()
}
