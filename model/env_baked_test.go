package model

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flylint/flylint/internal/sourcetest"
	"github.com/flylint/flylint/model/source"
)

// TestBakedReads asks what a build without variables of its own leaves behind.
func TestBakedReads(t *testing.T) {
	for _, tc := range []struct {
		name, config, runtime, lib string
		want                       []string
	}{
		{name: "a setting", config: `config :a, b: [c: System.get_env("X")]`, want: []string{"X config.a.b.c"}},
		{name: "of a module", config: `config :a, A.Repo, url: System.get_env("X")`, lib: `alias A.Repo`, want: []string{"X config.a.A.Repo.url"}},
		{name: "in a text", config: `config :a, u: "http://#{System.get_env("X")}"`, lib: `def u, do: Application.get_env(:a, :u)`, want: []string{"X config.a.u"}},
		{name: "a key nobody reads", config: `config :a, u: System.get_env("X")`},
		{name: "a module", config: `config :a, A, u: System.get_env("X")`, want: []string{"X config.a.A.u"}},
		{name: "a module there is not", config: `config :a, A.PromEx, grafana: [host: System.get_env("X")]`},
		{name: "a key with another way", config: `config :a, u: System.get_env("X")`, lib: `def u, do: Application.get_env(:a, :u) || System.get_env("X")`},
		{name: "the build ends", config: `config :a, u: System.fetch_env!("X")`, want: []string{"X stops"}},
		{name: "the build ends elsewhere", config: `if System.get_env("Y"), do: config(:a, u: System.fetch_env!("X"))`},
		{name: "set by the Dockerfile", config: `config :a, u: System.get_env("KNOWN")`},
		{name: "read again", config: `config :a, u: System.get_env("X")`, runtime: `config :a, v: System.get_env("X")`},
		{name: "overwritten", config: `config :a, u: System.get_env("X")`, runtime: `config :a, u: 1`},
		{name: "an attribute", lib: `@x {1, System.get_env("X")}`, want: []string{"X A.@x"}},
		{name: "an attribute that ends the build", lib: `@x System.fetch_env!("X")`, want: []string{"X A.@x stops"}},
		{name: "an attribute with a default", lib: `@x System.get_env("X") || 1`},
		{name: "a function", lib: `def x, do: System.get_env("X")`},
	} {
		t.Run(tc.name, func(t *testing.T) {
			src := sourcetest.Load(t, `-- fly.toml --
app = 'a'
-- mix.exs --
defmodule A.MixProject do
  use Mix.Project
  def project, do: [app: :a]
end
-- Dockerfile --
FROM debian AS build
ENV KNOWN=1
RUN mix release
FROM debian
COPY --from=build /_build/prod/rel/a ./
-- config/config.exs --
import Config
`+tc.config+`
-- config/runtime.exs --
import Config
`+tc.runtime+`
-- lib/a.ex --
defmodule A do
`+tc.lib+`
end
`)
			var got []string
			for _, b := range Load(src, source.Target{Config: "fly.toml", Dir: ".", AppDir: "."}, Known{}).BakedReads() {
				text := b.Name
				for _, more := range []string{b.Config, b.Attribute} {
					if more != "" {
						text += " " + more
					}
				}
				if b.Stops {
					text += " stops"
				}
				got = append(got, text)
			}
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}
