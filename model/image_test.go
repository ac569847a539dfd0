package model

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flylint/flylint/internal/sourcetest"
	"github.com/flylint/flylint/model/source"
)

// imageDeployment is a deployment of the app orchard with more files.
func imageDeployment(t *testing.T, fly, files string) *Deployment {
	t.Helper()
	return deployment(t, "-- fly.toml --\n"+fly+`
-- mix.exs --
defmodule Orchard.MixProject do
  use Mix.Project
  def project, do: [app: :orchard]
end
`+files)
}

func TestImageRelease(t *testing.T) {
	for _, tc := range []struct{ name, dockerfile, release, root, builder string }{
		{"two stages", `
FROM elixir AS build
WORKDIR /src
ARG MIX_ENV=prod
RUN mix release
FROM debian
WORKDIR /opt/app
COPY --from=build /src/_build/${MIX_ENV:-prod}/rel/orchard ./
`, "orchard", "/opt/app", "build"},
		{"alpine, mix do", `
FROM elixir:alpine AS build
WORKDIR /app
RUN mix do deps.get, compile, release
FROM alpine
RUN apk add --no-cache libstdc++
COPY --from=build app/_build/prod/rel/orchard /srv
`, "orchard", "/srv", "build"},
		{"another name", `
FROM elixir AS build
RUN mix release fruit
FROM debian
COPY --from=build /_build/prod/rel/fruit /app/
`, "fruit", "/app", "build"},
		{"all releases", `
FROM elixir AS build
RUN mix release
FROM debian
WORKDIR /app
COPY --from=build /app/_build/prod/rel ./
`, "orchard", "/app/orchard", "build"},
		{"a path of its own", `
FROM elixir AS build
WORKDIR /src
RUN mix do \
    compile, \
    release --path ../release
FROM debian
COPY --from=build /release/ /app/
`, "orchard", "/app", "build"},
		{"one stage", `
FROM elixir
WORKDIR /app
RUN mix release
`, "orchard", "/app/_build/prod/rel/orchard", ""},
		{"the final stage builds on the runner", `
FROM elixir AS build
RUN mix compile
RUN ["mix", "release"]
FROM debian AS runner
COPY --from=build /_build/prod/rel/orchard /app
FROM runner
CMD ["/app/bin/orchard", "start"]
`, "orchard", "/app", "build"},
		{"no release", `
FROM node
COPY . .
`, "", "", ""},
	} {
		t.Run(tc.name, func(t *testing.T) {
			im := imageDeployment(t, "", "-- Dockerfile --"+tc.dockerfile).Image
			builder := ""
			if im.Builder != nil {
				builder = im.Builder.Name
			}
			if im.Release != tc.release || im.Root != tc.root || builder != tc.builder {
				t.Errorf("release %q in %q built by %q; want %q, %q, %q",
					im.Release, im.Root, builder, tc.release, tc.root, tc.builder)
			}
		})
	}
}

