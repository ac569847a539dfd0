import Config

# The database of tests. MIX_TEST_PARTITION tells parallel runs apart.
config :tern, Tern.Repo,
  database: Path.expand("../tern_test.db", __DIR__),
  pool_size: 5,
  pool: Ecto.Adapters.SQL.Sandbox

# Tests run without a server.
config :tern, TernWeb.Endpoint,
  http: [ip: {127, 0, 0, 1}, port: 4002],
  secret_key_base: "cc9727775c6e380af5ce728dd2ea618b4bf46c456084680bdc239bff6c3febe9",
  server: false

# mail stays in memory
config :tern, Tern.Mailer, adapter: Swoosh.Adapters.Test

# nothing is sent in tests
config :swoosh, :api_client, false

# warnings and errors only
config :logger, level: :warning

# plugs are set up at run time, for faster compilation
config :phoenix, :plug_init_mode, :runtime
