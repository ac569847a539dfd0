import Config

config :my_app, MyApp.Repo,
  username: "postgres",
  socket_options: [:inet6] ++ [keepalive: true],
  pool_size: String.to_integer(System.get_env("POOL_SIZE") || "10")

if config_env() == :prod do
  database_url =
    System.get_env("DATABASE_URL") ||
      raise """
      environment variable DATABASE_URL is missing.
      For example: ecto://USER:PASS@HOST/DATABASE
      """

  config :my_app, MyApp.Repo, url: "#{database_url}?x=1", m: %{a | b: 1, c: %Foo{x: 1}}
  config :logger, level: (if x, do: :a, else: :b)
  Enum.map(list, fn a, b when a > b -> a; _ -> nil end)
  case x do
    {:ok, v} when v > 1 -> v
    _ -> nil
  end
end
