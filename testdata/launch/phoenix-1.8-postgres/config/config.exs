# Read before any dependency is compiled, in every environment.

import Config

config :wharf_log,
  ecto_repos: [WharfLog.Repo],
  generators: [timestamp_type: :utc_datetime]

# The endpoint
config :wharf_log, WharfLogWeb.Endpoint,
  url: [host: "localhost"],
  adapter: Bandit.PhoenixAdapter,
  render_errors: [
    formats: [html: WharfLogWeb.ErrorHTML, json: WharfLogWeb.ErrorJSON],
    layout: false
  ],
  pubsub_server: WharfLog.PubSub,
  live_view: [signing_salt: "5b650b08"]

# LiveView marks the root tags of templates with this attribute.
config :phoenix_live_view,
  root_tag_attribute: "phx-r"

# The mailer keeps mail on this machine, to be read at "/dev/mailbox".
# Production wants another adapter, in config/runtime.exs.
config :wharf_log, WharfLog.Mailer, adapter: Swoosh.Adapters.Local

# esbuild (the version is required)
config :esbuild,
  version: "0.25.4",
  wharf_log: [
    args:
      ~w(js/app.js --bundle --target=es2022 --outdir=../priv/static/assets/js --external:/fonts/* --external:/images/* --alias:@=.),
    cd: Path.expand("../assets", __DIR__),
    env: %{"NODE_PATH" => [Path.expand("../deps", __DIR__), Mix.Project.build_path()]}
  ]

# tailwind (the version is required)
config :tailwind,
  version: "4.3.0",
  wharf_log: [
    args: ~w(
      --input=assets/css/app.css
      --output=priv/static/assets/css/app.css
    ),
    cd: Path.expand("..", __DIR__)
  ]

# The logger
config :logger, :default_formatter,
  format: "$time $metadata[$level] $message\n",
  metadata: [:request_id]

# Phoenix reads and writes JSON with Jason
config :phoenix, :json_library, Jason

# This line stays last, so that an environment can override what is above.
import_config "#{config_env()}.exs"
