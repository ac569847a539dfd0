import Config

# The database of tests. MIX_TEST_PARTITION tells parallel runs apart.
config :bramble, Bramble.Repo,
  username: "postgres",
  password: "postgres",
  hostname: "localhost",
  database: "bramble_test#{System.get_env("MIX_TEST_PARTITION")}",
  pool: Ecto.Adapters.SQL.Sandbox,
  pool_size: System.schedulers_online() * 2

# Tests run without a server.
config :bramble, BrambleWeb.Endpoint,
  http: [ip: {127, 0, 0, 1}, port: 4002],
  secret_key_base: "a520789eac8f8cf33db7f150fb12e8c7afc51376b899339a2b1801ef94404806",
  server: false

# mail stays in memory
config :bramble, Bramble.Mailer, adapter: Swoosh.Adapters.Test

# nothing is sent in tests
config :swoosh, :api_client, false

# warnings and errors only
config :logger, level: :warning

# plugs are set up at run time, for faster compilation
config :phoenix, :plug_init_mode, :runtime
