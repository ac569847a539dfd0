package model

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// showCommand writes the steps of a command one a line.
func showCommand(d *Deployment, c *Command) string {
	var out strings.Builder
	for _, s := range c.Steps {
		fmt.Fprintf(&out, "%s %s", [...]string{"program", "release", "mix", "missing", "unknown"}[s.Kind], s.Program)
		for _, a := range s.Args {
			if fmt.Fprintf(&out, " %s", a.Text); !a.Known {
				out.WriteString("?")
			}
		}
		if s.Exec {
			out.WriteString(" exec")
		}
		if s.Background {
			out.WriteString(" background")
		}
		if b := s.Env.Lookup("PHX_SERVER"); b.Set() {
			fmt.Fprintf(&out, " PHX_SERVER=%s", b.Text)
		}
		if s.IsValid() {
			p := d.Fset().Position(s.From)
			fmt.Fprintf(&out, " at %s:%d", p.Filename, p.Line)
		}
		if s.Condition != "" {
			fmt.Fprintf(&out, " if %s", s.Condition)
		}
		out.WriteString("\n")
	}
	return out.String()
}

// commandProject wraps a Dockerfile's last lines and more files in a project
// with the release orchard in /app.
func commandProject(image, more string) string {
	return `
-- mix.exs --
defmodule Orchard.MixProject do
  use Mix.Project
  def project, do: [app: :orchard]
end
-- Dockerfile --
FROM elixir:1.18 AS build
WORKDIR /src
COPY . .
RUN mix release
FROM debian
WORKDIR /app
COPY --from=build /src/_build/prod/rel/orchard .
` + image + "\n" + more
}

const overlayServer = "-- rel/overlays/bin/server --\n#!/bin/sh\nset -eu\ncd -P -- \"$(dirname -- \"$0\")\"\nPHX_SERVER=true exec ./orchard start\n"

