import Config

# The release reads this file when it boots.
if System.get_env("PHX_SERVER") do
  config :orchard, OrchardWeb.Endpoint, server: true
end

config :orchard, :features,
  search: true,
  labels: ~w(ripe unripe windfall)a,
  limits: %{"small" => 10, "large" => 100}

if config_env() == :prod do
  database_url =
    System.get_env("DATABASE_URL") ||
      raise """
      environment variable DATABASE_URL is missing.
      For example: ecto://USER:PASS@HOST/DATABASE
      """

  maybe_ipv6 = if System.get_env("ECTO_IPV6") in ~w(true 1), do: [:inet6], else: []

  config :orchard, Orchard.Repo,
    # ssl: true,
    url: database_url,
    pool_size: String.to_integer(System.get_env("POOL_SIZE") || "10"),
    socket_options: maybe_ipv6 ++ [keepalive: true]

  secret_key_base =
    System.get_env("SECRET_KEY_BASE") ||
      raise """
      environment variable SECRET_KEY_BASE is missing.
      You can generate one by calling: mix phx.gen.secret
      """

  host = System.get_env("PHX_HOST") || "example.com"
  port = String.to_integer(System.get_env("PORT") || "4000")

  config :orchard, :dns_cluster_query, System.get_env("DNS_CLUSTER_QUERY")

  config :orchard, OrchardWeb.Endpoint,
    url: [host: host, port: 443, scheme: "https"],
    http: [
      ip: {0, 0, 0, 0, 0, 0, 0, 0},
      port: port
    ],
    secret_key_base: secret_key_base,
    check_origin: ["https://#{host}", "//*.example.com"]

  config :orchard, Orchard.Mailer,
    adapter: Swoosh.Adapters.Mailgun,
    api_key: System.fetch_env!("MAILGUN_API_KEY"),
    domain: System.get_env("MAILGUN_DOMAIN", "mg.#{host}")

  config :swoosh, :api_client, Swoosh.ApiClient.Req

  case System.get_env("STORE") do
    nil ->
      config :orchard, Orchard.Store, adapter: Orchard.Store.Local, root: "/data"

    "s3:" <> bucket ->
      config :orchard, Orchard.Store,
        adapter: Orchard.Store.S3,
        bucket: bucket

      config :ex_aws, json_codec: Jason
  end

  config :logger, level: :info
  config :orchard, Oban, queues: [default: 10, mailers: 5], plugins: [{Oban.Plugins.Pruner, max_age: 60 * 60}]
end

config :orchard, started: true
