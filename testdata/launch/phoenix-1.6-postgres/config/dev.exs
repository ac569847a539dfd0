import Config

# The database of development
config :lantern, Lantern.Repo,
  username: "postgres",
  password: "postgres",
  hostname: "localhost",
  database: "lantern_dev",
  stacktrace: true,
  show_sensitive_data_on_connection_error: true,
  pool_size: 10

# No caches, code is reloaded, errors are shown in full.
config :lantern, LanternWeb.Endpoint,
  # this machine only; {0, 0, 0, 0} opens it to others
  http: [ip: {127, 0, 0, 1}, port: 4000],
  check_origin: false,
  code_reloader: true,
  debug_errors: true,
  secret_key_base: "3bcb53ab3b89c5b2dfa2bf40c9e82acdec47eb0af80f314de4c4acd93b9d4561",
  watchers: [
    # it is installed on first use
    esbuild: {Esbuild, :install_and_run, [:default, ~w(--sourcemap=inline --watch)]}
  ]

# Open tabs reload when one of these files changes.
config :lantern, LanternWeb.Endpoint,
  live_reload: [
    patterns: [
      ~r"priv/static/.*(js|css|png|jpeg|jpg|gif|svg)$",
      ~r"lib/lantern_web/(live|views)/.*(ex)$",
      ~r"lib/lantern_web/templates/.*(eex)$"
    ]
  ]

# the log without times and metadata
config :logger, :console, format: "[$level] $message\n"

# deeper stacktraces than production can afford
config :phoenix, :stacktrace_depth, 20

# plugs are set up at run time, for faster compilation
config :phoenix, :plug_init_mode, :runtime