func TestCommand(t *testing.T) {
	for _, tc := range []struct{ name, image, files, want string }{
		{"an overlay", `CMD ["/app/bin/server"]`, overlayServer, `
release ./orchard start exec PHX_SERVER=true at rel/overlays/bin/server:4
`},
		{"an overlay by a relative path, shell form", `CMD bin/server`, overlayServer, `
release ./orchard start exec PHX_SERVER=true at rel/overlays/bin/server:4
`},
		{"the release", `CMD ["/app/bin/orchard", "start"]`, "", `
release /app/bin/orchard start exec at Dockerfile:8
`},
		{"the release as entrypoint", "ENTRYPOINT [\"/app/bin/orchard\"]\nCMD [\"start\"]", "", `
release /app/bin/orchard start exec at Dockerfile:8
`},
		{"a list for the shell", `CMD ["sh", "-c", "/app/bin/orchard eval Orchard.Release.migrate && exec /app/bin/server"]`, overlayServer, `
release /app/bin/orchard eval Orchard.Release.migrate at Dockerfile:8
release ./orchard start exec PHX_SERVER=true at rel/overlays/bin/server:4
`},
		{"an init, another user, a variable", `CMD ["tini", "-s", "--", "gosu", "nobody", "env", "PHX_SERVER=1", "bin/orchard", "start"]`, "", `
release bin/orchard start exec PHX_SERVER=1 at Dockerfile:8
`},
		{"an entrypoint that hands over", "COPY run.sh /run.sh\nENTRYPOINT [\"/run.sh\"]\nCMD [\"/app/bin/server\"]",
			"-- run.sh --\n#!/bin/bash\nif [ \"$RELEASE_COMMAND\" != 1 ]; then\n  mkdir -p /data/db\nfi\nexec \"$@\"\n" + overlayServer, `
program mkdir -p /data/db at run.sh:3 if [ "$RELEASE_COMMAND" != 1 ]
release ./orchard start exec PHX_SERVER=true at rel/overlays/bin/server:4
`},
		{"an entrypoint that calls itself as another user", "COPY run.sh ./\nENTRYPOINT [\"./run.sh\"]\nCMD [\"bin/orchard\", \"start\"]",
			"-- run.sh --\n#!/bin/sh\nif [ \"$(id -u)\" = 0 ]; then exec gosu app \"$0\" \"$@\"; fi\nexec \"$@\"\n", `
release bin/orchard start exec at Dockerfile:10
`},
		{"an entrypoint that asks for its role", "ENV ROLE=web\nCOPY run.sh /\nENTRYPOINT [\"/run.sh\"]",
			"-- run.sh --\n#!/bin/sh\nstart() { exec bin/orchard \"$1\"; }\ncase \"$ROLE\" in\n  web) start start ;;\n  console) exec bin/orchard remote ;;\nesac\n", `
release bin/orchard start exec at run.sh:2
`},
		{"a here-document of the Dockerfile", "COPY <<EOF /run.sh\n#!/bin/sh\nexec /app/bin/orchard start\nEOF\nCMD [\"/run.sh\"]", "", `
release /app/bin/orchard start exec at Dockerfile:12
`},
		{"su with a text", `CMD ["su", "-s", "/bin/sh", "nobody", "-c", "exec /app/bin/orchard start"]`, "", `
release /app/bin/orchard start at Dockerfile:8
`},
		{"litestream", `CMD ["litestream", "replicate", "-exec", "/app/bin/server"]`, overlayServer, `
program litestream replicate -exec /app/bin/server exec at Dockerfile:8
release ./orchard start PHX_SERVER=true at rel/overlays/bin/server:4
`},
		{"litefs", "COPY etc/litefs.yml /etc/litefs.yml\nENTRYPOINT litefs mount", `-- etc/litefs.yml --
exec:
  - cmd: "/app/bin/orchard eval Orchard.Release.migrate"
    if-candidate: true
  - cmd: /app/bin/server
` + overlayServer, `
program litefs mount exec at Dockerfile:9
release /app/bin/orchard eval Orchard.Release.migrate at etc/litefs.yml:2
release ./orchard start PHX_SERVER=true at rel/overlays/bin/server:4
`},
		{"programs of PATH in an overlay", `CMD ["bin/server"]`,
			"-- rel/overlays/bin/server --\n#!/bin/sh\nchmod 600 key\nexec \"${RELEASE_ROOT:-/app}/bin/orchard\" start\n", `
program chmod 600 key at rel/overlays/bin/server:2
release /app/bin/orchard start exec at rel/overlays/bin/server:3
`},
		{"a script beside the script", "COPY scripts /scripts\nCMD [\"/scripts/a.sh\"]",
			"-- scripts/a.sh --\n#!/bin/sh\n\"$(dirname \"$0\")/b.sh\"\n\"${HERE}/gone\"\n-- scripts/b.sh --\nexec \"$APP_ROOT/bin/orchard\" start\n", `
release /bin/orchard start at scripts/b.sh:1
unknown /gone at scripts/a.sh:3
`},
		{"in the background", `CMD /usr/sbin/nginx & exec bin/orchard start`, "", `
program /usr/sbin/nginx background at Dockerfile:8
release bin/orchard start exec at Dockerfile:8
`},
		{"mix", `CMD ["mix", "phx.server"]`, "", `
mix mix phx.server exec at Dockerfile:8
`},
		{"no such overlay", `CMD ["/app/bin/server"]`, "", `
missing /app/bin/server exec at Dockerfile:8
`},
		{"another release", `CMD ["/app/bin/other", "start"]`, "", `
missing /app/bin/other start exec at Dockerfile:8
`},
		{"made by RUN", "RUN printf start > /app/bin/server\nCMD [\"/app/bin/server\"]", "", `
unknown /app/bin/server exec at Dockerfile:9
`},
		{"a script that nobody shows", `CMD ["/docker-entrypoint.sh"]`, "", `
unknown /docker-entrypoint.sh exec at Dockerfile:8
`},
		{"a script that asks for its first argument", "COPY run.sh /run.sh\nENTRYPOINT [\"/run.sh\"]\nCMD [\"serve\"]",
			"-- run.sh --\n#!/bin/sh\nif [ \"$1\" = mix ]; then exec \"$@\"; fi\ncase \"$1\" in\nserve) exec /app/bin/orchard start ;;\n*) exec \"$@\" ;;\nesac\n", `
release /app/bin/orchard start exec at run.sh:4
`},
		{"a script that asks for each argument", "COPY run.sh /run.sh\nENTRYPOINT [\"/run.sh\"]\nCMD [\"-v\", \"serve\"]",
			"-- run.sh --\n#!/bin/sh\nwhile [ -n \"$1\" ]; do\n  case \"$1\" in\n  serve) bin/orchard daemon ;;\n  esac\n  shift\ndone\nif [ \"$1\" = serve ]; then bin/orchard start; fi\n", `
release bin/orchard daemon at run.sh:4 if "$1" in serve
release bin/orchard start at run.sh:8 if [ "$1" = serve ]
`},
		{"nothing", ``, "", ``},
	} {
		t.Run(tc.name, func(t *testing.T) {
			d := deployment(t, "-- fly.toml --\napp = \"orchard\"\n"+commandProject(tc.image, tc.files))
			checkEnv(t, tc.want, showCommand(d, d.Command("app")))
		})
	}
}

