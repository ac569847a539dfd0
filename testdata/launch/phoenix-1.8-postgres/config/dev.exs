import Config

# The database of development
config :wharf_log, WharfLog.Repo,
  username: "postgres",
  password: "postgres",
  hostname: "localhost",
  database: "wharf_log_dev",
  stacktrace: true,
  show_sensitive_data_on_connection_error: true,
  pool_size: 10

# No caches, code is reloaded, errors are shown in full.
config :wharf_log, WharfLogWeb.Endpoint,
  # this machine only; {0, 0, 0, 0} opens it to others
  http: [ip: {127, 0, 0, 1}],
  check_origin: false,
  code_reloader: true,
  debug_errors: true,
  secret_key_base: "de35c72bd9127086f672b57298df3e58fc2a85c9a17b3c71df314181191e6989",
  watchers: [
    esbuild: {Esbuild, :install_and_run, [:wharf_log, ~w(--sourcemap=inline --watch)]},
    tailwind: {Tailwind, :install_and_run, [:wharf_log, ~w(--watch)]}
  ]

# the dashboard and the mailbox
config :wharf_log, dev_routes: true

# the log without times and metadata
config :logger, :default_formatter, format: "[$level] $message\n"

# deeper stacktraces than production can afford
config :phoenix, :stacktrace_depth, 20

# plugs are set up at run time, for faster compilation
config :phoenix, :plug_init_mode, :runtime

# nothing is sent in development
config :swoosh, :api_client, false
