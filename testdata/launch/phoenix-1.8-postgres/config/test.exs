import Config

# The database of tests. MIX_TEST_PARTITION tells parallel runs apart.
config :wharf_log, WharfLog.Repo,
  username: "postgres",
  password: "postgres",
  hostname: "localhost",
  database: "wharf_log_test#{System.get_env("MIX_TEST_PARTITION")}",
  pool: Ecto.Adapters.SQL.Sandbox,
  pool_size: System.schedulers_online() * 2

# Tests run without a server.
config :wharf_log, WharfLogWeb.Endpoint,
  http: [ip: {127, 0, 0, 1}, port: 4002],
  secret_key_base: "0b804a64f66473cbbc4d3ae29e020e787089d3cd35d15d864c68f87e97a8b8c5",
  server: false

# mail stays in memory
config :wharf_log, WharfLog.Mailer, adapter: Swoosh.Adapters.Test

# nothing is sent in tests
config :swoosh, :api_client, false

# warnings and errors only
config :logger, level: :warning

# plugs are set up at run time, for faster compilation
config :phoenix, :plug_init_mode, :runtime
