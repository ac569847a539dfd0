import Config

# The database of tests. MIX_TEST_PARTITION tells parallel runs apart.
config :skiff, Skiff.Repo,
  database: Path.expand("../skiff_test.db", __DIR__),
  pool_size: 5,
  pool: Ecto.Adapters.SQL.Sandbox

# Tests run without a server.
config :skiff, SkiffWeb.Endpoint,
  http: [ip: {127, 0, 0, 1}, port: 4002],
  secret_key_base: "404b57b85228f72d8d4fc5b2d9e1def9f813ab797f8d3db5871027ce25238f4c",
  server: false

# mail stays in memory
config :skiff, Skiff.Mailer, adapter: Swoosh.Adapters.Test

# nothing is sent in tests
config :swoosh, :api_client, false

# warnings and errors only
config :logger, level: :warning

# plugs are set up at run time, for faster compilation
config :phoenix, :plug_init_mode, :runtime
