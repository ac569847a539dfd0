# Read before any dependency is compiled, in every environment.

import Config

config :pebble,
  ecto_repos: [Pebble.Repo]

# The endpoint
config :pebble, PebbleWeb.Endpoint,
  url: [host: "localhost"],
  render_errors: [view: PebbleWeb.ErrorView, accepts: ~w(html json), layout: false],
  pubsub_server: Pebble.PubSub,
  live_view: [signing_salt: "c2b2e5dd"]

# The mailer keeps mail on this machine, to be read at "/dev/mailbox".
# Production wants another adapter, in config/runtime.exs.
config :pebble, Pebble.Mailer, adapter: Swoosh.Adapters.Local

# needed by adapters other than SMTP
config :swoosh, :api_client, false

# esbuild (the version is required)
config :esbuild,
  version: "0.14.29",
  default: [
    args:
      ~w(js/app.js --bundle --target=es2017 --outdir=../priv/static/assets --external:/fonts/* --external:/images/*),
    cd: Path.expand("../assets", __DIR__),
    env: %{"NODE_PATH" => Path.expand("../deps", __DIR__)}
  ]

# The logger
config :logger, :console,
  format: "$time $metadata[$level] $message\n",
  metadata: [:request_id]

# Phoenix reads and writes JSON with Jason
config :phoenix, :json_library, Jason

# This line stays last, so that an environment can override what is above.
import_config "#{config_env()}.exs"