func TestImageMixTasks(t *testing.T) {
	im := imageDeployment(t, "", `-- Dockerfile --
FROM elixir AS base
RUN mix local.hex --force && mix local.rebar --force
FROM base
RUN if [ -d assets ]; then mix assets.deploy; fi; MIX_ENV=prod mix do compile + release --overwrite
RUN <<EOF
mix sentry.package_source_code
echo mix phx.digest
EOF
`).Image
	var got []string
	for _, m := range im.Mix {
		got = append(got, strings.Join(append([]string{m.Task}, m.Args...), " "))
	}
	want := []string{
		"local.hex --force", "local.rebar --force", "assets.deploy", "compile", "release --overwrite",
		"sentry.package_source_code",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestImageCopied(t *testing.T) {
	files := "-- rel/env.sh.eex --\n-- rel/overlays/bin/server --\n-- config/runtime.exs --\n-- priv/x --\n"
	for _, tc := range []struct{ name, dockerfile, ignore, want string }{
		{"one by one", `
COPY mix.exs ./
COPY config/config.exs config/prod.exs config/
COPY rel rel
RUN mix release
COPY config/runtime.exs config/`, "",
			"mix.exs yes, rel yes, config/runtime.exs no, priv no"},
		{"everything", "COPY . .\nRUN mix release", "",
			"mix.exs yes, rel yes, config/runtime.exs yes, priv yes"},
		{"everything but", "COPY . .\nRUN mix release", "rel\nconfig/*\n",
			"mix.exs yes, rel no (rel), config/runtime.exs no (config/*), priv yes"},
		{"taken back in", "COPY . .\nRUN mix release", "*\n!rel/env.sh.eex\n!mix.exs\n",
			"mix.exs yes, rel yes, config/runtime.exs no (*), priv no (*)"},
		{"patterns", "COPY m* ./\nCOPY config/*.exs config/\nRUN mix release", "",
			"mix.exs yes, rel no, config/runtime.exs yes, priv no"},
		{"by a bind mount", "RUN --mount=type=bind,target=. mix release", "",
			"mix.exs unsure, rel unsure, config/runtime.exs unsure, priv unsure"},
		{"by git", "RUN git clone https://example.com/orchard . && mix release", "",
			"mix.exs unsure, rel unsure, config/runtime.exs unsure, priv unsure"},
		{"by way of another stage", "COPY --from=sources /all .\nRUN mix release", "",
			"mix.exs yes, rel yes, config/runtime.exs yes, priv yes"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			ignore := ""
			if tc.ignore != "" {
				ignore = "-- .dockerignore --\n" + tc.ignore
			}
			dockerfile := "-- Dockerfile --\nFROM scratch AS sources\nCOPY . /all\nFROM elixir\n" + tc.dockerfile + "\n"
			im := imageDeployment(t, "", files+ignore+dockerfile).Image
			var got []string
			for _, name := range []string{"mix.exs", "rel", "config/runtime.exs", "priv"} {
				got = append(got, name+" "+showCopied(im.Copied(name, im.Assemble)))
			}
			if diff := cmp.Diff(tc.want, strings.Join(got, ", ")); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func showCopied(c Copied) string {
	word := "unsure"
	switch {
	case c.Reaches():
		word = "yes"
	case c.Misses():
		word = "no"
	}
	if c.Ignored != nil {
		word += " (" + c.Ignored.Pattern + ")"
	}
	return word
}

func TestImagePackages(t *testing.T) {
	im := imageDeployment(t, "", `-- Dockerfile --
FROM debian:bookworm-slim AS base
RUN apt-get update -y && apt-get install -y --no-install-recommends libstdc++6 \
    openssl=3.0.1
FROM base
RUN set -eux; apk add --no-cache --virtual .deps curl; apk del .deps
RUN <<EOF
apt-get -qq install locales
EOF
`).Image
	var got []string
	for _, p := range Packages(im.Final) {
		got = append(got, p.Manager+" "+p.Name)
	}
	want := []string{"apk curl", "apt-get locales", "apt-get libstdc++6", "apt-get openssl"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Fatalf("(-want +got):\n%s", diff)
	}
	if text := im.File.Text(Packages(im.Final)[2].Range); text != "libstdc++6" {
		t.Errorf("the range of libstdc++6 holds %q", text)
	}
}

func TestImageIsTheOneDeployed(t *testing.T) {
	const files = `
-- Dockerfile --
FROM usual
-- Dockerfile.web --
FROM web AS one
FROM two AS two
-- dockerfile --
FROM lower
-- web.ignore --
rel
-- .dockerignore --
lib
`
	for _, tc := range []struct{ name, fly, want string }{
		{"by name", "", "Dockerfile usual ignores lib"},
		{"build.dockerfile", `build.dockerfile = "Dockerfile.web"`, "Dockerfile.web two ignores lib"},
		{"build-target", `build = {dockerfile = "Dockerfile.web", build-target = "one"}`, "Dockerfile.web web ignores lib"},
		{"no such target", `build = {dockerfile = "Dockerfile.web", build-target = "three"}`, "Dockerfile.web - ignores lib"},
		{"ignorefile", `build.ignorefile = "web.ignore"`, "Dockerfile usual ignores rel"},
		{"an image", `build.image = "x"`, "none"},
		{"a builder", `build.builder = "heroku/buildpacks:20"`, "none"},
		{"a file that is not there", `build.dockerfile = "Dockerfile.gone"`, "none"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			im := imageDeployment(t, tc.fly, files).Image
			got := "none"
			if im != nil {
				base := "-"
				if im.Final != nil {
					base = im.Final.Base.Repository
				}
				got = fmt.Sprintf("%s %s ignores %s", im.File.Path, base, im.Ignore.Lines[0].Pattern)
			}
			if got != tc.want {
				t.Errorf("got %q, want %q", got, tc.want)
			}
		})
	}
}

// TestImageContext is a fly config in a directory of its own that is deployed
// from the root.
func TestImageContext(t *testing.T) {
	src := sourcetest.Load(t, `
-- demo/fly.toml --
build.dockerfile = "../Dockerfile"
-- demo/mix.exs --
defmodule Demo.MixProject do
  use Mix.Project
  def project, do: [app: :demo]
end
-- demo/rel/env.sh.eex --
-- lib/a.ex --
-- Dockerfile --
FROM elixir AS build
COPY lib lib
COPY demo/mix.exs demo/
COPY demo/rel demo/rel
RUN mix release
`)
	im := Load(src, source.Target{Config: "demo/fly.toml", Dir: "demo", AppDir: "demo"}, Known{}).Image
	if im.Context != "." {
		t.Errorf("the context is %q", im.Context)
	}
	if c := im.Copied("rel", im.Assemble); !c.Reaches() {
		t.Errorf("rel: %+v", c)
	}
	if c := im.Copied("config", im.Assemble); !c.Misses() {
		t.Errorf("config: %+v", c)
	}
}

func TestImageOrigin(t *testing.T) {
	d := imageDeployment(t, "", `
-- rel/overlays/bin/server --
-- scripts/run.sh --
-- scripts/secret.sh --
-- .dockerignore --
scripts/secret.sh
-- Dockerfile --
FROM elixir AS build
WORKDIR /src
COPY scripts scripts
RUN mix release
FROM debian
WORKDIR /app
COPY --from=build /src/_build/prod/rel/orchard ./
COPY --from=build /src/scripts/run.sh /usr/local/bin/
COPY scripts/ /scripts/
COPY scripts/run.sh entry
COPY <<run.txt /notes/
text
run.txt
`)
	for _, tc := range []struct {
		name string
		kind OriginKind
		path string
	}{
		{"/app/bin/server", OriginRelease, "bin/server"},
		{"bin/server", OriginRelease, "bin/server"},
		{"./bin/orchard", OriginRelease, "bin/orchard"},
		{"/app/lib/orchard-0.1.0/priv/x", OriginRelease, "lib/orchard-0.1.0/priv/x"},
		{"/app/bin/gone", OriginAbsent, ""},
		{"/usr/local/bin/run.sh", OriginContext, "scripts/run.sh"},
		{"/scripts/run.sh", OriginContext, "scripts/run.sh"},
		{"entry", OriginUnknown, ""}, // without a slash: looked up in PATH
		{"./entry", OriginContext, "scripts/run.sh"},
		{"/scripts/secret.sh", OriginContext, "scripts/secret.sh"},
		{"/notes/run.txt", OriginInline, ""},
		{"/bin/sh", OriginUnknown, ""},
		{"/opt/other", OriginUnknown, ""},
	} {
		t.Run(tc.name, func(t *testing.T) {
			o := d.Image.Origin(tc.name)
			if o.Kind != tc.kind || o.Path != tc.path {
				t.Errorf("got %d %q, want %d %q", o.Kind, o.Path, tc.kind, tc.path)
			}
			if ignored := o.Ignored != nil; ignored != strings.Contains(tc.name, "secret") {
				t.Errorf("ignored: %v", ignored)
			}
		})
	}
}
