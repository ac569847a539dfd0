use Mix.Config

config :ferry, Ferry.Repo,
  username: "postgres",
  password: "postgres",
  hostname: "localhost",
  database: "ferry_dev#{System.get_env("MIX_TEST_PARTITION")}",
  stacktrace: true,
  show_sensitive_data_on_connection_error: true,
  pool_size: 10

config :ferry, FerryWeb.Endpoint,
  http: [ip: {127, 0, 0, 1}, port: 4000],
  check_origin: false,
  code_reloader: true,
  debug_errors: true,
  secret_key_base: "not a secret, only long enough to be one in development 0123456789abcdef",
  watchers: [
    esbuild: {Esbuild, :install_and_run, [:ferry, ~w(--sourcemap=inline --watch)]},
    tailwind: {Tailwind, :install_and_run, [:ferry, ~w(--watch)]}
  ]

config :ferry, FerryWeb.Endpoint,
  live_reload: [
    patterns: [
      ~r"priv/static/(?!uploads/).*(js|css|png|jpeg|jpg|gif|svg)$",
      ~r"lib/ferry_web/(controllers|live|components)/.*(ex|heex)$"
    ]
  ]

config :ferry, dev_routes: true
config :logger, :console, format: "[$level] $message\n"
config :phoenix, :stacktrace_depth, 20
config :phoenix, :plug_init_mode, :runtime
config(:swoosh, :api_client, false)

config :libcluster,
  topologies: [
    local: [strategy: Cluster.Strategy.Gossip, config: [port: 45_892]]
  ]

for {name, port} <- [north: 4101, south: 4102] do
  config :ferry, name, port: port
end

config :ferry, :greeting, 'ahoy'
config :ferry, :filter, &Ferry.Filter.keep?/1
