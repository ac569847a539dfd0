
  # «.Topic»: switched on by its key; what it costs is bounded here.
  if «.Variable»_key = System.get_env("«.Env»_API_KEY") do
    config :«.Otp», «.App».«.Name»,
      api_key: «.Variable»_key,
      base_url: System.get_env("«.Env»_URL", "https://«.Topic».example/v1"),
      pool_size: String.to_integer(System.get_env("«.Env»_POOL") || "«.Number»"),
      receive_timeout: :timer.seconds(15),
      retries: 3
  else
    config :«.Otp», «.App».«.Name», enabled: false
  end

  config :«.Otp», «.App».«.Name».Limits,
    per_minute: if(System.get_env("«.Env»_PLAN", "small") == "large", do: 600, else: 60),
    burst: «.Number» * 4
