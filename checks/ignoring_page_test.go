package checks

import (
	"os"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/flylint/flylint/internal/casetest"
	"github.com/flylint/flylint/linter"
)

// ignoringProjects are what the examples of the page about ignores are cut from:
// EXAMPLE stands for one, by the language it is in.
var ignoringProjects = map[string]string{
	"toml": `-- fly.toml --
app = "my-app"
EXAMPLE`,
	"elixir": `-- fly.toml --
app = "my-app"
-- mix.exs --
defmodule MyApp.MixProject do
  use Mix.Project

  def project, do: [app: :my_app, version: "0.1.0", deps: [{:ecto_sql, "~> 3.13"}, {:postgrex, ">= 0.0.0"}]]
  def application, do: [mod: {MyApp.Application, []}]
end
-- lib/my_app/repo.ex --
defmodule MyApp.Repo do
  use Ecto.Repo, otp_app: :my_app, adapter: Ecto.Adapters.Postgres
end
-- lib/my_app/application.ex --
defmodule MyApp.Application do
  use Application

  def start(_type, _args), do: Supervisor.start_link([MyApp.Repo], strategy: :one_for_one)
end
-- config/runtime.exs --
import Config

EXAMPLE`,
	"dockerfile": `-- fly.toml --
app = "my-app"
-- mix.exs --
defmodule MyApp.MixProject do
  use Mix.Project

  def project, do: [app: :my_app, version: "0.1.0"]
end
-- Dockerfile --
EXAMPLE
FROM hexpm/elixir:1.18.4-erlang-27.3.4.2-debian-bookworm-20250811-slim
COPY . .
RUN mix deps.get && mix release
`,
}

// TestIgnoringPage holds the examples of docs/ignoring.md to their word: each
// suppresses something, nothing else is found, and there is one in each language.
func TestIgnoringPage(t *testing.T) {
	text, err := os.ReadFile("../docs/ignoring.md")
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, block := range strings.Split(string(text), "\n```")[1:] {
		language, example, _ := strings.Cut(block, "\n")
		project, known := ignoringProjects[language]
		if !known {
			continue
		}
		seen[language] = true
		example = strings.TrimSuffix(example, "FROM …")
		c := &casetest.Case{Files: txtar.Parse([]byte(strings.ReplaceAll(project, "EXAMPLE", example+"\n"))).Files}
		result := lint(t, linter.Options{FS: c.FS(), Checks: All(), Today: today})
		if len(result.Suppressed) == 0 || len(result.Findings) > 0 {
			found, _ := casetest.Format(result, "compact")
			t.Errorf("%s: %d suppressed, and reported:\n%s", language, len(result.Suppressed), found)
		}
	}
	if len(seen) != len(ignoringProjects) {
		t.Errorf("the page has examples in %v only", seen)
	}
}
