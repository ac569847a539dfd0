import Config

config :harbor_post, HarborPost.Repo,
  username: "postgres",
  password: "postgres",
  hostname: "localhost",
  database: "harbor_post_dev",
  stacktrace: true,
  show_sensitive_data_on_connection_error: true,
  pool_size: 10

config :harbor_post, HarborPostWeb.Endpoint,
  http: [ip: {127, 0, 0, 1}],
  check_origin: false,
  code_reloader: true,
  debug_errors: true,
  secret_key_base: String.duplicate("dev-only-", 8),
  watchers: [
    esbuild: {Esbuild, :install_and_run, [:harbor_post, ~w(--sourcemap=inline --watch)]},
    tailwind: {Tailwind, :install_and_run, [:harbor_post, ~w(--watch)]}
  ]

config :harbor_post, HarborPostWeb.Endpoint,
  live_reload: [
    patterns: [
      ~r"priv/static/(?!uploads/).*(js|css|png|jpeg|jpg|gif|svg)$",
      ~r"lib/harbor_post_web/(controllers|live|components)/.*(ex|heex)$"
    ]
  ]

config :harbor_post, dev_routes: true

config :logger, :default_formatter, format: "[$level] $message\n"

config :phoenix, :stacktrace_depth, 20
config :phoenix, :plug_init_mode, :runtime

config :swoosh, :api_client, false