func TestCommandFromFly(t *testing.T) {
	for _, tc := range []struct{ name, fly, want string }{
		{"processes", "[processes]\napp = \"/app/bin/server\"\nworker = \"/app/bin/orchard start\"\n", `
release ./orchard start exec PHX_SERVER=true at rel/overlays/bin/server:4
worker:
release /app/bin/orchard start exec at fly.toml:4
`},
		{"experimental.cmd", "[experimental]\ncmd = [\"/app/bin/orchard\", \"start\"]\n", `
release /app/bin/orchard start exec at fly.toml:3
worker:
release /app/bin/orchard start exec at fly.toml:3
`},
		{"experimental.exec replaces the entrypoint too", "[experimental]\nexec = [\"/app/bin/orchard\", \"daemon\"]\nentrypoint = [\"/never\"]\n", `
release /app/bin/orchard daemon exec at fly.toml:3
worker:
release /app/bin/orchard daemon exec at fly.toml:3
`},
		{"no shell", "[processes]\napp = \"PHX_SERVER=true bin/orchard start\"\n", `
program PHX_SERVER=true bin/orchard start exec at fly.toml:3
worker:
release /app/bin/orchard start exec at Dockerfile:8
`},
	} {
		t.Run(tc.name, func(t *testing.T) {
			d := deployment(t, "-- fly.toml --\napp = \"orchard\"\n"+tc.fly+commandProject(`CMD ["/app/bin/orchard", "start"]`, overlayServer))
			got := showCommand(d, d.Command("app")) + "worker:\n" + showCommand(d, d.Command("worker"))
			checkEnv(t, tc.want, got)
		})
	}
}

func TestReleaseCommand(t *testing.T) {
	for _, tc := range []struct{ name, command, want, calls string }{
		{"overlay", "/app/bin/migrate", `
release ./orchard eval Orchard.Release.migrate exec at rel/overlays/bin/migrate:2
`, "Orchard.Release.migrate"},
		{"eval", `/app/bin/orchard eval 'Orchard.Release.migrate(); IO.puts(\"done\")'`, `
release /app/bin/orchard eval Orchard.Release.migrate(); IO.puts("done") exec at fly.toml:3
`, "Orchard.Release.migrate IO.puts"},
		{"shell", `/bin/sh -lc 'DATABASE_URL=$DIRECT_URL /app/bin/migrate'`, `
release ./orchard eval Orchard.Release.migrate exec at rel/overlays/bin/migrate:2
`, "Orchard.Release.migrate"},
		{"absent", "/app/bin/migrations", `
missing /app/bin/migrations exec at fly.toml:3
`, ""},
		{"mix", "mix ecto.migrate", `
mix mix ecto.migrate exec at fly.toml:3
`, ""},
	} {
		t.Run(tc.name, func(t *testing.T) {
			d := deployment(t, "-- fly.toml --\napp = \"orchard\"\n[deploy]\nrelease_command = \""+tc.command+"\"\n"+
				commandProject(`CMD ["/app/bin/server"]`, overlayServer+
					"-- rel/overlays/bin/migrate --\n#!/bin/sh\nexec ./orchard eval Orchard.Release.migrate\n"))
			c := d.ReleaseCommand()
			checkEnv(t, tc.want, showCommand(d, c))
			if got := strings.Join(c.Calls(), " "); got != tc.calls {
				t.Errorf("calls %q, want %q", got, tc.calls)
			}
		})
	}
}

func TestNoReleaseCommand(t *testing.T) {
	d := deployment(t, "-- fly.toml --\napp = \"orchard\"\n")
	if c := d.ReleaseCommand(); c != nil {
		t.Errorf("a release command was made up: %+v", c)
	}
	if d.ReleaseEnv() == nil {
		t.Error("no environment for the release machine")
	}
}

// TestReleaseCommandShellEnv checks that an assignment in sh -c reaches the
// release, by a variable that may be a secret.
func TestReleaseCommandShellEnv(t *testing.T) {
	d := deployment(t, "-- fly.toml --\ndeploy.release_command = \"sh -c 'DATABASE_URL=${DIRECT_URL:-$DATABASE_URL} /app/bin/orchard eval X.y'\"\n"+
		commandProject("", ""))
	checkEnv(t, "DATABASE_URL is set: <DATABASE_URL> by script at fly.toml:1 unless DIRECT_URL\n", showEnv(d, d.ReleaseEnv(), "DATABASE_URL"))
}

