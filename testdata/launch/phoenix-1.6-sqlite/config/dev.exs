import Config

# The database of development
config :pebble, Pebble.Repo,
  database: Path.expand("../pebble_dev.db", __DIR__),
  pool_size: 5,
  stacktrace: true,
  show_sensitive_data_on_connection_error: true

# No caches, code is reloaded, errors are shown in full.
config :pebble, PebbleWeb.Endpoint,
  # this machine only; {0, 0, 0, 0} opens it to others
  http: [ip: {127, 0, 0, 1}, port: 4000],
  check_origin: false,
  code_reloader: true,
  debug_errors: true,
  secret_key_base: "a55cf7afda6bc61876eec7200dca20514fb708d459dd4904d74a74334cd0f268",
  watchers: [
    # it is installed on first use
    esbuild: {Esbuild, :install_and_run, [:default, ~w(--sourcemap=inline --watch)]}
  ]

# Open tabs reload when one of these files changes.
config :pebble, PebbleWeb.Endpoint,
  live_reload: [
    patterns: [
      ~r"priv/static/.*(js|css|png|jpeg|jpg|gif|svg)$",
      ~r"lib/pebble_web/(live|views)/.*(ex)$",
      ~r"lib/pebble_web/templates/.*(eex)$"
    ]
  ]

# the log without times and metadata
config :logger, :console, format: "[$level] $message\n"

# deeper stacktraces than production can afford
config :phoenix, :stacktrace_depth, 20

# plugs are set up at run time, for faster compilation
config :phoenix, :plug_init_mode, :runtime
