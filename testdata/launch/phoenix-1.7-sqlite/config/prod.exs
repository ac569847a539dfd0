import Config

# mix assets.deploy writes the cache manifest, with the names that
# static files have once they are digested.
config :tern, TernWeb.Endpoint, cache_static_manifest: "priv/static/cache_manifest.json"

# Swoosh's API client
config :swoosh, api_client: Swoosh.ApiClient.Finch, finch_name: Tern.Finch

# no mail is kept in memory
config :swoosh, local: false

# no debug messages in production
config :logger, level: :info

# What production reads from the environment is in config/runtime.exs.
