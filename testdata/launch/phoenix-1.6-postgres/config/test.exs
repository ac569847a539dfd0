import Config

# The database of tests. MIX_TEST_PARTITION tells parallel runs apart.
config :lantern, Lantern.Repo,
  username: "postgres",
  password: "postgres",
  hostname: "localhost",
  database: "lantern_test#{System.get_env("MIX_TEST_PARTITION")}",
  pool: Ecto.Adapters.SQL.Sandbox,
  pool_size: 10

# Tests run without a server.
config :lantern, LanternWeb.Endpoint,
  http: [ip: {127, 0, 0, 1}, port: 4002],
  secret_key_base: "c602e55747d4643f9ca96b7959f4b6fc1d75e9b4cf718dc8b8d1bc6660a5b7b8",
  server: false

# mail stays in memory
config :lantern, Lantern.Mailer, adapter: Swoosh.Adapters.Test

# warnings and errors only
config :logger, level: :warn

# plugs are set up at run time, for faster compilation
config :phoenix, :plug_init_mode, :runtime
