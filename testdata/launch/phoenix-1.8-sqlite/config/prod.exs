import Config

# mix assets.deploy writes the cache manifest, with the names that
# static files have once they are digested.
config :skiff, SkiffWeb.Endpoint, cache_static_manifest: "priv/static/cache_manifest.json"

# Plain HTTP is redirected, and browsers are told to stay with TLS (HSTS).
# A health check's path belongs among the excluded ones. `:force_ssl` is
# read at compile time.
config :skiff, SkiffWeb.Endpoint,
  force_ssl: [
    rewrite_on: [:x_forwarded_proto],
    exclude: [
      # paths: ["/health"],
      hosts: ["localhost", "127.0.0.1"]
    ]
  ]

# Swoosh's API client
config :swoosh, api_client: Swoosh.ApiClient.Req

# no mail is kept in memory
config :swoosh, local: false

# no debug messages in production
config :logger, level: :info

# What production reads from the environment is in config/runtime.exs.
