# This file is read before any other.
import Config

config :bakery,
  ecto_repos: [Bakery.Repo],
  generators: [timestamp_type: :utc_datetime, binary_id: true]

config :bakery, BakeryWeb.Endpoint,
  url: [host: "localhost"],
  adapter: Bandit.PhoenixAdapter,
  render_errors: [
    formats: [html: BakeryWeb.ErrorHTML, json: BakeryWeb.ErrorJSON],
    layout: false
  ],
  pubsub_server: Bakery.PubSub,
  live_view: [signing_salt: "n0tSoSecret"]

config :bakery, Bakery.Mailer, adapter: Swoosh.Adapters.Local

config :esbuild,
  version: "0.17.11",
  bakery: [
    args:
      ~w(js/app.js --bundle --target=es2017 --outdir=../priv/static/assets --external:/fonts/*),
    cd: Path.expand("../assets", __DIR__),
    env: %{"NODE_PATH" => Path.expand("../deps", __DIR__)}
  ]

config :tailwind,
  version: "3.4.3",
  bakery: [
    args: ~w(
      --config=tailwind.config.js
      --input=css/app.css
      --output=../priv/static/assets/app.css
    ),
    cd: Path.expand("../assets", __DIR__)
  ]

config :logger, :console,
  format: "$time $metadata[$level] $message\n",
  metadata: [:request_id, :mfa]

config :phoenix, :json_library, Jason

config :bakery, Oban,
  repo: Bakery.Repo,
  queues: [default: 10],
  plugins: [
    {Oban.Plugins.Pruner, max_age: 86_400},
    {Oban.Plugins.Cron, crontab: [{"0 3 * * *", Bakery.Workers.Clean, args: %{deep: true}}]}
  ]

config :mime, :types, %{
  "application/vnd.bakery+json" => ["bakery"]
}

import_config "#{config_env()}.exs"
