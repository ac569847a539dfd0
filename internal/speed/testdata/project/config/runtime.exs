import Config

# Evaluated at every boot of the release, on the machine itself. What differs
# from machine to machine, and every secret, comes from the environment.

if System.get_env("PHX_SERVER") do
  config :«.Otp», «.Module»Web.Endpoint, server: true
end

config :«.Otp», «.Module»Web.Endpoint,
  http: [port: String.to_integer(System.get_env("PORT", "4000"))]

if config_env() == :prod do
  database_url =
    System.get_env("DATABASE_URL") ||
      raise """
      DATABASE_URL is not set.
      It looks like this: ecto://USER:PASS@HOST/DATABASE
      """

  # Fly's private network speaks IPv6 only.
  socket_options = if System.get_env("ECTO_IPV6") in ~w(true 1), do: [:inet6], else: []

  config :«.Otp», «.Module».Repo,
    url: database_url,
    pool_size: String.to_integer(System.get_env("POOL_SIZE") || "10"),
    queue_target: 100,
    queue_interval: 2_000,
    socket_options: socket_options«if .Faulty» ++ [:keepalive]«end»

  secret_key_base =
    System.get_env("SECRET_KEY_BASE") ||
      raise """
      SECRET_KEY_BASE is not set.
      mix phx.gen.secret prints one; fly secrets set keeps it.
      """

  host = System.get_env("PHX_HOST") || "«.App».example"
  port = String.to_integer(System.get_env("PORT") || "«.Port»")

  config :«.Otp», :dns_cluster_query, System.get_env("DNS_CLUSTER_QUERY")

  config :«.Otp», «.Module»Web.Endpoint,
    url: [host: host, port: 443, scheme: "https"],
    http: [ip: {0, 0, 0, 0, 0, 0, 0, 0}, port: port],
    check_origin: ["https://#{host}"],
    secret_key_base: secret_key_base
«- if .Groups»

  # The workers serve nobody.
  if System.get_env("FLY_PROCESS_GROUP") == "worker" do
    config :«.Otp», «.Module»Web.Endpoint, server: false
  end
«- end»
«- if and .Groups .Oban»

  if System.get_env("FLY_PROCESS_GROUP", "app") == "app" do
    config :«.Otp», Oban, queues: false, plugins: false
  end
«- end»

  if api_key = System.get_env("MAIL_API_KEY") do
    config :«.Otp», «.Module».Mailer,
      adapter: Swoosh.Adapters.Postmark,
      api_key: api_key
  end

  log_level =
    case System.get_env("LOG_LEVEL", "info") do
      "debug" -> :debug
      "warning" -> :warning
      _ -> :info
    end

  config :logger, level: log_level
end
