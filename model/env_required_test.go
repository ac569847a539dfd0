package model

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flylint/flylint/internal/sourcetest"
	"github.com/flylint/flylint/model/source"
)

// TestLackingEnv asks what an app lacks whose runtime.exs is given, with the
// names and states of its secrets.
func TestLackingEnv(t *testing.T) {
	for _, tc := range []struct {
		name, secrets, runtime, fly string
		want                        []string
	}{
		{name: "in the order of reading", secrets: `[]`,
			runtime: `System.fetch_env!("B"); System.get_env("A") || raise "no A"; String.to_integer(System.get_env("C"))`,
			want:    []string{"B", "A", "C"}},
		{name: "no list of secrets", runtime: `System.fetch_env!("A")`},
		{name: "a secret", secrets: `[{"name": "A", "status": "Deployed"}]`, runtime: `System.fetch_env!("A")`},
		{name: "staged", secrets: `[{"name": "A", "status": "Staged"}]`, runtime: `System.fetch_env!("A")`, want: []string{"A staged"}},
		{name: "on some machines", secrets: `[{"name": "A", "status": "Partial"}]`, runtime: `System.fetch_env!("A")`, want: []string{"A staged"}},
		{name: "what Fly and the machine set", secrets: `[]`, runtime: `System.fetch_env!("FLY_REGION"); System.fetch_env!("PWD")`},
		{name: "inside what another absent one opens", secrets: `[]`,
			runtime: `if System.get_env("A") do System.fetch_env!("B") end`},
		{name: "either of two", secrets: `[]`,
			runtime: `System.get_env("A") || System.get_env("B") || raise "none"`, want: []string{"B"}},
		{name: "a value that is hidden decides", secrets: `[{"name": "A"}]`,
			runtime: `if System.get_env("A") == "x" do System.fetch_env!("B") end`, want: []string{`B if A == "x"`}},
		{name: "one of two groups", secrets: `[]`,
			fly:     "[processes]\nweb = 'bin/a start'\nworker = 'env B=1 bin/a start'\n",
			runtime: `System.fetch_env!("B")`, want: []string{"B"}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			var known Known
			if tc.secrets != "" {
				s, err := ParseSecrets([]byte(tc.secrets))
				if err != nil {
					t.Fatal(err)
				}
				known.Secrets = s
			}
			src := sourcetest.Load(t, "-- fly.toml --\napp = 'a'\n"+tc.fly+"-- config/runtime.exs --\nimport Config\n"+tc.runtime+"\n"+`-- mix.exs --
defmodule A.MixProject do
  use Mix.Project
  def project, do: [app: :a]
end
-- Dockerfile --
FROM debian AS build
RUN mix release
FROM debian
WORKDIR /app
COPY --from=build /_build/prod/rel/a ./
CMD ["bin/a", "start"]
`)
			var got []string
			for _, v := range Load(src, source.Target{Config: "fly.toml", Dir: ".", AppDir: "."}, known).LackingEnv() {
				text := v.Name
				if v.Staged {
					text += " staged"
				}
				if len(v.When) > 0 {
					text += " if " + v.When.String()
				}
				got = append(got, text)
			}
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}
