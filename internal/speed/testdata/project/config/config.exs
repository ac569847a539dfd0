# What all environments share. The file of the environment comes last.
import Config

config :«.Otp»,
  ecto_repos: [«.Module».Repo],
  generators: [timestamp_type: :utc_datetime, binary_id: true]

config :«.Otp», «.Module».Repo, migration_primary_key: [type: :binary_id]

config :«.Otp», «.Module»Web.Endpoint,
  url: [host: "localhost"],
  adapter: Bandit.PhoenixAdapter,
  render_errors: [
    formats: [html: «.Module»Web.ErrorHTML, json: «.Module»Web.ErrorJSON],
    layout: false
  ],
  pubsub_server: «.Module».PubSub,
  live_view: [signing_salt: "«.Salt»"]
«- if .Oban»

# Queues by how long their jobs may take.
config :«.Otp», Oban,
  repo: «.Module».Repo,
  engine: Oban.Engines.Basic,
  queues: [default: 10, mailers: «.Pool», imports: 2],
  plugins: [
    {Oban.Plugins.Pruner, max_age: 60 * 60 * 24 * 7},
    {Oban.Plugins.Cron,
     crontab: [
       {"0 3 * * *", «.Module».Workers.Sweep},
       {"*/15 * * * *", «.Module».Workers.Refresh, args: %{scope: "recent"}}
     ]}
  ]
«- end»

config :«.Otp», «.Module».Mailer, adapter: Swoosh.Adapters.Local

config :esbuild,
  version: "0.25.9",
  «.Otp»: [
    args: ~w(js/app.js --bundle --target=es2022 --outdir=../priv/static/assets/js),
    cd: Path.expand("../assets", __DIR__),
    env: %{"NODE_PATH" => Path.expand("../deps", __DIR__)}
  ]

config :tailwind,
  version: "4.1.13",
  «.Otp»: [
    args: ~w(--input=assets/css/app.css --output=priv/static/assets/css/app.css),
    cd: Path.expand("..", __DIR__)
  ]

config :logger, :default_formatter,
  format: "$time $metadata[$level] $message\n",
  metadata: [:request_id, :user_id]

config :phoenix, :json_library, Jason

import_config "#{config_env()}.exs"
