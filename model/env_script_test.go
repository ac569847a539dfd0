package model

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/flylint/flylint/internal/oracle"
	"github.com/flylint/flylint/model/exconfig"
)

// envScripts are env.sh files and what is known of their variables on a
// machine of the app orchard, group app, that runs `bin/orchard start`.
var envScripts = []struct{ name, script, want string }{
	{"defaults", `
export PORT=${PORT:-4000}
export NODES=${NODES-two}
export HOST=${PHX_HOST:-example.com}
export EMPTY=
export FILLED=${EMPTY:-filled}
export KEPT=${EMPTY-not this}
export IF_SET=${PHX_HOST:+given}
export IF_UNSET=${ABSENT:+given}
`, `
PORT = "4000" by env.sh at rel/env.sh.eex:2 unless PORT
NODES = "two" by env.sh at rel/env.sh.eex:3 unless NODES
HOST = "orchard.fly.dev" by env.sh at rel/env.sh.eex:4
EMPTY = "" by env.sh at rel/env.sh.eex:5
FILLED = "filled" by env.sh at rel/env.sh.eex:6
KEPT = "" by env.sh at rel/env.sh.eex:7
IF_SET = "given" by env.sh at rel/env.sh.eex:8
IF_UNSET = "" by env.sh at rel/env.sh.eex:9
`},
	{"a default for what is set keeps its place", `
export PHX_HOST=${PHX_HOST:-example.com}
export PHX_HOST="${PHX_HOST}"
`, `
PHX_HOST = "orchard.fly.dev" by fly.toml at fly.toml:3
`},
	{"appended flags", `
export ERL_FLAGS="${ERL_FLAGS} +sbwt none"
ERL_AFLAGS="-proto_dist inet6_tcp"
ERL_AFLAGS="$ERL_AFLAGS +S 2"
export ERL_AFLAGS
`, `
ERL_FLAGS is set: <ERL_FLAGS> " +sbwt none" by env.sh at rel/env.sh.eex:2
ERL_AFLAGS = "-proto_dist inet6_tcp +S 2" by env.sh at rel/env.sh.eex:4 over env.sh = "-proto_dist inet6_tcp"
`},
	{"not exported, but exported before", `
PHX_HOST=other.example
OWN=1
`, `
PHX_HOST = "other.example" by env.sh at rel/env.sh.eex:2 over fly.toml = "orchard.fly.dev"
OWN is unknown
`},
	{"on Fly and elsewhere", `
if [ -n "$FLY_APP_NAME" ]; then
  export WHERE=fly
else
  export WHERE=elsewhere
  export ONLY_ELSEWHERE=1
fi
[ -z "$FLY_APP_NAME" ] && export SHORT=elsewhere
[ -n "$FLY_REGION" ] && export REGIONAL=1
`, `
WHERE = "fly" by env.sh at rel/env.sh.eex:3
ONLY_ELSEWHERE is unknown
SHORT is unknown
REGIONAL = "1" by env.sh at rel/env.sh.eex:9
`},
	{"by the release's command", `
case $RELEASE_COMMAND in
  start*|daemon*) export MODE=serve ;;
  *) export MODE=task ;;
esac
if [ "$RELEASE_COMMAND" = "start" ]; then export POOL_SIZE=10; fi
if [ "$RELEASE_COMMAND" != "start" ]; then export POOL_SIZE=2; fi
`, `
POOL_SIZE = "10" by env.sh at rel/env.sh.eex:6
`},
	{"by the process group", `
if [ "$FLY_PROCESS_GROUP" = "worker" ]; then
  export QUEUES=all
else
  export QUEUES=none
fi
`, `
QUEUES = "none" by env.sh at rel/env.sh.eex:5
`},
	{"a body that changes its own condition", `
if [ -z "$EMPTY" ]; then
  export EMPTY=full
  export AFTER=1
fi
`, `
EMPTY = "full" by env.sh at rel/env.sh.eex:3 unless EMPTY
`},
	{"both sides of an open question", `
if [ -f /etc/hosts.orchard ]; then
  export SIDE=left
  export SAME=x
  export HALF=1
else
  export SIDE=right
  export SAME=x
fi
`, `
SIDE is set: "right" by env.sh at rel/env.sh.eex:7 over env.sh is unknown if not ([ -f /etc/hosts.orchard ])
SAME = "x" by env.sh at rel/env.sh.eex:8 over env.sh is unknown if not ([ -f /etc/hosts.orchard ])
HALF is unknown by env.sh at rel/env.sh.eex:5 if [ -f /etc/hosts.orchard ]
`},
	{"a condition on a variable of the release", `
if [ -f /etc/hosts.orchard ]; then
  export RELEASE_NODE=orchard@local
fi
`, `
RELEASE_NODE is set: "orchard@local" by env.sh at rel/env.sh.eex:3 if [ -f /etc/hosts.orchard ]
`},
	{"command output", `
ip=$(grep fly-local-6pn /etc/hosts | cut -f 1)
export RELEASE_NODE=$FLY_APP_NAME@$ip
export HOSTED="on $(hostname)"
`, `
RELEASE_NODE is set: "orchard@" ? by env.sh at rel/env.sh.eex:3
HOSTED is set: "on " ? by env.sh at rel/env.sh.eex:4
`},
	{"quotes", `
export SINGLE='$PHX_HOST'
export DOUBLE="<$PHX_HOST>"
export ESCAPED=\$PHX_HOST
export JOINED=a"b c"'d'
`, `
SINGLE = "$PHX_HOST" by env.sh at rel/env.sh.eex:2
DOUBLE = "<orchard.fly.dev>" by env.sh at rel/env.sh.eex:3
ESCAPED = "$PHX_HOST" by env.sh at rel/env.sh.eex:4
JOINED = "ab cd" by env.sh at rel/env.sh.eex:5
`},
	{"unset and functions", `
unset PHX_HOST
configure() { export DONE="$1"; }
configure well
(export LOST=1)
`, `
PHX_HOST is unset by env.sh at rel/env.sh.eex:2 over fly.toml = "orchard.fly.dev"
DONE = "well" by env.sh at rel/env.sh.eex:3
LOST is unknown
`},
	{"comments", `
# export A=1
export B=2 # export C=3
`, `
A is unknown
B = "2" by env.sh at rel/env.sh.eex:3
C is unknown
`},
}

