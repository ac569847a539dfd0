defmodule Pebble.Application do
  @moduledoc false

  use Application

  @impl true
  def start(_type, _args) do
    children = [
      # the Ecto repository
      Pebble.Repo,
      # telemetry
      PebbleWeb.Telemetry,
      # PubSub
      {Phoenix.PubSub, name: Pebble.PubSub},
      # the endpoint (http/https)
      PebbleWeb.Endpoint
      # {Pebble.Worker, arg}
    ]

    opts = [strategy: :one_for_one, name: Pebble.Supervisor]
    Supervisor.start_link(children, opts)
  end

  # A release upgrade hands the endpoint its new configuration.
  @impl true
  def config_change(changed, _new, removed) do
    PebbleWeb.Endpoint.config_change(changed, removed)
    :ok
  end
end
