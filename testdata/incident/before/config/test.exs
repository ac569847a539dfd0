import Config

config :harbor_post, HarborPost.Repo,
  username: "postgres",
  password: "postgres",
  hostname: "localhost",
  database: "harbor_post_test#{System.get_env("MIX_TEST_PARTITION")}",
  pool: Ecto.Adapters.SQL.Sandbox,
  pool_size: System.schedulers_online() * 2

config :harbor_post, HarborPostWeb.Endpoint,
  http: [ip: {127, 0, 0, 1}, port: 4002],
  secret_key_base: String.duplicate("test-only", 8),
  server: false

config :harbor_post, start_genservers: false
config :harbor_post, Oban, testing: :manual
config :harbor_post, HarborPost.Mailer, adapter: Swoosh.Adapters.Test

config :swoosh, :api_client, false
config :logger, level: :warning
config :phoenix, :plug_init_mode, :runtime
