import Config

config :«.Otp», «.Module».Repo,
  username: "postgres",
  password: "postgres",
  hostname: System.get_env("PGHOST", "localhost"),
  database: "«.Otp»_dev",
  stacktrace: true,
  show_sensitive_data_on_connection_error: true,
  pool_size: 10

# Only this machine may knock; whoever works in a container wants {0, 0, 0, 0}.
config :«.Otp», «.Module»Web.Endpoint,
  http: [ip: {127, 0, 0, 1}, port: 4000],
  check_origin: false,
  code_reloader: true,
  debug_errors: true,
  secret_key_base: "«.DevSecret»",
  watchers: [
    esbuild: {Esbuild, :install_and_run, [:«.Otp», ~w(--sourcemap=inline --watch)]},
    tailwind: {Tailwind, :install_and_run, [:«.Otp», ~w(--watch)]}
  ]

config :«.Otp», «.Module»Web.Endpoint,
  live_reload: [
    patterns: [
      ~r"priv/static/(?!uploads/).*(js|css|png|jpeg|jpg|gif|svg)$",
      ~r"priv/gettext/.*(po)$",
      ~r"lib/«.Otp»_web/(controllers|live|components)/.*(ex|heex)$"
    ]
  ]

config :«.Otp», dev_routes: true

config :logger, :default_formatter, format: "[$level] $message\n"

config :phoenix, :stacktrace_depth, 20
config :phoenix, :plug_init_mode, :runtime

config :phoenix_live_view,
  debug_heex_annotations: true,
  enable_expensive_runtime_checks: true

config :swoosh, :api_client, false
