# Read before any dependency is compiled, in every environment.

import Config

config :bramble,
  ecto_repos: [Bramble.Repo],
  generators: [timestamp_type: :utc_datetime]

# The endpoint
config :bramble, BrambleWeb.Endpoint,
  url: [host: "localhost"],
  adapter: Bandit.PhoenixAdapter,
  render_errors: [
    formats: [html: BrambleWeb.ErrorHTML, json: BrambleWeb.ErrorJSON],
    layout: false
  ],
  pubsub_server: Bramble.PubSub,
  live_view: [signing_salt: "8f564af3"]

# The mailer keeps mail on this machine, to be read at "/dev/mailbox".
# Production wants another adapter, in config/runtime.exs.
config :bramble, Bramble.Mailer, adapter: Swoosh.Adapters.Local

# esbuild (the version is required)
config :esbuild,
  version: "0.17.11",
  bramble: [
    args:
      ~w(js/app.js --bundle --target=es2017 --outdir=../priv/static/assets --external:/fonts/* --external:/images/*),
    cd: Path.expand("../assets", __DIR__),
    env: %{"NODE_PATH" => Path.expand("../deps", __DIR__)}
  ]

# tailwind (the version is required)
config :tailwind,
  version: "3.4.3",
  bramble: [
    args: ~w(
      --config=tailwind.config.js
      --input=css/app.css
      --output=../priv/static/assets/app.css
    ),
    cd: Path.expand("../assets", __DIR__)
  ]

# The logger
config :logger, :console,
  format: "$time $metadata[$level] $message\n",
  metadata: [:request_id]

# Phoenix reads and writes JSON with Jason
config :phoenix, :json_library, Jason

# This line stays last, so that an environment can override what is above.
import_config "#{config_env()}.exs"
