package model

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flylint/flylint/model/exconfig"
)

// generated is a project with the files that fly launch and the Phoenix
// generator write around an app, in our own words.
const generated = `
-- fly.toml --
app = "orchard"
primary_region = "ams"
[deploy]
release_command = "/app/bin/migrate"
[env]
PHX_HOST = "orchard.fly.dev"
PORT = "8080"
-- mix.exs --
defmodule Orchard.MixProject do
  use Mix.Project
  def project, do: [app: :orchard, version: "0.1.0"]
end
-- Dockerfile --
ARG BUILDER=hexpm/elixir:1.18.1-erlang-27.2-debian-bookworm-20250101-slim
ARG RUNNER=debian:bookworm-20250101-slim
FROM ${BUILDER} AS builder
WORKDIR /app
ENV MIX_ENV="prod"
COPY mix.exs mix.lock ./
RUN mix deps.get --only $MIX_ENV
COPY config/config.exs config/${MIX_ENV}.exs config/
RUN mix deps.compile
COPY lib lib
RUN mix compile
COPY config/runtime.exs config/
COPY rel rel
RUN mix release
FROM ${RUNNER}
ENV LANG en_US.UTF-8
WORKDIR "/app"
ENV MIX_ENV="prod"
COPY --from=builder --chown=nobody:root /app/_build/${MIX_ENV}/rel/orchard ./
USER nobody
CMD ["/app/bin/server"]
-- rel/env.sh.eex --
#!/bin/sh
if [ -n "$FLY_APP_NAME" ]; then
  export DNS_CLUSTER_QUERY="${FLY_APP_NAME}.internal"
  export RELEASE_NODE="${FLY_APP_NAME}-${FLY_IMAGE_REF##*-}@${FLY_PRIVATE_IP}"
  export ERL_AFLAGS="-proto_dist inet6_tcp"
  export ECTO_IPV6="true"
fi
export RELEASE_DISTRIBUTION="name"
# export ERL_CRASH_DUMP=/dev/stderr
export RELEASE_NODE=${RELEASE_NODE:-<%= @release.name %>@$(hostname)}
-- rel/overlays/bin/server --
#!/bin/sh
set -eu
cd -P -- "$(dirname -- "$0")"
PHX_SERVER=true exec ./orchard start
-- rel/overlays/bin/migrate --
#!/bin/sh
set -eu
cd -P -- "$(dirname -- "$0")"
exec ./orchard eval Orchard.Release.migrate
`

// showEnv writes the variables of the given names one a line, and of those it
// overrides the sources.
func showEnv(d *Deployment, e *Env, names ...string) string {
	var out strings.Builder
	for _, name := range names {
		b := e.Lookup(name)
		fmt.Fprintf(&out, "%s %s", name, showState(b))
		if b.Source != EnvNowhere {
			fmt.Fprintf(&out, " by %s", b.Source)
		}
		if b.Range.IsValid() {
			p := d.Fset().Position(b.Range.From)
			fmt.Fprintf(&out, " at %s:%d", p.Filename, p.Line)
		}
		for _, s := range b.Shadows {
			fmt.Fprintf(&out, " over %s %s", s.Source, showState(s))
		}
		if b.Condition != "" {
			fmt.Fprintf(&out, " if %s", b.Condition)
		}
		if b.Unless != "" {
			fmt.Fprintf(&out, " unless %s", b.Unless)
		}
		out.WriteString("\n")
	}
	return out.String()
}

func showState(b EnvBinding) string {
	switch b.State {
	case exconfig.EnvKnown:
		return fmt.Sprintf("= %q", b.Text)
	case exconfig.EnvSecret:
		return "is set: " + showParts(b.Parts)
	case exconfig.EnvUnset:
		return "is unset"
	}
	return "is unknown"
}

func showParts(parts []EnvPart) string {
	var out []string
	for _, p := range parts {
		switch p.Kind {
		case PartText:
			out = append(out, fmt.Sprintf("%q", p.Text))
		case PartVariable:
			out = append(out, "<"+p.Ref+">")
		case PartOutput:
			out = append(out, "?")
		}
	}
	return strings.Join(out, " ")
}