func TestCommandReached(t *testing.T) {
	for _, tc := range []struct {
		name, image, script string
		want                bool
	}{
		{"no entrypoint", "", "", true},
		{"hands over", "COPY run.sh /run.sh\nENTRYPOINT [\"/run.sh\"]", "mkdir -p /data\nexec \"$@\"\n", true},
		{"goes its own way", "COPY run.sh /run.sh\nENTRYPOINT [\"/run.sh\"]", "exec /app/bin/server\n", false},
		{"is the release, which takes the words", "ENTRYPOINT [\"/app/bin/orchard\"]", "", true},
		{"a shell that drops them", "ENTRYPOINT /app/bin/server", "", false},
		{"an init", "ENTRYPOINT [\"tini\", \"--\"]", "", true},
	} {
		t.Run(tc.name, func(t *testing.T) {
			script := ""
			if tc.script != "" {
				script = "-- run.sh --\n#!/bin/sh\n" + tc.script
			}
			d := deployment(t, "-- fly.toml --\ndeploy.release_command = \"/app/bin/orchard eval Orchard.Release.migrate\"\n"+
				commandProject(tc.image, overlayServer+script))
			if got := d.ReleaseCommand().Reached; got != tc.want {
				t.Errorf("reached %v, want %v:\n%s", got, tc.want, showCommand(d, d.ReleaseCommand()))
			}
		})
	}
}

func TestStartsServer(t *testing.T) {
	d := deployment(t, "-- fly.toml --\n[processes]\nweb = \"/app/bin/server\"\nworker = \"/app/bin/orchard start\"\ntask = \"sleep 1\"\n"+
		commandProject("", overlayServer))
	if s, b := d.StartsServer("web"); s == nil || b.Text != "true" {
		t.Errorf("web: %v, %+v", s, b)
	}
	if s, b := d.StartsServer("worker"); s == nil || b.Set() {
		t.Errorf("worker: %v, %+v", s, b)
	}
	if s, _ := d.StartsServer("task"); s != nil {
		t.Errorf("task starts %v", s)
	}
}

// TestCommandBounds feeds scripts that grow without end.
func TestCommandBounds(t *testing.T) {
	for name, script := range map[string]string{
		"calls itself":   "f() { f; f; f; f; f; f; f; f; }\nf\n",
		"runs itself":    "/run.sh; /run.sh\n",
		"doubles text":   "X=xxxxxxxx\n" + strings.Repeat("X=$X$X\n", 60) + "export X\nexec bin/orchard start\n",
		"doubles words":  "set -- a b\n" + strings.Repeat("set -- \"$@\" \"$@\"\n", 40) + "exec \"$@\"\n",
		"doubles parts":  "X=$(date)$A\n" + strings.Repeat("X=$X.$X\n", 60) + "export X\nexec bin/orchard start\n",
		"sources itself": ". /run.sh\n. /run.sh\nexec bin/orchard start\n",
	} {
		t.Run(name, func(t *testing.T) {
			d := deployment(t, "-- fly.toml --\n"+commandProject("COPY run.sh /run.sh\nCMD [\"/run.sh\"]", "-- run.sh --\n"+script))
			start := time.Now()
			c := d.Command("app")
			if took := time.Since(start); took > 2*time.Second || len(c.Steps) > maxSteps {
				t.Errorf("took %v for %d steps", took, len(c.Steps))
			}
			if b := d.Env("app").Lookup("X"); len(b.Text) > maxText {
				t.Errorf("a value of %d bytes", len(b.Text))
			}
		})
	}
}

// TestEnvShThatRunsTheRelease shows that env.sh, which the release's script
// sources, may call that script.
func TestEnvShThatRunsTheRelease(t *testing.T) {
	d := deployment(t, "-- fly.toml --\n"+commandProject(`CMD ["/app/bin/server"]`, overlayServer+
		"-- rel/env.sh.eex --\nexport A=1\n$RELEASE_ROOT/bin/orchard eval x\n/app/bin/orchard eval y\n/app/bin/server\nexport B=2\n"))
	start := d.Command("app").Start()
	if start == nil {
		t.Fatal("no start")
	}
	for _, name := range []string{"A", "B"} {
		if b := start.Env.Lookup(name); !b.Set() {
			t.Errorf("%s is not set", name)
		}
	}
}
