import Config

# The host of URLs is set in config/runtime.exs.
#
# mix phx.digest writes the cache manifest, with the names that
# static files have once they are digested.
config :pebble, PebbleWeb.Endpoint, cache_static_manifest: "priv/static/cache_manifest.json"

# no debug messages in production
config :logger, level: :info

# ## TLS
#
# An endpoint that serves TLS itself has an :https key:
#
#     config :pebble, PebbleWeb.Endpoint,
#       ...,
#       url: [host: "example.com", port: 443],
#       https: [
#         ...,
#         port: 443,
#         cipher_suite: :strong,
#         keyfile: System.get_env("SOME_APP_SSL_KEY_PATH"),
#         certfile: System.get_env("SOME_APP_SSL_CERT_PATH")
#       ]
#
# and one that refuses plain HTTP has force_ssl:
#
#     config :pebble, PebbleWeb.Endpoint,
#       force_ssl: [hsts: true]
#
# Plug.SSL documents its options.
