import Config

# The digested names of static files, written by mix assets.deploy.
config :«.Otp», «.Module»Web.Endpoint, cache_static_manifest: "priv/static/cache_manifest.json"

# The proxy ends TLS; the health check comes to the machine without it.
config :«.Otp», «.Module»Web.Endpoint,
  force_ssl: [rewrite_on: [:x_forwarded_proto], exclude: [paths: ["/up"], hosts: ["localhost"]]]

config :swoosh, api_client: Swoosh.ApiClient.Req, local: false

config :logger, level: :info
