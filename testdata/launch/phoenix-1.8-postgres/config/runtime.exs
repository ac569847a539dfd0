import Config

# Read at every start of a release and by Mix, after compilation and before
# the system starts. Nothing compile-time belongs here.

# ## Releases
#
# A release serves requests when PHX_SERVER is set:
#
#     PHX_SERVER=true bin/wharf_log start
#
# bin/server, made by mix phx.gen.release, does that.
if System.get_env("PHX_SERVER") do
  config :wharf_log, WharfLogWeb.Endpoint, server: true
end

config :wharf_log, WharfLogWeb.Endpoint,
  http: [port: String.to_integer(System.get_env("PORT", "4000"))]

if config_env() == :dev do
  # Open tabs reload when one of these files changes.
  config :wharf_log, WharfLogWeb.Endpoint,
    live_reload: [
      web_console_logger: true,
      patterns: [
        # static files, but what users uploaded
        ~r"priv/static/(?!uploads/).*\.(js|css|png|jpeg|jpg|gif|svg)$",
        # translations
        ~r"priv/gettext/.*\.po$",
        # the web side
        ~r"lib/wharf_log_web/router\.ex$",
        ~r"lib/wharf_log_web/(controllers|live|components)/.*\.(ex|heex)$"
      ]
    ]
end

if config_env() == :prod do
  database_url =
    System.get_env("DATABASE_URL") ||
      raise """
      environment variable DATABASE_URL is missing.
      For example: ecto://USER:PASS@HOST/DATABASE
      """

  maybe_ipv6 = if System.get_env("ECTO_IPV6") in ~w(true 1), do: [:inet6], else: []

  config :wharf_log, WharfLog.Repo,
    # ssl: true,
    url: database_url,
    pool_size: String.to_integer(System.get_env("POOL_SIZE") || "10"),
    # on many cores, several pools of that size
    # pool_count: 4,
    socket_options: maybe_ipv6

  # It signs and encrypts cookies. Development and tests have values of
  # their own in config/dev.exs and config/test.exs; this one is no file's business.
  secret_key_base =
    System.get_env("SECRET_KEY_BASE") ||
      raise """
      environment variable SECRET_KEY_BASE is missing.
      You can generate one by calling: mix phx.gen.secret
      """

  host = System.get_env("PHX_HOST") || "example.com"

  config :wharf_log, :dns_cluster_query, System.get_env("DNS_CLUSTER_QUERY")

  config :wharf_log, WharfLogWeb.Endpoint,
    url: [host: host, port: 443, scheme: "https"],
    http: [
      # IPv6 and IPv4, all interfaces. {0, 0, 0, 0, 0, 0, 0, 1} is this machine only.
      ip: {0, 0, 0, 0, 0, 0, 0, 0}
    ],
    secret_key_base: secret_key_base

  # ## TLS
  #
  # An endpoint that serves TLS itself has an :https key:
  #
  #     config :wharf_log, WharfLogWeb.Endpoint,
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
  #     config :wharf_log, WharfLogWeb.Endpoint,
  #       force_ssl: [hsts: true]

  # ## Mail
  #
  # Production needs an adapter that sends:
  #
  #     config :wharf_log, WharfLog.Mailer,
  #       adapter: Swoosh.Adapters.Mailgun,
  #       api_key: System.get_env("MAILGUN_API_KEY"),
  #       domain: System.get_env("MAILGUN_DOMAIN")
end
