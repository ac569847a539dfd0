import Config

if config_env() == :prod do
  port = String.to_integer(System.get_env("PORT") ||

  config :lapwing, LapwingWeb.Endpoint,
    server: true,
    http: [ip: {0, 0, 0, 0, 0, 0, 0, 0}, port: port],
    secret_key_base: System.fetch_env!("SECRET_KEY_BASE")

  config :lapwing, Lapwing.Repo,
    url: System.fetch_env!("DATABASE_URL"),
    socket_options: [:inet6, :keepalive]
end
