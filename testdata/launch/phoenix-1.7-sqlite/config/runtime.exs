import Config

# Read at every start of a release and by Mix, after compilation and before
# the system starts. Nothing compile-time belongs here.

# ## Releases
#
# A release serves requests when PHX_SERVER is set:
#
#     PHX_SERVER=true bin/tern start
#
# bin/server, made by mix phx.gen.release, does that.
if System.get_env("PHX_SERVER") do
  config :tern, TernWeb.Endpoint, server: true
end

if config_env() == :prod do
  database_path =
    System.get_env("DATABASE_PATH") ||
      raise """
      environment variable DATABASE_PATH is missing.
      For example: /etc/tern/tern.db
      """

  config :tern, Tern.Repo,
    database: database_path,
    pool_size: String.to_integer(System.get_env("POOL_SIZE") || "5")

  # It signs and encrypts cookies. Development and tests have values of
  # their own in config/dev.exs and config/test.exs; this one is no file's business.
  secret_key_base =
    System.get_env("SECRET_KEY_BASE") ||
      raise """
      environment variable SECRET_KEY_BASE is missing.
      You can generate one by calling: mix phx.gen.secret
      """

  host = System.get_env("PHX_HOST") || "example.com"
  port = String.to_integer(System.get_env("PORT") || "4000")

  config :tern, :dns_cluster_query, System.get_env("DNS_CLUSTER_QUERY")

  config :tern, TernWeb.Endpoint,
    url: [host: host, port: 443, scheme: "https"],
    http: [
      # IPv6 and IPv4, all interfaces. {0, 0, 0, 0, 0, 0, 0, 1} is this machine only.
      ip: {0, 0, 0, 0, 0, 0, 0, 0},
      port: port
    ],
    secret_key_base: secret_key_base

  # ## TLS
  #
  # An endpoint that serves TLS itself has an :https key:
  #
  #     config :tern, TernWeb.Endpoint,
  #       https: [
  #         ...,
  #         port: 443,
  #         cipher_suite: :strong,
  #         keyfile: System.get_env("SOME_APP_SSL_KEY_PATH"),
  #         certfile: System.get_env("SOME_APP_SSL_CERT_PATH")
  #       ]
  #
  # and config/prod.exs is the place for force_ssl:
  #
  #     config :tern, TernWeb.Endpoint,
  #       force_ssl: [hsts: true]

  # ## Mail
  #
  # Production needs an adapter that sends:
  #
  #     config :tern, Tern.Mailer,
  #       adapter: Swoosh.Adapters.Mailgun,
  #       api_key: System.get_env("MAILGUN_API_KEY"),
  #       domain: System.get_env("MAILGUN_DOMAIN")
end
