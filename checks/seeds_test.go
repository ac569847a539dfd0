package checks

// Places of the files that most apps have.
const (
	flyToml     = "fly.toml"
	dockerFile  = "Dockerfile"
	runtimeExs  = "config/runtime.exs"
	configExs   = "config/config.exs"
	prodExs     = "config/prod.exs"
	application = "lib/*/application.ex"
	releaseEx   = "lib/*/release.ex"
)

// Why a rule is silent in an app although the fault was planted there.
const (
	fileRepo     = "its Repo is SQLite, which opens no socket"
	twice        = "socket_options stands there twice, and the first counts"
	cluster      = "its machines form a cluster"
	noRel        = "rel/ is not in the checkout: nobody knows what bin/server and bin/migrate do"
	noImage      = "its Dockerfile is given on the command line"
	behindProxy  = "an endpoint of its own stands in front of the others"
	unread       = "runtime.exs uses a variable that is not there"
	noTLS        = "no service has TLS: it is private"
	otherService = "another service of the group is right"
	noPhoenix    = "it has no Phoenix endpoint"
	ownEnv       = "a module in runtime.exs reads the environment"
	serves       = "server: true stands in runtime.exs"
	releaseStep  = "a step of the release writes scripts to bin"
	otherFiles   = "the Dockerfile puts more into that directory"
	madeRepo     = "its Repo is made by a macro, or chosen at run time"
	inImage      = "the Dockerfile sets it"
)

