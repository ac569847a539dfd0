import Config

# Runs at every boot of the release, bin/migrate included.

config :harbor_post,
  tide_api_url: System.get_env("TIDE_API_URL") || "https://tides.harborpost.example",
  tide_api_key: System.get_env("TIDE_API_KEY"),
  sms_sender: System.get_env("SMS_SENDER", "HarborPost"),
  feeds_per_hour: String.to_integer(System.get_env("FEEDS_PER_HOUR", "12")),
  env: config_env()

# The rewards ledger lives in Mnesia, on the volume of each machine. The path
# holds no node name, so that a deploy finds the tables again.
mnesia_dir =
  if config_env() == :prod do
    "/data/mnesia/harbor_post"
  else
    name = node() |> Atom.to_string() |> String.split("@") |> List.first()
    Path.join(["priv", "mnesia", name])
  end

config :mnesia, dir: String.to_charlist(mnesia_dir)

if System.get_env("PHX_SERVER") do
  config :harbor_post, HarborPostWeb.Endpoint, server: true
end

if config_env() == :prod do
  database_url =
    System.get_env("DATABASE_URL") ||
      raise """
      environment variable DATABASE_URL is missing.
      fly mpg attach sets it to the cluster's pooler, in this form:
      postgresql://fly-user:PASSWORD@pgbouncer.CLUSTER.flympg.net/fly-db
      """

  maybe_ipv6 = if System.get_env("ECTO_IPV6") in ~w(true 1), do: [:inet6], else: []

  config :harbor_post, HarborPost.Repo,
    url: database_url,
    pool_size: String.to_integer(System.get_env("POOL_SIZE") || "10"),
    # PgBouncer pools by transaction, so a named statement may meet another session
    prepare: :unnamed,
    # ping idle connections before the pooler closes them
    idle_interval: 15_000,
    queue_target: 50,
    queue_interval: 1000,
    timeout: 15_000,
    connect_timeout: 15_000,
    # keepalive: true lets the kernel notice a peer that went away
    socket_options: maybe_ipv6 ++ [:keepalive]

  secret_key_base =
    System.get_env("SECRET_KEY_BASE") ||
      raise """
      environment variable SECRET_KEY_BASE is missing.
      mix phx.gen.secret makes one.
      """

  host = System.get_env("PHX_HOST") || "harborpost.example"
  port = String.to_integer(System.get_env("PORT") || "4000")

  config :harbor_post, :dns_cluster_query, System.get_env("DNS_CLUSTER_QUERY")

  config :harbor_post, HarborPostWeb.Endpoint,
    url: [host: host, port: 443, scheme: "https"],
    http: [
      # all addresses, IPv6 and IPv4
      ip: {0, 0, 0, 0, 0, 0, 0, 0},
      port: port
    ],
    check_origin: [
      "https://harborpost.example",
      "https://www.harborpost.example",
      "https://harbor-post.fly.dev"
    ],
    secret_key_base: secret_key_base

  config :harbor_post, HarborPost.Mailer,
    adapter: Swoosh.Adapters.Postmark,
    api_key: System.get_env("POSTMARK_API_KEY")
end
