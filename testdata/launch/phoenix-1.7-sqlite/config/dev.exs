import Config

# The database of development
config :tern, Tern.Repo,
  database: Path.expand("../tern_dev.db", __DIR__),
  pool_size: 5,
  stacktrace: true,
  show_sensitive_data_on_connection_error: true

# No caches, code is reloaded, errors are shown in full.
config :tern, TernWeb.Endpoint,
  # this machine only; {0, 0, 0, 0} opens it to others
  http: [ip: {127, 0, 0, 1}, port: 4000],
  check_origin: false,
  code_reloader: true,
  debug_errors: true,
  secret_key_base: "ba3b1107ba939cfa70ff812adbd3e9111c0b3ff224a304996e2c74a79b306e4d",
  watchers: [
    esbuild: {Esbuild, :install_and_run, [:tern, ~w(--sourcemap=inline --watch)]},
    tailwind: {Tailwind, :install_and_run, [:tern, ~w(--watch)]}
  ]

# Open tabs reload when one of these files changes.
config :tern, TernWeb.Endpoint,
  live_reload: [
    patterns: [
      ~r"priv/static/(?!uploads/).*(js|css|png|jpeg|jpg|gif|svg)$",
      ~r"lib/tern_web/(controllers|live|components)/.*(ex|heex)$"
    ]
  ]

# the dashboard and the mailbox
config :tern, dev_routes: true

# the log without times and metadata
config :logger, :console, format: "[$level] $message\n"

# deeper stacktraces than production can afford
config :phoenix, :stacktrace_depth, 20

# plugs are set up at run time, for faster compilation
config :phoenix, :plug_init_mode, :runtime

# nothing is sent in development
config :swoosh, :api_client, false
