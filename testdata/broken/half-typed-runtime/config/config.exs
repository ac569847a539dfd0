import Config

config :lapwing, LapwingWeb.Endpoint, adapter: Bandit.PhoenixAdapter
