import Config

# The database of development
config :skiff, Skiff.Repo,
  database: Path.expand("../skiff_dev.db", __DIR__),
  pool_size: 5,
  stacktrace: true,
  show_sensitive_data_on_connection_error: true

# No caches, code is reloaded, errors are shown in full.
config :skiff, SkiffWeb.Endpoint,
  # this machine only; {0, 0, 0, 0} opens it to others
  http: [ip: {127, 0, 0, 1}],
  check_origin: false,
  code_reloader: true,
  debug_errors: true,
  secret_key_base: "c14de37ca35fd24acdd475b2047b07fb07cd2f2d565a21bfa60eede99c6ae155",
  watchers: [
    esbuild: {Esbuild, :install_and_run, [:skiff, ~w(--sourcemap=inline --watch)]},
    tailwind: {Tailwind, :install_and_run, [:skiff, ~w(--watch)]}
  ]

# the dashboard and the mailbox
config :skiff, dev_routes: true

# the log without times and metadata
config :logger, :default_formatter, format: "[$level] $message\n"

# deeper stacktraces than production can afford
config :phoenix, :stacktrace_depth, 20

# plugs are set up at run time, for faster compilation
config :phoenix, :plug_init_mode, :runtime

# nothing is sent in development
config :swoosh, :api_client, false