func scriptDeployment(t *testing.T, script string) *Deployment {
	return deployment(t, `
-- fly.toml --
app = "orchard"
[env]
PHX_HOST = "orchard.fly.dev"
-- mix.exs --
defmodule Orchard.MixProject do
  use Mix.Project
  def project, do: [app: :orchard]
end
-- Dockerfile --
FROM debian
CMD ["bin/orchard", "start"]
-- rel/env.sh.eex --`+script)
}

func namesOf(want string) []string {
	var names []string
	for line := range strings.Lines(strings.TrimSpace(want)) {
		name, _, _ := strings.Cut(line, " ")
		names = append(names, name)
	}
	return names
}

func TestEnvScripts(t *testing.T) {
	for _, tc := range envScripts {
		t.Run(tc.name, func(t *testing.T) {
			// Lines count from the marker line of the archive.
			d := scriptDeployment(t, "\n"+tc.script)
			checkEnv(t, tc.want, showEnv(d, d.Env("app"), namesOf(tc.want)...))
		})
	}
}

// TestEnvScriptsAgainstShell runs the scripts in a shell: what is known of a
// variable must be true there.
func TestEnvScriptsAgainstShell(t *testing.T) {
	sh := oracle.Need(t, "sh", "a POSIX shell")
	for _, tc := range envScripts {
		t.Run(tc.name, func(t *testing.T) {
			d := scriptDeployment(t, "\n"+tc.script)
			real := runEnvScript(t, sh, tc.script)
			for _, name := range namesOf(tc.want) {
				b := d.Env("app").Lookup(name)
				value, set := real[name]
				switch {
				case b.State == exconfig.EnvKnown && (!set || value != b.Text):
					t.Errorf("%s: known as %q, the shell has %q (set: %v)", name, b.Text, value, set)
				case b.State == exconfig.EnvSecret && !set:
					t.Errorf("%s: taken to be set, the shell has it not", name)
				case b.State == exconfig.EnvUnset && set:
					t.Errorf("%s: taken to be unset, the shell has %q", name, value)
				}
			}
		})
	}
}

// runEnvScript runs a script as a release does and returns the environment
// after it.
func runEnvScript(t *testing.T, sh, script string) map[string]string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "env.sh")
	if err := os.WriteFile(file, []byte(script), 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(sh, "-c", ". "+file+"; export RELEASE_NODE=${RELEASE_NODE:-orchard}; env")
	cmd.Env = []string{
		"PATH=" + os.Getenv("PATH"), "PHX_HOST=orchard.fly.dev", "FLY_APP_NAME=orchard", "FLY_REGION=ams",
		"FLY_PRIVATE_IP=fdaa::1", "FLY_PROCESS_GROUP=app", "RELEASE_COMMAND=start",
	}
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	env := map[string]string{}
	for line := range strings.Lines(string(out)) {
		if name, value, found := strings.Cut(strings.TrimSuffix(line, "\n"), "="); found {
			env[name] = value
		}
	}
	return env
}