func checkEnv(t *testing.T, want, got string) {
	t.Helper()
	if diff := cmp.Diff(strings.TrimLeft(want, "\n"), got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestEnvOfGeneratedProject(t *testing.T) {
	d := deployment(t, generated)
	checkEnv(t, `
LANG = "en_US.UTF-8" by Dockerfile at Dockerfile:16
MIX_ENV = "prod" by Dockerfile at Dockerfile:18
PHX_HOST = "orchard.fly.dev" by fly.toml at fly.toml:6
PORT = "8080" by fly.toml at fly.toml:7
PRIMARY_REGION = "ams" by fly.toml at fly.toml:2
PHX_SERVER = "true" by script at rel/overlays/bin/server:4
ECTO_IPV6 = "true" by env.sh at rel/env.sh.eex:6
ERL_AFLAGS = "-proto_dist inet6_tcp" by env.sh at rel/env.sh.eex:5
DNS_CLUSTER_QUERY = "orchard.internal" by env.sh at rel/env.sh.eex:3
RELEASE_DISTRIBUTION = "name" by env.sh at rel/env.sh.eex:8
RELEASE_NODE is set: "orchard-" <FLY_IMAGE_REF> "@" <FLY_PRIVATE_IP> by env.sh at rel/env.sh.eex:4
RELEASE_COMMAND = "start" by release
RELEASE_COOKIE is set:  by release
FLY_PROCESS_GROUP = "app" by Fly
FLY_REGION is set: <FLY_REGION> by Fly
ERL_CRASH_DUMP is unknown
DATABASE_URL is unknown
`, showEnv(d, d.Env("app"), "LANG", "MIX_ENV", "PHX_HOST", "PORT", "PRIMARY_REGION", "PHX_SERVER", "ECTO_IPV6",
		"ERL_AFLAGS", "DNS_CLUSTER_QUERY", "RELEASE_DISTRIBUTION", "RELEASE_NODE", "RELEASE_COMMAND", "RELEASE_COOKIE",
		"FLY_PROCESS_GROUP", "FLY_REGION", "ERL_CRASH_DUMP", "DATABASE_URL"))
}

func TestReleaseEnvOfGeneratedProject(t *testing.T) {
	d := deployment(t, generated)
	// RELEASE_COMMAND is "1" on Fly's release machine only until the release's
	// own script sets it.
	checkEnv(t, `
PHX_SERVER is unknown
ECTO_IPV6 = "true" by env.sh at rel/env.sh.eex:6
RELEASE_COMMAND = "eval" by release over Fly = "1"
FLY_PROCESS_GROUP = "fly_app_release_command" by Fly
`, showEnv(d, d.ReleaseEnv(), "PHX_SERVER", "ECTO_IPV6", "RELEASE_COMMAND", "FLY_PROCESS_GROUP"))
}

func TestBuildEnvOfGeneratedProject(t *testing.T) {
	d := deployment(t, generated)
	checkEnv(t, `
MIX_ENV = "prod" by Dockerfile at Dockerfile:5
DATABASE_URL is unset
PORT is unset
`, showEnv(d, d.BuildEnv(), "MIX_ENV", "DATABASE_URL", "PORT"))
}

// TestEnvPrecedence sets one variable at every level.
func TestEnvPrecedence(t *testing.T) {
	d := secretDeployment(t, `
-- fly.toml --
app = "orchard"
[env]
A = "fly"
B = "fly"
C = "fly"
D = "fly"
PRIMARY_REGION = "ams"
-- mix.exs --
defmodule Orchard.MixProject do
  use Mix.Project
  def project, do: [app: :orchard]
end
-- Dockerfile --
FROM debian
ENV A=image B=image C=image D=image E=image
CMD ["bin/server"]
-- rel/overlays/bin/server --
C=script D=script exec ./orchard start
-- rel/env.sh.eex --
export D=env.sh
LOCAL=1
`, &Secrets{list: []Secret{{Name: "B", Status: SecretStaged}, {Name: "C"}, {Name: "D"}}})
	checkEnv(t, `
A = "fly" by fly.toml at fly.toml:3 over Dockerfile = "image"
B is set: <B> by secret over fly.toml = "fly" over Dockerfile = "image"
C = "script" by script at rel/overlays/bin/server:1 over secret is set: <C> over fly.toml = "fly" over Dockerfile = "image"
D = "env.sh" by env.sh at rel/env.sh.eex:1 over script = "script" over secret is set: <D> over fly.toml = "fly" over Dockerfile = "image"
E = "image" by Dockerfile at Dockerfile:2
PRIMARY_REGION = "ams" by fly.toml at fly.toml:7
LOCAL is unset
NOWHERE is unset
`, showEnv(d, d.Env("app"), "A", "B", "C", "D", "E", "PRIMARY_REGION", "LOCAL", "NOWHERE"))
	if got := d.Env("app").Lookup("B").Secret; got != SecretStaged {
		t.Errorf("B is %v, want staged", got)
	}
}

func TestEnvAll(t *testing.T) {
	d := deployment(t, generated)
	all := slices.Collect(d.Env("app").All())
	if !slices.IsSortedFunc(all, func(a, b EnvBinding) int { return strings.Compare(a.Name, b.Name) }) {
		t.Error("not sorted by name")
	}
	for _, name := range []string{"PORT", "PHX_SERVER", "ECTO_IPV6", "RELEASE_NODE", "FLY_APP_NAME"} {
		if !slices.ContainsFunc(all, func(b EnvBinding) bool { return b.Name == name }) {
			t.Errorf("%s is missing", name)
		}
	}
}

// TestEnvIsOfOneMachine checks that commands do not change the environment of
// one another.
func TestEnvIsOfOneMachine(t *testing.T) {
	d := deployment(t, generated)
	before := showEnv(d, d.Env("app"), "PHX_SERVER", "RELEASE_COMMAND")
	d.ReleaseEnv()
	if after := showEnv(d, d.Env("app"), "PHX_SERVER", "RELEASE_COMMAND"); before != after {
		t.Errorf("before:\n%safter:\n%s", before, after)
	}
	if b := d.Command("app").Env.Lookup("PHX_SERVER"); b.Source != EnvNowhere {
		t.Errorf("bin/server's assignment leaked out of it: %+v", b)
	}
}

func TestEnvWithoutImage(t *testing.T) {
	d := deployment(t, `
-- fly.toml --
app = "orchard"
[build]
image = "registry.example/orchard:1"
-- Dockerfile --
FROM debian
ENV NOT=used
-- mix.exs --
defmodule Orchard.MixProject do
  use Mix.Project
  def project, do: [app: :orchard]
end
-- rel/env.sh.eex --
export ECTO_IPV6=true
`)
	if d.Image != nil {
		t.Fatal("build.image takes the Dockerfile's place")
	}
	checkEnv(t, `
NOT is unknown
ECTO_IPV6 = "true" by env.sh at rel/env.sh.eex:1
RELEASE_NODE = "orchard" by release
`, showEnv(d, d.Env("app"), "NOT", "ECTO_IPV6", "RELEASE_NODE"))
	if d.BuildEnv().Complete() {
		t.Error("the build is not in these files, yet its environment counts as complete")
	}
}

func TestBuildEnvLayers(t *testing.T) {
	d := deployment(t, `
-- fly.toml --
app = "orchard"
[build.args]
GIVEN = "by-fly"
-- mix.exs --
defmodule Orchard.MixProject do
  use Mix.Project
  def project, do: [app: :orchard]
end
-- Dockerfile --
FROM elixir:1.18 AS deps
ENV MIX_ENV=prod
ARG NEVER
FROM deps AS builder
ARG GIVEN=default
ARG DEFAULTED=default
ARG OPEN
ENV DERIVED=${GIVEN}/x
RUN SECRET_KEY_BASE=dummy COMPUTED=$(date) mix do compile, release
ENV LATE=1
`)
	checkEnv(t, `
MIX_ENV = "prod" by Dockerfile at Dockerfile:2
GIVEN = "by-fly" by Dockerfile at Dockerfile:5
DEFAULTED = "default" by Dockerfile at Dockerfile:6
OPEN is unknown by Dockerfile at Dockerfile:7
DERIVED = "by-fly/x" by Dockerfile at Dockerfile:8
SECRET_KEY_BASE = "dummy" by Dockerfile at Dockerfile:9
COMPUTED is set: ? by Dockerfile at Dockerfile:9
LATE is unset
`, showEnv(d, d.BuildEnv(), "MIX_ENV", "GIVEN", "DEFAULTED", "OPEN", "DERIVED", "SECRET_KEY_BASE", "COMPUTED", "LATE"))
}
