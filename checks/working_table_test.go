package checks

// Files of the launched apps that the edits change, and what stands there.
const (
	postgres     = "phoenix-1.8-postgres"
	sqliteApp    = "phoenix-1.8-sqlite"
	wharfTree    = "lib/wharf_log/application.ex"
	wharfRelease = "lib/wharf_log/release.ex"
	wharfServer  = "rel/overlays/bin/server"
	wharfMigrate = "rel/overlays/bin/migrate"
	cmdServer    = `CMD ["/app/bin/server"]`
	cmdMigrate   = "'/app/bin/migrate'"
	serverGate   = `if System.get_env("PHX_SERVER") do
  config :wharf_log, WharfLogWeb.Endpoint, server: true
end`
)

// workingApps are apps that work, each put together in its own way. Each is what
// fly launch writes, changed as people change it.
var workingApps = []workingApp{
	// the server
	{"cmd start script", postgres, edits{swap(dockerFile, cmdServer, `COPY docker/start.sh /app/start.sh
CMD ["/app/start.sh"]`), write("docker/start.sh", `#!/bin/sh
/app/bin/wharf_log eval WharfLog.Release.migrate
export PHX_SERVER=1
exec /app/bin/wharf_log start
`)}},
	{"entrypoint script", postgres, edits{swap(dockerFile, cmdServer, `COPY entrypoint.sh /entrypoint.sh
ENTRYPOINT ["/entrypoint.sh"]
CMD ["start"]`), write("entrypoint.sh", `#!/bin/bash
set -e
PHX_SERVER=true exec /app/bin/wharf_log "$@"
`)}},
	{"entrypoint bin", postgres, edits{swap(dockerFile, cmdServer, `ENTRYPOINT ["/app/bin/wharf_log"]
CMD ["start"]`), swap(runtimeExs, serverGate, "config :wharf_log, WharfLogWeb.Endpoint, server: true"), swap(flyToml, cmdMigrate, "'eval WharfLog.Release.migrate'")}},
	{"tini", postgres, edits{swap(dockerFile, cmdServer, `ENTRYPOINT ["/usr/bin/tini", "--"]
CMD ["/app/bin/server"]`)}},
	{"cmd shell", postgres, edits{swap(dockerFile, cmdServer, "CMD /app/bin/server")}},
	{"cmd shell migrate", postgres, edits{swap(dockerFile, cmdServer, "CMD /app/bin/migrate && /app/bin/server")}},
	{"server prod exs", postgres, edits{swap(dockerFile, cmdServer, `CMD ["/app/bin/wharf_log", "start"]`), add(prodExs, `
config :wharf_log, WharfLogWeb.Endpoint, server: true
`)}},
	{"server child opts", postgres, edits{swap(dockerFile, cmdServer, `CMD ["/app/bin/wharf_log", "start"]`), swap(wharfTree, `      WharfLogWeb.Endpoint
`, `      {WharfLogWeb.Endpoint, server: true}
`)}},
	{"server serve endpoints", postgres, edits{swap(dockerFile, cmdServer, `CMD ["/app/bin/wharf_log", "start"]`), add(prodExs, `
config :phoenix, :serve_endpoints, true
`)}},
	{"server not false", postgres, edits{swap(dockerFile, cmdServer, `CMD ["/app/bin/wharf_log", "start"]`), swap(runtimeExs, serverGate, `config :wharf_log, WharfLogWeb.Endpoint, server: System.get_env("PHX_SERVER") != "false"`)}},
	{"server put env", postgres, edits{swap(dockerFile, cmdServer, `CMD ["/app/bin/wharf_log", "start"]`), swap(wharfTree, "    children = [", `    Application.put_env(:phoenix, :serve_endpoints, true)

    children = [`)}},
	{"server release name", postgres, edits{swap(dockerFile, cmdServer, `CMD ["/app/bin/wharf_log", "start"]`), swap(runtimeExs, `System.get_env("PHX_SERVER")`, `System.get_env("RELEASE_NAME")`)}},
	{"processes env prefix", postgres, edits{add(flyToml, `
[processes]
  app = '/bin/sh -c "PHX_SERVER=true /app/bin/wharf_log start"'
`)}},
	{"processes worker", postgres, edits{add(flyToml, `
[processes]
  app = '/app/bin/server'
  worker = '/app/bin/wharf_log start'
`)}},
	{"processes env command", postgres, edits{add(flyToml, `
[processes]
  app = 'env PHX_SERVER=true /app/bin/wharf_log start'
`)}},
	{"daemon iex", postgres, edits{swap(dockerFile, cmdServer, `CMD ["/app/bin/wharf_log", "start_iex"]`), swap(runtimeExs, `System.get_env("PHX_SERVER")`, "true")}},
	{"mix phx server", postgres, edits{swap(dockerFile, `COPY config/runtime.exs config/
`, `COPY config/runtime.exs config/
CMD ["mix", "phx.server"]
`), cutFrom(dockerFile, `
COPY rel rel
RUN mix release`), swap(flyToml, cmdMigrate, "'mix ecto.migrate'")}},
	{"endpoint init", postgres, edits{swap("lib/wharf_log_web/endpoint.ex", "use Phoenix.Endpoint, otp_app: :wharf_log", `use Phoenix.Endpoint, otp_app: :wharf_log

  def init(_key, config) do
    {:ok, Keyword.merge(config, server: true, http: [port: Application.fetch_env!(:wharf_log, :port)])}
  end
`), swap(dockerFile, cmdServer, `CMD ["/app/bin/wharf_log", "start"]`)}},
	{"plug bandit", postgres, edits{write(wharfTree, `defmodule WharfLog.Application do
  use Application

  def start(_type, _args) do
    port = String.to_integer(System.get_env("PORT", "8080"))
    children = [{Bandit, plug: WharfLog.Router, port: port, ip: :any}]
    Supervisor.start_link(children, strategy: :one_for_one)
  end
end
`), remove("lib/wharf_log/repo.ex"), remove("lib/wharf_log_web/endpoint.ex"), remove(wharfRelease), write(runtimeExs, `import Config
`), swap(dockerFile, cmdServer, `CMD ["/app/bin/wharf_log", "start"]`), swap(flyToml, `  release_command = '/app/bin/migrate'
`, "")}},
	{"bot no service", postgres, edits{write(wharfTree, `defmodule WharfLog.Application do
  use Application

  def start(_type, _args) do
    port = String.to_integer(System.get_env("PORT", "8080"))
    children = [WharfLog.Bot]
    Supervisor.start_link(children, strategy: :one_for_one)
  end
end
`), remove("lib/wharf_log_web/endpoint.ex"), write(flyToml, `app = 'wharf-bot'
primary_region = 'ams'
kill_signal = 'SIGTERM'

[build]

[[vm]]
  memory = '512mb'
`)}},
	{"bandit in front", postgres, edits{swap(wharfTree, `      WharfLogWeb.Endpoint
`, `      {Bandit, plug: WharfLogWeb.Endpoint, port: 8080, ip: :any},
      WharfLogWeb.Endpoint
`), swap(dockerFile, cmdServer, `CMD ["/app/bin/wharf_log", "start"]`)}},
	{"main proxy", postgres, edits{swap(wharfTree, `      WharfLogWeb.Endpoint
`, `      WharfLogWeb.Endpoint,
      WharfLogWeb.Proxy
`), swap(flyToml, "internal_port = 8080", "internal_port = 8443"), write("lib/wharf_log_web/proxy.ex", `defmodule WharfLogWeb.Proxy do
  use MainProxy.Proxy
end
`)}},
	{"nginx conf script", postgres, edits{swap(dockerFile, cmdServer, `RUN apt-get update && apt-get install -y nginx
COPY nginx.conf /etc/nginx/nginx.conf
COPY boot.sh /boot.sh
CMD ["/boot.sh"]`), write("boot.sh", `#!/bin/sh
nginx &
PORT=4000 exec /app/bin/server
`), write("nginx.conf", `events {}
http { server { listen 8080; location / { proxy_pass http://127.0.0.1:4000; } } }
`), swap(runtimeExs, "ip: {0, 0, 0, 0, 0, 0, 0, 0}", "ip: {127, 0, 0, 1}")}},
	{"loopback flag", postgres, edits{swap(runtimeExs, "ip: {0, 0, 0, 0, 0, 0, 0, 0}", `ip: if(System.get_env("BIND_LOCAL"), do: {127, 0, 0, 1}, else: {0, 0, 0, 0, 0, 0, 0, 0})`)}},
	{"loopback admin", postgres, edits{add(runtimeExs, `
config :wharf_log, WharfLogAdmin.Endpoint, http: [ip: {127, 0, 0, 1}, port: 4999], server: true
`)}},
	// the release and its command
	{"release named", postgres, edits{swap("mix.exs", "      aliases: aliases(),", `      aliases: aliases(),
      releases: [prod: [include_executables_for: [:unix], applications: [runtime_tools: :permanent]]],`), swap(dockerFile, "/rel/wharf_log ./", "/rel/prod ./"), swap(wharfServer, "./wharf_log start", "./prod start"), swap(wharfMigrate, "./wharf_log eval", "./prod eval")}},
	{"release two", postgres, edits{swap("mix.exs", "      aliases: aliases(),", `      aliases: aliases(),
      releases: [web: [applications: [wharf_log: :permanent]], worker: [applications: [wharf_log: :permanent]]],`), swap(dockerFile, "RUN mix release", "RUN mix release web && mix release worker"), swap(dockerFile, "/rel/wharf_log ./", "/rel ./"), swap(dockerFile, cmdServer, `CMD ["/app/web/bin/server"]`), swap(flyToml, "/app/bin/migrate", "/app/web/bin/web eval WharfLog.Release.migrate"), swap(wharfServer, "./wharf_log start", "./web start"), remove(wharfMigrate), add(flyToml, `
[processes]
  app = '/app/web/bin/server'
  worker = '/app/worker/bin/worker start'
`)}},
	{"release task module", postgres, edits{swap(flyToml, "/app/bin/migrate'", `/app/bin/wharf_log eval "WharfLog.ReleaseTasks.run([:migrate, :seed])"'`), add(wharfRelease, `
defmodule WharfLog.ReleaseTasks do
  def run(tasks), do: Enum.each(tasks, &step/1)
  defp step(:migrate), do: WharfLog.Release.migrate()
  defp step(:seed), do: :ok
end
`)}},
	{"release erlang call", postgres, edits{swap(flyToml, "/app/bin/migrate'", `/app/bin/wharf_log eval ":logger.info(\"x\"); WharfLog.Release.migrate()"'`)}},
	{"release defdelegate", postgres, edits{swap(flyToml, "/app/bin/migrate'", "/app/bin/wharf_log eval WharfLog.DB.migrate'"), write("lib/wharf_log/db.ex", `defmodule WharfLog.DB do
  defdelegate migrate, to: WharfLog.Release
  use WharfLog.Helpers
end
`)}},
	{"release use macro", postgres, edits{swap(flyToml, "/app/bin/migrate'", "/app/bin/wharf_log eval WharfLog.Tasks.migrate'"), write("lib/wharf_log/tasks.ex", `defmodule WharfLog.Tasks do
  use EctoBoot.DB_Migrate, otp_app: :wharf_log
end
`)}},
	{"release dep module", postgres, edits{swap(flyToml, "/app/bin/migrate'", "/app/bin/wharf_log eval EctoBoot.migrate'")}},
	{"release default arg", postgres, edits{swap(flyToml, "/app/bin/migrate'", `/app/bin/wharf_log eval "WharfLog.Release.seed()"'`), swap(wharfRelease, "  def migrate do", `  def seed(opts \\ []), do: opts

  def migrate do`)}},
	{"release rpc", postgres, edits{swap(flyToml, "/app/bin/migrate'", "/app/bin/wharf_log rpc WharfLog.Release.migrate'")}},
	{"release script in scripts", postgres, edits{swap(dockerFile, cmdServer, `COPY --chmod=755 scripts/ /app/scripts/
CMD ["/app/bin/server"]`), swap(flyToml, "/app/bin/migrate", "/app/scripts/release.sh"), write("scripts/release.sh", `#!/bin/sh
exec /app/bin/wharf_log eval "WharfLog.Release.migrate"
`)}},
	{"release relative", postgres, edits{swap(flyToml, cmdMigrate, "'bin/migrate'")}},
	{"release sh c", postgres, edits{swap(flyToml, cmdMigrate, `"sh -c '/app/bin/migrate && /app/bin/wharf_log eval WharfLog.Release.migrate'"`)}},
	{"rel generated", postgres, edits{remove(wharfServer), remove(wharfMigrate), remove("rel/env.sh.eex"), swap(dockerFile, `COPY rel rel
RUN mix release`, "RUN mix phx.gen.release && mix release")}},
	{"copy 0", postgres, edits{swap(dockerFile, "COPY rel rel", "COPY . .")}},
	{"copy 1", postgres, edits{swap(dockerFile, "COPY rel rel", "COPY ./ ./")}},
	{"copy 2", postgres, edits{swap(dockerFile, "COPY rel rel", "ADD rel rel")}},
	{"copy 3", postgres, edits{swap(dockerFile, "COPY rel rel", "COPY rel/ ./rel/")}},
	{"copy 4", postgres, edits{swap(dockerFile, "COPY rel rel", "COPY --link rel ./rel")}},
	{"copy 5", postgres, edits{swap(dockerFile, "COPY rel rel", `COPY ["rel", "rel"]`)}},
	{"copy 6", postgres, edits{swap(dockerFile, "COPY rel rel", "COPY rel /app/rel")}},
	{"copy 7", postgres, edits{swap(dockerFile, "COPY rel rel", "COPY --chown=root:root rel/ rel/")}},
	{"distillery", postgres, edits{swap("mix.exs", `{:bandit, "~> 1.5"}`, `{:bandit, "~> 1.5"},
      {:distillery, "~> 2.1", runtime: false}`), swap(dockerFile, "RUN mix release", "RUN mix distillery.release --env=prod"), swap(dockerFile, cmdServer, `CMD ["/app/bin/wharf_log", "foreground"]`), swap(flyToml, "/app/bin/migrate", "/app/bin/wharf_log migrate"), write("rel/config.exs", `use Distillery.Releases.Config

release :wharf_log do
  set commands: [migrate: "rel/commands/migrate.sh"]
end
`), write("rel/commands/migrate.sh", `#!/bin/sh
release_ctl eval --mfa "WharfLog.Release.migrate/0"
`), remove(wharfServer), remove(wharfMigrate), swap(prodExs, "config :logger, level: :info", `config :logger, level: :info
config :wharf_log, WharfLogWeb.Endpoint, server: true`)}},
	{"releases exs", postgres, edits{move(runtimeExs, "config/releases.exs"), swap(dockerFile, "config/runtime.exs", "config/releases.exs")}},
	{"rel readme only", postgres, edits{remove("rel/env.sh.eex"), remove(wharfServer), remove(wharfMigrate), write("rel/README.md", `nothing
`), swap(dockerFile, `COPY rel rel
`, ""), swap(dockerFile, cmdServer, `ENV PHX_SERVER=true
CMD ["/app/bin/wharf_log", "start"]`), swap(flyToml, "/app/bin/migrate", "/app/bin/wharf_log eval WharfLog.Release.migrate")}},
	{"rel env empty", postgres, edits{write("rel/env.sh.eex", `#!/bin/sh

# # Sets and enables heart
# export HEART_COMMAND="x"
`), swap(dockerFile, `COPY rel rel
`, ""), remove(wharfServer), remove(wharfMigrate), swap(dockerFile, cmdServer, `ENV PHX_SERVER=true
CMD ["/app/bin/wharf_log", "start"]`), swap(flyToml, "/app/bin/migrate", "/app/bin/wharf_log eval WharfLog.Release.migrate")}},
	{"make release", postgres, edits{swap(dockerFile, "RUN mix release", `COPY Makefile ./
RUN make release`)}},
	{"heredoc", postgres, edits{swap(dockerFile, "RUN mix release", `RUN <<EOF
mix release
EOF`)}},
	{"lf stages", postgres, edits{swap(dockerFile, `COPY rel rel
RUN mix release`, `FROM builder AS assemble
COPY rel rel
RUN mix release`), swap(dockerFile, "--from=builder", "--from=assemble")}},
	{"migrate start ssl", postgres, edits{}},
	{"migrate ensure loaded", postgres, edits{swap(wharfRelease, "Application.ensure_loaded(@app)", "Application.load(@app)")}},
	// where files are
	{"no dockerfile", postgres, edits{remove(dockerFile)}},
	{"build image", postgres, edits{remove(dockerFile), swap(flyToml, "[build]", `[build]
  image = "registry.example.com/wharf-log:latest"`)}},
	{"buildpacks", postgres, edits{remove(dockerFile), swap(flyToml, "[build]", `[build]
  builder = "heroku/builder:24"`)}},
	{"dockerfile elsewhere", postgres, edits{move(dockerFile, "docker/prod.Dockerfile"), swap(flyToml, "[build]", `[build]
  dockerfile = "docker/prod.Dockerfile"`)}},
	{"staging", postgres, edits{duplicate(flyToml, "fly.staging.toml"), swap("fly.staging.toml", "wharf-log", "wharf-log-staging"), swap("fly.staging.toml", "[env]", `[env]
  DEPLOY_ENV = 'staging'`)}},
	{"staging dir", postgres, edits{duplicate(flyToml, "deploy/staging/fly.toml"), swap("deploy/staging/fly.toml", "wharf-log", "wharf-log-staging")}},
	// who reads the configuration
	{"dotenvy", postgres, edits{write(runtimeExs, `import Config
import Dotenvy

source!([Path.absname(".env", System.get_env("RELEASE_ROOT") || "."), System.get_env()])

config :wharf_log, WharfLogWeb.Endpoint, server: env!("PHX_SERVER", :boolean, true)

if config_env() == :prod do
  config :wharf_log, WharfLog.Repo,
    url: env!("DATABASE_URL"),
    socket_options: if(env!("ECTO_IPV6", :boolean, false), do: [:inet6], else: [])

  config :wharf_log, WharfLogWeb.Endpoint,
    url: [host: env!("PHX_HOST"), port: 443, scheme: "https"],
    http: [ip: {0, 0, 0, 0, 0, 0, 0, 0}, port: env!("PORT", :integer, 4000)],
    secret_key_base: env!("SECRET_KEY_BASE")
end
`)}},
	{"vapor provider", postgres, edits{swap("mix.exs", "      aliases: aliases(),", `      aliases: aliases(),
      releases: [wharf_log: [config_providers: [{WharfLog.Vault, "/etc/wharf.json"}]]],`), swap(dockerFile, cmdServer, `CMD ["/app/bin/wharf_log", "start"]`)}},
	{"skogsra", postgres, edits{write("lib/wharf_log/settings.ex", `defmodule WharfLog.Settings do
  use Skogsra
  app_env :port, :wharf_log, :port, type: :integer, default: 4000, os_env: "PORT"
end
`), write(runtimeExs, `import Config

if config_env() == :prod do
  config :wharf_log, WharfLogWeb.Endpoint,
    server: true,
    http: [ip: {0, 0, 0, 0, 0, 0, 0, 0}, port: WharfLog.Settings.port!()],
    secret_key_base: System.fetch_env!("SECRET_KEY_BASE")

  config :wharf_log, WharfLog.Repo, url: System.fetch_env!("DATABASE_URL"), socket_options: [:inet6]
end
`)}},
	{"import config runtime", postgres, edits{add(runtimeExs, `
if File.exists?("/app/local.exs"), do: import_config("/app/local.exs")
`)}},
	{"compile ci", postgres, edits{add(configExs, `
if System.get_env("CI"), do: config(:logger, level: :warning)
config :wharf_log, :commit, System.get_env("SOURCE_VERSION")
config :esbuild, :path, System.get_env("MIX_ESBUILD_PATH")
`)}},
	{"compile attr default", postgres, edits{add("lib/wharf_log/mailer.ex", `
defmodule WharfLog.Flags do
  @flag System.get_env("FEATURE_X", "off")
  @path System.get_env("MIX_TAILWIND_PATH")
  def flag, do: @flag
  def path, do: @path
end
`)}},
	{"oban cfg child", postgres, edits{swap("mix.exs", `{:bandit, "~> 1.5"}`, `{:bandit, "~> 1.5"},
      {:oban, "~> 2.19"}`), swap("mix.lock", "%{", `%{
  "oban": {:hex, :oban, "2.20.1", "aa", [:mix], [], "hexpm", "bb"},`), swap(wharfTree, "      WharfLog.Repo,", `      WharfLog.Repo,
      {Oban, Application.fetch_env!(:wharf_log, Oban)},`), add(configExs, `
config :wharf_log, Oban, repo: WharfLog.Repo, queues: [default: 5], shutdown_grace_period: 3_000, peer: Oban.Peers.Database, notifier: MyNotifiers.Redis
`), swap(flyToml, "min_machines_running = 0", "min_machines_running = 1")}},
	{"inet6 supabase", postgres, edits{swap(flyToml, "[env]", `[env]
  DATABASE_HOST = 'db.abcd.supabase.co'`)}},
	{"env sh node var", postgres, edits{add("rel/env.sh.eex", `
export RELEASE_COOKIE=$(cat /run/cookie)
`)}},
	{"secret public", postgres, edits{swap(flyToml, "[env]", `[env]
  STRIPE_PUBLISHABLE_KEY = 'pk_live_51abcDEFghiJKLmnoPQR'
  SENTRY_DSN = 'https://9f8a7b6c5d4e3f2a1b0c9d8e7f6a5b4c@o1.ingest.sentry.io/42'
  AWS_REGION = 'auto'
  BUCKET_NAME = 'wharf'
  GOOGLE_CLIENT_ID = '1234-abcd.apps.googleusercontent.com'
  TOKEN_TTL = '3600'
  PASSWORD_MIN_LENGTH = '12'
  POSTHOG_KEY = 'phc_abcdefghijklmnopqrstuvwxyz0123456789ABC'`)}},
	// what the proxy asks
	{"ssl health before", postgres, edits{add(prodExs, `
config :wharf_log, WharfLogWeb.Endpoint, force_ssl: [rewrite_on: [:x_forwarded_proto], exclude: [paths: ["/health"]]]
`), healthChecked(), swap("mix.lock", `"plug": {:hex, :plug, "1.`, `"plug": {:hex, :plug, "1.`)}},
	{"ssl hosts", postgres, edits{add(prodExs, `
config :wharf_log, WharfLogWeb.Endpoint, force_ssl: [rewrite_on: [:x_forwarded_proto], host: nil, exclude: {WharfLogWeb.Ssl, :exclude?, []}]
`), healthChecked()}},
	{"ssl own plug", postgres, edits{swap(prodExs, `  force_ssl: [
    rewrite_on: [:x_forwarded_proto],
    exclude: [
      # paths: ["/health"],
      hosts: ["localhost", "127.0.0.1"]
    ]
  ]`, `  cache_static_manifest: "priv/static/cache_manifest.json"`), swap("lib/wharf_log_web/endpoint.ex", "  plug Plug.RequestId", `  plug WharfLogWeb.Health
  plug Plug.SSL, rewrite_on: [:x_forwarded_proto]
  plug Plug.RequestId`), healthChecked(), write("lib/wharf_log_web/health.ex", `defmodule WharfLogWeb.Health do
  import Plug.Conn
  def init(o), do: o
  def call(%{path_info: ["health"]} = conn, _), do: conn |> send_resp(200, "ok") |> halt()
  def call(conn, _), do: conn
end
`)}},
	{"ssl false flag", postgres, edits{add(prodExs, `
config :wharf_log, WharfLogWeb.Endpoint, force_ssl: false
`)}},
	{"ssl remote ip", postgres, edits{add(prodExs, `
config :wharf_log, WharfLogWeb.Endpoint, force_ssl: [hsts: true, rewrite_on: {WharfLogWeb.Rewrite, :call, []}]
`)}},
	{"launch services", postgres, edits{write(flyToml, `app = "wharf-log"
kill_signal = "SIGTERM"
kill_timeout = 5
processes = []

[deploy]
  release_command = "/app/bin/migrate"

[env]
  PHX_HOST = "wharf-log.fly.dev"
  PORT = "8080"

[experimental]
  allowed_public_ports = []
  auto_rollback = true

[[services]]
  http_checks = []
  internal_port = 8080
  processes = ["app"]
  protocol = "tcp"
  script_checks = []
  [services.concurrency]
    hard_limit = 1000
    soft_limit = 1000
    type = "connections"

  [[services.ports]]
    force_https = true
    handlers = ["http"]
    port = 80

  [[services.ports]]
    handlers = ["tls", "http"]
    port = 443

  [[services.tcp_checks]]
    grace_period = "1s"
    interval = "15s"
    restart_limit = 0
    timeout = "2s"
`)}},
	{"launch cluster in env", postgres, edits{swap(flyToml, "[env]", `[env]
  DNS_CLUSTER_QUERY = 'wharf-log.internal'
  ECTO_IPV6 = 'true'
  ERL_AFLAGS = '-proto_dist inet6_tcp'`)}},
	{"launch ecto ipv6 bool", postgres, edits{swap(flyToml, "[env]", `[env]
  ECTO_IPV6 = true`)}},
	{"services udp", postgres, edits{add(flyToml, `
[[services]]
  protocol = 'udp'
  internal_port = 5000

  [[services.ports]]
    port = 5000
`)}},
	{"services flycast no ports", postgres, edits{swap(flyToml, `[http_service]
  internal_port = 8080
  force_https = true`, `[http_service]
  internal_port = 8080`)}},
	{"deploy cmd seed", postgres, edits{swap(flyToml, cmdMigrate, `'/app/bin/wharf_log eval "WharfLog.Release.migrate(); WharfLog.Release.migrate()"'`)}},
	// databases in files
	{"launch sqlite single mount table", sqliteApp, edits{swap(flyToml, "[[mounts]]", "[mounts]")}},
	{"launch sqlite mount with size", sqliteApp, edits{swap(flyToml, "[[mounts]]", "[[mounts]]\n  initial_size = '1gb'")}},
	{"launch sqlite one machine", sqliteApp, edits{swap(flyToml, "min_machines_running = 0", "min_machines_running = 1")}},
	{"launch without release command", postgres, edits{swap(flyToml, "  release_command = '/app/bin/migrate'\n", "")}},
	{"launch of 2023", "phoenix-1.7-postgres", edits{swap(flyToml, "auto_stop_machines = 'stop'", "auto_stop_machines = true")}},
	{"sqlite datadir", sqliteApp, edits{swap(runtimeExs, `System.get_env("DATABASE_PATH") ||`, `Path.join(System.get_env("DATA_DIR", "/mnt/name"), "skiff.db") ||`)}},
	{"sqlite second readonly", postgres, edits{swap("mix.exs", `{:bandit, "~> 1.5"}`, `{:bandit, "~> 1.5"},
      {:ecto_sqlite3, "~> 0.17"}`), write("lib/wharf_log/geo.ex", `defmodule WharfLog.Geo do
  use Ecto.Repo, otp_app: :wharf_log, adapter: Ecto.Adapters.SQLite3, read_only: true
end
`), swap(wharfTree, "      WharfLog.Repo,", `      WharfLog.Repo,
      WharfLog.Geo,`), add(configExs, `
config :wharf_log, WharfLog.Geo, database: "/app/lib/geo.db"
`)}},
	{"sqlite cache second", postgres, edits{swap("mix.exs", `{:bandit, "~> 1.5"}`, `{:bandit, "~> 1.5"},
      {:ecto_sqlite3, "~> 0.17"}`), write("lib/wharf_log/cache_repo.ex", `defmodule WharfLog.CacheRepo do
  use Ecto.Repo, otp_app: :wharf_log, adapter: Ecto.Adapters.SQLite3
end
`), swap(wharfTree, "      WharfLog.Repo,", `      WharfLog.Repo,
      WharfLog.CacheRepo,`), add(runtimeExs, `
config :wharf_log, WharfLog.CacheRepo, database: "/tmp/cache.db"
`)}},
}
