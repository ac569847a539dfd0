import Config

# The database of development
config :bramble, Bramble.Repo,
  username: "postgres",
  password: "postgres",
  hostname: "localhost",
  database: "bramble_dev",
  stacktrace: true,
  show_sensitive_data_on_connection_error: true,
  pool_size: 10

# No caches, code is reloaded, errors are shown in full.
config :bramble, BrambleWeb.Endpoint,
  # this machine only; {0, 0, 0, 0} opens it to others
  http: [ip: {127, 0, 0, 1}, port: 4000],
  check_origin: false,
  code_reloader: true,
  debug_errors: true,
  secret_key_base: "7f8ee19bc5737bdb4cca7c9d0df9ab311c892c4969a09bfe8b09e668b9a47d62",
  watchers: [
    esbuild: {Esbuild, :install_and_run, [:bramble, ~w(--sourcemap=inline --watch)]},
    tailwind: {Tailwind, :install_and_run, [:bramble, ~w(--watch)]}
  ]

# Open tabs reload when one of these files changes.
config :bramble, BrambleWeb.Endpoint,
  live_reload: [
    patterns: [
      ~r"priv/static/(?!uploads/).*(js|css|png|jpeg|jpg|gif|svg)$",
      ~r"lib/bramble_web/(controllers|live|components)/.*(ex|heex)$"
    ]
  ]

# the dashboard and the mailbox
config :bramble, dev_routes: true

# the log without times and metadata
config :logger, :console, format: "[$level] $message\n"

# deeper stacktraces than production can afford
config :phoenix, :stacktrace_depth, 20

# plugs are set up at run time, for faster compilation
config :phoenix, :plug_init_mode, :runtime

# nothing is sent in development
config :swoosh, :api_client, false
