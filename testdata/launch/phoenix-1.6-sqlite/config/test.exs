import Config

# The database of tests. MIX_TEST_PARTITION tells parallel runs apart.
config :pebble, Pebble.Repo,
  database: Path.expand("../pebble_test.db", __DIR__),
  pool_size: 5,
  pool: Ecto.Adapters.SQL.Sandbox

# Tests run without a server.
config :pebble, PebbleWeb.Endpoint,
  http: [ip: {127, 0, 0, 1}, port: 4002],
  secret_key_base: "8736f3b80d24870d64481144c4495f9bba3e93d1a9a43d223f1fd9bf310e8ae3",
  server: false

# mail stays in memory
config :pebble, Pebble.Mailer, adapter: Swoosh.Adapters.Test

# warnings and errors only
config :logger, level: :warn

# plugs are set up at run time, for faster compilation
config :phoenix, :plug_init_mode, :runtime