// seeds are the faults, each the smallest edit that brings it in.
var seeds = []seed{
	{rule: "deploy/max-unavailable-zero", in: flyToml, edits: []change{{flyToml, `(?m)^\[deploy\]\n`, "[deploy]\n  max_unavailable = 0\n"}},
		unless: []match{{flyToml, `strategy`}}},
	{rule: "deploy/volume-blocks-strategy", in: flyToml, edits: []change{
		{flyToml, `(?m)^\[deploy\]\n`, "[deploy]\n  strategy = 'bluegreen'\n"},
		{flyToml, ``, "\n[[mounts]]\n  source = 'data'\n  destination = '/data'\n"},
	}, unless: []match{{flyToml, `\[mounts?\]|strategy`}}},
	{rule: "docker/glibc-mismatch", in: dockerFile, edits: []change{
		{dockerFile, `ARG RUNNER_IMAGE="(?:docker\.io/)?debian:\$\{DEBIAN_VERSION\}"`, `ARG RUNNER_IMAGE="debian:bullseye-slim"`},
	}, unless: []match{{dockerFile, `DEBIAN_VERSION=bullseye`}}},
	{rule: "ecto/hardcoded-6pn-address", in: runtimeExs, edits: []change{
		{runtimeExs, `(?m)^(\s+)System\.get_env\("DATABASE_URL"\) \|\|`, `${1}System.get_env("DATABASE_URL") || "ecto://app:app@[fdaa:0:3b99:a7b:7e:3:0:2]:5432/app" ||`},
	}, also: []string{"ecto/inet6-missing-for-fly-host"}},
	{rule: "ecto/inet6-missing-for-fly-host", in: flyToml, edits: []change{
		{flyToml, `(?m)^\[env\]\n`, "[env]\n  DATABASE_URL = 'postgres://app@app-db.internal:5432/app'\n"},
		{runtimeExs, `(?m)^(\s+)socket_options: maybe_ipv6`, `${1}socket_options: []`},
	},
		silent: map[string]string{"ajbt200128+elixir_bot": fileRepo, "petalframework+petal_boilerplate": twice}},
	{rule: "ecto/invalid-socket-option", in: runtimeExs, edits: []change{{runtimeExs, `(?m)^(\s+)socket_options: maybe_ipv6`, `${1}socket_options: maybe_ipv6 ++ [:keepalive]`}},
		silent: map[string]string{"ajbt200128+elixir_bot": fileRepo, "petalframework+petal_boilerplate": twice}},
	{rule: "ecto/ipv6-env-value-mismatch", in: flyToml, edits: []change{
		{flyToml, `(?m)^\[env\]\n`, "[env]\n  ECTO_IPV6 = 'yes'\n"},
	}, where: []match{{runtimeExs, `(?m)^[^#\n]*"ECTO_IPV6"\) in ~w\(true 1\)`}}, unless: []match{{dockerFile, `(?m)^ENV ECTO_IPV6`}, {flyToml, `ECTO_IPV6`}, {"rel/env.sh.eex", `ECTO_IPV6`}}},
	{rule: "ecto/prepare-unnamed-missing", in: "config/*.exs", edits: []change{
		{flyToml, `(?m)^\[env\]\n`, "[env]\n  DATABASE_URL = 'postgres://app@pgbouncer.abcdefgh.flympg.net/app'\n  ECTO_IPV6 = 'true'\n"},
	}, where: []match{{runtimeExs, `(?m)^\s+socket_options: maybe_ipv6`}},
		unless: []match{{flyToml, `ECTO_IPV6`}, {"config/*.exs", `prepare: :unnamed`}},
		also:   []string{"oban/postgres-notifier-behind-pooler"},
		silent: map[string]string{"ajbt200128+elixir_bot": fileRepo}},
	{rule: "fly/bare-integer-duration", in: flyToml, edits: []change{{flyToml, `(?m)^\[deploy\]\n`, "[deploy]\n  wait_timeout = 300\n"}}},
	{rule: "fly/invalid-value", in: flyToml, edits: []change{{flyToml, `(?m)^\[deploy\]\n`, "[deploy]\n  strategy = 'blue-green'\n"}}, unless: []match{{flyToml, `strategy`}}},
	{rule: "fly/key-in-wrong-table", in: flyToml, edits: []change{{flyToml, `(?m)^\[env\]\n`, "[env]\n  swap_size_mb = 512\n"}}, unless: []match{{flyToml, `swap_size_mb`}}},
	{rule: "fly/secret-in-env", in: flyToml, edits: []change{{flyToml, `(?m)^\[env\]\n`, "[env]\n  SMTP_PASSWORD = 'tIde9Quay7mOor3Kedge'\n"}}},
	{rule: "fly/shell-syntax-in-command", in: flyToml, edits: []change{{flyToml, `(?m)^(\s*release_command = )(['"])([^'"\n]+)(['"])$`, `${1}${2}${3} && echo done${2}`}}},
	{rule: "fly/unknown-key", in: flyToml, edits: []change{{flyToml, `internal_port = `, `internal_prot = `}}, also: []string{"proxy/service-without-port", "fly/wrong-value-type"}},
	{rule: "fly/unknown-process-group", in: flyToml, edits: []change{{flyToml, `(?m)^(\s*)processes = \[(['"])app['"]\]`, `${1}processes = [${2}web${2}]`}}},
	{rule: "fly/unknown-vm-size", in: flyToml, edits: []change{{flyToml, ``, "\n[[vm]]\n  size = 'shared-cpu-3x'\n"}}, unless: []match{{flyToml, `\[vm\]`}}},
	{rule: "fly/wrong-value-type", in: flyToml, edits: []change{{flyToml, `internal_port = (\d+)`, `internal_port = "${1}"`}}, where: []match{{flyToml, `\[http_service\]`}}, unless: []match{{flyToml, `(?m)^\[\[services`}}},
	{rule: "health/check-without-target", in: flyToml, edits: []change{{flyToml, ``, "\n[checks.alive]\n  port = 8080\n  interval = '15s'\n  timeout = '2s'\n"}}},
	{rule: "mnesia/dir-not-on-volume", in: "config/*.exs", edits: []change{{flyToml, `(?m)^\[mounts\]\n`, "[metrics]\n"}}, where: []match{{"mix.exs", `:mnesia`}}, also: []string{"fly/key-in-wrong-table", "fly/unknown-key", "fly/wrong-value-type"}},
	{rule: "mnesia/no-recovery-plan", in: flyToml, edits: []change{{flyToml, `(?m)^\[mounts\]\n`, "[mounts]\n  scheduled_snapshots = false\n"}}, where: []match{{"mix.exs", `:mnesia`}}},
	{rule: "mnesia/node-name-per-deploy", in: "rel/env.sh.eex", edits: []change{{"rel/env.sh.eex", `RELEASE_NODE="([a-z_-]+)@`, `RELEASE_NODE="${1}-$${FLY_IMAGE_REF##*-}@`}}, where: []match{{"mix.exs", `:mnesia`}}},
	{rule: "oban/auto-stop-kills-jobs", in: flyToml, edits: []change{{flyToml, `min_machines_running = [1-9]`, `min_machines_running = 0`}}, where: []match{{application, `\n\s+\{Oban,`}}, unless: []match{{flyToml, `auto_stop_machines = ('off'|false)`}}},
	{rule: "oban/before-repo", in: application, edits: []change{
		{application, `(?s)(\n\s+)([A-Z][\w.]*\.Repo,)(.*?)(\n\s+\{Oban, Application\.fetch_env!\([^)]*\)\},)`, `${4}${1}${2}${3}`},
	}},
	{rule: "oban/global-peer-without-cluster", in: configExs, edits: []change{{configExs, `(?m)^(config :\w+, Oban,\n)`, "${1}  peer: Oban.Peers.Global,\n"}}, unless: []match{{configExs, `peer:`}},
		silent: map[string]string{"Anxiko+needlist": cluster, "Glimesh+glimesh.tv": cluster, "youcongress+youcongress": cluster, "flirtual+flirtual": cluster}},
	{rule: "oban/grace-exceeds-kill-timeout", in: "config/*.exs", edits: []change{{configExs, `(?m)^(config :\w+, Oban,\n)`, "${1}  shutdown_grace_period: 60_000,\n"}}, unless: []match{{flyToml, `kill_timeout`}}},
	{rule: "oban/postgres-notifier-behind-pooler", in: "config/*.exs", edits: []change{
		{configExs, `notifier: Oban\.Notifiers\.PG,`, `notifier: Oban.Notifiers.Postgres,`},
		{runtimeExs, `socket_options: `, "prepare: :unnamed,\n    socket_options: "},
	}, also: []string{"ecto/prepare-unnamed-missing"}, silent: map[string]string{"fly-apps+oban_example": madeRepo, "flirtual+flirtual": madeRepo}},
	{rule: "oban/postgres-notifier-behind-pooler", in: "config/*.exs", edits: []change{
		{runtimeExs, `socket_options: `, "prepare: :unnamed,\n    socket_options: "},
	}, where: []match{{configExs, `notifier: Oban\.Notifiers\.Postgres,`}}},
	{rule: "oban/unknown-module", in: configExs, edits: []change{{configExs, `(?m)^(config :\w+, Oban,\n)`, "${1}  peer: Oban.Peers.PG,\n"}}, unless: []match{{configExs, `peer:`}}},
	{rule: "otp/max-restarts-papering-over", in: application, edits: []change{{application, `\[strategy: :one_for_one, name:`, `[strategy: :one_for_one, max_restarts: 50, name:`}}},
	{rule: "phoenix/bind-loopback", in: "config/*.exs", edits: []change{{runtimeExs, `\n\s+ip: \{0, 0, 0, 0, 0, 0, 0, 0\}`, "\n      ip: {127, 0, 0, 1}"}},
		silent: map[string]string{"odarriba+elixir_jobs": noRel, "thanos+ex_editor": noImage}},
	{rule: "phoenix/force-ssl-healthcheck", in: flyToml, edits: []change{
		{prodExs, `(?m)^(config :\w+, \w+\.Endpoint,)(\s)`, "${1} force_ssl: [rewrite_on: [:x_forwarded_proto]],${2}"},
		{flyToml, ``, "\n[[http_service.checks]]\n  grace_period = '10s'\n  interval = '30s'\n  method = 'GET'\n  timeout = '5s'\n  path = '/'\n"},
	}, where: []match{{flyToml, `(?m)^\[http_service\]`}}, unless: []match{{"config/*.exs", `(?m)^[^#\n]*force_ssl`}},
		silent: map[string]string{"BeaconCMS+beacon_demo": behindProxy, "thanos+ex_editor": noImage}},
	{rule: "phoenix/force-ssl-runtime", in: runtimeExs, edits: []change{
		{runtimeExs, `(?m)^(\s+config :\w+, \w+\.Endpoint,\n\s+)url:`, "${1}force_ssl: [rewrite_on: [:x_forwarded_proto]],\n    url:"},
	}, unless: []match{{"config/*.exs", `(?m)^[^#\n]*force_ssl`}},
		silent: map[string]string{"thanos+ex_editor": noImage}},
	{rule: "phoenix/force-ssl-without-rewrite-on", in: prodExs, edits: []change{
		{prodExs, `(?m)^(config :\w+, \w+\.Endpoint,)(\s)`, "${1} force_ssl: [hsts: true],${2}"},
	}, unless: []match{{"config/*.exs", `(?m)^[^#\n]*force_ssl`}},
		silent: map[string]string{"BeaconCMS+beacon_demo": behindProxy, "petalframework+petal_boilerplate": unread, "maveio+metrics": noTLS, "thanos+ex_editor": noImage}},
	{rule: "phoenix/port-mismatch", in: flyToml, edits: []change{{flyToml, `internal_port = \d+`, `internal_port = 9999`}},
		silent: map[string]string{"BeaconCMS+beacon_demo": behindProxy, "kriips+jalka2024": otherService, "odarriba+elixir_jobs": noRel, "petalframework+petal_boilerplate": unread, "filipecabaco+francis": noPhoenix, "kingkillery+symphony": noPhoenix, "thanos+ex_editor": noImage, "flirtual+flirtual": ownEnv}},
	{rule: "phoenix/server-not-enabled", in: dockerFile, edits: []change{
		{dockerFile, `(?s)/rel/(\w+)( \./.*\nCMD )\["/app/bin/server"\]`, `/rel/${1}${2}["/app/bin/${1}", "start"]`},
	}, unless: []match{{flyToml, `PHX_SERVER`}, {"config/*.exs", `(?m)^\s+server: true`}, {"rel/env.sh.eex", `PHX_SERVER`}},
		silent: map[string]string{"BeaconCMS+beacon_demo": behindProxy, "fly-apps+hello_elixir_sqlite": serves, "flirtual+flirtual": ownEnv}},
	{rule: "proxy/autostop-without-autostart", in: flyToml, edits: []change{{flyToml, `auto_start_machines = true`, `auto_start_machines = false`}}, unless: []match{{flyToml, `auto_stop_machines = (['"]off|false)`}},
		silent: map[string]string{"kriips+jalka2024": otherService}},
	{rule: "proxy/service-without-port", in: flyToml, edits: []change{{flyToml, `\n\s*internal_port = \d+`, ""}}},
	{rule: "release/compile-time-env", in: prodExs, edits: []change{{prodExs, ``, "\nconfig :seeded, key: System.fetch_env!(\"SEEDED_KEY\")\n"}},
		silent: map[string]string{"thanos+ex_editor": noImage}},
	{rule: "release/env-sh-not-copied", in: dockerFile, edits: []change{{dockerFile, `(?m)^COPY rel rel\n`, ""}}, where: []match{{"rel/*", `.`}}, also: []string{"release/migrate-missing"}},
	{rule: "release/migrate-missing", in: flyToml, edits: []change{{flyToml, `(?m)^(\s*release_command = .*/bin/migrate)(['"])`, `${1}ions${2}`}},
		silent: map[string]string{"BeaconCMS+beacon_demo": releaseStep, "jehrhardt+cozyauth": otherFiles, "odarriba+elixir_jobs": noRel, "jammutkarsh+live_table": otherFiles}},
	{rule: "release/migrate-starts-app", in: releaseEx, edits: []change{{releaseEx, `Application\.load\(@app\)`, `Application.ensure_all_started(@app)`}}, where: []match{{flyToml, `(?m)^\s*release_command = ['"]/`}},
		silent: map[string]string{"odarriba+elixir_jobs": noRel}},
	{rule: "release/required-env", in: "config/*.exs", secrets: "[]", where: []match{{runtimeExs, `(?m)^\s+environment variable SECRET_KEY_BASE is missing`}},
		silent: map[string]string{"DylanSp+massively-multiplayer-ttt": inImage, "manuelgeek+fly-phoenix--work-sample": inImage, "odarriba+elixir_jobs": noRel, "thanos+ex_editor": noImage}},
	{rule: "sqlite/no-mount", in: "lib/*/repo.ex", edits: []change{{flyToml, `(?m)^\s*\[?\[mounts?\]\]?\n`, "\n[metrics]\n"}}, where: []match{{"lib/*/repo.ex", `SQLite3`}},
		also: []string{"fly/key-in-wrong-table", "fly/unknown-key", "fly/wrong-value-type", "sqlite/release-command-migrate"}},
	{rule: "sqlite/path-not-on-mount", in: flyToml, edits: []change{{flyToml, `DATABASE_PATH = (['"])[^'"]+['"]`, `DATABASE_PATH = ${1}/app/app.db${1}`}}, where: []match{{flyToml, `\[mounts?\]`}}},
	{rule: "sqlite/release-command-migrate", in: flyToml, edits: []change{{flyToml, `(?m)^\[env\]\n`, "[deploy]\n  release_command = '/app/bin/migrate'\n\n[env]\n"}},
		where: []match{{"lib/*/repo.ex", `SQLite3`}, {"rel/overlays/bin/migrate", `(?m)^exec`}}, unless: []match{{flyToml, `(?m)^\[deploy\]`}}},
}
