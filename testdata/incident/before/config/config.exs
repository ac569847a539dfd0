import Config

config :harbor_post,
  ecto_repos: [HarborPost.Repo],
  generators: [timestamp_type: :utc_datetime]

config :harbor_post, HarborPostWeb.Endpoint,
  url: [host: "localhost"],
  adapter: Bandit.PhoenixAdapter,
  render_errors: [
    formats: [json: HarborPostWeb.ErrorJSON],
    layout: false
  ],
  pubsub_server: HarborPost.PubSub,
  live_view: [signing_salt: "harborSalt1"]

# Mail stays on the machine in development; prod.exs takes over.
config :harbor_post, HarborPost.Mailer, adapter: Swoosh.Adapters.Local

# Background jobs
config :harbor_post, Oban,
  repo: HarborPost.Repo,
  queues: [
    default: 10,
    mail: 5,
    newsletter: 3,
    digest: 2,
    sms: 1,
    feeds: 3,
    rewards: 2,
    reports: 2
  ],
  plugins: [
    {Oban.Plugins.Pruner, max_age: 60 * 60 * 24 * 7},
    {Oban.Plugins.Cron,
     crontab: [
       {"0 6 * * *", HarborPost.Workers.ReportWorker, args: %{"span" => "day"}},
       {"0 7 * * 1", HarborPost.Workers.ReportWorker, args: %{"span" => "week"}},
       {"0 3 * * *", HarborPost.Workers.EventCleanupWorker, queue: :default},
       {"0 * * * *", HarborPost.Workers.FeedSweepWorker, queue: :feeds},
       {"0 0 * * *", HarborPost.Workers.RewardResetWorker, queue: :rewards},
       {"0 9 * * *", HarborPost.Workers.DigestWorker, queue: :digest},
       {"30 9 * * 5", HarborPost.Workers.NewsletterWorker, queue: :newsletter}
     ]}
  ]

config :esbuild,
  version: "0.25.4",
  harbor_post: [
    args:
      ~w(js/app.js --bundle --target=es2022 --outdir=../priv/static/assets/js --external:/fonts/* --external:/images/*),
    cd: Path.expand("../assets", __DIR__),
    env: %{"NODE_PATH" => Path.expand("../deps", __DIR__)}
  ]

config :tailwind,
  version: "4.1.7",
  harbor_post: [
    args: ~w(
      --input=assets/css/app.css
      --output=priv/static/assets/css/app.css
    ),
    cd: Path.expand("..", __DIR__)
  ]

config :logger, :default_formatter,
  format: "$time $metadata[$level] $message\n",
  metadata: [:request_id]

config :phoenix, :json_library, Jason

# Last, so that each environment can override what stands above.
import_config "#{config_env()}.exs"
